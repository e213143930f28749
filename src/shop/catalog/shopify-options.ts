import { slugify } from '../../kernel/slug.ts';
import type { ProductOption } from './catalog-line.ts';
import { oneLine } from './plain-text.ts';
import { mark } from './shopify-values.ts';

/** The code of a value that a file leaves empty. */
const NO_VALUE = 'none';
const NO_LABEL = '–';

export type OptionTable = { options: ProductOption[] /** Codes by variant. */; values: string[][] };

/** Makes options of names and values as they stand in a file; `Title / Default Title` and nothing at all mean that there is no choice. */
export function optionsFrom(names: readonly string[], rows: readonly (readonly string[])[], language: string): OptionTable {
  const used = [0, 1, 2].filter((place) => oneLine(names[place] ?? '') !== '' || rows.some((row) => oneLine(row[place] ?? '') !== ''));
  const single = rows.length === 1 && used.length <= 1;
  if (used.length === 0 || (single && isDefault(names[0] ?? '', rows[0]?.[0] ?? ''))) return { options: [], values: rows.map(() => []) };

  const codes = new Set<string>();
  const columns = used.map((place) => {
    const name = oneLine(names[place] ?? '') || `Option ${place + 1}`;
    const values = new Map<string, { code: string; label: string }>();
    const taken = new Set([NO_VALUE]);
    for (const row of rows) {
      const label = oneLine(row[place] ?? '');
      if (!values.has(label)) values.set(label, { code: label === '' ? NO_VALUE : free(label, taken), label: label || NO_LABEL });
    }
    return { place, code: free(name, codes), name, values };
  });
  return {
    options: columns.map(({ code, name, values }) => ({
      code,
      name: { [language]: name.slice(0, 255) },
      values: [...values.values()].map(({ code, label }) => ({ code, label: { [language]: label } })),
    })),
    values: rows.map((row) => columns.map(({ place, values }) => values.get(oneLine(row[place] ?? ''))!.code)),
  };
}

/** The label of a value as a file writes it. */
export function labelText(code: string, label: string): string {
  return code === NO_VALUE && label === NO_LABEL ? '' : label;
}

function isDefault(name: string, value: string): boolean {
  const plain = oneLine(name).toLowerCase();
  return (plain === 'title' || plain === '') && isNoChoice(value);
}

/** What stands for the value of a product's only variant. */
export function isNoChoice(value: string): boolean {
  return /^(default title|default|)$/i.test(oneLine(value));
}

/** The same label has the same code in every import, so that variants are found again. */
function free(label: string, taken: Set<string>): string {
  const plain = slugify(label, 100);
  const code = plain && !taken.has(plain) ? plain : `${plain || 'v'}-${mark(label)}`;
  taken.add(code);
  return code;
}
