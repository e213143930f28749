/** Markup that is safe to send: made only by `html` (which escapes) or `raw` (which trusts its caller). */
export type Html = { readonly markup: string };

export type HtmlValue = string | number | boolean | null | undefined | Html | readonly HtmlValue[];

const UNSAFE = /[&<>"']/;

/** Escapes text for element content and quoted attribute values. */
export function escapeHtml(text: string): string {
  if (!UNSAFE.test(text)) return text;
  let out = '';
  let last = 0;
  for (let i = 0; i < text.length; i++) {
    const entity = ENTITIES[text.charCodeAt(i)];
    if (entity === undefined) continue;
    out += text.slice(last, i) + entity;
    last = i + 1;
  }
  return out + text.slice(last);
}

/** Template tag: every value is escaped, lists are joined, null, undefined and booleans print nothing. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  let markup = strings[0] ?? '';
  for (let i = 0; i < values.length; i++) markup += toMarkup(values[i]) + strings[i + 1];
  return { markup };
}

/** Trusted markup: sanitised on the way in, or written by us. Never hand it what a visitor typed. */
export function raw(markup: string): Html {
  return { markup };
}

export function render(page: Html): string {
  return page.markup;
}

/** JSON for a `<script type="application/json|ld+json">` block: cannot close the element or open a comment. */
export function jsonScript(value: unknown): Html {
  return { markup: JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`) };
}

const ENTITIES: Record<number, string> = { 38: '&amp;', 60: '&lt;', 62: '&gt;', 34: '&quot;', 39: '&#39;' };

function toMarkup(value: HtmlValue): string {
  if (value === null || value === undefined || typeof value === 'boolean') return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if (isList(value)) {
    let out = '';
    for (const item of value) out += toMarkup(item);
    return out;
  }
  return value.markup;
}

function isList(value: Html | readonly HtmlValue[]): value is readonly HtmlValue[] {
  return Array.isArray(value);
}
