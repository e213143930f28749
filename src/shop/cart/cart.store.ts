import { gather } from '../../kernel/gather.ts';
import { type Database, sql } from '../../platform/postgres/index.ts';
import type { VariantRow } from './priced-line.ts';

/**
 * All lines of a cart in one statement (at most 100 variants, each by primary key): product, what so many of it cost a piece in the
 * market at this moment (price lists and their steps included), what is available over all locations, and the first fitting picture.
 * The arrays are selects so that how long they are does not tell the planner to think again each time: that took longer than the rest.
 * The market is joined: with a select among its arguments `prices_for` would be a call for each line instead of a part of the plan.
 */
const variantsInMarket = (name: string, facts: string) =>
  sql(
    name,
    `select v.id as "variantId", asked.quantity as "askedQuantity", v.product_id as "productId", p.handle, p.title, p.options, v.option_values as "optionValues", v.sku,
     p.status = 'active' as active, v.requires_shipping as "requiresShipping", v.weight_grams as "weightGrams", v.taxable, v.tax_category as "taxCategory",
     c.amount, c.compare_at as "compareAt",
     case when v.preorder_until is null and not exists (select 1 from variant_part b where b.bundle_id = v.id)
       then case when v.track_stock and not v.backorder then greatest(0, coalesce(s.available, 0))::int end
       else sellable(v.id, $3) end as available,
     m.media,
     t.code is not distinct from 'gift-card' as "isGiftCard"${facts}
   from unnest((select $1::bigint[]), (select $4::integer[])) as asked(id, quantity)
   join variant v on v.id = asked.id
   join product p on p.id = v.product_id
   left join product_type t on t.id = p.product_type_id
   left join (select k.code from market k where k.price_list = $2 limit 1) k on true
   left join lateral prices_for(k.code, '{}', $3, array[v.id], array[asked.quantity]) c on true
   left join lateral (select sum(l.on_hand - l.reserved) as available from stock_level l where l.variant_id = v.id) s on true
   left join lateral (
     select jsonb_build_object('id', i.id, 'kind', i.kind, 'mime', i.mime, 'width', i.width, 'height', i.height,
       'color', i.dominant_color, 'renditions', i.renditions, 'alt', pm.alt) as media
     from product_media pm join media i on i.id = pm.media_id
     where pm.product_id = v.product_id and i.kind = 'image'
     order by pm.position is distinct from v.media_position, pm.position limit 1
   ) m on true`,
  );

const variants = variantsInMarket('cart.variants', '');

/** With what promotions ask for. */
const variantsWithFacts = variantsInMarket(
  'cart.variants_with_facts',
  `,
     (select b.code from brand b where b.id = p.brand_id) as brand, p.tags,
     (select array_agg(distinct above.code) from product_category pc join category c on c.id = pc.category_id join category above on above.id = any(c.path)
      where pc.product_id = p.id) as categories`,
);

export type CartStore = ReturnType<typeof cartStore>;

/** A variant, and how many of it: steps of price lists depend on that. */
type Wanted = { variantId: number; quantity: number };
type Asked = { wanted: readonly Wanted[]; priceList: string; withFacts: boolean; at: Date };
type Found = VariantRow & { askedQuantity: number };

const keyOf = (variantId: number, quantity: number) => `${variantId} ${quantity}`;

/** Carts that are read by one call. */
const MOST_CARTS = 64;

export function cartStore(db: Database) {
  /** Carts of one moment and one price list share a statement. */
  const readTogether = gather<Asked, VariantRow[]>({
    most: MOST_CARTS,
    atOnce: 2,
    async run(asked) {
      const groups = Map.groupBy(asked, ({ priceList, withFacts }) => `${priceList} ${withFacts}`);
      const found = new Map<Asked, VariantRow[]>();
      for (const group of groups.values()) {
        const { priceList, withFacts, at } = group.at(-1)!;
        const each = [...new Map(group.flatMap((one) => one.wanted.map((w) => [keyOf(w.variantId, w.quantity), w]))).values()];
        const values = [each.map((w) => w.variantId), priceList, at, each.map((w) => w.quantity)];
        const rows = await db.query<Found>(withFacts ? variantsWithFacts : variants, values);
        const byKey = new Map(rows.map((row) => [keyOf(row.variantId, row.askedQuantity), row]));
        for (const one of group)
          found.set(
            one,
            one.wanted.flatMap((w) => byKey.get(keyOf(w.variantId, w.quantity)) ?? []),
          );
      }
      return asked.map((one) => found.get(one)!);
    },
  });

  return {
    /** @param withFacts also brand, tags and categories, which promotions ask for */
    variantsInMarket: (wanted: readonly Wanted[], priceList: string, { withFacts = false, at }: { withFacts?: boolean; at: Date }) =>
      readTogether({ wanted, priceList, withFacts, at }),
  };
}
