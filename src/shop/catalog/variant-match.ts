import type { VariantLine } from './catalog-line.ts';

type Standing = { id: number; sku: string | null; options: readonly string[] };

/**
 * Which of a product's variants each line means: by option values, then by SKU where that names exactly one on both sides,
 * then the only one for the only one. Null: a new variant. Ids thus survive an import that changes prices, SKUs or order.
 */
export function matchVariants(standing: readonly Standing[], lines: readonly VariantLine[]): (number | null)[] {
  const free = new Map(standing.map((variant) => [variant.id, variant]));
  const result: (number | null)[] = lines.map(() => null);
  const take = (index: number, id: number | undefined) => {
    if (id === undefined || !free.delete(id)) return;
    result[index] = id;
  };

  const byOptions = new Map(standing.map((variant) => [variant.options.join('\u0001'), variant.id]));
  for (const [index, line] of lines.entries()) take(index, byOptions.get((line.options ?? []).join('\u0001')));

  const bySku = unique([...free.values()].map(({ sku, id }) => [sku, id] as const));
  const open = lines.map((line, index) => [result[index] === null ? line.sku : null, index] as const);
  for (const [sku, index] of unique(open)) take(index, bySku.get(sku));

  if (standing.length === 1 && lines.length === 1 && result[0] === null) take(0, standing[0]!.id);
  return result;
}

/** Only keys that occur once. */
function unique<T>(pairs: readonly (readonly [key: string | null | undefined, value: T])[]): Map<string, T> {
  const counts = new Map<string, number>();
  for (const [key] of pairs) if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Map(pairs.flatMap(([key, value]) => (key && counts.get(key) === 1 ? [[key, value] as const] : [])));
}
