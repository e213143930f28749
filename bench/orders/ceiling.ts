import pg from 'pg';
import { type Closed, closedLoop, pairOf, type Work } from './loop.ts';

/** The ceiling in a process of its own: raw connections, one prepared call an order (or its statements one by one), nothing between. */
export type CeilingWork = Work & { url: string; clients: number; isPlain: boolean };

const CALL = { name: 'order', text: 'select bench.one_order($1, $2, $3, $4)' };

async function run(work: CeilingWork): Promise<Closed> {
  const clients = await Promise.all(
    Array.from({ length: work.clients }, async () => {
      const client = new pg.Client({ connectionString: work.url });
      await client.connect();
      return client;
    }),
  );
  const sealed = Buffer.alloc(160, 7);
  const place = work.isPlain
    ? plainOrder
    : (client: pg.Client, variants: number[]) =>
        client.query({ ...CALL, values: [crypto.randomUUID(), work.goods.person, variants, sealed] });
  const closed = await closedLoop(work.clients, work.seconds, async (buyer) => {
    await place(clients[buyer]!, pairOf(work), work, sealed);
  });
  await Promise.all(clients.map((client) => client.end()));
  return closed;
}

/** A statement a row, as most shops write an order; prepared all the same. */
async function plainOrder(client: pg.Client, variants: number[], { goods }: Work, sealed: Buffer): Promise<void> {
  const id = crypto.randomUUID();
  const query = (name: string, text: string, values: unknown[]) => client.query<{ number: string }>({ name, text, values });
  await client.query('begin');
  const { rows } = await query('o', PLAIN_ORDER, [id, goods.person, sealed]);
  for (const [position, variant] of variants.entries()) {
    await query('s', 'update stock_level set on_hand = on_hand - 1 where variant_id = $1 and location_id = 1 and on_hand - reserved >= 1', [
      variant,
    ]);
    await query('m', `insert into stock_movement (variant_id, location_id, quantity, reason, reference) values ($1, 1, -1, 'sale', $2)`, [
      variant,
      `order:${id}`,
    ]);
    await query('l', PLAIN_LINE, [id, position, variant]);
  }
  await query('e', `insert into order_event (order_id, type, actor) values ($1, 'placed', 'customer'), ($1, 'paid', 'system')`, [id]);
  await query('b', 'select post_sales(array[$1::uuid])', [id]);
  await query(
    'x',
    `insert into outbox (type, payload) values ('order.placed', jsonb_build_object('orderId', $1::text, 'number', $2::text))`,
    [id, rows[0]!.number],
  );
  await client.query('commit');
}

const PLAIN_ORDER = `insert into customer_order (id, number, checkout_id, person_id, market, language, currency, status, subtotal, delivery_amount, tax_amount,
    delivery_tax_rate_ppm, delivery_tax_amount, total, tax_included, delivery_method, delivery_name, country, email_sealed, email_lookup, contact_sealed)
  values ($1, 'B' || nextval('order_number'), $1, $2, 'eu', 'en', 'EUR', 'paid', 2000, 590, 414, 190000, 95, 2590, true, 'standard', '{"en": "Standard"}', 'DE', $3, $3, $3)
  returning number`;
const PLAIN_LINE = `insert into order_line (order_id, position, variant_id, product_id, sku, title, handle, quantity, unit_amount, total, tax_rate_ppm, tax_amount)
  values ($1, $2, $3::bigint, $3::bigint, 'SKU', 'A thing', 'a-thing', 1, 1000, 1000, 190000, 160)`;

process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2]!) as CeilingWork)));
