import { sha256 } from '../../kernel/ids.ts';
import { slugify } from '../../kernel/slug.ts';
import type { BrandLine, CategoryLine } from './catalog-line.ts';

/** What a product names and nobody has defined: made under its code, until a line says more. */
export function unnamedCategory(code: string, slugs: Set<string>): CategoryLine {
  return { kind: 'category', code, slug: freeSlug(code, slugs), name: { en: code } };
}

export function unnamedBrand(code: string, slugs: Set<string>): BrandLine {
  return { kind: 'brand', code, slug: freeSlug(code, slugs), name: code };
}

/** `Wool & Co` -> `wool-co`; with a mark made from the code when that is taken or nothing is left of it. */
export function freeSlug(code: string, taken: Set<string>): string {
  const plain = slugify(code);
  const mark = sha256(code).toString('hex').slice(0, 8);
  const slug = plain && !taken.has(plain) ? plain : `${plain || 'x'}-${mark}`;
  taken.add(slug);
  return slug;
}
