import type { SearchRequest } from '../../src/platform/search/index.ts';
import { type Catalogue, randomOf } from './catalogue.ts';

const colors = 'black white silver grey blue red'.split(' ');

/**
 * What shoppers ask: half the name of a kind (or a word of it) with a brand now and then, half one to three words of some product's
 * title; 15 of 100 with a typing mistake, 60 of 100 filtered; 70 of 100 by relevance, else by price, date or rating.
 */
export function questionsOf(catalogue: Catalogue, count: number, seed: number): SearchRequest[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, () => {
    let words: string[];
    if (random.share() < 0.5) {
      const kind = catalogue.kinds[random.skewed(catalogue.kinds.length)]!.split(' ');
      words = random.share() < 0.3 ? [kind[1]!] : kind;
      if (random.share() < 0.25) words = [catalogue.brands[random.skewed(catalogue.brands.length)]!, ...words];
    } else {
      const title = catalogue.titleAt(random.below(catalogue.size)).slice(0, 5);
      const from = random.below(title.length);
      words = title.slice(from, from + 1 + random.below(3));
    }
    if (random.share() < 0.15) {
      const at = random.below(words.length);
      words[at] = mistyped(words[at]!, random.below(3));
    }
    return {
      segment: 'eu',
      language: 'en',
      text: words.join(' '),
      ...choicesOf(random.share() < 0.6 ? random.below(4) : -1, random.skewed(600), random.below(6), random.skewed(1900)),
      sort: random.share() < 0.7 ? 'relevance' : (['price-asc', 'newest', 'rating'] as const)[random.below(3)]!,
      offset: 0,
      limit: 24,
      counts: true,
    };
  });
}

/** Browsing: a category of any level, or everything, narrowed as often. */
export function walksOf(catalogue: Catalogue, count: number, seed: number): SearchRequest[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, () => {
    const kind = random.skewed(catalogue.kinds.length);
    const value = [`t${kind % 20}`, `m${kind % 200}`, `l${kind}`][random.below(3)]!;
    return {
      segment: 'eu',
      language: 'en',
      within: { field: 'category', value },
      ...choicesOf(random.share() < 0.6 ? random.below(3) : -1, random.skewed(600), random.below(6), 0),
      sort: (['popular', 'popular', 'price-asc', 'newest', 'rating'] as const)[random.below(5)]!,
      offset: 24 * random.skewed(10),
      limit: 24,
      counts: true,
    };
  });
}

function choicesOf(which: number, brand: number, color: number, kind: number): Pick<SearchRequest, 'filters' | 'price'> {
  if (which === 0) return { filters: { brand: [`b${brand}`, `b${(brand + 1) % 600}`] } };
  if (which === 1) return { price: { from: 1000, to: 60_000 } };
  if (which === 2) return { filters: { color: [colors[color]!], stock: ['1'] } };
  if (which === 3) return { filters: { category: [`t${kind % 20}`] } };
  return {};
}

/** Two letters swapped, one left out, or one that lies beside it. */
function mistyped(word: string, how: number): string {
  if (word.length < 4) return word;
  const at = 1 + (word.length % (word.length - 2));
  if (how === 0) return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  if (how === 1) return word.slice(0, at) + word.slice(at + 1);
  return `${word.slice(0, at)}${String.fromCharCode(97 + ((word.charCodeAt(at) - 97 + 1) % 26))}${word.slice(at + 1)}`;
}
