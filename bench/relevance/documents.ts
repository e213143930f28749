import type { SearchDocument } from '../../src/platform/search/index.ts';

export type JudgedProduct = {
  id: string;
  title: string;
  name: string;
  brand: string;
  description: string;
  /** Cents. */
  price: number;
  released: string;
  ean: readonly string[];
  /** `t_*` texts, `n_*` numbers, `b_*` booleans. */
  attributes: Readonly<Record<string, string | number | boolean>>;
};

/** The document that a shop would make of the product: what its attributes say of its kind stands with the brand in the topics. */
export function documentOf(product: JudgedProduct): SearchDocument {
  const { attributes } = product;
  const texts = Object.entries(attributes).flatMap(([name, value]) => (name.startsWith('t_') ? [String(value)] : []));
  return {
    id: Number(product.id),
    version: 1,
    createdAt: product.released,
    popularity: 0,
    languages: {
      en: {
        text: {
          title: product.title,
          topics: [product.brand, attributes.t_product_type ?? ''].join(' '),
          attributes: texts.join(' '),
          description: product.description,
          codes: product.ean,
        },
        stored: '0',
      },
    },
    segments: { judged: { price: product.price, facets: { brand: [product.brand] }, stored: '0' } },
  };
}
