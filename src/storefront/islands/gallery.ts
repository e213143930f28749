import { all, one } from './dom.ts';

/** Brings a picture into sight, by its number in the product. */
export function showPicture(media: number): void {
  const strip = one('.gallery-strip');
  const item = strip && one(`[data-media="${media}"]`, strip);
  if (!strip || !item) return;
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
  strip.scrollTo({ left: item.offsetLeft - strip.offsetLeft, behavior });
}

/** Small pictures and arrows move the strip without changing the address; the one in sight is marked. */
export function startGallery(): void {
  const strip = one('.gallery-strip');
  const items = strip ? all('[data-media]', strip) : [];
  if (!strip || items.length < 2) return;
  let current = 0;
  const go = (index: number) => {
    const item = items[(index + items.length) % items.length];
    if (item) showPicture(Number(item.dataset.media));
  };
  strip.addEventListener('keydown', (event) => {
    if (event.target !== strip || (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft')) return;
    event.preventDefault();
    go(current + (event.key === 'ArrowRight' ? 1 : -1));
  });
  for (const thumb of all('[data-thumb]')) {
    thumb.addEventListener('click', (event) => {
      event.preventDefault();
      showPicture(Number(thumb.dataset.thumb));
    });
  }
  for (const arrow of all('[data-step]')) arrow.addEventListener('click', () => go(current + Number(arrow.dataset.step)));
  const arrows = one('[data-arrows]');
  if (arrows) arrows.hidden = false;
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) current = items.indexOf(entry.target as HTMLElement);
      const shown = items[current]?.dataset.media;
      for (const thumb of all('[data-thumb]')) {
        if (thumb.dataset.thumb === shown) thumb.setAttribute('aria-current', 'true');
        else thumb.removeAttribute('aria-current');
      }
    },
    { root: strip, threshold: 0.6 },
  );
  for (const item of items) seen.observe(item);
}
