import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addGoods, count, EUROPE, STATES } from '../../../test/race/goods.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { createMarkets, createPriceLists, createPricing, lowestPriceBefore, marketStore, priceListStore, priceStore } from './index.ts';

const db = await testDatabase();
let now = new Date('2026-01-01T00:00:00Z');
const clock = { now: () => now };
await createMarkets({ store: marketStore(db), clock }).saveMarkets([EUROPE, STATES]);
const pricing = createPricing({ store: priceStore(db), clock });
const q = <T extends object>(text: string, values: unknown[] = []) => db.query<T>({ name: '', text }, values);
const day = (text: string) => new Date(`${text}T00:00:00Z`);

/** As the catalogue writes a base price. */
const setBase = (variant: number, amount: number, compareAt: number | null = null) =>
  db.transaction(async (tx) => {
    await tx.query({ name: '', text: `select set_config('stoa.at', $1, true)` }, [now.toISOString()]);
    await tx.query(
      {
        name: '',
        text: `insert into price (variant_id, price_list, amount, compare_at) values ($1, 'eu', $2, $3)
          on conflict (variant_id, price_list) do update set amount = excluded.amount, compare_at = excluded.compare_at`,
      },
      [variant, amount, compareAt],
    );
    await tx.query({ name: '', text: 'select present_offers(array[$1]::bigint[], $2)' }, [variant, now]);
  });

/** A variant with its first price at a time. */
async function variantSince(at: Date, amount: number): Promise<number> {
  now = at;
  const [id] = await addGoods(db, [{ price: amount }]);
  await q(`delete from price where variant_id = $1 and price_list = 'us'`, [id]);
  await q('update price set since = $2 where variant_id = $1', [id, at]);
  return id!;
}

const list = async (code: string, fields: Record<string, unknown>, entries: [number, number, number, number | null][]) => {
  const all = { market: 'eu', currency: 'EUR', name: code, ...fields };
  await q(
    `insert into price_list (code, market, currency, name, customer_groups, priority, valid_from, valid_until)
     select $1, r.market, r.currency, r.name, coalesce(r.customer_groups, '{}'), coalesce(r.priority, 0), r.valid_from, r.valid_until
     from jsonb_to_record($2::jsonb) as r(market text, currency text, name text, customer_groups text[], priority int, valid_from timestamptz, valid_until timestamptz)`,
    [code, JSON.stringify(all)],
  );
  for (const [variant, from, amount, compareAt] of entries)
    await q('insert into price_list_entry values ($1, $2, $3, $4, $5)', [code, variant, from, amount, compareAt]);
  await q(`select present_list($1, '{}', $2)`, [code, now]);
};

test('lists count by group, quantity, time, priority and then the lower price', async () => {
  const variant = await variantSince(day('2026-01-01'), 1000);
  await list('steps', {}, [
    [variant, 10, 900, null],
    [variant, 50, 800, null],
  ]);
  await list('trade', { customer_groups: ['trade'] }, [[variant, 1, 850, null]]);
  await list('contract', { customer_groups: ['gold'], priority: 5 }, [[variant, 1, 1200, null]]);
  await list('february', { valid_from: day('2026-02-01'), valid_until: day('2026-03-01') }, [[variant, 1, 700, null]]);
  await list('dear', {}, [[variant, 1, 5000, null]]);
  const price = async (quantity: number, groups: string[] = [], at = day('2026-01-15')) => {
    const found = (await pricing.pricesFor(EUROPE, [{ variantId: variant, quantity }], { groups, at })).get(variant)!;
    return [found.amount, found.compareAt, found.list];
  };
  assert.deepEqual(await price(1), [1000, null, null]);
  assert.deepEqual(await price(10), [900, 1000, 'steps']);
  assert.deepEqual(await price(49), [900, 1000, 'steps']);
  assert.deepEqual(await price(50), [800, 1000, 'steps']);
  assert.deepEqual(await price(1, ['trade']), [850, 1000, 'trade']);
  assert.deepEqual(await price(60, ['trade']), [800, 1000, 'steps']);
  assert.deepEqual(await price(60, ['trade', 'gold']), [1200, null, 'contract']);
  assert.deepEqual(await price(1, [], new Date(day('2026-02-01').getTime() - 1)), [1000, null, null]);
  assert.deepEqual(await price(1, [], day('2026-02-01')), [700, 1000, 'february']);
  assert.deepEqual(await price(1, [], day('2026-03-01')), [1000, null, null]);
  assert.equal((await pricing.pricesFor(STATES, [{ variantId: variant, quantity: 1 }])).size, 0);
});

