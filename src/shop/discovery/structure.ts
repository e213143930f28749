import { type Translated, translate } from '../../kernel/translated.ts';
import type { MediaRow } from './media-view.ts';

/** Everything that names and orders facets, in the process: a few thousand entries even for a large shop. */
export type Structure = {
  version: number;
  categories: ReadonlyMap<number, Category>;
  categoryBySlug: ReadonlyMap<string, Category>;
  categoryByCode: ReadonlyMap<string, Category>;
  /** Former slug -> id. */
  redirects: ReadonlyMap<string, number>;
  /** Ids of the roots, in display order. */
  roots: readonly number[];
  brands: ReadonlyMap<number, Brand>;
  brandBySlug: ReadonlyMap<string, Brand>;
  brandByCode: ReadonlyMap<string, Brand>;
  types: ReadonlyMap<number, Translated>;
  attributes: ReadonlyMap<string, Attribute>;
  /** Of values and fields that no attribute defines: `FIELD VALUE` and `FIELD `. */
  labels: ReadonlyMap<string, Label>;
};

export type Category = {
  id: number;
  code: string;
  slug: string;
  name: Translated;
  description: Translated;
  image: MediaRow | null;
  /** From the root to itself. */
  path: readonly number[];
  /** Direct children in display order. */
  children: readonly number[];
};

export type Brand = { id: number; code: string; slug: string; name: string };

export type Attribute = {
  code: string;
  name: Translated;
  type: 'text' | 'number' | 'boolean' | 'choice';
  unit: string | null;
  facetable: boolean;
  position: number;
  choices: ReadonlyMap<string, { label: Translated; swatch: string | null; position: number }>;
};

export type Label = { label: Translated; swatch: string | null; position: number };

export type StructureRows = {
  version: number;
  categories: {
    id: number;
    code: string;
    slug: string;
    name: Translated;
    description: Translated;
    path: number[];
    position: number;
    image: MediaRow | null;
  }[];
  redirects: { slug: string; category_id: number }[];
  brands: Brand[];
  types: { id: number; name: Translated }[];
  attributes: {
    code: string;
    name: Translated;
    value_type: Attribute['type'];
    unit: string | null;
    facetable: boolean;
    position: number;
  }[];
  choices: { attribute: string; code: string; label: Translated; swatch: string | null; position: number }[];
  labels: { field: string; value: string; label: Translated; swatch: string | null; position: number }[];
};

export function structureOf(rows: StructureRows): Structure {
  const sorted = [...rows.categories].sort((a, b) => a.position - b.position || a.id - b.id);
  const children = new Map<number, number[]>();
  const roots: number[] = [];
  for (const { id, path } of sorted) {
    const parent = path.at(-2);
    if (parent === undefined) roots.push(id);
    else children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const categories = sorted.map((row) => ({ ...row, children: children.get(row.id) ?? [] }));
  const choices = new Map<string, Map<string, { label: Translated; swatch: string | null; position: number }>>();
  for (const { attribute, code, label, swatch, position } of rows.choices) {
    const list = choices.get(attribute) ?? new Map();
    choices.set(attribute, list.set(code, { label, swatch, position }));
  }
  return {
    version: rows.version,
    categories: new Map(categories.map((each) => [each.id, each])),
    categoryBySlug: new Map(categories.map((each) => [each.slug, each])),
    categoryByCode: new Map(categories.map((each) => [each.code, each])),
    redirects: new Map(rows.redirects.map((each) => [each.slug, each.category_id])),
    roots,
    brands: new Map(rows.brands.map((each) => [each.id, each])),
    brandBySlug: new Map(rows.brands.map((each) => [each.slug, each])),
    brandByCode: new Map(rows.brands.map((each) => [each.code, each])),
    types: new Map(rows.types.map((each) => [each.id, each.name])),
    attributes: new Map(
      rows.attributes.map(({ value_type, ...each }) => [
        each.code,
        { ...each, type: value_type, choices: choices.get(each.code) ?? new Map() },
      ]),
    ),
    labels: new Map(rows.labels.map(({ field, value, ...label }) => [labelKey(field, value), label])),
  };
}

export function labelKey(field: string, value: string): string {
  return `${field} ${value}`;
}

/** From the root to the category itself, as links. */
export function breadcrumbsOf(structure: Structure, category: Category | undefined, language: string) {
  return (category?.path ?? []).flatMap((id) => {
    const each = structure.categories.get(id);
    return each ? [{ id, slug: each.slug, label: translate(each.name, language) }] : [];
  });
}
