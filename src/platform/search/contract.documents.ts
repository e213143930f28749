import type { SearchDocument, SearchEngine, SearchRequest } from './search.ts';

export const contractSettings = { uncounted: ['tag'], scopes: ['all', 'category'] };

export type Make = (settings: typeof contractSettings) => Promise<SearchEngine>;

const day = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString();

export function documentOf(id: number, title: string, more: Partial<Sample> = {}): SearchDocument {
  const {
    price = id * 100,
    facets = {},
    segments = ['eu', 'us'],
    version = 1,
    popularity = 0,
    codes = [],
    titleDe = title,
    description = '',
    topics = '',
    rating = null,
    numbers = {},
  } = more;
  const part = { price, facets: { all: ['1'], ...facets }, numbers, stored: JSON.stringify({ price }) };
  const text = (said: string) => ({ title: said, topics, attributes: '', description, codes });
  return {
    id,
    version,
    createdAt: day(id),
    popularity,
    rating,
    languages: {
      en: { text: text(title), stored: JSON.stringify({ title }) },
      de: { text: text(titleDe), stored: JSON.stringify({ title: titleDe }) },
    },
    segments: Object.fromEntries(segments.map((segment) => [segment, part])),
  };
}

type Sample = {
  price: number;
  facets: Record<string, string[]>;
  segments: string[];
  version: number;
  popularity: number;
  codes: string[];
  titleDe: string;
  description: string;
  topics: string;
  rating: number | null;
  numbers: Record<string, number>;
};

export function ask(more: Partial<SearchRequest> = {}): SearchRequest {
  return { segment: 'eu', language: 'en', sort: 'relevance', offset: 0, limit: 24, counts: true, ...more };
}

export async function idsOf(engine: SearchEngine, more: Partial<SearchRequest>): Promise<number[]> {
  return (await engine.search(ask(more))).hits.map((hit) => hit.id);
}
