import { type Html, html } from '../../platform/pages/html.ts';
import { EU } from '../../shop/tax/index.ts';
import type { CheckoutForm } from '../checkout-form.ts';
import type { PageContext } from '../context.ts';
import { field, selectField } from './form-field.ts';
import { US_STATES } from './us-states.ts';

/** Six fields that must be filled (seven where an address has a state); what may stay empty is folded away. */
export function addressFields(
  context: PageContext,
  view: { countries: readonly string[] },
  form: CheckoutForm,
  errorOf: (name: string) => string | undefined,
): Html {
  const { texts, locale } = context;
  const { fields, hints, optional, errors } = texts.checkout;
  const { values } = form;
  const hasExtras = ['extra', 'phone', 'note'].some((name) => values[name as 'extra'] !== '' || errorOf(name));
  const isOpenBusiness = ['company', 'vatId'].some((name) => values[name as 'company'] !== '' || errorOf(name));
  const hasVatIds = locale.market.countries.some((country) => EU.has(country));
  const american = locale.market.countries.length === 1 && locale.market.countries[0] === 'US';
  return html`<p class="hint">${texts.checkout.guest} ${texts.checkout.secure}</p>
${field({ name: 'email', label: fields.email, value: values.email, type: 'email', inputmode: 'email', autocomplete: 'email', required: true, maxlength: 254, hint: hints.email, missing: errors.required(fields.email), invalid: errors.email, error: errorOf('email') })}
${field({ name: 'name', label: fields.name, value: values.name, autocomplete: 'name', required: true, maxlength: 200, missing: errors.required(fields.name), error: errorOf('name') })}
${field({ name: 'street', label: fields.street, value: values.street, autocomplete: 'address-line1', required: true, maxlength: 200, missing: errors.required(fields.street), error: errorOf('street') })}
<div class="field-pair is-${american ? 'us' : 'eu'}">${field({
    name: 'postalCode',
    label: american ? texts.checkout.postalCodeUs : fields.postalCode,
    value: values.postalCode,
    autocomplete: 'postal-code',
    required: true,
    maxlength: 16,
    missing: errors.required(fields.postalCode),
    error: errorOf('postalCode'),
    ...(american ? { inputmode: 'numeric' as const } : {}),
  })}${field({ name: 'city', label: fields.city, value: values.city, autocomplete: 'address-level2', required: true, maxlength: 120, missing: errors.required(fields.city), error: errorOf('city') })}</div>
${american ? selectField({ name: 'region', label: fields.region, value: values.region, choices: US_STATES, autocomplete: 'address-level1', placeholder: texts.checkout.choose, error: errorOf('region') }) : null}
${selectField({ name: 'country', label: fields.country, value: values.country, choices: countryChoices(view.countries, locale.language), autocomplete: 'country', error: errorOf('country') })}
<details class="fold is-extra"${hasExtras ? html` open` : null}><summary>${texts.checkout.addMore}</summary>${field({ name: 'extra', label: fields.extra, value: values.extra, autocomplete: 'address-line2', maxlength: 200, optional, error: errorOf('extra') })}
${field({ name: 'phone', label: fields.phone, value: values.phone, type: 'tel', inputmode: 'tel', autocomplete: 'tel', maxlength: 40, optional, hint: hints.phone, error: errorOf('phone') })}
${field({ name: 'note', label: fields.note, value: values.note, rows: 2, maxlength: 1000, optional, error: errorOf('note') })}</details>
${
  hasVatIds
    ? html`<details class="fold is-extra"${isOpenBusiness ? html` open` : null}><summary>${texts.checkout.business}</summary>${field({ name: 'company', label: fields.company, value: values.company, autocomplete: 'organization', maxlength: 200, optional, error: errorOf('company') })}
${field({ name: 'vatId', label: fields.vatId, value: values.vatId, maxlength: 20, optional, hint: hints.vatId, error: errorOf('vatId') })}</details>`
    : null
}
<p class="hint">${fields.billingSame}.</p>`;
}

export function addressSummary(context: PageContext, form: CheckoutForm): Html {
  const { values } = form;
  const town = [values.postalCode, values.city, values.region].filter(Boolean).join(' ');
  const parts = [
    values.company,
    values.name,
    values.street,
    values.extra,
    town,
    countryName(values.country, context.locale.language),
  ].filter(Boolean);
  return html`<p>${values.email}</p><p>${parts.join(', ')}</p>${values.vatId ? html`<p>${context.texts.checkout.fields.vatId} ${values.vatId}</p>` : null}`;
}

export function countryName(code: string, language: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  let names = namesByLanguage.get(language);
  if (!names) {
    names = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });
    namesByLanguage.set(language, names);
  }
  return names.of(code) ?? code;
}

function countryChoices(codes: readonly string[], language: string): { value: string; label: string }[] {
  return codes.map((value) => ({ value, label: countryName(value, language) })).sort((a, b) => a.label.localeCompare(b.label, language));
}

const namesByLanguage = new Map<string, Intl.DisplayNames>();
