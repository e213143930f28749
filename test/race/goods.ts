import type { Market } from '../../src/kernel/market.ts';
import { type Database, json } from '../../src/platform/postgres/index.ts';

/** Two markets as tests need them: tax inside the price, and tax on top. */
export const EUROPE: Market = {
  code: 'eu',
  name: { en: 'Europe', de: 'Europa' },
  currency: 'EUR',
  languages: ['en', 'de'],
  countries: ['DE', 'AT', 'FR'],
  taxDisplay: 'inclusive',
  priceList: 'eu',
};

export const STATES: Market = {
  code: 'us',
  name: { en: 'United States' },
  currency: 'USD',
  languages: ['en'],
  countries: ['US'],
  taxDisplay: 'exclusive',
  priceList: 'us',
};

export type Goods = {
  stock?: number;
  /** Minor units in EUR; USD is the same number. */
  price?: number;
  tracked?: boolean;
  backorder?: boolean;
  status?: 'active' | 'draft' | 'archived';
  taxCategory?: string;
};

/** One product with one variant each, its stock with the movement that explains it. Answers with the variants' ids. */
export async function addGoods(db: Database, goods: readonly Goods[]): Promise<number[]> {
  const rows = goods.map((one, index) => ({
    price: 1000,
    stock: 10,
    tracked: true,
    backorder: false,
    status: 'active',
    taxCategory: 'standard',
    ...one,
    index,
  }));
  const made = await db.query<{ id: number }>(
    {
      name: '',
      text: `with given as (
          select * from jsonb_to_recordset($1::jsonb) as g(index int, price bigint, stock int, tracked boolean, backorder boolean, status text, "taxCategory" text)
        ), product_made as (
          insert into product (handle, status, title)
          select 'thing-' || index || '-' || substr(md5(random()::text), 1, 8), status, jsonb_build_object('en', 'Thing ' || index, 'de', 'Ding ' || index)
          from given order by index returning id, title
        ), variant_made as (
          insert into variant (product_id, position, sku, track_stock, backorder, tax_category)
          select p.id, 0, 'SKU-' || g.index, g.tracked, g.backorder, g."taxCategory"
          from product_made p join given g on p.title ->> 'en' = 'Thing ' || g.index order by g.index returning id, sku
        ), price_made as (
          insert into price (variant_id, price_list, amount)
          select v.id, l.list, g.price from variant_made v join given g on v.sku = 'SKU-' || g.index cross join (values ('eu'), ('us')) as l(list)
        ), level_made as (
          insert into stock_level (variant_id, location_id, on_hand)
          select v.id, 1, g.stock from variant_made v join given g on v.sku = 'SKU-' || g.index where g.tracked and g.stock > 0
        ), movement_made as (
          insert into stock_movement (variant_id, location_id, quantity, reason)
          select v.id, 1, g.stock, 'initial' from variant_made v join given g on v.sku = 'SKU-' || g.index where g.tracked and g.stock > 0
        )
        select v.id from variant_made v join given g on v.sku = 'SKU-' || g.index order by g.index`,
    },
    [json(rows)],
  );
  return made.map((row) => row.id);
}

export async function levelOf(db: Database, variantId: number): Promise<{ onHand: number; reserved: number }> {
  const text = `select coalesce(sum(on_hand), 0)::int as "onHand", coalesce(sum(reserved), 0)::int as reserved from stock_level where variant_id = $1`;
  return (await db.query<{ onHand: number; reserved: number }>({ name: '', text }, [variantId]))[0]!;
}

export async function count(db: Database, text: string, values: unknown[] = []): Promise<number> {
  return (await db.query<{ n: number }>({ name: '', text: `select count(*)::int as n from ${text}` }, values))[0]!.n;
}
