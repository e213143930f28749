import { all, one, passing, remember, remembered, sendForm, swapMain } from './dom.ts';
import { payByStripe, paysByStripe, showStripe } from './stripe.ts';

/** Steps open in place, fields are checked when they are left, and a reload loses nothing that was typed in this tab. */
export function startCheckout(): void {
  if (one('[data-order]')) remember(passing, 'checkout', null);
  if (!one('[data-checkout]')) return;
  restoreDraft();
  const main = one('main')!;
  let isSending = false;
  main.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const button = event.submitter as HTMLButtonElement | null;
    if (!form.matches('[data-steps]')) return;
    if (isSending) {
      event.preventDefault();
      return;
    }
    isSending = true;
    saveDraft(form);
    // Paying is left to the browser: it goes to another page, and a click too many is the same attempt.
    if (button?.value === 'pay') {
      if (!paysByStripe(form)) return;
      event.preventDefault();
      payByStripe(form)
        .catch(() => false)
        .then((isSent) => {
          isSending = isSent;
        });
      return;
    }
    event.preventDefault();
    sendForm(form, button)
      .then(({ url, page }) => {
        if (new URL(url).pathname !== location.pathname || !page.querySelector('[data-checkout]')) location.assign(url);
        else swapMain(page);
        void showStripe();
        const summary = one('[data-focus]');
        (summary ?? one('.step.is-open h2'))?.focus();
        one('.step.is-open')?.scrollIntoView({ block: 'nearest' });
      })
      .catch(() => form.submit())
      .finally(() => {
        isSending = false;
      });
  });
  void showStripe();
  addEventListener('pageshow', () => {
    isSending = false;
  });
  main.addEventListener('focusout', (event) => checkField(event.target as HTMLInputElement));
  main.addEventListener('input', (event) => {
    const field = event.target as HTMLInputElement;
    if (field.getAttribute('aria-invalid') === 'true') checkField(field);
  });
}

/** Beside the field, in the words of the page. */
function checkField(field: HTMLInputElement): void {
  if (!field.matches?.('.field :is(input, select, textarea)') || (field.value === '' && !field.ariaInvalid && !field.dataset.touched)) {
    if (field.dataset) field.dataset.touched = '1';
    return;
  }
  const message = field.validity.valueMissing
    ? field.dataset.missing
    : field.validity.valid
      ? ''
      : (field.dataset.invalid ?? field.validationMessage);
  const id = `${field.id}-error`;
  const shown = document.getElementById(id);
  if (!message) {
    shown?.remove();
    field.removeAttribute('aria-invalid');
    return;
  }
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', [id, one(`#${field.id}-hint`)?.id].filter(Boolean).join(' '));
  const place = shown ?? document.createElement('p');
  place.id = id;
  place.className = 'field-error';
  place.textContent = message;
  if (!shown) field.closest('.field')?.append(place);
}

type Draft = Record<string, string>;

function saveDraft(form: HTMLFormElement): void {
  const draft: Draft = {};
  for (const [name, value] of new FormData(form)) {
    if (
      typeof value === 'string' &&
      value !== '' &&
      !['checkoutId', 'expectedTotal', 'expectedDue', 'code', 'go', 'payment'].includes(name)
    )
      draft[name] = value;
  }
  remember(passing, 'checkout', draft);
}

function restoreDraft(): void {
  const draft = remembered<Draft>(passing, 'checkout');
  if (!draft) return;
  for (const field of all<HTMLInputElement>('[data-steps] .field :is(input, select, textarea)')) {
    const value = draft[field.name];
    if (value !== undefined && (field.value === '' || field.tagName === 'SELECT')) field.value = value;
  }
}
