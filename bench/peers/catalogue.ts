/** The goods that every shop of the comparison sells: made from a fixed seed, so that two runs sell the same. */
export type PeerProduct = {
  handle: string;
  title: string;
  description: string;
  /** Place in `categories`. */
  category: number;
  /** `price` in cents, tax included where the shop says so. */
  variants: { sku: string; size: string; price: number; stock: number }[];
};

export type PeerCatalogue = { categories: { name: string; slug: string }[]; products: PeerProduct[]; hotSku: string };

const SEED = 4_217;
const PLENTY = 1_000_000;
export const HOT_STOCK = 100;
const MOST_CATEGORIES = 50;
/** So that a list of 24 is always full. */
const FEWEST_IN_CATEGORY = 25;

const MAKERS = ['Aalto', 'Birke', 'Corso', 'Dahl', 'Esker', 'Fjord', 'Gala', 'Hazel', 'Iven', 'Jora', 'Kilim', 'Lind'];
const KINDS = ['Lamp', 'Chair', 'Bowl', 'Scarf', 'Kettle', 'Shelf', 'Basket', 'Mirror', 'Rug', 'Vase', 'Stool', 'Tray'];
const FINISHES = ['brass', 'ash', 'linen', 'slate', 'wool', 'glass', 'cork', 'enamel', 'felt', 'clay'];
const SENTENCES = [
  'Made in small batches and checked by hand.',
  'Its parts can be bought singly for many years.',
  'Light enough to be moved by one person.',
  'The surface ages well and is easily oiled.',
  'Packed in board and paper only.',
  'Goes with everything else of its series.',
];

/** @param count products with plenty of stock; one more with 100 pieces is what everybody wants at once */
export function makeCatalogue(count: number): PeerCatalogue {
  const next = numbersFrom(SEED);
  const one = <Item>(items: readonly Item[]) => items[Math.floor(next() * items.length)]!;
  const categoryCount = Math.max(1, Math.min(MOST_CATEGORIES, Math.floor(count / FEWEST_IN_CATEGORY)));
  const categories = Array.from({ length: categoryCount }, (_, i) => ({ name: `Series ${i + 1}`, slug: `series-${i + 1}` }));
  const products = Array.from({ length: count }, (_, i): PeerProduct => {
    const title = `${one(MAKERS)} ${one(KINDS)} in ${one(FINISHES)} ${i + 1}`;
    const price = 900 + Math.floor(next() * 30_000);
    return {
      handle: `article-${i + 1}`,
      title,
      description: `${title}. ${one(SENTENCES)} ${one(SENTENCES)} ${one(SENTENCES)}`,
      category: i % categoryCount,
      variants: [
        { sku: `A${i + 1}-S`, size: 'Small', price, stock: PLENTY },
        { sku: `A${i + 1}-L`, size: 'Large', price: price + 400, stock: PLENTY },
      ],
    };
  });
  const hot: PeerProduct = {
    handle: 'article-hot',
    title: 'The one that everybody wants',
    description: 'There are a hundred of it.',
    category: 0,
    variants: [
      { sku: 'HOT-S', size: 'Small', price: 2_500, stock: HOT_STOCK },
      { sku: 'HOT-L', size: 'Large', price: 2_900, stock: PLENTY },
    ],
  };
  return { categories, products: [...products, hot], hotSku: 'HOT-S' };
}

/** Our interchange form, for `stoa import products`. */
export function catalogLines({ categories, products }: PeerCatalogue): string {
  const lines: object[] = categories.map(({ name, slug }) => ({ kind: 'category', code: slug, slug, name: { en: name } }));
  for (const { handle, title, description, category, variants } of products)
    lines.push({
      kind: 'product',
      handle,
      status: 'active',
      title: { en: title },
      description: { en: `<p>${description}</p>` },
      categories: [categories[category]!.slug],
      options: [
        { code: 'size', name: { en: 'Size' }, values: variants.map(({ size }) => ({ code: size.toLowerCase(), label: { en: size } })) },
      ],
      variants: variants.map(({ sku, size, price, stock }) => ({
        sku,
        options: [size.toLowerCase()],
        prices: { eu: { amount: price } },
        stock,
      })),
    });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Numbers of [0, 1), by a 32-bit linear congruence whose high bits are used. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}
