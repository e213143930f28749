import type { SearchSort } from '../search.ts';

/** Ratings are not kept in its tables. */
export type KnownSort = Exclude<SearchSort, 'rating'>;

/**
 * The statements of a result page. They differ by what is asked (text or not, how many filters ...), and each form is one
 * prepared statement: its generic plan serves every value, and nothing is computed for conditions that are not there.
 */
export type Shape = {
  text: boolean;
  scope: boolean;
  /** How many fields are filtered. */
  filters: number;
  price: boolean;
  sort: KnownSort;
  /** Goes on after a key instead of counting from the front. */
  after: boolean;
  counts: boolean;
  /**
   * How the total and the counts are had: `find` counts what is found, `rest` counts what the scope has beyond that, to be taken
   * from the scope's kept counts. The smaller side is the cheaper one.
   */
  main: Way;
  /** The same for the counts of each filtered field without its own choice; null: they are those of the scope. */
  own: readonly Way[] | null;
};

export type Way = 'find' | 'rest';

/** More filtered fields than any page offers at once; each costs a pass of its own. */
export const mostFilters = 8;

type Order = { by: string; key: string; type: string; beyond: '<' | '>' };

export const ORDER: Record<KnownSort, Order> = {
  relevance: { by: 'rank desc, popularity desc, id desc', key: 'rank', type: 'real', beyond: '<' },
  popular: { by: 'popularity desc, id desc', key: 'popularity', type: 'integer', beyond: '<' },
  newest: { by: 'created_at desc, id desc', key: 'created_at', type: 'timestamptz', beyond: '<' },
  'price-asc': { by: 'price, id', key: 'price', type: 'bigint', beyond: '>' },
  'price-desc': { by: 'price desc, id desc', key: 'price', type: 'bigint', beyond: '<' },
};

/** Parameters beyond $1 segment, $2 language, $3 limit, $4 offset, by the order in which a form takes them. */
export type Slot = 'scope' | 'version' | 'query' | 'code' | 'low' | 'high' | 'key' | 'id' | `filter${number}` | `field${number}`;

/** Number of a parameter, given out at its first use. */
export type At = (slot: Slot) => string;

export type Parts = {
  /** The common table expressions. */
  ctes: string[];
  /** Rows to order and cut: id, offer, price, popularity, created_at (and rank). */
  rows: string;
  /** Row source with its condition for the total and the counts. */
  counted: string;
  /** The same for each filtered field without its own choice; ends in a condition. */
  own: string[];
  /** Lowest or highest price under all choices but that of the price. */
  bounds(which: 'min' | 'max'): string;
};
