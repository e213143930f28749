import { type Database, openDatabase } from '../../src/platform/postgres/index.ts';

/** What the cases sell: by id, all with more stock than can be sold in a run. */
export type Goods = { variants: number[]; hot: number; scarce: number[]; person: string };

const MANY = 1_000_000;

const run = <Row>(db: Database, text: string, values: unknown[] = []) =>
  db.transaction((tx) => tx.query<Row>({ name: '', text }, values), { statementTimeoutMs: 0 });

/** The database of a data folder, beside the shop that may be running on it. */
export function openBenchDatabase(dataDir: string): Promise<Database> {
  return openDatabase({ url: null, dataDir, applicationName: 'stoa bench', reads: 2, transactions: 4, statementTimeoutMs: 0 });
}

/** Stock for everything, with the movements that explain it; a person who buys at the service level; the ceiling's own functions. */
export async function prepare(db: Database): Promise<Goods> {
  await run(
    db,
    `with raised as (
       update stock_level s set on_hand = $1 from variant v
       where v.id = s.variant_id and v.track_stock and s.on_hand <> $1 returning s.variant_id, s.location_id
     ), total as (
       select m.variant_id, m.location_id, sum(m.quantity)::integer as quantity from stock_movement m group by 1, 2
     )
     insert into stock_movement (variant_id, location_id, quantity, reason)
     select r.variant_id, r.location_id, $1 - coalesce(t.quantity, 0), 'adjustment'
     from raised r left join total t using (variant_id, location_id) where coalesce(t.quantity, 0) <> $1`,
    [MANY],
  );
  const rows = await run<{ id: number }>(
    db,
    `select v.id from variant v join product p on p.id = v.product_id join price c on c.variant_id = v.id and c.price_list = 'eu'
     where p.status = 'active' and v.track_stock and not v.backorder and exists (select 1 from stock_level s where s.variant_id = v.id)
     order by v.id limit 40000`,
  );
  const ids = rows.map(({ id }) => id);
  const person = crypto.randomUUID();
  await run(db, `insert into person (id, wrapped_key, master_key_id) values ($1, '\\x00', '1')`, [person]);
  await db.transaction((tx) => tx.exec(CEILING), { statementTimeoutMs: 0 });
  // Not the tables that are empty yet: the server plans for those as for tables that grow, until it has looked at them.
  await db.transaction((tx) => tx.exec('analyze product, variant, price, stock_level, stock_movement'), { statementTimeoutMs: 0 });
  return { variants: ids.slice(21), hot: ids[0]!, scarce: ids.slice(1, 21), person };
}

/**
 * What the cases before have left to be told: tens of thousands of letters about orders of nobody, which would otherwise be written
 * while buyers are measured. Orders that buyers place themselves are told as always.
 */
export async function forgetNews(db: Database): Promise<void> {
  await run(db, 'delete from outbox');
}

/** Leaves so many pieces of each, by an adjustment that is booked. */
export async function leaveInStock(db: Database, variants: readonly number[], pieces: number): Promise<void> {
  await run(
    db,
    `with lowered as (
       select s.variant_id, s.location_id, s.on_hand from stock_level s where s.variant_id = any($1::bigint[]) order by 1, 2 for update
     ), changed as (
       update stock_level s set on_hand = $2 from lowered l where s.variant_id = l.variant_id and s.location_id = l.location_id
     )
     insert into stock_movement (variant_id, location_id, quantity, reason) select variant_id, location_id, $2 - on_hand, 'adjustment' from lowered where on_hand <> $2`,
    [variants, pieces],
  );
}

/** Variants sold below zero, stocks that are not their movements, and holds that are not what is reserved. */
export async function wrongStocks(db: Database): Promise<number> {
  const [row] = await run<{ count: number }>(
    db,
    `select (
       (select count(*) from stock_level s join variant v on v.id = s.variant_id where v.track_stock and not v.backorder and s.on_hand < s.reserved)
       + (select count(*) from stock_level l full join (select variant_id, location_id, sum(quantity) as quantity from stock_movement group by 1, 2) m
            using (variant_id, location_id) where coalesce(l.on_hand, 0) <> coalesce(m.quantity, 0))
       + (select count(*) from stock_level s left join (
            select l.variant_id, l.location_id, sum(l.quantity) as held from reservation_line l join reservation r on r.id = l.reservation_id
            where r.status = 'held' group by 1, 2) h using (variant_id, location_id) where s.reserved <> coalesce(h.held, 0))
     )::integer as count`,
  );
  return row!.count;
}

/** Delays every flush of the log by a millisecond, as a slow disk or a synchronous standby does. */
export async function slowDisk(db: Database, isSlow: boolean): Promise<void> {
  for (const text of isSlow
    ? ['alter system set commit_delay = 1000', 'alter system set commit_siblings = 0']
    : ['alter system reset commit_delay', 'alter system reset commit_siblings'])
    await db.query({ name: '', text });
  await db.query({ name: '', text: 'select pg_reload_conf()' });
}

/**
 * The ceiling: all that one order of ours leaves behind, written by one call. Stock is taken at once, with its check; there is no
 * reservation, no cart and nobody who pays. Rows are locked in the order of their ids.
 */
const CEILING = `
create schema if not exists bench;
create or replace function bench.one_order(p_order uuid, p_person uuid, p_variants bigint[], p_sealed bytea) returns text
language plpgsql as $$
declare
  line bigint;
  place integer := 0;
  made text;
begin
  insert into customer_order (id, number, checkout_id, person_id, market, language, currency, status, subtotal, delivery_amount, tax_amount,
    delivery_tax_rate_ppm, delivery_tax_amount, total, tax_included, delivery_method, delivery_name, country, email_sealed, email_lookup, contact_sealed)
  values (p_order, 'B' || nextval('order_number'), p_order, p_person, 'eu', 'en', 'EUR', 'paid', 2000, 590, 414, 190000, 95, 2590, true, 'standard',
    '{"en": "Standard"}', 'DE', p_sealed, p_sealed, p_sealed)
  returning number into made;
  foreach line in array p_variants loop
    update stock_level set on_hand = on_hand - 1 where variant_id = line and location_id = 1 and on_hand - reserved >= 1;
    if not found then raise exception 'short'; end if;
    insert into stock_movement (variant_id, location_id, quantity, reason, reference) values (line, 1, -1, 'sale', 'order:' || p_order);
    insert into order_line (order_id, position, variant_id, product_id, sku, title, handle, quantity, unit_amount, total, tax_rate_ppm, tax_amount)
    values (p_order, place, line, line, 'SKU', 'A thing', 'a-thing', 1, 1000, 1000, 190000, 160);
    place := place + 1;
  end loop;
  insert into order_event (order_id, type, actor) values (p_order, 'placed', 'customer'), (p_order, 'paid', 'system');
  perform post_sales(array[p_order]);
  insert into outbox (type, payload) values ('order.placed', jsonb_build_object('orderId', p_order, 'number', made));
  return made;
end $$;`;