test('a scheduled list is presented from its time on, and the log has each price for the time for which it stood', async () => {
  const variant = await variantSince(day('2026-01-01'), 4000);
  const other = await variantSince(day('2026-01-01'), 500);
  await list('week', { valid_from: day('2026-04-01'), valid_until: day('2026-04-08') }, [[variant, 1, 3000, null]]);
  await pricing.presentDue();
  const told = await count(db, 'outbox');
  // Nobody looked at the clock for a month: both ends have passed.
  now = new Date('2026-05-01T00:00:17Z');
  assert.equal(await pricing.presentDue(), 4, 'this list and that of February, from and until');
  assert.equal(await pricing.presentDue(), 0);
  assert.equal(await count(db, 'outbox'), told + 4);
  const { prices } = await pricing.historyOf(variant, EUROPE);
  assert.deepEqual(
    prices.map(({ amount, compareAt, since, until }) => [amount, compareAt, since.slice(0, 10), until?.slice(0, 10) ?? null]),
    [
      [4000, null, '2026-01-01', '2026-04-01'],
      [3000, 4000, '2026-04-01', '2026-04-08'],
      [4000, null, '2026-04-08', null],
    ],
  );
  assert.equal((await pricing.historyOf(other, EUROPE)).prices.length, 1);
});

test('the lowest price is that of the 30 days before the reduction began', async () => {
  const variant = await variantSince(day('2026-01-01'), 2500);
  now = day('2026-06-01');
  await setBase(variant, 1500);
  now = day('2026-06-16');
  await setBase(variant, 1800);
  now = day('2026-07-10');
  await setBase(variant, 1000, 2500);
  assert.equal((await pricing.historyOf(variant, EUROPE)).lowestPriceBeforeReduction, 1500, 'it stood until 24 days before');
  now = day('2026-07-20');
  await setBase(variant, 900, 2500);
  assert.equal(
    (await pricing.historyOf(variant, EUROPE)).lowestPriceBeforeReduction,
    1000,
    'each step is a reduction, the price before it stood until then',
  );
  now = day('2026-07-25');
  await setBase(variant, 2500);
  assert.equal((await pricing.historyOf(variant, EUROPE)).lowestPriceBeforeReduction, null);
  now = day('2026-10-01');
  await setBase(variant, 2000, 2500);
  assert.equal(
    (await pricing.historyOf(variant, EUROPE)).lowestPriceBeforeReduction,
    2500,
    'a price that stood longer than 30 days counts',
  );
});

test('a base price that moves under an offer changes what is presented only where it shows', async () => {
  const variant = await variantSince(day('2026-01-01'), 1000);
  now = day('2026-02-01');
  await list('offer', {}, [[variant, 1, 800, null]]);
  now = day('2026-02-10');
  await setBase(variant, 600);
  const { prices } = await pricing.historyOf(variant, EUROPE);
  assert.deepEqual(
    prices.map(({ amount, compareAt }) => [amount, compareAt]),
    [
      [1000, null],
      [800, 1000],
      [600, null],
    ],
  );
});

