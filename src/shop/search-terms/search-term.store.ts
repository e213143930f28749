import { type Database, sql } from '../../platform/postgres/index.ts';
import { LEAST_SEARCHES, type TermCounts, type TermPlace, type TermReport, type TermSort } from './search-term.ts';

const counted = sql(
  'search_term.counted',
  `with given as (
     select * from unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])
       as g(hash, market, language, term, searches, without_result, clicks)
   ), known as (
     insert into search_term as t (hash, market, language, term, searches, last_day)
     select hash, market, language, case when searches >= $9 then term end, searches, $8 from given order by hash
     on conflict (hash) do update set searches = t.searches + excluded.searches, last_day = greatest(t.last_day, excluded.last_day),
       term = coalesce(t.term, case when t.searches + excluded.searches >= $9
         then (select g.term from given g where g.hash = excluded.hash) end)
   )
   insert into search_term_day as d (day, hash, searches, without_result, clicks)
   select $8, hash, searches, without_result, clicks from given order by hash
   on conflict (day, hash) do update set searches = d.searches + excluded.searches,
     without_result = d.without_result + excluded.without_result, clicks = d.clicks + excluded.clicks`,
);
const report = sql(
  'search_term.report',
  `select t.market, t.language, t.term, sum(d.searches)::bigint as searches, sum(d.without_result)::bigint as "withoutResult",
     sum(d.clicks)::bigint as clicks
   from search_term_day d join search_term t using (hash)
   where d.day between $1 and $2 and t.term is not null and ($3::text is null or t.market = $3) and ($4::text is null or t.language = $4)
   group by t.hash, t.market, t.language, t.term
   having case $5 when 'withoutResult' then sum(d.without_result) when 'clicks' then sum(d.clicks) else sum(d.searches) end > 0
   order by case $5 when 'withoutResult' then sum(d.without_result) when 'clicks' then sum(d.clicks) else sum(d.searches) end desc, t.term, t.hash
   limit $6`,
);
const daysDropped = sql(
  'search_term.days_dropped',
  `with old as (delete from search_term_day where day < $1 returning 1) select count(*)::integer as count from old`,
);
/** Rare ones sooner: nobody will ever read them. */
const termsDropped = sql(
  'search_term.terms_dropped',
  `with old as (delete from search_term where last_day < $1 or (term is null and last_day < $2) returning 1)
   select count(*)::integer as count from old`,
);

export type CountedTerm = TermPlace & TermCounts & { hash: Buffer; term: string };

export type SearchTermStore = ReturnType<typeof searchTermStore>;

export function searchTermStore(db: Database) {
  return {
    /** @param day `YYYY-MM-DD` @param terms each hash once */
    async count(terms: readonly CountedTerm[], day: string): Promise<void> {
      const column = <K extends keyof CountedTerm>(name: K) => terms.map((term) => term[name]);
      const names = ['hash', 'market', 'language', 'term', 'searches', 'withoutResult', 'clicks'] as const;
      await db.query(counted, [...names.map(column), day, LEAST_SEARCHES]);
    },
    report: (asked: { from: string; to: string; market: string | null; language: string | null; sort: TermSort; limit: number }) =>
      db.query<TermReport>(report, [asked.from, asked.to, asked.market, asked.language, asked.sort, asked.limit]),
    /** Answers with how many terms are gone. */
    async sweep(before: string, rareBefore: string): Promise<number> {
      await db.query(daysDropped, [before]);
      return (await db.query<{ count: number }>(termsDropped, [before, rareBefore]))[0]!.count;
    },
  };
}
