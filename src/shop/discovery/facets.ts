import { translate } from '../../kernel/translated.ts';
import type { FacetCounts } from '../../platform/search/index.ts';
import { quantityText } from './document.ts';
import type { Category, Structure } from './structure.ts';
import { labelKey } from './structure.ts';
import type { Facet, FacetValue, ListingQuery } from './views.ts';

export type Selection = Readonly<Record<string, readonly string[]>>;

export type FacetQuestion = {
  counts: FacetCounts;
  total: number;
  bounds: { min: number; max: number } | null;
  /** By field, in the values of the address (slugs). */
  selection: Selection;
  price: ListingQuery['price'];
  language: string;
  structure: Structure;
  /** The category that is looked at; its subcategories are links, not a facet. */
  category: Category | undefined;
};

/** More values than anyone reads; those chosen are always among them. */
const mostValues = 40;

/** The facets of a result in display order; what would not narrow it is left out. */
export function facetsOf(question: FacetQuestion): Facet[] {
  const { counts, structure } = question;
  const attributes = [...counts.keys()]
    .filter((field) => field.startsWith('attr.'))
    .sort((a, b) => attributePosition(structure, a) - attributePosition(structure, b) || (a < b ? -1 : 1));
  const selectedElsewhere = Object.keys(question.selection).filter((field) => field.startsWith('attr.') && !counts.has(field));
  return [
    question.category ? null : categoryFacet(question),
    priceFacet(question),
    choiceFacet(question, 'brand', brandValues(question)),
    ...[...attributes, ...selectedElsewhere].map((field) => choiceFacet(question, field, attributeValues(question, field))),
    toggleFacet(question, 'stock'),
    toggleFacet(question, 'sale'),
  ].filter((facet) => facet !== null);
}

function attributePosition(structure: Structure, field: string): number {
  return structure.attributes.get(field.slice(5))?.position ?? 10_000;
}

function choiceFacet(question: FacetQuestion, field: string, values: FacetValue[]): Facet | null {
  const offered = values.filter((each) => each.count > 0 || each.selected);
  const chosen = offered.some((each) => each.selected);
  if (!chosen && (offered.length === 0 || (offered.length === 1 && offered[0]!.count === question.total))) return null;
  const kept = new Set([...offered].sort((a, b) => Number(b.selected) - Number(a.selected) || b.count - a.count).slice(0, mostValues));
  return { field, label: fieldLabel(question, field), kind: 'choice', values: offered.filter((each) => kept.has(each)) };
}

function toggleFacet(question: FacetQuestion, field: 'stock' | 'sale'): Facet | null {
  const selected = question.selection[field]?.includes('1') ?? false;
  const count = question.counts.get(field)?.get('1') ?? 0;
  if (!selected && (count === 0 || count === question.total)) return null;
  const label = fieldLabel(question, field);
  return { field, label, kind: 'toggle', values: [{ value: '1', label, count, selected }] };
}

function priceFacet({ bounds, price, language }: FacetQuestion): Facet | null {
  const from = price?.from ?? null;
  const to = price?.to ?? null;
  const chosen = from !== null || to !== null;
  if (!chosen && (!bounds || bounds.min === bounds.max)) return null;
  return { field: 'price', label: nameOf('price', language), kind: 'range', values: [], ...(bounds ?? {}), from, to };
}

function brandValues({ counts, structure, selection }: FacetQuestion): FacetValue[] {
  const chosen = (selection.brand ?? []).map((slug) => String(structure.brandBySlug.get(slug)?.id));
  const found = foremost([...(counts.get('brand') ?? [])], chosen).flatMap(([id, count]) => {
    const brand = structure.brands.get(Number(id));
    return brand ? [{ value: brand.slug, label: brand.name, count, selected: selection.brand?.includes(brand.slug) ?? false }] : [];
  });
  return byCount(withSelected(found, selection.brand, (slug) => structure.brandBySlug.get(slug)?.name ?? slug));
}

/** What may be among the values that are shown; a shop of thousands of brands names and orders no more than these. */
function foremost(list: [string, number][], chosen: readonly string[]): [string, number][] {
  if (list.length <= mostValues) return list;
  const least = Float64Array.from(list, ([, count]) => count).sort()[list.length - mostValues]!;
  return list.filter(([value, count]) => count >= least || chosen.includes(value));
}

