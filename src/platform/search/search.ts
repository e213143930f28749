/**
 * The search port: documents in, result pages with exact totals and facet counts out. Every adapter keeps the contract in
 * `search.contract.ts`. Adapters know nothing of shops: what a document says is decided by whoever indexes it.
 */

/**
 * One document for all segments and languages. A segment is a view with its own prices and availability (a market);
 * a document is found only in segments and languages that it has.
 */
export type SearchDocument = {
  /** Positive. */
  id: number;
  /** Rises with every change of the document; what arrives with a version that is not higher than the known one is ignored. */
  version: number;
  /** ISO 8601 instant; the key of the sort `newest`. */
  createdAt: string;
  popularity: number;
  /** Mean of the shoppers' marks, 0 to 5; the key of the sort `rating`. Absent: nobody gave one, sorted last. */
  rating?: number | null;
  languages: Readonly<Record<string, LanguagePart>>;
  segments: Readonly<Record<string, SegmentPart>>;
};

export type LanguagePart = {
  text: DocumentText;
  /** Given back with a hit, as it is. JSON. */
  stored: string;
};

/** Plain text (no markup), most telling first. */
export type DocumentText = {
  title: string;
  /** Brand, categories, kind of product. */
  topics: string;
  /** Attribute values, option values, tags. */
  attributes: string;
  description: string;
  /**
   * SKUs and barcodes as written: found whole, or by their beginning of at least four characters with a digit among them; upper or
   * lower case, with or without their punctuation.
   */
  codes: readonly string[];
};

export type SegmentPart = {
  /** Integer minor units. */
  price: number;
  /** Field -> values, for filters and counts. */
  facets: Readonly<Record<string, readonly string[]>>;
  /** Field -> number, to narrow by a range (screen size, rating). One number a field; fields of facets may have the same names. */
  numbers?: Readonly<Record<string, number>>;
  /** Given back with a hit, as it is. JSON. */
  stored: string;
};

export type SearchSort = 'relevance' | 'popular' | 'newest' | 'rating' | 'price-asc' | 'price-desc';

/** Both ends included. */
export type SearchRange = { from?: number | null; to?: number | null };

/** What the merchant says about the order of a page, for the words that were typed or the category that is looked at. */
export type SearchRules = {
  /**
   * Ids that come first in this order, as far as the filters let them through; those that the words would not find are found too.
   * Like `weigh` only with the sort `relevance`.
   */
  pin?: readonly number[];
  /** Ids that are not there: no hit, in no total and no count. */
  hide?: readonly number[];
  /**
   * Documents with the facet value, or of these ids, score so many times as much (above 1: boosted, below: buried). Without words,
   * what is boosted comes before the others and what is buried after them.
   */
  weigh?: readonly SearchWeight[];
};

export type SearchWeight = { factor: number } & ({ field: string; value: string } | { ids: readonly number[] });

/**
 * What not every adapter does; without it: `rating` sorts by popularity, `ranges` and `rules` of a request are ignored, `better`
 * is always null.
 */
export type SearchFeature = 'rating' | 'ranges' | 'rules' | 'better';

export type SearchRequest = {
  segment: string;
  language: string;
  /** What was typed; empty or absent: everything. */
  text?: string;
  /** The part of the segment that is looked at; not a choice of the shopper, so it narrows every count. */
  within?: { field: string; value: string } | null;
  /** OR between the values of a field, AND between fields. */
  filters?: Readonly<Record<string, readonly string[]>>;
  /** Both ends included. */
  price?: SearchRange | null;
  /** By field of `SegmentPart.numbers`; a document without the number is in no range. */
  ranges?: Readonly<Record<string, SearchRange>>;
  rules?: SearchRules | null;
  sort: SearchSort;
  offset: number;
  limit: number;
  /** `key` of the last hit of the page before: goes on after it, `offset` then counts from there. Not with `relevance`. */
  after?: HitKey | null;
  /** Whether counts are wanted; the total is always exact. */
  counts: boolean;
};

/** Place of a hit in its sort order. */
export type HitKey = readonly [key: string | number, id: number];

export type SearchHit = {
  id: number;
  /** `LanguagePart.stored` and `SegmentPart.stored`, parsed. */
  stored: unknown;
  offer: unknown;
  key: HitKey;
};

/** Field -> value -> documents. Immutable: the same object is given out again while nothing has changed. */
export type FacetCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

export type SearchResult = {
  total: number;
  hits: SearchHit[];
  /** Each field is counted under all choices but its own. Null when not asked for. */
  counts: FacetCounts | null;
  /** Lowest and highest price under all choices but that of the price; null when nothing is found or counts were not asked for. */
  price: { min: number; max: number } | null;
  /** The words that were searched for instead of those typed, because those find nothing. */
  corrected: string | null;
  /** Did you mean: words that would find far more than those typed do, which are searched for all the same. */
  better?: string | null;
  /** Lowest and highest number of each field under all choices but its own range; absent without the feature or the counts. */
  ranges?: ReadonlyMap<string, { min: number; max: number }>;
};

export type SuggestRequest = { segment: string; language: string; text: string; limit: number };

export type Suggestions = {
  /** What was typed with its last word completed, most frequent first. */
  completions: string[];
  hits: SearchHit[];
};

export type SearchSettings = {
  /** Fields that are filtered by and never counted (tags). */
  uncounted?: readonly string[];
  /** Fields that `within` names; adapters may keep their counts ready. */
  scopes?: readonly string[];
  /**
   * When fewer documents than this have all the words, those that have some of them come after. 1, which is the default: only
   * when nothing has them all. An adapter may know 1 alone.
   */
  fewHits?: number;
};

/**
 * A group of customers with prices or an assortment of its own is a segment of its own (`eu` and `eu.trade`): what it may not see
 * is then in no count either.
 */
export type SearchEngine = {
  readonly features: ReadonlySet<SearchFeature>;
  /**
   * Inserts or replaces. Returns the ids that were taken (a newer version was not there yet). Searchable on return.
   * `bulk`: one of many calls; what is kept ready may be left to `refresh`, results are exact all the same.
   */
  index(documents: readonly SearchDocument[], options?: { bulk?: boolean }): Promise<number[]>;
  /** Removes; a later `index` with a version that is not higher is ignored too. */
  delete(documents: readonly { id: number; version: number }[]): Promise<void>;
  search(request: SearchRequest): Promise<SearchResult>;
  /** Documents by id, in the order asked for; those not in the segment are left out. */
  byIds(request: { segment: string; language: string; ids: readonly number[] }): Promise<SearchHit[]>;
  /** How many documents carry each value of a scope field in the segment. */
  countScopes(request: { segment: string; field: string }): Promise<ReadonlyMap<string, number>>;
  suggest(request: SuggestRequest): Promise<Suggestions>;
  /** Brings what is kept ready up to date after bulk changes; cheap when there is nothing to do. */
  refresh(): Promise<void>;
  /**
   * Builds the index anew from `source` beside the old one and swaps them at once. Changes indexed meanwhile are kept.
   * Returns how many documents the new index has from the source.
   */
  rebuild(source: AsyncIterable<readonly SearchDocument[]>): Promise<number>;
};