test('the log refuses to be changed, and outlives a price that is taken back', async () => {
  const variant = await variantSince(day('2026-01-01'), 1000);
  now = day('2026-02-01');
  await db.transaction(async (tx) => {
    await tx.query({ name: '', text: `select set_config('stoa.at', $1, true)` }, [now.toISOString()]);
    await tx.query({ name: '', text: 'delete from price where variant_id = $1' }, [variant]);
  });
  const { prices, lowestPriceBeforeReduction } = await pricing.historyOf(variant, EUROPE);
  assert.deepEqual([prices.length, prices[0]!.until, lowestPriceBeforeReduction], [1, '2026-02-01T00:00:00.000Z', null]);
  await assert.rejects(q('update price_log set amount = 1'));
  await assert.rejects(q('delete from price_log'));
});

test('a price raised while it is reduced begins another reduction', () => {
  const at = (since: string, amount: number, compareAt: number | null) => ({ since, amount, compareAt, until: null });
  const history = [at('2026-01-01', 4200, null), at('2026-03-14', 2100, 4200), at('2026-04-01', 3300, 4200)];
  assert.equal(lowestPriceBefore(history), 2100);
  assert.equal(lowestPriceBefore(history.slice(0, 2)), 4200);
});

test('staff change lists: what is presented follows at once, an entry or a list that goes takes its offer along', async () => {
  const variant = await variantSince(day('2026-01-01'), 1000);
  const markets = createMarkets({ store: marketStore(db), clock });
  await markets.refresh();
  const lists = createPriceLists({ store: priceListStore(db), markets, clock });
  const presented = async () => (await pricing.historyOf(variant, EUROPE)).prices.at(-1)!;
  const head = {
    market: 'eu',
    name: 'Sale',
    groups: [],
    priority: 0,
    showsReduction: true,
    validFrom: null,
    validUntil: null,
    isActive: true,
  };
  const entry = { variantId: variant, fromQuantity: 1, amount: 700, compareAt: null };
  now = day('2026-02-01');
  await lists.save({ code: 'staff', ...head });
  assert.equal(await lists.saveEntries('staff', [entry]), 1);
  assert.equal(await lists.saveEntries('staff', [entry]), 0);
  assert.deepEqual([(await presented()).amount, (await presented()).compareAt], [700, 1000]);
  now = day('2026-02-02');
  await lists.save({ code: 'staff', ...head, groups: ['trade'] });
  assert.equal((await presented()).amount, 1000, 'it is for a group now');
  now = day('2026-02-03');
  await lists.save({ code: 'staff', ...head });
  now = day('2026-02-04');
  await lists.removeEntries('staff', variant);
  assert.equal((await presented()).amount, 1000);
  now = day('2026-02-05');
  await lists.saveEntries('staff', [entry]);
  now = day('2026-02-06');
  await lists.remove('staff');
  assert.equal((await presented()).amount, 1000);
  assert.equal((await pricing.historyOf(variant, EUROPE)).prices.length, 7);
  await assert.rejects(lists.saveEntries('staff', [entry]), { code: 'not_found' });
});

test('staff and the base price change at once: what is presented is what the rules say', async () => {
  const variant = await variantSince(day('2026-01-01'), 1000);
  const markets = createMarkets({ store: marketStore(db), clock });
  await markets.refresh();
  const lists = createPriceLists({ store: priceListStore(db), markets, clock });
  now = day('2026-02-01');
  await lists.save({
    ...{ code: 'race', market: 'eu', name: 'Race', groups: [], priority: 0, showsReduction: true, isActive: true },
    ...{ validFrom: null, validUntil: null },
  });
  for (let round = 1; round <= 20; round += 1) {
    const amount = 900 - round;
    await Promise.all([
      lists.saveEntries('race', [{ variantId: variant, fromQuantity: 1, amount, compareAt: null }]),
      setBase(variant, round % 2 === 0 ? 1000 + round : 800 + round),
    ]);
    const right = (await pricing.pricesFor(EUROPE, [{ variantId: variant, quantity: 1 }])).get(variant)!;
    const { prices } = await pricing.historyOf(variant, EUROPE);
    assert.deepEqual([prices.at(-1)!.amount, prices.at(-1)!.compareAt], [right.amount, right.compareAt]);
  }
});
