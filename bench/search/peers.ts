import MiniSearch from 'minisearch';
import { postgresSearch, type SearchRequest } from '../../src/platform/search/index.ts';
import { type Catalogue, catalogueOf } from './catalogue.ts';
import { passingDatabase } from './database.ts';
import { type Measured, timed, timedSlowly } from './measure.ts';
import { questionsOf } from './questions.ts';

/** What others do with the first of the same questions on the same documents. */
export async function tellPeers(
  size: number,
  quick: boolean,
  say: (line: string) => void,
): Promise<{ minisearch: Measured; postgres: Measured }> {
  const catalogue = catalogueOf(size);
  const questions = questionsOf(catalogue, quick ? 60 : 300, 5);
  say('search: minisearch');
  const minisearch = tellMinisearch(catalogue, questions);
  say('search: PostgreSQL');
  return { minisearch, postgres: await tellPostgres(catalogue, questions) };
}

type Kept = { id: number; title: string; topics: string; attributes: string; description: string; codes: string };

/** Its best settings of those measured: all words, prefix of the last one, mistakes forgiven; facets are left to its user. */
function tellMinisearch(catalogue: Catalogue, questions: readonly SearchRequest[]): Measured {
  const index = new MiniSearch<Kept>({ fields: ['title', 'topics', 'attributes', 'description', 'codes'], storeFields: [] });
  const parts = new Map<number, { price: number; createdAt: string; rating: number; facets: [string, readonly string[]][] }>();
  for (let place = 0; place < catalogue.size; place += 1) {
    const { id, createdAt, rating, languages, segments } = catalogue.documentAt(place);
    const { title, topics, attributes, description, codes } = languages.en!.text;
    index.add({ id, title, topics, attributes, description, codes: codes.join(' ') });
    const { price, facets } = segments.eu!;
    parts.set(id, { price, createdAt, rating: rating ?? 0, facets: Object.entries(facets) });
  }
  const ask = ({ text = '', filters = {}, price, sort, limit }: SearchRequest) => {
    const found = index.search(text, {
      combineWith: 'AND',
      boost: { title: 3, topics: 2, attributes: 1, description: 0.5 },
      fuzzy: (term) => (term.length >= 4 ? 0.2 : false),
    });
    const wanted = Object.entries(filters);
    const counts = new Map<string, number>();
    const ids: { id: number; key: number }[] = [];
    for (const { id, score } of found) {
      const part = parts.get(id as number)!;
      if (price && (part.price < (price.from ?? 0) || part.price > (price.to ?? Number.MAX_SAFE_INTEGER))) continue;
      const missed = wanted.filter(
        ([field, values]) => !part.facets.some(([name, own]) => name === field && own.some((value) => values.includes(value))),
      );
      if (missed.length > 1) continue;
      for (const [field, values] of part.facets)
        if (missed.length === 0 || missed[0]![0] === field)
          for (const value of values) counts.set(`${field} ${value}`, (counts.get(`${field} ${value}`) ?? 0) + 1);
      const key = { 'price-asc': -part.price, newest: Date.parse(part.createdAt), rating: part.rating }[sort as 'newest'] ?? score;
      if (missed.length === 0) ids.push({ id: id as number, key });
    }
    return { total: ids.length, hits: ids.sort((a, b) => b.key - a.key).slice(0, limit), counts };
  };
  for (const question of questions.slice(0, 30)) ask(question);
  return timed(questions, ask);
}

async function tellPostgres(catalogue: Catalogue, questions: readonly SearchRequest[]): Promise<Measured> {
  const { db, close } = await passingDatabase();
  try {
    const engine = postgresSearch(db, {}, { columns: 'off' });
    for (let place = 0; place < catalogue.size; place += 2000) {
      const some = Array.from({ length: Math.min(2000, catalogue.size - place) }, (_, i) => catalogue.documentAt(place + i));
      await engine.index(some, { bulk: true });
    }
    await engine.refresh();
    await db.transaction((tx) => tx.exec('analyze search_entry, search_text, search_stored, search_word'), { statementTimeoutMs: 0 });
    for (const question of questions.slice(0, 30)) await engine.search(question);
    return await timedSlowly(questions, (question) => engine.search(question));
  } finally {
    await close();
  }
}
