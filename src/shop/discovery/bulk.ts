import type { Market } from '../../kernel/market.ts';
import type { SearchDocument } from '../../platform/search/index.ts';
import type { BulkProduct } from '../catalog/index.ts';
import { documentOf, type ListedState, labelsOf, type ProductRow, unindexedState } from './document.ts';
import type { MediaRow } from './media-view.ts';
import { type Label, type StructureRows, structureOf } from './structure.ts';

type Given = {
  structure: StructureRows;
  markets: readonly Market[];
  /** Pictures by address. */
  media: ReadonlyMap<string, MediaRow>;
};

/** Documents of products that are being written at the same time, without reading them back; works in any thread. */
export function bulkDocuments({ structure: rows, markets, media }: Given) {
  const structure = structureOf(rows);
  const lists = new Map(markets.map(({ code, priceList }) => [code, priceList]));
  const fresh = new Map<string, Label & { field: string; value: string }>();
  return {
    of(products: readonly BulkProduct[], version: number): { documents: SearchDocument[]; states: { id: number; state: ListedState }[] } {
      const documents: SearchDocument[] = [];
      const states: { id: number; state: ListedState }[] = [];
      for (const product of products) {
        const row = rowOf(product, media, lists);
        const document = documentOf(row, structure, markets, version);
        if (!document) continue;
        documents.push(document);
        states.push({ id: row.id, state: unindexedState(row, document, structure) });
        for (const [key, label] of labelsOf(row, structure)) if (!structure.labels.has(key) && !fresh.has(key)) fresh.set(key, label);
      }
      return { documents, states };
    },
    /** Labels of facet values met so far that the shop does not know yet. */
    labels: () => [...fresh.values()],
  };
}

export type BulkDocuments = ReturnType<typeof bulkDocuments>;

const mostPictures = 2;

/** As the projection would read it. */
function rowOf(
  { id, line, brandId, typeId, categoryIds, variantIds }: BulkProduct,
  media: ReadonlyMap<string, MediaRow>,
  lists: ReadonlyMap<string, string>,
): ProductRow {
  const pictures = (line.media ?? []).flatMap(({ src, alt }) => {
    const row = media.get(src);
    return row ? [{ ...row, alt: alt ?? {} }] : [];
  });
  return {
    id,
    handle: line.handle,
    status: line.status,
    title: line.title,
    description: line.description,
    brandId,
    typeId,
    attributes: stored(line.attributes ?? {}),
    options: line.options ?? [],
    tags: line.tags ?? [],
    popularity: line.popularity ?? 0,
    listedAt: line.publishedAt ?? line.createdAt ?? new Date(0).toISOString(),
    categories: categoryIds,
    variants: line.variants.map((variant, place) => ({
      id: variantIds[place]!,
      sku: variant.sku ?? null,
      barcode: variant.barcode ?? null,
      options: variant.options ?? [],
      available: variant.stock === null ? null : (variant.stock ?? 0),
      backorder: variant.backorder ?? false,
      prices: Object.fromEntries(
        Object.entries(variant.prices).map(([market, { amount, compareAt }]) => [lists.get(market) ?? market, [amount, compareAt ?? null]]),
      ),
    })),
    media: pictures.slice(0, mostPictures),
  };
}

/** Members in the order in which jsonb gives them back: shorter names first. Words of attributes then stand in the same places. */
function stored<T>(members: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)));
}
