import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import type { Config } from '../config.ts';
import type { Database } from '../platform/postgres/index.ts';
import { fitsBulk, seedInBulk } from './bulk-seed.ts';
import { rebuildSearch } from './reindex.ts';
import { seedShop } from './seeding.ts';
import { composeShop } from './shop.ts';

const products = 700;
const categories = 60;
const dataDir = mkdtempSync(join(tmpdir(), 'stoa-bulk-'));
after(() => rmSync(dataDir, { recursive: true, force: true }));
const config = { dataDir, orderPrefix: 'A', mediaFetch: false } as unknown as Config;

/** What the shop says of everything, without the numbers by which it is stored. */
const SAID = {
  products: `select p.handle, p.status, p.title, p.description, b.code as brand, t.code as type, p.attributes, p.options, p.tags, p.seo, p.safety,
      p.popularity, encode(p.import_hash, 'hex') as hash, p.version, p.created_at, p.published_at,
      (select array_agg(c.code order by x.position) from product_category x join category c on c.id = x.category_id where x.product_id = p.id) as categories,
      (select array_agg(m.source order by m.position) from product_media m where m.product_id = p.id) as media
    from product p join brand b on b.id = p.brand_id join product_type t on t.id = p.product_type_id order by p.handle`,
  variants: `select v.sku, v.barcode, v.position, v.option_values, v.weight_grams, v.track_stock, v.backorder, v.tax_category, s.on_hand, s.reserved,
      (select sum(quantity)::int from stock_movement m where m.variant_id = v.id and m.reason = 'initial') as moved,
      (select jsonb_object_agg(r.price_list, jsonb_build_array(r.amount, r.compare_at)) from price r where r.variant_id = v.id) as prices
    from variant v join stock_level s on s.variant_id = v.id order by v.sku`,
  entries: `select p.handle, e.segment, e.price, e.created_at, e.popularity, e.offer::jsonb - 'v' as offer,
      (select jsonb_object_agg(field, list) from (
         select f.field, jsonb_agg(case f.field when 'brand' then (select code from brand where id::text = v.value)
           when 'category' then (select code from category where id::text = v.value) else v.value end order by v.value) as list
         from unnest(e.facets) x join search_value v on v.id = x join search_field f on f.id = v.field_id
         where f.field not in ('brand', 'category') group by 1) y) as facets,
      (select array_agg(coalesce(b.code, c.code) order by coalesce(b.code, c.code))
         from unnest(e.facets) x join search_value v on v.id = x join search_field f on f.id = v.field_id
         left join brand b on f.field = 'brand' and b.id::text = v.value left join category c on f.field = 'category' and c.id::text = v.value
         where f.field in ('brand', 'category')) as places
    from search_entry e join product p on p.id = e.id order by 1, 2`,
  texts: `select p.handle, t.language, t.terms::text, s.stored::jsonb - 'b' as stored
    from search_text t join search_stored s using (id, language) join product p on p.id = t.id order by 1, 2`,
  words: 'select language, word, documents from search_word order by 1, 2',
  scopes: `select f.segment, f.field, coalesce(c.code, v.value) as value, s.stale, s.total, s.price_min, s.price_max,
      (select sum(n) from unnest(s.counts) n) as counted
    from search_scope s join search_value v on v.id = s.id join search_field f on f.id = v.field_id
    left join category c on f.field = 'category' and c.id::text = v.value order by 1, 2, 3`,
  states: `select p.handle, d.state - 'document' - 'categories' - 'brand' - 'facts' as state
    from discovery_product d join product p on p.id = d.product_id order by 1`,
  // Their places are those of the first product that has them, and the ordinary way writes two batches at once.
  labels: 'select field, value, label, swatch from discovery_label order by 1, 2',
  indexes: `select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' order by 1, 2`,
  constraints: `select conrelid::regclass::text as "table", conname, pg_get_constraintdef(oid) as definition from pg_constraint
    where connamespace = 'public'::regnamespace order by 1, 2`,
};

async function said(db: Database, what: keyof typeof SAID): Promise<unknown[]> {
  return db.query({ name: '', text: SAID[what] });
}

test('a bulk makes the same shop as the ordinary way, and seeding again changes nothing', async () => {
  const [plain, quick] = [await testDatabase(), await testDatabase()];
  await seedShop(plain, { products, categories });
  await rebuildSearch(plain, config);
  await seedShop(quick, { empty: true });
  assert.equal(await fitsBulk(quick, 5000), true);
  assert.equal(await fitsBulk(quick, 4999), false);
  await seedInBulk(quick, composeShop(quick, config), { products, categories });
  for (const what of Object.keys(SAID) as (keyof typeof SAID)[]) assert.deepEqual(await said(quick, what), await said(plain, what), what);
  assert.deepEqual(await quick.query({ name: '', text: 'select type from outbox' }), []);

  assert.equal(await fitsBulk(quick, 5000), false);
  const again = await seedShop(quick, { products, categories });
  assert.deepEqual(again, { created: 0, updated: 0, unchanged: products });
  const more = await seedShop(quick, { products: products + 5, categories });
  assert.equal(more.created, 5);
});

test('a bulk that breaks off leaves no product and every index, and the next one goes through', async () => {
  const db = await testDatabase();
  await seedShop(db, { empty: true });
  const before = await said(db, 'indexes');
  const shop = composeShop(db, config);
  const breaking = seedInBulk(db, shop, {
    products: 3000,
    categories: 40,
    onProgress: (done) => {
      if (done >= 1000) throw new Error('enough');
    },
  });
  await assert.rejects(breaking, /enough/);
  assert.deepEqual(await db.query({ name: '', text: 'select count(*)::int as count from product' }), [{ count: 0 }]);
  assert.deepEqual(await said(db, 'indexes'), before);
  await seedInBulk(db, shop, { products: 1000, categories: 40 });
  const listed = await shop.discovery.products(shop.markets.resolve('eu', 'en')!, {}, { after: null, offset: 0, limit: 1, facets: false });
  const [sold] = await db.query<{ count: number }>({
    name: '',
    text: `select count(*)::int as count from product where status = 'active'`,
  });
  assert.equal(listed?.total, sold!.count);
});
