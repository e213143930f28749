import type { CategoryLine } from './catalog-line.ts';
import type { LineFault } from './checks.ts';

export type CategoryNode = { id: number; code: string; parentId: number | null; path: number[]; slug: string };

export type PlacedCategory = {
  line: CategoryLine;
  id: number;
  parentId: number | null;
  path: number[];
  created: boolean;
  oldSlug: string | null;
};

export type TreePlan = {
  /** Lines that are taken, parents before children. */
  placed: PlacedCategory[];
  faults: Map<CategoryLine, LineFault>;
  /** Categories that are not in the lines but whose ancestors moved. */
  moved: { id: number; path: number[] }[];
};

/** Puts lines into the tree. A parent that does not exist yet is made below the root, under its code as name. */
export function placeCategories(nodes: readonly CategoryNode[], lines: readonly CategoryLine[], newId: () => number): TreePlan {
  const byCode = new Map(nodes.map((node) => [node.code, { ...node }]));
  const bySlug = new Map(nodes.map((node) => [node.slug, node.code]));
  const byId = new Map([...byCode.values()].map((node) => [node.id, node]));
  const faults = new Map<CategoryLine, LineFault>();
  const placed: PlacedCategory[] = [];

  const waiting = new Map(lines.map((line) => [line.code, line]));
  for (const line of lines) visit(line);

  /** A parent of the same batch goes first, wherever it stands. */
  function visit(line: CategoryLine): void {
    if (!waiting.delete(line.code)) return;
    const parent = line.parent ? waiting.get(line.parent) : undefined;
    if (parent) visit(parent);
    const fault = faultOf(line);
    if (fault) faults.set(line, fault);
    else place(line);
  }

  function faultOf({ code, parent, slug }: CategoryLine): LineFault | null {
    const owner = bySlug.get(slug);
    if (owner !== undefined && owner !== code) return { path: '/slug', code: 'slug_taken', message: `the category ${owner} has this slug` };
    const own = byCode.get(code);
    for (let at = parent ? byCode.get(parent) : undefined; own && at; at = at.parentId === null ? undefined : byId.get(at.parentId))
      if (at.id === own.id) return { path: '/parent', code: 'category_cycle', message: `${parent} lies below ${code} itself` };
    return null;
  }

  function place(line: CategoryLine): void {
    const parent = line.parent ? byCode.get(line.parent) : undefined;
    const known = byCode.get(line.code);
    const node: CategoryNode = known ?? { id: newId(), code: line.code, parentId: null, path: [], slug: line.slug };
    const oldSlug = known && known.slug !== line.slug ? known.slug : null;
    if (oldSlug !== null) bySlug.delete(oldSlug);
    node.slug = line.slug;
    node.parentId = parent?.id ?? null;
    byCode.set(line.code, node);
    byId.set(node.id, node);
    bySlug.set(line.slug, line.code);
    placed.push({ line, id: node.id, parentId: node.parentId, path: [], created: !known, oldSlug });
  }

  const paths = new Map<number, number[]>();
  const pathOf = (id: number): number[] => {
    const done = paths.get(id);
    if (done) return done;
    const parentId = byId.get(id)!.parentId;
    const path = parentId === null ? [id] : [...pathOf(parentId), id];
    paths.set(id, path);
    return path;
  };
  for (const category of placed) category.path = pathOf(category.id);
  const own = new Set(placed.map(({ id }) => id));
  const moved = nodes
    .filter(({ id, path }) => !own.has(id) && path.join() !== pathOf(id).join())
    .map(({ id }) => ({ id, path: pathOf(id) }));
  return { placed: placed.sort((a, b) => a.path.length - b.path.length), faults, moved };
}
