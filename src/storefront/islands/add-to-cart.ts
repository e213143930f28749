import { announce } from './announce.ts';
import { showCount } from './cart-state.ts';
import { one, randomKey } from './dom.ts';

/** A second click of a double click comes within this time. */
const SAME_CLICK_MS = 700;

type Added = { count: number; message: string; cart: { href: string; text: string } };

/** Adds without leaving the page. The focus stays on the button; the answer is said aloud; a double click adds once. */
export function startAddToCart(): void {
  const form = one<HTMLFormElement>('form[data-buy]');
  if (!form) return;
  let busyUntil = 0;
  let retryKey: string | null = null;
  form.addEventListener('submit', async (event) => {
    if ((event.submitter as HTMLButtonElement | null)?.formMethod === 'get') return;
    event.preventDefault();
    if (performance.now() < busyUntil) return;
    busyUntil = Number.POSITIVE_INFINITY;
    // The same key until it has worked: an answer that got lost does not put the piece in twice.
    retryKey ??= randomKey();
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
    fields.set('key', retryKey);
    const failed = one('[data-add]', form)?.dataset.failed ?? '';
    try {
      const answer = await fetch(form.getAttribute('action') ?? '', {
        method: 'POST',
        body: fields,
        headers: { accept: 'application/json' },
      });
      const added = (await answer.json()) as Added & { message?: string };
      if (answer.ok) {
        retryKey = null;
        showCount(added.count);
        announce(added.message, added.cart);
      } else {
        retryKey = null;
        announce(added.message || failed);
      }
    } catch {
      announce(failed);
    } finally {
      busyUntil = performance.now() + SAME_CLICK_MS;
    }
  });
}
