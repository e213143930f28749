import type { CatalogScope, CatalogStore } from './catalog.store.ts';
import type { AttributeLine, BrandLine, CatalogLine, CategoryLine, ProductTypeLine } from './catalog-line.ts';
import { placeCategories } from './category-tree.ts';
import type { LineFault } from './checks.ts';
import { unnamedCategory } from './unnamed.ts';

type Outcome = 'created' | 'updated' | 'unchanged' | LineFault;
type Written = readonly { code: string; created: boolean }[];

/** Writes attributes, types, brands and categories, always in this order; each code occurs once. One outcome a line. */
export async function writeStructureRound(
  store: CatalogStore,
  scope: CatalogScope,
  lines: readonly CatalogLine[],
  keep: boolean,
): Promise<Outcome[]> {
  const outcomes = new Map<CatalogLine, Outcome>();
  const note = (group: readonly CatalogLine[], written: Written) => {
    const created = new Map(written.map((row) => [row.code, row.created]));
    for (const line of group) {
      const isNew = line.kind === 'product' ? undefined : created.get(line.code);
      if (!outcomes.has(line)) outcomes.set(line, isNew === undefined ? 'unchanged' : isNew ? 'created' : 'updated');
    }
  };

  const attributes = lines.filter((line): line is AttributeLine => line.kind === 'attribute');
  if (attributes.length > 0) note(attributes, await writeAttributes(attributes));
  const types = lines.filter((line): line is ProductTypeLine => line.kind === 'product-type');
  if (types.length > 0) note(types, await store.structure.writeTypes(scope, types, keep));
  const brands = lines.filter((line): line is BrandLine => line.kind === 'brand');
  if (brands.length > 0) note(brands, await writeBrands(brands));
  const categories = lines.filter((line): line is CategoryLine => line.kind === 'category');
  if (categories.length > 0) note(categories, await writeCategories(categories));
  return lines.map((line) => outcomes.get(line)!);

  async function writeAttributes(all: readonly AttributeLine[]): Promise<Written> {
    const known = await store.structure.attributes(
      scope,
      all.map(({ code }) => code),
    );
    const types = new Map(known.map(({ code, valueType }) => [code, valueType]));
    const taken = all.filter((line) => {
      const type = types.get(line.code);
      if (!type || type === line.valueType || keep) return true;
      const message = `the attribute is of type ${type}; make a new attribute for another type`;
      outcomes.set(line, { path: '/valueType', code: 'wrong_type', message });
      return false;
    });
    return store.structure.writeAttributes(scope, taken, keep);
  }

  async function writeBrands(all: readonly BrandLine[]): Promise<Written> {
    const owners = new Map(
      (
        await store.structure.brandSlugs(
          scope,
          all.map(({ slug }) => slug),
        )
      ).map(({ slug, code }) => [slug, code]),
    );
    const taken = all.filter((line) => {
      const owner = owners.get(line.slug);
      if (owner === undefined || owner === line.code) {
        owners.set(line.slug, line.code);
        return true;
      }
      outcomes.set(line, { path: '/slug', code: 'slug_taken', message: `the brand ${owner} has this slug` });
      return false;
    });
    return store.structure.writeBrands(scope, taken, keep);
  }

  async function writeCategories(all: readonly CategoryLine[]): Promise<Written> {
    const nodes = await store.categories.lockTree(scope);
    const known = new Set(nodes.map(({ code }) => code));
    const wanted = keep ? all.filter(({ code }) => !known.has(code)) : all;
    if (wanted.length === 0) return [];
    const withParents = [...missingParents(wanted, nodes), ...wanted];
    const ids = await store.categories.newIds(scope, withParents.length);
    const plan = placeCategories(nodes, withParents, () => ids.shift()!);
    for (const [line, fault] of plan.faults) outcomes.set(line, fault);
    return store.categories.write(scope, plan.placed, plan.moved);
  }
}

/** A parent that nobody has defined is made at the root, named by its code. */
function missingParents(lines: readonly CategoryLine[], nodes: readonly { code: string; slug: string }[]): CategoryLine[] {
  const known = new Set([...nodes, ...lines].map(({ code }) => code));
  const slugs = new Set([...nodes, ...lines].map(({ slug }) => slug));
  const missing = new Set(lines.flatMap(({ parent }) => (parent && !known.has(parent) ? [parent] : [])));
  return [...missing].map((code) => unnamedCategory(code, slugs));
}
