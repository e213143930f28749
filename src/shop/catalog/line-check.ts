import type { CatalogLine, ProductLine } from './catalog-line.ts';
import { faultList, isObject, type LineFault } from './checks.ts';
import { checkProduct } from './product-check.ts';
import { hasPictures } from './rich-text.ts';
import { checkAttribute, checkBrand, checkCategory, checkType } from './structure-check.ts';

export type Checked = { line: CatalogLine; notes: readonly LineFault[] } | { line: null; faults: readonly LineFault[] };

/**
 * Checks and normalises one line: texts cleaned, HTML sanitised, members in one order, what says nothing left out. Equal
 * content has equal bytes after it, and checking a normal line again changes nothing. All faults are named at once.
 */
export function checkLine(raw: unknown): Checked {
  const faults = faultList();
  const line = readLine(raw, faults);
  if (!line || faults.list.length > 0) return { line: null, faults: faults.list };
  return { line, notes: line.kind === 'product' ? [...picturesDropped(raw), ...notForSale(line)] : [] };
}

function readLine(raw: unknown, faults: ReturnType<typeof faultList>): CatalogLine | null {
  if (!isObject(raw)) {
    faults.add('', 'wrong_type', 'a line is one JSON object');
    return null;
  }
  switch (raw.kind) {
    case 'product':
      return checkProduct(raw, faults);
    case 'category':
      return checkCategory(raw, faults);
    case 'brand':
      return checkBrand(raw, faults);
    case 'attribute':
      return checkAttribute(raw, faults);
    case 'product-type':
      return checkType(raw, faults);
    default:
      faults.add('/kind', 'unknown_kind', 'one of attribute, product-type, category, brand, product');
      return null;
  }
}

/** What is sold nowhere is not shown either, which a merchant should not have to find out. */
function notForSale({ status, variants }: ProductLine): LineFault[] {
  if (status !== 'active') return [];
  let without = 0;
  let first = -1;
  for (const [index, { prices }] of variants.entries()) {
    if (Object.keys(prices).length > 0) continue;
    if (first < 0) first = index;
    without += 1;
  }
  if (without === 0) return [];
  const message =
    without === variants.length
      ? 'No variant has a price in any market: the product is not for sale and so not shown.'
      : `${without} of ${variants.length} variants have no price in any market and are not for sale.`;
  return [{ path: `/variants/${first}/prices`, code: 'not_for_sale', message }];
}

function picturesDropped(raw: unknown): LineFault[] {
  const description = (raw as { description?: Record<string, string> }).description ?? {};
  if (!Object.values(description).some((html) => typeof html === 'string' && html.includes('<img') && hasPictures(html))) return [];
  return [{ path: '/description', code: 'pictures_dropped', message: 'Pictures inside the description are not kept; add them as media.' }];
}

/** What names a line to people: its handle or code, as far as it can be read. */
export function lineKey(raw: unknown): { kind: string; key: string } {
  if (!isObject(raw)) return { kind: 'unknown', key: '' };
  const kind = typeof raw.kind === 'string' ? raw.kind.slice(0, 40) : 'unknown';
  const key = kind === 'product' ? raw.handle : raw.code;
  return { kind, key: typeof key === 'string' ? key.slice(0, 200) : '' };
}
