import type { CatalogScope, CatalogStore } from './catalog.store.ts';
import type { AttributeLine, AttributeValue, ProductLine } from './catalog-line.ts';
import type { LineFault } from './checks.ts';
import { unnamedBrand, unnamedCategory } from './unnamed.ts';

/** What products name, as ids. */
export type Named = {
  brands: ReadonlyMap<string, number>;
  types: ReadonlyMap<string, number>;
  categories: ReadonlyMap<string, number>;
  media: ReadonlyMap<string, string>;
  structureChanged: boolean;
};

type ValueType = AttributeLine['valueType'];

/** Finds what the lines name; whatever the shop does not know is made, once it is clear which lines are taken. */
export async function nameResolver(
  store: CatalogStore,
  scope: CatalogScope,
  all: readonly ProductLine[],
  { language }: { language: string },
) {
  const codes = [...new Set(all.flatMap(({ attributes }) => Object.keys(attributes ?? {})))];
  const known = codes.length > 0 ? await store.structure.attributes(scope, codes) : [];
  const types = new Map<string, ValueType>(known.map(({ code, valueType }) => [code, valueType]));

  /** Values that do not fit the attribute's type. An attribute that is new takes the type of the first value met. */
  function faultsOf(line: ProductLine): LineFault[] {
    return Object.entries(line.attributes ?? {}).flatMap(([code, value]) => {
      const type = types.get(code) ?? typeOf(value);
      types.set(code, type);
      if (fits(type, value)) return [];
      return [{ path: `/attributes/${code}`, code: 'wrong_type' as const, message: `the attribute ${code} takes ${WANTED[type]}` }];
    });
  }

  async function resolve(lines: readonly ProductLine[]): Promise<Named> {
    const brands = await needBrands(lines);
    const productTypes = await needTypes(lines);
    const categories = await needCategories(lines);
    const attributesChanged = await needAttributes(lines);
    const sources = [...new Set(lines.flatMap(({ media }) => (media ?? []).map(({ src }) => src)))];
    return {
      brands: brands.ids,
      types: productTypes.ids,
      categories: categories.ids,
      media: await store.products.storedMedia(scope, sources),
      structureChanged: brands.made || productTypes.made || categories.made || attributesChanged,
    };
  }

  async function needBrands(lines: readonly ProductLine[]) {
    const wanted = distinct(lines.map(({ brand }) => brand));
    return need('brand', wanted, async (missing) => {
      const slugs = new Set<string>();
      const given = missing.map((code) => unnamedBrand(code, slugs));
      const taken = new Set((await store.structure.brandSlugs(scope, [...slugs])).map(({ slug }) => slug));
      const free = given.map((brand) => (taken.has(brand.slug) ? unnamedBrand(brand.code, new Set(taken)) : brand));
      await store.structure.writeBrands(scope, free, true);
    });
  }

  async function needTypes(lines: readonly ProductLine[]) {
    const wanted = distinct(lines.map(({ productType }) => productType));
    return need('product_type', wanted, async (missing) => {
      const made = missing.map((code) => ({ kind: 'product-type' as const, code, name: { [language]: code }, attributes: [] }));
      await store.structure.writeTypes(scope, made, true);
    });
  }

  async function needCategories(lines: readonly ProductLine[]) {
    const wanted = distinct(lines.flatMap(({ categories }) => categories ?? []));
    return need('category', wanted, async (missing) => {
      const nodes = await store.categories.lockTree(scope);
      const slugs = new Set(nodes.map(({ slug }) => slug));
      const known = new Set(nodes.map(({ code }) => code));
      const ids = await store.categories.newIds(scope, missing.length);
      const placed = missing
        .filter((code) => !known.has(code))
        .map((code, index) => ({
          line: { ...unnamedCategory(code, slugs), name: { [language]: code } },
          id: ids[index]!,
          parentId: null,
          path: [ids[index]!],
          created: true,
          oldSlug: null,
        }));
      await store.categories.write(scope, placed, []);
    });
  }

  async function need(table: 'brand' | 'product_type' | 'category', codes: readonly string[], make: (missing: string[]) => Promise<void>) {
    const ids = await store.structure.ids(scope, table, codes);
    const missing = codes.filter((code) => !ids.has(code)).sort();
    if (missing.length === 0) return { ids, made: false };
    await make(missing);
    for (const [code, id] of await store.structure.ids(scope, table, missing)) ids.set(code, id);
    // Somebody else has taken the slug in this very moment.
    if (missing.some((code) => !ids.has(code))) store.again();
    return { ids, made: true };
  }

  async function needAttributes(lines: readonly ProductLine[]): Promise<boolean> {
    const used = distinct(lines.flatMap(({ attributes }) => Object.keys(attributes ?? {})));
    const ids = new Map(known.map(({ code, id }) => [code, id]));
    const missing = used.filter((code) => !ids.has(code));
    if (missing.length > 0) {
      const lines = missing.map((code) => {
        const name = { [language]: sentence(code) };
        return { kind: 'attribute' as const, code, name, valueType: types.get(code)!, facetable: types.get(code) === 'choice' };
      });
      await store.structure.writeAttributes(scope, lines, true);
      for (const { code, id } of await store.structure.attributes(scope, missing)) ids.set(code, id);
    }
    const choices = choicesOf(lines, ids);
    const added = choices.length > 0 ? await store.structure.needChoices(scope, choices) : 0;
    return missing.length > 0 || added > 0;
  }

  function choicesOf(lines: readonly ProductLine[], ids: ReadonlyMap<string, number>) {
    const found = new Map<string, { attribute_id: number; code: string; label: Record<string, string> }>();
    for (const { attributes } of lines)
      for (const [attribute, value] of Object.entries(attributes ?? {})) {
        if (types.get(attribute) !== 'choice') continue;
        for (const code of typeof value === 'string' ? [value] : (value as readonly string[])) {
          const key = `${attribute}\u0001${code}`;
          if (!found.has(key)) found.set(key, { attribute_id: ids.get(attribute)!, code, label: { [language]: sentence(code) } });
        }
      }
    return [...found.values()];
  }

  return { faultsOf, resolve };
}

const WANTED: Readonly<Record<ValueType, string>> = {
  text: 'a text, or texts by language',
  number: 'a number',
  boolean: 'true or false',
  choice: 'the code of a choice, or an array of codes',
};

function typeOf(value: AttributeValue): ValueType {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return Array.isArray(value) ? 'choice' : 'text';
}

function fits(type: ValueType, value: AttributeValue): boolean {
  if (type === 'number' || type === 'boolean') return typeof value === type;
  if (type === 'choice') return typeof value === 'string' || Array.isArray(value);
  return typeof value === 'string' || (typeof value === 'object' && !Array.isArray(value));
}

function distinct(codes: readonly (string | null | undefined)[]): string[] {
  return [...new Set(codes.filter((code): code is string => typeof code === 'string'))];
}

/** `cast-iron` -> `Cast iron`. */
function sentence(code: string): string {
  const words = code.replaceAll(/[-_]+/g, ' ').trim() || code;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
