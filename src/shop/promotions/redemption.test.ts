import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { createInventory, stockStore } from '../inventory/index.ts';
import {
  codeStore,
  createPromotions,
  createRedemptions,
  type PromotionDraft,
  promotionStore,
  redemptionStore,
  type UseRefusal,
  type WantedUse,
} from './index.ts';

const db = await testDatabase({ transactions: 8 });
let now = new Date('2026-03-01T12:00:00Z');
const clock = { now: () => now };
const promotions = createPromotions({ store: promotionStore(db), codes: codeStore(db), clock });
const store = redemptionStore(db);
const redemptions = createRedemptions({ store, clock });
const inventory = createInventory({ store: stockStore(db), clock });
const until = () => new Date(now.getTime() + 900_000);

/** Holds as the checkout does: the goods (none here) first. */
async function hold(wanted: readonly WantedUse[]): Promise<UseRefusal[]> {
  for (const holder of new Set(wanted.map((one) => one.holder))) await inventory.reserve(holder, [], until());
  return store.hold(wanted, now);
}

async function promotion(change: Partial<PromotionDraft> = {}): Promise<string> {
  const draft: PromotionDraft = {
    name: { en: 'Welcome' },
    needsCode: true,
    markets: null,
    currency: null,
    priority: 0,
    isCombinable: true,
    startsAt: null,
    endsAt: null,
    limitTotal: null,
    limitPerCustomer: null,
    isGivenBack: true,
    rule: { benefit: { kind: 'percent', percent: 10 } },
    ...change,
  };
  const { id } = await promotions.create(draft);
  await promotions.activate(id, true);
  return id;
}

const use = (id: string, change: { code?: string | null; customer?: string | null; holder?: string } = {}) => ({
  holder: uuidv7(),
  promotion: id,
  code: null,
  customer: null,
  amount: 100,
  currency: 'EUR',
  ...change,
});

const sell = (holder: string) => db.query({ name: '', text: `select sell_held(array[$1::uuid], array[$1::uuid], now())` }, [holder]);

test('of many checkouts in one call the first n get a scarce promotion, and nobody fails for another', async () => {
  const scarce = await promotion({ limitTotal: 2 });
  const free = await promotion();
  const wanted = [use(scarce), use(free), use(scarce), use(scarce), use(free)];
  const refused = await hold(wanted);
  assert.deepEqual(refused, [{ holder: wanted[3]!.holder, promotionId: scarce, refusal: 'limitReached' }]);
  assert.deepEqual(await promotions.usage(scarce), [{ currency: 'EUR', held: 2, orders: 0, amount: 0 }]);
  assert.deepEqual(await promotions.usage(free), [{ currency: 'EUR', held: 2, orders: 0, amount: 0 }]);
});

test('a checkout gets all of its promotions or none', async () => {
  const [plenty, spent] = [await promotion({ limitTotal: 5 }), await promotion({ limitTotal: 1 })];
  await hold([use(spent)]);
  const holder = uuidv7();
  const refused = await hold([use(plenty, { holder }), use(spent, { holder })]);
  assert.deepEqual(refused, [{ holder, promotionId: spent, refusal: 'limitReached' }]);
  assert.deepEqual(await promotions.usage(plenty), []);
});

test('holding, releasing and consuming twice is like once', async () => {
  const id = await promotion({ limitTotal: 1 });
  const [first, second] = [use(id), use(id)];
  assert.deepEqual(await hold([first]), []);
  assert.deepEqual(await hold([first]), []);
  assert.equal(await inventory.release(first.holder), true);
  assert.equal(await inventory.release(first.holder), false);
  assert.deepEqual(
    (await hold([first])).map(({ refusal }) => refusal),
    ['released'],
  );
  assert.deepEqual(await hold([second]), []);
  await sell(second.holder);
  await sell(second.holder);
  assert.equal(await inventory.release(second.holder), false, 'what an order has used stays used');
  assert.deepEqual(await promotions.usage(id), [{ currency: 'EUR', held: 0, orders: 1, amount: 100 }]);
  for (let times = 0; times < 2; times += 1) await db.transaction((tx) => redemptions.giveBack(tx, [second.holder]));
  assert.deepEqual(await hold([use(id)]), []);
  assert.deepEqual(await redemptions.unequal(), []);
});