/** The roots, or what lies below the only one that has results, and so on down. */
function categoryFacet(question: FacetQuestion): Facet | null {
  const { counts, structure, selection, language } = question;
  const list = counts.get('category') ?? new Map<string, number>();
  const count = (id: number) => list.get(String(id)) ?? 0;
  let level = structure.roots;
  for (;;) {
    const busy: number[] = level.filter((id) => count(id) > 0);
    const only = busy.length === 1 ? structure.categories.get(busy[0]!) : undefined;
    if (!only || only.children.length === 0) break;
    level = only.children;
  }
  const found = level.flatMap((id) => {
    const category = structure.categories.get(id);
    const selected = selection.category?.includes(category?.slug ?? '') ?? false;
    return category ? [{ value: category.slug, label: translate(category.name, language), count: count(id), selected }] : [];
  });
  const others = (selection.category ?? []).filter((slug) => !found.some((each) => each.value === slug));
  const chosen = others.map((slug) => {
    const category = structure.categoryBySlug.get(slug);
    return { value: slug, label: translate(category?.name, language) || slug, count: category ? count(category.id) : 0, selected: true };
  });
  return choiceFacet(question, 'category', [...chosen, ...found]);
}

function attributeValues({ counts, structure, selection, language }: FacetQuestion, field: string): FacetValue[] {
  const attribute = structure.attributes.get(field.slice(5));
  const named = (value: string) => {
    const choice = attribute?.choices.get(value) ?? structure.labels.get(labelKey(field, value));
    if (choice) return { label: translate(choice.label, language), swatch: choice.swatch, position: choice.position };
    if (attribute?.type === 'boolean')
      return { label: nameOf(value === 'true' ? 'yes' : 'no', language), swatch: null, position: value === 'true' ? 0 : 1 };
    if (attribute?.type === 'number')
      return {
        label: quantityText(Number(value), attribute.unit, language),
        swatch: null,
        position: Number(value),
      };
    return { label: value, swatch: null, position: null };
  };
  const found = [...(counts.get(field) ?? [])].map(([value, count]) => {
    const { label, swatch, position } = named(value);
    return { value, label, count, selected: selection[field]?.includes(value) ?? false, position, ...(swatch ? { swatch } : {}) };
  });
  const all = withSelected(found, selection[field], (value) => named(value).label);
  const ordered = all.every((each) => 'position' in each && each.position !== null)
    ? [...all].sort((a, b) => positionOf(a) - positionOf(b) || (a.label < b.label ? -1 : 1))
    : byCount(all);
  return ordered.map(({ value, label, count, selected, swatch }) => ({ value, label, count, selected, ...(swatch ? { swatch } : {}) }));
}

function positionOf(value: FacetValue & { position?: number | null }): number {
  return value.position ?? 0;
}

/** What is chosen stays in view, even when nothing has it. */
function withSelected(found: FacetValue[], selected: readonly string[] | undefined, label: (value: string) => string): FacetValue[] {
  const missing = (selected ?? []).filter((value) => !found.some((each) => each.value === value));
  return [...found, ...missing.map((value) => ({ value, label: label(value), count: 0, selected: true }))];
}

function byCount(values: FacetValue[]): FacetValue[] {
  return [...values].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

/** Everything chosen, as it is named to people. */
export function selectedOf(facets: readonly Facet[]): { field: string; value: string; label: string }[] {
  return facets.flatMap((facet) => {
    if (facet.kind === 'range') {
      const chosen = (facet.from ?? null) !== null || (facet.to ?? null) !== null;
      return chosen ? [{ field: facet.field, value: `${facet.from ?? ''}-${facet.to ?? ''}`, label: facet.label }] : [];
    }
    return facet.values.filter((each) => each.selected).map(({ value, label }) => ({ field: facet.field, value, label }));
  });
}

function fieldLabel({ structure, language }: FacetQuestion, field: string): string {
  if (!field.startsWith('attr.')) return nameOf(field, language);
  const attribute = structure.attributes.get(field.slice(5));
  return translate(attribute?.name ?? structure.labels.get(labelKey(field, ''))?.label, language) || field.slice(5);
}

/** Names of the fields every shop has. */
const NAMES: Record<string, Record<string, string>> = {
  category: { en: 'Category', de: 'Kategorie' },
  price: { en: 'Price', de: 'Preis' },
  brand: { en: 'Brand', de: 'Marke' },
  stock: { en: 'In stock', de: 'Auf Lager' },
  sale: { en: 'Reduced', de: 'Reduziert' },
  yes: { en: 'Yes', de: 'Ja' },
  no: { en: 'No', de: 'Nein' },
};

function nameOf(name: string, language: string): string {
  return NAMES[name]?.[language] ?? NAMES[name]?.en ?? name;
}
