import { type Database, json, sql } from '../../platform/postgres/index.ts';
import type { PriceList, PriceListEntry } from './price-list.ts';

type Row = Omit<PriceList, 'validFrom' | 'validUntil'> & { validFrom: Date | null; validUntil: Date | null };

const COLUMNS = `code, market, currency, name, customer_groups as groups, priority, shows_reduction as "showsReduction",
  valid_from as "validFrom", valid_until as "validUntil", active as "isActive"`;

const listed = sql(
  'price_list.listed',
  `select ${COLUMNS} from price_list where ($1::text is null or market = $1) and code > $2 order by code limit $3`,
);
const byCode = sql('price_list.by_code', `select ${COLUMNS} from price_list where code = $1`);

/** No row when the list is one of another market. */
const saved = sql(
  'price_list.saved',
  `insert into price_list as l (code, market, currency, name, customer_groups, priority, shows_reduction, valid_from, valid_until, active, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
   on conflict (code) do update set currency = excluded.currency, name = excluded.name, customer_groups = excluded.customer_groups,
     priority = excluded.priority, shows_reduction = excluded.shows_reduction, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
     active = excluded.active, version = l.version + 1, updated_at = excluded.updated_at where l.market = excluded.market
   returning (xmax = 0) as "isNew"`,
);
/** Who changes a list waits for who does already. */
const touched = sql('price_list.touched', 'update price_list set version = version + 1, updated_at = $2 where code = $1 returning 1');
const ended = sql('price_list.ended', 'update price_list set active = false where code = $1 returning 1');
const removed = sql('price_list.removed', 'delete from price_list where code = $1');
const presented = sql('price_list.presented', 'select present_list($1, $2::bigint[], $3)');

const entries = sql(
  'price_list.entries',
  `select variant_id as "variantId", from_quantity as "fromQuantity", amount, compare_at as "compareAt" from price_list_entry
   where price_list = $1 and (variant_id, from_quantity) > ($2, $3) order by variant_id, from_quantity limit $4`,
);
const unknown = sql(
  'price_list.unknown_variants',
  'select g.id from unnest($1::bigint[]) as g(id) where not exists (select from variant v where v.id = g.id) order by g.id',
);
const entriesSaved = sql(
  'price_list.entries_saved',
  `insert into price_list_entry as e (price_list, variant_id, from_quantity, amount, compare_at)
   select $1, "variantId", "fromQuantity", amount, "compareAt"
   from jsonb_to_recordset($2::jsonb) as g("variantId" bigint, "fromQuantity" integer, amount bigint, "compareAt" bigint)
   order by 2, 3
   on conflict (price_list, variant_id, from_quantity) do update set amount = excluded.amount, compare_at = excluded.compare_at
     where (e.amount, e.compare_at) is distinct from (excluded.amount, excluded.compare_at)
   returning 1`,
);
const entriesRemoved = sql(
  'price_list.entries_removed',
  'delete from price_list_entry where price_list = $1 and variant_id = $2 returning 1',
);

export type PriceListStore = ReturnType<typeof priceListStore>;

/** Every change brings what is presented up to date in its own transaction. */
export function priceListStore(db: Database) {
  return {
    async list(market: string | null, after: string, limit: number): Promise<PriceList[]> {
      return (await db.query<Row>(listed, [market, after, limit])).map(listOf);
    },
    async get(code: string): Promise<PriceList | null> {
      const [row] = await db.query<Row>(byCode, [code]);
      return row ? listOf(row) : null;
    },
    /** Null: a list of this code belongs to another market. */
    save(l: PriceList, now: Date): Promise<{ isNew: boolean } | null> {
      return db.transaction(
        async (tx) => {
          const values = [
            l.code,
            l.market,
            l.currency,
            l.name,
            l.groups,
            l.priority,
            l.showsReduction,
            l.validFrom,
            l.validUntil,
            l.isActive,
            now,
          ];
          const [row] = await tx.query<{ isNew: boolean }>(saved, values);
          if (row) await tx.query(presented, [l.code, [], now]);
          return row ?? null;
        },
        { statementTimeoutMs: 120_000 },
      );
    },
    remove(code: string, now: Date): Promise<boolean> {
      return db.transaction(
        async (tx) => {
          if ((await tx.query(ended, [code])).length === 0) return false;
          await tx.query(presented, [code, [], now]);
          await tx.query(removed, [code]);
          return true;
        },
        { statementTimeoutMs: 120_000 },
      );
    },
    entries: (code: string, after: readonly [number, number], limit: number) => db.query<PriceListEntry>(entries, [code, ...after, limit]),
    /** Answers with the number that changed, or with the variants that do not exist; null: no such list. */
    saveEntries(code: string, given: readonly PriceListEntry[], now: Date): Promise<{ changed: number; unknown: number[] } | null> {
      return db.transaction(async (tx) => {
        if ((await tx.query(touched, [code, now])).length === 0) return null;
        const missing = await tx.query<{ id: number }>(unknown, [[...new Set(given.map(({ variantId }) => variantId))]]);
        if (missing.length > 0) return { changed: 0, unknown: missing.map(({ id }) => id) };
        const rows = await tx.query(entriesSaved, [code, json(given)]);
        if (rows.length > 0) await tx.query(presented, [code, [], now]);
        return { changed: rows.length, unknown: [] };
      });
    },
    /** False: the list has no price for the variant. */
    removeEntries(code: string, variantId: number, now: Date): Promise<boolean> {
      return db.transaction(async (tx) => {
        await tx.query(touched, [code, now]);
        if ((await tx.query(entriesRemoved, [code, variantId])).length === 0) return false;
        await tx.query(presented, [code, [variantId], now]);
        return true;
      });
    },
  };
}

function listOf({ validFrom, validUntil, ...row }: Row): PriceList {
  return { ...row, validFrom: validFrom?.toISOString() ?? null, validUntil: validUntil?.toISOString() ?? null };
}