test('a promotion that is not given back stays used after a cancellation', async () => {
  const id = await promotion({ limitTotal: 1, isGivenBack: false });
  const one = use(id);
  await hold([one]);
  await sell(one.holder);
  await db.transaction((tx) => redemptions.giveBack(tx, [one.holder]));
  assert.equal((await hold([use(id)]))[0]?.refusal, 'limitReached');
});

test('a limit per customer counts each customer by himself', async () => {
  const id = await promotion({ limitPerCustomer: 1 });
  const [ada, bob] = ['a1'.repeat(32), 'b2'.repeat(32)];
  assert.deepEqual(await hold([use(id, { customer: ada }), use(id, { customer: bob })]), []);
  assert.equal((await hold([use(id, { customer: ada })]))[0]?.refusal, 'customerLimitReached');
  const offers = await promotions.offersFor({ market: 'eu', asked: [], customer: ada });
  assert.deepEqual(offers.promotions, [], 'it needs a code');
});

test('what is held too long is freed by time', async () => {
  const id = await promotion({ limitTotal: 1 });
  const one = use(id);
  await hold([one]);
  await inventory.expireDue();
  assert.equal((await promotions.usage(id))[0]?.held, 1);
  now = new Date(now.getTime() + 901_000);
  await inventory.expireDue();
  assert.deepEqual(await promotions.usage(id), []);
  assert.deepEqual(await hold([use(id)]), []);
});

test('a limit that is set later counts what was used before it', async () => {
  const id = await promotion();
  for (let times = 0; times < 3; times += 1) await hold([use(id)]);
  const { isActive: _, createdAt: __, updatedAt: ___, id: ____, ...draft } = await promotions.get(id);
  await promotions.replace(id, { ...draft, limitTotal: 3 });
  assert.equal((await hold([use(id)]))[0]?.refusal, 'limitReached');
  await promotions.replace(id, { ...draft, limitTotal: 4 });
  assert.deepEqual(await hold([use(id)]), []);
  assert.deepEqual(await redemptions.unequal(), []);
});

test('codes made at once are all new and hold as often as they say', async () => {
  const id = await promotion();
  const codes = await promotions.makeCodes(id, { count: 500, prefix: 'spring-', limitTotal: 1 });
  assert.equal(new Set(codes).size, 500);
  for (const code of codes) assert.match(code, /^SPRING-[2-9A-HJKMNP-TV-Z]{13}$/);
  const [code] = codes;
  assert.deepEqual(await hold([use(id, { code: code! })]), []);
  assert.equal((await hold([use(id, { code: code! })]))[0]?.refusal, 'limitReached');
  assert.deepEqual(await hold([use(id, { code: codes[1]! })]), []);
  const first = await promotions.listCodes(id, { limit: 300 });
  const second = await promotions.listCodes(id, { limit: 300, cursor: first.nextCursor! });
  assert.deepEqual(
    [...first.items, ...second.items].map((one) => one.code),
    codes.toSorted(),
  );
  const offers = await promotions.offersFor({ market: 'eu', asked: [` ${code!.toLowerCase()} `] });
  assert.deepEqual([offers.codes, offers.promotions[0]?.limit?.total], [[code], 0], 'spent');
});

test('what has fields that contradict each other is refused by name', async () => {
  const faulty = { name: {}, startsAt: now, endsAt: now, rule: { benefit: { kind: 'amount', amount: 500 } } } as const;
  await assert.rejects(promotion(faulty), (error: { fields: { path: string }[] }) => {
    assert.deepEqual(
      error.fields.map(({ path }) => path),
      ['/name', '/endsAt', '/currency'],
    );
    return true;
  });
});
