import type { FieldFault } from '../../kernel/errors.ts';
import { readVatId } from '../tax/index.ts';

/** Who receives an order, and how to reach him: personal data, sealed wherever it is stored. Empty text where nothing was given. */
export type Contact = {
  name: string;
  email: string;
  phone: string;
  street: string;
  /** Second address line. */
  extra: string;
  postalCode: string;
  city: string;
  /** State or province, where an address has one. */
  region: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  note: string;
  /** Of a business: its name, and its VAT id as it is written without blanks. */
  company: string;
  vatId: string;
};

export type ContactInput = Partial<Record<keyof Contact, string>>;

/** A contact as it was sealed, also before all of today's fields were asked for. */
export function storedContact(json: string): Contact {
  const given = JSON.parse(json) as Partial<Contact>;
  return Object.fromEntries(FIELDS.map((field) => [field, given[field] ?? ''])) as Contact;
}

const REQUIRED: readonly (keyof Contact)[] = ['name', 'email', 'street', 'postalCode', 'city', 'country'];

const LONGEST: Readonly<Record<keyof Contact, number>> = {
  name: 200,
  email: 254,
  phone: 40,
  street: 200,
  extra: 200,
  postalCode: 16,
  city: 120,
  region: 120,
  country: 2,
  note: 1000,
  company: 200,
  vatId: 20,
};

const FIELDS = Object.keys(LONGEST) as (keyof Contact)[];

/** One @, something in front of it, a domain with a dot behind it. Whether it exists, only a message can tell. */
const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:".]+(\.[^\s@<>()[\]\\,;:".]+)*\.[^\s@<>()[\]\\,;:".]{2,}$/;
const PHONE = /^\+?[\d\s()/.-]{4,}$/;
const POSTAL_CODE = /^[\p{L}\d][\p{L}\d -]+$/u;

/** The same person as typed, without stray spaces; line breaks stay in the note alone. */
export function tidyContact(input: ContactInput): Contact {
  const tidy = (field: keyof Contact) => {
    const text = (input[field] ?? '').normalize('NFC').trim();
    return field === 'note' ? text.replace(/\r\n?/g, '\n') : text.replace(/\s+/g, ' ');
  };
  const contact = Object.fromEntries(FIELDS.map((field) => [field, tidy(field)])) as Contact;
  return { ...contact, country: contact.country.toUpperCase(), vatId: contact.vatId.toUpperCase().replace(/[\s.\-/]/g, '') };
}

/** Everything that keeps goods or a message from arriving, by field; `countries` are those the market delivers to. */
export function contactFaults(contact: Contact, countries: readonly string[]): FieldFault[] {
  return FIELDS.flatMap((field) => {
    const problem = problemOf(field, contact[field], countries);
    return problem ? [{ path: `/contact/${field}`, ...problem }] : [];
  });
}

function problemOf(field: keyof Contact, text: string, countries: readonly string[]): { code: string; message: string } | null {
  if (text === '') return REQUIRED.includes(field) ? { code: 'required', message: 'must be filled in' } : null;
  if (text.length > LONGEST[field]) return { code: 'too_long', message: `at most ${LONGEST[field]} characters` };
  if (/\p{Cc}/u.test(field === 'note' ? text.replaceAll('\n', '') : text)) return { code: 'invalid', message: 'holds control characters' };
  if (field === 'email' && !EMAIL.test(text)) return { code: 'invalid', message: 'not an e-mail address' };
  if (field === 'phone' && !PHONE.test(text)) return { code: 'invalid', message: 'not a telephone number' };
  if (field === 'postalCode' && !POSTAL_CODE.test(text)) return { code: 'invalid', message: 'not a postal code' };
  if (field === 'vatId') return vatIdProblem(text);
  if (field === 'country' && !countries.includes(text)) return { code: 'not_delivered', message: 'not a country this market delivers to' };
  return null;
}

function vatIdProblem(text: string): { code: string; message: string } | null {
  const { fault } = readVatId(text);
  if (fault === null) return null;
  const message = {
    country: 'begins with no country whose VAT ids we know',
    format: 'does not have the form of a VAT id of its country',
    checkDigits: 'is mistyped: its check digits do not fit',
  }[fault];
  return { code: 'invalid', message };
}
