import { foldCode } from '../fold.ts';
import type { SearchRequest, SearchRules } from '../search.ts';
import { FIELDS, facetOf, PLAIN_FIELDS, termOf } from './mapping.ts';

export type Query = Record<string, unknown>;

/** From so many characters on, a digit among them, a code may be unfinished. */
const LEAST_OF_CODE = 4;
const DIGIT = /\d/;
const codeScore = 1e4;
const pinScore = 1e6;

/** Words that narrow nothing; left out of a question that has others. */
const common = new Set(
  'a an and are as at by for from in is it of on or the this to with der die das den dem des ein eine einen einem einer und oder mit fur im auf am von vom zu zum zur'.split(
    ' ',
  ),
);

/** All words (the last may be unfinished) or any of them, or together a code. Null without words. */
export function textQuery(language: string, words: readonly string[], how: 'all' | 'any'): Query | null {
  const code = foldCode(words.join('')).slice(0, 100);
  if (code === '') return null;
  const telling = words.filter((word) => !common.has(word));
  const chosen = how === 'all' && telling.length > 0 ? telling : words;
  const parts = chosen.map((word, i) => wordQuery(language, word, how === 'all' && i === chosen.length - 1 && word.length >= 2));
  const queries: Query[] = [
    { bool: how === 'all' ? { must: parts } : { should: parts, minimum_should_match: 1 } },
    { constant_score: { filter: { term: { codes: code } }, boost: codeScore } },
  ];
  if (how === 'all' && code.length >= LEAST_OF_CODE && DIGIT.test(code))
    queries.push({ constant_score: { filter: { prefix: { codes: code } }, boost: codeScore / 2 } });
  return { dis_max: { queries } };
}

/** In whichever field; its rarity is counted over all of them, so that a brand's name does not weigh more in a description. */
function wordQuery(language: string, word: string, unfinished: boolean): Query {
  const whole = { multi_match: { query: termOf(language, word), type: 'cross_fields', fields: FIELDS, tie_breaker: 0.1 } };
  if (!unfinished) return whole;
  const begun = PLAIN_FIELDS.map((field) => ({ prefix: { [field]: word } }));
  return { dis_max: { queries: [whole, { constant_score: { filter: { bool: { should: begun } }, boost: 0.5 } }] } };
}

/** What is asked beyond the shopper's choices, with the merchant's order where the sort is by relevance. */
export function baseQuery(request: SearchRequest, text: Query | null): Query {
  const { segment, within, rules } = request;
  const filter: Query[] = [{ term: { segments: segment } }];
  if (within) filter.push(chosen(segment, within.field, [within.value]));
  const mustNot = rules?.hide?.length ? [{ terms: { id: rules.hide } }] : [];
  const wanted = text ?? { constant_score: { filter: { match_all: {} }, boost: 1 } };
  return { bool: { must: [request.sort === 'relevance' && rules ? ruled(wanted, segment, rules) : wanted], filter, must_not: mustNot } };
}

function ruled(wanted: Query, segment: string, { pin = [], weigh = [] }: SearchRules): Query {
  const functions = weigh.map((each) => ({
    filter: 'ids' in each ? { terms: { id: each.ids } } : chosen(segment, each.field, [each.value]),
    weight: each.factor,
  }));
  const weighed =
    functions.length === 0 ? wanted : { function_score: { query: wanted, functions, score_mode: 'multiply', boost_mode: 'multiply' } };
  const pinned = pin.map((id, i) => ({ constant_score: { filter: { term: { id } }, boost: pinScore * (pin.length - i) } }));
  return pinned.length === 0 ? weighed : { dis_max: { queries: [weighed, ...pinned] } };
}

/** Documents with one of the values; it may stand among the counted ones or the others. */
function chosen(segment: string, field: string, values: readonly string[]): Query {
  const list = values.map((value) => facetOf(field, value));
  return { bool: { should: [{ terms: { [`f.${segment}`]: list } }, { terms: { [`u.${segment}`]: list } }], minimum_should_match: 1 } };
}

export type Choices = { filters: [field: string, query: Query][]; price: Query | null };

export function choicesOf({ segment, filters = {}, price }: SearchRequest): Choices {
  const list = Object.entries(filters).filter(([, values]) => values.length > 0);
  const { from = null, to = null } = price ?? {};
  const bounds = { ...(from === null ? {} : { gte: from }), ...(to === null ? {} : { lte: to }) };
  return {
    filters: list.map(([field, values]) => [field, chosen(segment, field, values)]),
    price: Object.keys(bounds).length === 0 ? null : { range: { [`p.${segment}`]: bounds } },
  };
}

/** All choices but that of the field, or of the price. */
export function choicesWithout({ filters, price }: Choices, without: { field?: string; price?: boolean } = {}): Query {
  const list = filters.filter(([field]) => field !== without.field).map(([, query]) => query);
  return { bool: { filter: price && !without.price ? [...list, price] : list } };
}

export function sortOf({ segment, sort }: SearchRequest, text: Query | null, ruled: boolean): Query[] {
  const price = `p.${segment}`;
  const newest: Query[] = [{ id: 'desc' }];
  // A segment in which nothing has had a price yet has no such field.
  const byPrice = (order: 'asc' | 'desc') => ({ [price]: { order, unmapped_type: 'long' } });
  if (sort === 'price-asc') return [byPrice('asc'), { id: 'asc' }];
  if (sort === 'price-desc') return [byPrice('desc'), ...newest];
  if (sort === 'newest') return [{ createdAt: 'desc' }, ...newest];
  if (sort === 'rating') return [{ rating: { order: 'desc', missing: -1 } }, ...newest];
  if (sort === 'popular' || (!text && !ruled)) return [{ popularity: 'desc' }, ...newest];
  return [{ _score: 'desc' }, { popularity: 'desc' }, ...newest];
}
