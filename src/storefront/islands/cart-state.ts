import { one, passing, remember, remembered, shopBase } from './dom.ts';

/** Shows the number of pieces beside the word "cart": the one personal thing on a page that is the same for everyone. */
export function showCount(count: number): void {
  const badge = one('[data-cart-count]');
  if (!badge) return;
  badge.hidden = count === 0;
  const number = one('[data-number]', badge);
  const words = one('[data-words]', badge);
  if (number) number.textContent = String(count);
  if (words) words.textContent = `, ${(count === 1 ? words.dataset.one : words.dataset.many?.replace('1000', String(count))) ?? ''}`;
  remember(passing, 'count', count);
}

/** What was known a moment ago at once, the truth when it comes. */
export async function startCartCount(): Promise<void> {
  const known = remembered<number>(passing, 'count');
  if (known !== null) showCount(known);
  const [, market = '', language = ''] = shopBase().split('/');
  const answer = await fetch(`/fragments/me?market=${market}&language=${language}`, { headers: { accept: 'application/json' } }).catch(
    () => null,
  );
  if (answer?.ok) showCount(((await answer.json()) as { count: number }).count);
}
