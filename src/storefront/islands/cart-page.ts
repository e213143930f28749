import { announce } from './announce.ts';
import { startCartCount } from './cart-state.ts';
import { one, sendForm, swapMain } from './dom.ts';

/** Quantities, removing and putting back without leaving the page; the focus goes where the work goes on. */
export function startCartPage(): void {
  if (!one('[data-cart]')) return;
  const main = one('main');
  main?.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== 'post') return;
    event.preventDefault();
    sendCartForm(form, event.submitter).catch(() => form.submit());
  });
  main?.addEventListener('change', (event) => {
    const input = event.target as HTMLInputElement;
    if (input.name === 'quantity' && input.form?.matches('[data-quantity]')) input.form.requestSubmit();
  });
}

async function sendCartForm(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const line = form.closest('.cart-line')?.id;
  const { page } = await sendForm(form, submitter);
  const main = swapMain(page);
  if (!main) throw new Error('not a page of the shop');
  const said = one('.note span, .note, #code-error', main)?.textContent ?? one('.sum-total dd', main)?.textContent ?? '';
  const input = line ? one<HTMLInputElement>(`#${line} input[name=quantity]`, main) : null;
  const code = form.matches('[data-code]') ? one<HTMLInputElement>('#code', main) : null;
  (one('.is-undo button', main) ?? input ?? code ?? main).focus({ preventScroll: true });
  announce(said);
  await startCartCount();
}
