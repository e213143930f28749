import { one } from './dom.ts';

type StripeFault = { error?: { message?: string } };
type StripeElements = {
  create(type: 'payment', options?: object): { mount(place: HTMLElement): void };
  submit(): Promise<StripeFault>;
};
type StripeLibrary = {
  elements(options: object): StripeElements;
  createConfirmationToken(options: object): Promise<StripeFault & { confirmationToken?: { id: string } }>;
};

const stripeScript = 'https://js.stripe.com/v3/';
let stripeLoading: Promise<void> | null = null;
let stripeShown: { place: HTMLElement; library: StripeLibrary; elements: StripeElements } | null = null;

/** Fills the place for Stripe's fields where the page has one; again after the page has changed. */
export async function showStripe(): Promise<void> {
  const place = one('[data-stripe]');
  if (!place || stripeShown?.place === place) return;
  try {
    await loadStripe();
    const open = (globalThis as { Stripe?: (key: string, options: object) => StripeLibrary }).Stripe!;
    const { key = '', amount, currency, language } = place.dataset;
    const library = open(key, { locale: language });
    const elements = library.elements({
      mode: 'payment',
      amount: Number(amount),
      currency,
      captureMethod: 'manual',
      appearance: { variables: lookOf(place) },
    });
    elements.create('payment', { layout: 'tabs' }).mount(place.querySelector('[data-stripe-fields]')!);
    stripeShown = { place, library, elements };
  } catch {
    tellStripe(place, place.dataset.down ?? '');
  }
}

/** Whether this form pays by what stands in Stripe's fields and has no token of it yet. */
export function paysByStripe(form: HTMLFormElement): boolean {
  return one('[data-stripe]') !== null && new FormData(form).get('payment') === 'stripe';
}

/** Sends the form with a token of what was entered. False: it is told beside the fields what is wrong. */
export async function payByStripe(form: HTMLFormElement): Promise<boolean> {
  const place = one('[data-stripe]')!;
  await showStripe();
  if (stripeShown?.place !== place) return false;
  const { library, elements } = stripeShown;
  tellStripe(place, '');
  const text = (name: string) => String(new FormData(form).get(name) ?? '');
  const checked = await elements.submit();
  const billing = {
    name: text('name'),
    email: text('email'),
    address: { line1: text('street'), postal_code: text('postalCode'), city: text('city'), country: text('country') },
  };
  const made: Awaited<ReturnType<StripeLibrary['createConfirmationToken']>> = checked.error
    ? checked
    : await library.createConfirmationToken({ elements, params: { payment_method_data: { billing_details: billing } } });
  const token = made.confirmationToken?.id;
  if (!token) {
    tellStripe(place, made.error?.message ?? place.dataset.down ?? '');
    return false;
  }
  for (const [name, value] of [
    ['payment', `stripe:${token}`],
    ['go', 'pay'],
  ]) {
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name, value });
    form.append(field);
  }
  for (const choice of form.querySelectorAll<HTMLInputElement>('input[name=payment][type=radio]')) choice.disabled = true;
  form.submit();
  return true;
}

function loadStripe(): Promise<void> {
  stripeLoading ??= new Promise<void>((done, failed) => {
    const script = document.createElement('script');
    script.src = stripeScript;
    script.onload = () => done();
    script.onerror = () => {
      // Another try, once the network is back, asks anew.
      stripeLoading = null;
      failed(new Error('the script did not come'));
    };
    document.head.append(script);
  });
  return stripeLoading;
}

function tellStripe(place: HTMLElement, message: string): void {
  const note = place.querySelector<HTMLElement>('[data-stripe-error]')!;
  note.textContent = message;
  note.hidden = message === '';
}

/** The fields look as the page does, in its light and in its dark. */
function lookOf(place: HTMLElement): Record<string, string> {
  const style = getComputedStyle(place);
  return {
    colorText: style.color,
    colorBackground: getComputedStyle(document.body).backgroundColor,
    colorPrimary: style.color,
    fontFamily: style.fontFamily,
    fontSizeBase: style.fontSize,
    borderRadius: '0px',
  };
}
