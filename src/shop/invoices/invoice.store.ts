import { type Database, json, type Queryable, sql } from '../../platform/postgres/index.ts';
import type { Invoice, InvoiceContent, InvoiceDraft, Seller } from './invoice.ts';

const COLUMNS = `id, series, number, order_id as "orderId", key, refers_to as "refersToId", language, currency, net, tax, total, content,
  buyer_sealed as "buyerSealed", issued_at as "issuedAt"`;

/** Locks the series until the transaction ends: whoever comes next waits, and nobody leaves a gap. */
const taken = sql('invoice.number_taken', 'update invoice_series set next = next + 1 where code = $1 returning prefix, next - 1 as serial');
const inserted = sql(
  'invoice.inserted',
  `insert into invoice (id, series, serial, number, order_id, key, refers_to, language, currency, net, tax, total, content, buyer_sealed, issued_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14, $15) returning ${COLUMNS}`,
);
const byKey = sql('invoice.by_key', `select ${COLUMNS} from invoice where order_id = $1 and key = $2`);
const byId = sql('invoice.by_id', `select ${COLUMNS} from invoice where id = $1`);
const ofOrder = sql(
  'invoice.of_order',
  `select ${COLUMNS} from invoice where order_id = $1 order by issued_at, series desc, serial limit 500`,
);
const listed = sql(
  'invoice.listed',
  `select ${COLUMNS} from invoice where ($1::text is null or series = $1)
     and ($2::timestamptz is null or (issued_at, id) < ($2, $3::uuid)) order by issued_at desc, id desc limit $4`,
);
const seller = sql('invoice.seller', `select value from shop_setting where key = 'seller'`);
const sellerSaved = sql(
  'invoice.seller_saved',
  `insert into shop_setting (key, value, updated_at) values ('seller', $1::jsonb, $2)
   on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
);

/** A transaction of the caller, passed through by services that may not know PostgreSQL. */
export type InvoiceScope = Queryable;

export type InvoiceStore = ReturnType<typeof invoiceStore>;

export function invoiceStore(db: Database) {
  const first = async (on: InvoiceScope, statement: typeof byId, values: unknown[]) =>
    (await on.query<Invoice>(statement, values))[0] ?? null;
  return {
    /** Locks the series for the rest of the caller's transaction. */
    async takeNumber(on: InvoiceScope, series: string): Promise<{ number: string; serial: number }> {
      const [row] = await on.query<{ prefix: string; serial: number }>(taken, [series]);
      return { serial: row!.serial, number: `${row!.prefix}${String(row!.serial).padStart(6, '0')}` };
    },
    async insert(
      on: InvoiceScope,
      draft: Omit<InvoiceDraft, 'content'> & { content: InvoiceContent },
      given: { id: string; number: string; serial: number; net: number; tax: number; total: number; buyer: Buffer | null; at: Date },
    ): Promise<Invoice> {
      const { id, serial, number, net, tax, total, buyer, at } = given;
      const { series, orderId, key, refersTo, language, currency, content } = draft;
      const values = [
        id,
        series,
        serial,
        number,
        orderId,
        key,
        refersTo?.id ?? null,
        language,
        currency,
        net,
        tax,
        total,
        json(content),
        buyer,
        at,
      ];
      return (await first(on, inserted, values))!;
    },
    byKey: (on: InvoiceScope, orderId: string, key: string) => first(on, byKey, [orderId, key]),
    byId: (id: string) => first(db, byId, [id]),
    ofOrder: (orderId: string, on: InvoiceScope = db) => on.query<Invoice>(ofOrder, [orderId]),
    list: (filter: { series: string | null; after: { at: Date; id: string } | null; limit: number }) =>
      db.query<Invoice>(listed, [filter.series, filter.after?.at ?? null, filter.after?.id ?? null, filter.limit]),
    async seller(on: InvoiceScope = db): Promise<Seller | null> {
      return (await on.query<{ value: Seller }>(seller))[0]?.value ?? null;
    },
    async saveSeller(value: Seller, at: Date): Promise<void> {
      await db.query(sellerSaved, [json(value), at]);
    },
  };
}
