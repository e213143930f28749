import type { FieldFault } from '../kernel/errors.ts';
import type { Market } from '../kernel/market.ts';
import { type ContactInput, contactFaults, tidyContact } from '../shop/orders/index.ts';
import type { Texts } from './texts/index.ts';

export const CONTACT_FIELDS = [
  'email',
  'name',
  'street',
  'extra',
  'postalCode',
  'city',
  'region',
  'country',
  'phone',
  'note',
  'company',
  'vatId',
] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];

export type Step = 1 | 2 | 3;

/** Everything that the checkout's one form carries from step to step; nothing of it is kept by us before the order. */
export type CheckoutForm = {
  values: Record<ContactField, string>;
  delivery: string;
  /** `provider:method`. */
  payment: string;
  checkoutId: string;
  step: Step;
  /** A code that was entered and refused. */
  refusedCode?: { entered: string; message: string };
};

/** What the shopper must mend: `field` is the name and id of the form field. */
export type FormError = { field: string; message: string };

/** What the form sent, with nothing dropped: also wrong input comes back into its field. */
export function readCheckout(body: Readonly<Record<string, unknown>>): CheckoutForm & { go: string } {
  const text = (name: string, most: number) => {
    const value = body[name];
    return typeof value === 'string' ? value.slice(0, most) : '';
  };
  const values = Object.fromEntries(CONTACT_FIELDS.map((field) => [field, text(field, 2000)])) as Record<ContactField, string>;
  return {
    values,
    delivery: text('delivery', 64),
    payment: text('payment', 128),
    checkoutId: text('checkoutId', 36),
    step: 1,
    go: text('go', 32),
  };
}

export function emptyCheckout(country: string, entered: ContactInput | null): CheckoutForm {
  const values = Object.fromEntries(CONTACT_FIELDS.map((field) => [field, entered?.[field] ?? ''])) as Record<ContactField, string>;
  return { values: { ...values, country: values.country || country }, delivery: '', payment: '', checkoutId: '', step: 1 };
}

/** Faults of the address; in a market of the United States alone a state belongs to it. */
export function addressErrors(texts: Texts, form: CheckoutForm, market: Market): FormError[] {
  const errors = formErrors(texts, contactFaults(tidyContact(form.values), market.countries));
  const needsState = form.values.country === 'US' && form.values.region === '';
  return needsState ? [...errors, { field: 'region', message: texts.checkout.errors.region }] : errors;
}

/** Faults of the rules in the words of the page, in its order; those of one field once. */
export function formErrors(texts: Texts, faults: readonly FieldFault[]): FormError[] {
  const errors = faults.flatMap((fault) => {
    const field = fieldOf(fault.path);
    return field ? [{ field, message: messageOf(texts, field, fault.code) }] : [];
  });
  const once = errors.filter((error, index) => errors.findIndex((other) => other.field === error.field) === index);
  const place = (error: FormError) => FIELD_ORDER.indexOf(error.field);
  return once.sort((a, b) => place(a) - place(b));
}

const FIELD_ORDER: readonly string[] = [...CONTACT_FIELDS, 'delivery', 'payment'];

/** The step in which a field stands. */
export function stepOf(field: string): Step {
  return field === 'delivery' ? 2 : field === 'payment' ? 3 : 1;
}

function fieldOf(path: string): string | null {
  if (path.startsWith('/contact/')) return path.slice('/contact/'.length);
  if (path === '/delivery') return 'delivery';
  return path.startsWith('/payment') ? 'payment' : null;
}

function messageOf(texts: Texts, field: string, code: string): string {
  const { errors, fields } = texts.checkout;
  const label = (fields as Record<string, string>)[field] ?? field;
  if (field === 'delivery') return errors.delivery;
  if (field === 'payment') return errors.payment;
  if (field === 'country') return errors.country;
  if (code === 'required') return errors.required(label);
  if (code === 'too_long') return errors.tooLong(label);
  if (field === 'email') return errors.email;
  if (field === 'phone') return errors.phone;
  if (field === 'postalCode') return errors.postalCode;
  if (field === 'vatId') return code === 'not_registered' ? errors.vatIdUnknown : errors.vatId;
  return errors.required(label);
}
