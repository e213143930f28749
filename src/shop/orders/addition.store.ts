import { json, sql } from '../../platform/postgres/index.ts';
import type { DraftLine } from './order.ts';
import type { ChangeScope, ChangingOrder } from './order-change.store.ts';
import { lineRow } from './order-place.store.ts';
import type { Units } from './order-states.ts';
import type { OrderSums } from './order-sums.ts';

/** Held and sold in one: one row, with its outcome. */
const held = sql(
  'order_addition.held',
  `select outcome, short_variants as "shortVariants", short_available as "shortAvailable"
   from reserve_stocks(array[$1]::uuid[], $2, $2, $3::integer[], $4::bigint[], $5::integer[])`,
);
const sold = sql('order_addition.sold', 'select sell_held(array[$1]::uuid[], array[$2]::uuid[], $3)');

/** Lines, sums and books of what is added. Taxes of the same name and rate are added up, in the order they were met. */
const added = sql(
  'order_addition.added',
  `with lines as (
     insert into order_line (order_id, position, variant_id, product_id, sku, title, variant_title, handle, media_id, quantity, unit_amount,
       total, tax_rate_ppm, tax_amount, discount_amount, adjustments, taxes, gift_cards)
     select $1, l.position, l.variant_id, l.product_id, l.sku, l.title, l.variant_title, l.handle, l.media_id, l.quantity, l.unit_amount,
       l.total, l.tax_rate_ppm, l.tax_amount, l.discount_amount, l.adjustments, l.taxes, '[]'
     from jsonb_populate_recordset(null::order_line, $2::jsonb) l
   ), owed as (
     update customer_order o set subtotal = o.subtotal + $3, tax_amount = o.tax_amount + $4, total = o.total + $5,
       -- Null says that all was paid: what was owed until now, not what is owed from now on.
       paid_amount = coalesce(o.paid_amount, o.total),
       taxes = (
         select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'ratePpm', t.rate, 'isIncluded', t.included, 'net', t.net, 'tax', t.tax) order by t.place), '[]')
         from (
           select part ->> 'name' as name, (part ->> 'ratePpm')::bigint as rate, (part ->> 'isIncluded')::boolean as included,
             sum((part ->> 'net')::bigint) as net, sum((part ->> 'tax')::bigint) as tax, min(place) as place
           from jsonb_array_elements(o.taxes || $6::jsonb) with ordinality as e(part, place) group by 1, 2, 3
         ) t)
     where o.id = $1
   )
   select post_to_ledger('sale-added', 'order:' || $1::text || ':' || $7::text, $8, sale_accounts(),
     sale_amounts($5, 0, $4, 0, $9, 0, 0), $10)`,
);
const knownEdit = sql(
  'order_addition.known_edit',
  `select detail -> 'added' as added, detail -> 'removed' as removed from order_event
   where order_id = $1 and type = 'edited' and detail ->> 'edit' = $2 limit 1`,
);

export type HeldRow = { outcome: 'held' | 'short' | 'released'; shortVariants: number[] | null; shortAvailable: number[] | null };

export type AdditionStore = ReturnType<typeof additionStore>;

/** All of it inside the transaction of the change. */
export function additionStore() {
  return {
    /** What the edit of this id has changed; null when there is none. */
    known: async (on: ChangeScope, orderId: string, edit: string) =>
      (await on.query<{ added: { variantId: number; quantity: number }[]; removed: Units[] }>(knownEdit, [orderId, edit]))[0] ?? null,
    /** Takes the goods out of stock as a sale of the order, all of them or none. */
    async take(on: ChangeScope, row: { id: string; orderId: string; lines: readonly DraftLine[]; at: Date }): Promise<HeldRow> {
      const { id, orderId, lines, at } = row;
      const values = [id, at, lines.map(() => 1), lines.map((line) => line.variantId), lines.map((line) => line.quantity)];
      const outcome = (await on.query<HeldRow>(held, values))[0]!;
      if (outcome.outcome === 'held') await on.query(sold, [id, orderId, at]);
      return outcome;
    },
    async add(
      on: ChangeScope,
      {
        order,
        edit,
        first,
        lines,
        sums,
        at,
      }: { order: ChangingOrder; edit: string; first: number; lines: readonly DraftLine[]; sums: OrderSums; at: Date },
    ): Promise<void> {
      const rows = lines.map((line, index) => lineRow(line, sums.lines[index]!, first + index));
      const { subtotal, taxAmount, total, taxes } = sums;
      await on.query(added, [order.id, json(rows), subtotal, taxAmount, total, json(taxes), edit, order.currency, order.taxIncluded, at]);
    },
  };
}
