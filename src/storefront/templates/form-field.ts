import { type Html, html } from '../../platform/pages/html.ts';
import type { FormError } from '../checkout-form.ts';
import { icon } from './icons.ts';

export type FieldOptions = {
  name: string;
  label: string;
  value: string;
  type?: 'text' | 'email' | 'tel';
  autocomplete?: string;
  inputmode?: 'text' | 'email' | 'tel' | 'numeric';
  required?: boolean;
  hint?: string;
  /** Word after the label of a field that may stay empty. */
  optional?: string;
  maxlength?: number;
  error?: string | undefined;
  className?: string;
  rows?: number;
  /** What the island says when the field is left empty, or with something that cannot be. */
  missing?: string;
  invalid?: string;
};

/** A label above its field, the hint and the fault beside it. */
export function field(options: FieldOptions): Html {
  const { name, label, value, type = 'text', required = false, error } = options;
  const hintId = options.hint ? `${name}-hint` : null;
  const describedBy = [error ? `${name}-error` : null, hintId].filter(Boolean).join(' ');
  const shared = html` id="${name}" name="${name}"${options.autocomplete ? html` autocomplete="${options.autocomplete}"` : null}${required ? html` required` : null}${
    options.maxlength ? html` maxlength="${options.maxlength}"` : null
  }${error ? html` aria-invalid="true"` : null}${options.missing ? html` data-missing="${options.missing}"` : null}${options.invalid ? html` data-invalid="${options.invalid}"` : null}${describedBy === '' ? null : html` aria-describedby="${describedBy}"`}`;
  const control = options.rows
    ? html`<textarea rows="${options.rows}"${shared}>${value}</textarea>`
    : html`<input type="${type}" value="${value}"${options.inputmode ? html` inputmode="${options.inputmode}"` : null}${shared}>`;
  return html`<div class="field${options.className ? ` ${options.className}` : ''}"><label for="${name}">${label}${options.optional ? html` <span class="optional">${options.optional}</span>` : null}</label>${control}${
    options.hint ? html`<p class="hint" id="${hintId}">${options.hint}</p>` : null
  }${fieldError(name, error)}</div>`;
}

export function selectField(options: {
  name: string;
  label: string;
  value: string;
  choices: readonly { value: string; label: string }[];
  autocomplete: string;
  error?: string | undefined;
  /** Said while nothing is chosen; without it the first choice stands chosen. */
  placeholder?: string;
}): Html {
  const { name, label, value, choices, error } = options;
  return html`<div class="field"><label for="${name}">${label}</label><span class="select"><select id="${name}" name="${name}" autocomplete="${options.autocomplete}"${options.placeholder === undefined ? null : html` required`}${
    error ? html` aria-invalid="true" aria-describedby="${name}-error"` : null
  }>${options.placeholder === undefined ? null : html`<option value="">${options.placeholder}</option>`}${choices.map(
    (choice) => html`<option value="${choice.value}"${choice.value === value ? html` selected` : null}>${choice.label}</option>`,
  )}</select>${icon('down')}</span>${fieldError(name, error)}</div>`;
}

export function fieldError(name: string, message: string | undefined): Html | null {
  return message ? html`<p class="field-error" id="${name}-error">${icon('alert')}${message}</p>` : null;
}

/** All faults in one place, each a link to its field; takes the focus when the page comes. */
export function errorSummary(title: string, errors: readonly FormError[]): Html | null {
  if (errors.length === 0) return null;
  return html`<div class="error-summary" id="errors" tabindex="-1" role="alert" data-focus><h2>${title}</h2><ul>${errors.map((error) => html`<li><a href="#${error.field}">${error.message}</a></li>`)}</ul></div>`;
}
