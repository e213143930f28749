import { type Database, sql } from '../../platform/postgres/index.ts';
import type { BundlePart, Location, LocationLevel, SaleTerms } from './location.ts';

const all = sql('location.all', 'select id, code, name, active from location order by id');
const made = sql(
  'location.made',
  'insert into location (code, name) values ($1, $2) on conflict (code) do nothing returning id, code, name, active',
);
const renamed = sql('location.renamed', 'update location set name = $2 where id = $1 returning id, code, name, active');
const activated = sql('location.activated', 'select outcome from set_location_active($1, $2)');
const levels = sql(
  'location.levels',
  `select l.id as "locationId", l.code, coalesce(s.on_hand, 0) as "onHand", coalesce(s.reserved, 0) as reserved
   from variant v cross join location l left join stock_level s on s.variant_id = v.id and s.location_id = l.id
   where v.id = $1 and (l.active or s.on_hand <> 0) order by l.id`,
);
const transferred = sql('location.transferred', 'select outcome, free from transfer_stock($1, $2, $3, $4, $5, $6)');
const parts = sql('bundle.parts', 'select part_id as "variantId", quantity from variant_part where bundle_id = $1 order by position');
const bundled = sql('bundle.set', 'select outcome from set_bundle($1, $2::bigint[], $3::integer[])');
const terms = sql(
  'stock.terms_set',
  `with changed as (
     update variant set backorder = $2, preorder_until = $3, preorder_limit = $4 where id = $1 returning id
   ), told as (select tell_stock_changed(array_agg(id)) from changed having count(*) > 0)
   select id, (select count(*) from told) from changed`,
);

export type LocationStore = ReturnType<typeof locationStore>;

export function locationStore(db: Database) {
  const first = async <Row>(statement: typeof all, values: unknown[]) =>
    (await db.alone<Row>(statement, values, { retries: 3 }))[0] ?? null;
  return {
    all: () => db.query<Location>(all),
    /** Null when the code is in use. */
    make: (code: string, name: string) => first<Location>(made, [code, name]),
    rename: (id: number, name: string) => first<Location>(renamed, [id, name]),
    async activate(id: number, isActive: boolean) {
      return (await first<{ outcome: 'done' | 'missing' | 'stock' | 'last' }>(activated, [id, isActive]))!.outcome;
    },
    levels: (variantId: number) => db.query<LocationLevel>(levels, [variantId]),
    async transfer(move: { variantId: number; from: number; to: number; quantity: number; reference: string }, at: Date) {
      type Row = { outcome: 'done' | 'missing' | 'closed' | 'reserved'; free: number | null };
      return (await first<Row>(transferred, [move.variantId, move.from, move.to, move.quantity, move.reference, at]))!;
    },
    parts: (bundleId: number) => db.query<BundlePart>(parts, [bundleId]),
    async setParts(bundleId: number, given: readonly { variantId: number; quantity: number }[]) {
      const values = [bundleId, given.map((part) => part.variantId), given.map((part) => part.quantity)];
      return (await first<{ outcome: 'done' | 'missing' | 'nested' }>(bundled, values))!.outcome;
    },
    /** False when there is no such variant. */
    async setTerms(variantId: number, { backorder, preorderUntil, preorderLimit }: SaleTerms): Promise<boolean> {
      return (await first(terms, [variantId, backorder, preorderUntil, preorderLimit])) !== null;
    },
  };
}
