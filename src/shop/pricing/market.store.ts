import type { Market } from '../../kernel/market.ts';
import { type Database, json, sql } from '../../platform/postgres/index.ts';

const all = sql(
  'market.all',
  `select code, name, currency, languages, countries, tax_display as "taxDisplay", price_list as "priceList"
   from market order by position, code`,
);

/** Answers with the codes that were new or differed. */
const saved = sql(
  'market.saved',
  `insert into market as m (code, name, currency, languages, countries, tax_display, price_list, position)
   select code, name, currency, languages, countries, "taxDisplay", "priceList", position
   from jsonb_to_recordset($1::jsonb) as given(code text, name jsonb, currency text, languages text[], countries text[],
     "taxDisplay" text, "priceList" text, position integer)
   on conflict (code) do update set name = excluded.name, currency = excluded.currency, languages = excluded.languages,
     countries = excluded.countries, tax_display = excluded.tax_display, price_list = excluded.price_list, position = excluded.position
     where (m.name, m.currency, m.languages, m.countries, m.tax_display, m.price_list, m.position)
       is distinct from (excluded.name, excluded.currency, excluded.languages, excluded.countries, excluded.tax_display, excluded.price_list, excluded.position)
   returning code`,
);

const told = sql(
  'market.told',
  `insert into outbox (type, payload) values ('pricing.markets-changed', jsonb_build_object('codes', to_jsonb($1::text[])))`,
);

export type MarketStore = ReturnType<typeof marketStore>;

export function marketStore(db: Database) {
  return {
    all: () => db.query<Market>(all),
    save(markets: readonly (Market & { position: number })[]): Promise<string[]> {
      return db.transaction(async (tx) => {
        const codes = (await tx.query<{ code: string }>(saved, [json(markets)])).map((row) => row.code);
        if (codes.length > 0) await tx.query(told, [codes]);
        return codes;
      });
    },
  };
}
