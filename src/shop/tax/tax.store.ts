import { type Database, json, sql } from '../../platform/postgres/index.ts';
import type { MarketTax, TaxRate } from './tax.ts';

const ofCountry = sql(
  'tax.of_country',
  `select market, country, category, rate_ppm as "ratePpm", valid_from as "validFrom", source, checked_on as "checkedOn"
   from tax_rate where market = $1 and (country = $2 or country like $2 || '-%')`,
);

const saved = sql(
  'tax.saved',
  `insert into tax_rate as r (market, country, category, rate_ppm, valid_from, source, checked_on)
   select market, country, category, "ratePpm", "validFrom", source, "checkedOn"
   from jsonb_to_recordset($1::jsonb) as given(market text, country text, category text, "ratePpm" integer, "validFrom" date, source text, "checkedOn" date)
   on conflict (market, country, category, valid_from) do update set rate_ppm = excluded.rate_ppm, source = excluded.source, checked_on = excluded.checked_on
     where (r.rate_ppm, r.source, r.checked_on) is distinct from (excluded.rate_ppm, excluded.source, excluded.checked_on)
   returning 1`,
);

const listed = sql(
  'tax.listed',
  `select market, country, category, rate_ppm as "ratePpm", valid_from as "validFrom", source, checked_on as "checkedOn"
   from tax_rate where market = $1 and ($2::text is null or country = $2 or country like $2 || '-%')
     and (country, category, valid_from) > ($3, $4, $5::date)
   order by country, category, valid_from limit $6`,
);

const removed = sql(
  'tax.removed',
  'delete from tax_rate where market = $1 and country = $2 and category = $3 and valid_from = $4 returning 1',
);

const termsOf = sql(
  'tax.terms_of',
  `select rounding, mode, delivery_tax as "deliveryTax", home_country as "homeCountry", taxed_where as "taxedWhere", provider
   from tax_terms where market = $1`,
);

const termsSaved = sql(
  'tax.terms_saved',
  `insert into tax_terms (market, rounding, mode, delivery_tax, home_country, taxed_where, provider, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
   on conflict (market) do update set rounding = excluded.rounding, mode = excluded.mode, delivery_tax = excluded.delivery_tax,
     home_country = excluded.home_country, taxed_where = excluded.taxed_where, provider = excluded.provider, updated_at = excluded.updated_at`,
);

export type TaxStore = ReturnType<typeof taxStore>;

export function taxStore(db: Database) {
  return {
    ofCountry: (market: string, country: string) => db.query<TaxRate>(ofCountry, [market, country]),
    list: (market: string, country: string | null, after: readonly [string, string, string], limit: number) =>
      db.query<TaxRate>(listed, [market, country, ...after, limit]),
    async remove({
      market,
      country,
      category,
      validFrom,
    }: Pick<TaxRate, 'market' | 'country' | 'category' | 'validFrom'>): Promise<boolean> {
      return (await db.query(removed, [market, country, category, validFrom])).length === 1;
    },
    async terms(market: string): Promise<MarketTax | null> {
      return (await db.query<MarketTax>(termsOf, [market]))[0] ?? null;
    },
    async saveTerms(market: string, t: MarketTax, now: Date): Promise<void> {
      await db.query(termsSaved, [market, t.rounding, t.mode, t.deliveryTax, t.homeCountry, t.taxedWhere, t.provider, now]);
    },
    async save(rates: readonly TaxRate[]): Promise<number> {
      return (await db.query(saved, [json(rates)])).length;
    },
  };
}
