import { shopBase } from './dom.ts';

/** On the search page: what is opened from the results is counted by the words that found it, with nothing about who it was. */
export function startSearchClicks(): void {
  const q = new URLSearchParams(location.search).get('q')?.trim();
  if (!q || location.pathname !== `${shopBase()}/search`) return;
  const count = (event: Event) => {
    const link = event.target instanceof Element ? event.target.closest('main a') : null;
    if (!(link instanceof HTMLAnchorElement) || !link.pathname.startsWith(`${shopBase()}/p/`)) return;
    const [, market, language] = shopBase().split('/');
    // It outlives the page that is being left.
    const body = JSON.stringify({ market, language, q });
    fetch('/api/search-clicks', { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json' }, body }).catch(() => {});
  };
  document.addEventListener('click', count);
  document.addEventListener('auxclick', count);
}
