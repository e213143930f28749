import { type Database, json, sql } from '../../platform/postgres/index.ts';
import type { TaxRate } from './tax.ts';

const ofCountry = sql(
  'tax.of_country',
  `select market, country, category, rate_ppm as "ratePpm", valid_from as "validFrom", source from tax_rate where market = $1 and country = $2`,
);

const saved = sql(
  'tax.saved',
  `insert into tax_rate as r (market, country, category, rate_ppm, valid_from, source)
   select market, country, category, "ratePpm", "validFrom", source
   from jsonb_to_recordset($1::jsonb) as given(market text, country text, category text, "ratePpm" integer, "validFrom" date, source text)
   on conflict (market, country, category, valid_from) do update set rate_ppm = excluded.rate_ppm, source = excluded.source
     where (r.rate_ppm, r.source) is distinct from (excluded.rate_ppm, excluded.source)
   returning 1`,
);

export type TaxStore = ReturnType<typeof taxStore>;

export function taxStore(db: Database) {
  return {
    ofCountry: (market: string, country: string) => db.query<TaxRate>(ofCountry, [market, country]),
    async save(rates: readonly TaxRate[]): Promise<number> {
      return (await db.query(saved, [json(rates)])).length;
    },
  };
}
