import type { At, Parts, Shape } from './shape.ts';

/** More than anyone pages through; of the rest the most popular come first. Ranking a row costs about 6 us. */
const mostRanked = 3000;

/** Text: what the words find is fetched once with a flag a filter, since the text is the selective part. */
export function textParts(shape: Shape, at: At): Parts {
  const flags = Array.from({ length: shape.filters }, (_, i) => `e.facets && ${at(`filter${i}`)}::integer[] as f${i}`);
  if (shape.price) flags.push(`e.price between ${at('low')}::bigint and ${at('high')}::bigint as fp`);
  const names = flags.map((flag) => flag.slice(flag.lastIndexOf(' ') + 1));
  const all = (without: string) => ['true', ...names.filter((name) => name !== without)].join(' and ');
  const query = `(select ${at('query')}::tsquery)`;
  const scope = shape.scope ? `and e.facets @> array[${at('scope')}::integer]` : '';
  const ctes = [
    `pool as materialized (
       select e.id, e.offer, e.price, e.popularity, e.created_at, e.facets ${flags.map((flag) => `, ${flag}`).join('')}
       from search_text t join search_entry e on e.id = t.id and e.segment = $1
       where t.language = $2 and t.terms @@ ${query} ${scope})`,
    `main as (select * from pool where ${all('')})`,
  ];
  if (shape.sort === 'relevance')
    ctes.push(
      // An exact code outranks everything; ts_rank_cd stays below 2 here. Look-ups row by row: a join could be planned badly.
      `shown as (
         select *, case when place <= ${mostRanked} then (
           select (ts_rank_cd('{0.1, 0.3, 0.6, 1.0}', t.terms, ${query}, 1)
             + case when t.terms @@ (select ${at('code')}::tsquery) then 10 else 0 end)::real
           from search_text t where t.id = p.id and t.language = $2) else 0 end as rank
         from (select id, offer, price, popularity, created_at, row_number() over (order by popularity desc, id desc) as place from main) p)`,
    );
  return {
    ctes,
    rows: shape.sort === 'relevance' ? 'shown' : 'main',
    counted: 'main',
    own: (shape.own ?? []).map((_, i) => `pool where ${all(`f${i}`)}`),
    bounds: (which) => `(select ${which}(price) from pool where ${all('fp')})`,
  };
}
