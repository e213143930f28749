import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addGoods, count, levelOf } from '../../../test/race/goods.ts';
import { BUYER, buy, fillCart, openMarkets, startSelling } from '../../../test/race/selling.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { chargeOf } from '../../../test/support/test-provider.ts';
import { uuidv7 } from '../../kernel/ids.ts';

const db = await testDatabase({ transactions: 24 });
let now = new Date('2026-03-02T09:00:00Z');
const selling = await startSelling(db, { clock: { now: () => now } });
await openMarkets(selling);
const { desk, reading, invoices } = selling;
const actor = 'staff:Ada';
const [bowl, lamp] = await addGoods(db, [
  { stock: 1000, price: 1999 },
  { stock: 1000, price: 5001, taxCategory: 'reduced' },
]);

/** Three bowls and two lamps by default: 15999 with free delivery from 100.00. */
async function order(quantities: [number, number] = [3, 2]): Promise<string> {
  const lines = [bowl!, lamp!]
    .map((variantId, index) => ({ variantId, quantity: quantities[index]! }))
    .filter(({ quantity }) => quantity > 0);
  const placed = await selling.checkout.complete(buy(await fillCart(selling, lines)));
  assert.ok(placed.ok);
  return placed.orderId;
}

const refundedAtProvider = async (orderId: string) => {
  const text = 'select checkout_id as id from customer_order where id = $1';
  const [checkout] = await db.query<{ id: string }>({ name: '', text }, [orderId]);
  const refunds = (await chargeOf(checkout!.id))?.refunds ?? [];
  return refunds.filter((refund) => refund.status === 'done').reduce((sum, refund) => sum + refund.amount, 0);
};
const refused = async (work: Promise<unknown>, code: string) => assert.rejects(work, { code });
const settled = async <T>(works: readonly Promise<T>[]) => {
  const outcomes = await Promise.allSettled(works);
  return {
    done: outcomes.filter((outcome) => outcome.status === 'fulfilled').length,
    codes: outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : [])),
  };
};
const typesOf = async (id: string) => (await reading.get(id)).timeline.map(({ type }) => type);

test('an order leaves in two parcels, each with its lines and its tracking; the states say how far it is', async () => {
  const id = await order();
  const first = await desk.parcels.send(id, {
    actor,
    lines: [{ position: 0, quantity: 2 }],
    carrier: 'DHL',
    tracking: 'JJD1',
    trackingUrl: 'https://dhl.example/JJD1',
  });
  let shown = await reading.get(id);
  assert.deepEqual([shown.status, shown.states], ['paid', { order: 'open', payment: 'paid', fulfilment: 'partially_fulfilled' }]);
  await desk.parcels.send(id, { actor, tracking: 'JJD2' });
  shown = await reading.get(id);
  assert.deepEqual([shown.status, shown.states], ['fulfilled', { order: 'completed', payment: 'paid', fulfilment: 'fulfilled' }]);
  assert.deepEqual(
    shown.parcels.map(({ number, carrier, tracking, status, lines }) => ({ number, carrier, tracking, status, lines })),
    [
      { number: 1, carrier: 'DHL', tracking: 'JJD1', status: 'sent', lines: [{ position: 0, quantity: 2 }] },
      {
        number: 2,
        carrier: '',
        tracking: 'JJD2',
        status: 'sent',
        lines: [
          { position: 0, quantity: 1 },
          { position: 1, quantity: 2 },
        ],
      },
    ],
  );
  assert.deepEqual(await typesOf(id), ['placed', 'paid', 'invoiced', 'sent', 'sent', 'fulfilled']);
  await desk.parcels.deliver(id, first, { actor });
  await desk.parcels.deliver(id, first, { actor });
  assert.equal((await typesOf(id)).filter((type) => type === 'delivered').length, 1);
  await refused(desk.parcels.send(id, { actor }), 'order_state');
  await refused(desk.money.cancel(id, { actor }), 'order_state');
  assert.equal(await count(db, `outbox where type in ('order.sent', 'order.fulfilled') and payload ->> 'orderId' = $1`, [id]), 3);
});

test('two staff send the same pieces at once: each piece leaves once', async () => {
  const id = await order([3, 0]);
  const { done, codes } = await settled(
    Array.from({ length: 12 }, () => desk.parcels.send(id, { actor, lines: [{ position: 0, quantity: 1 }] })),
  );
  assert.deepEqual([done, new Set(codes)], [3, new Set(['order_state'])]);
  assert.equal(await count(db, 'parcel where order_id = $1', [id]), 3);
  assert.equal((await reading.get(id)).lines[0]!.shippedQuantity, 3);
  const again = await order([1, 0]);
  const parcel = uuidv7();
  await Promise.all(Array.from({ length: 8 }, () => desk.parcels.send(again, { actor, id: parcel })));
  assert.equal(await count(db, 'parcel where order_id = $1', [again]), 1);
});

test('the id of a parcel means its pieces: with others, or for another order, it is refused', async () => {
  const [one, other] = [await order([3, 0]), await order([3, 0])];
  const parcel = { actor, id: uuidv7(), lines: [{ position: 0, quantity: 1 }] };
  assert.equal(await desk.parcels.send(one, parcel), parcel.id);
  assert.equal(await desk.parcels.send(one, parcel), parcel.id);
  await refused(desk.parcels.send(one, { ...parcel, lines: [{ position: 0, quantity: 2 }] }), 'conflict');
  await refused(desk.parcels.send(other, parcel), 'conflict');
  assert.equal((await reading.get(one)).lines[0]!.shippedQuantity, 1);
});

test('a cancellation and a parcel race: one of them wins, and the money and the goods agree with it', async () => {
  for (let round = 0; round < 6; round += 1) {
    const before = (await levelOf(db, bowl!)).onHand;
    const id = await order([2, 0]);
    const { done } = await settled([desk.money.cancel(id, { actor }), desk.parcels.send(id, { actor }).then(() => undefined)]);
    assert.equal(done, 1);
    const { states } = await reading.get(id);
    const isCancelled = states.order === 'cancelled';
    assert.equal((await levelOf(db, bowl!)).onHand, isCancelled ? before : before - 2);
    assert.equal(await refundedAtProvider(id), isCancelled ? 3998 + 590 : 0);
  }
});

test('a cancelled order gives goods and money back once, however often it is cancelled', async () => {
  const before = (await levelOf(db, lamp!)).onHand;
  const id = await order();
  const { done, codes } = await settled(Array.from({ length: 10 }, () => desk.money.cancel(id, { actor, reason: 'changed mind' })));
  assert.deepEqual([done, codes.length, new Set(codes)], [1, 9, new Set(['order_state'])]);
  assert.equal((await levelOf(db, lamp!)).onHand, before);
  const shown = await reading.get(id);
  assert.deepEqual([shown.status, shown.states], ['cancelled', { order: 'cancelled', payment: 'refunded', fulfilment: 'unfulfilled' }]);
  assert.equal(await refundedAtProvider(id), 15_999);
  assert.deepEqual(
    shown.documents.map(({ series, total }) => [series, total]),
    [
      ['invoice', 15_999],
      ['credit_note', 15_999],
    ],
  );
  assert.deepEqual(await selling.inventory.unequalLevels(), []);
});

test('pieces are cancelled one by one, each for its share of the line, and the last one cancels the order with its delivery', async () => {
  const id = await order([3, 0]);
  const cancelOne = () => desk.money.cancelLines(id, { actor, lines: [{ position: 0, quantity: 1 }] });
  await cancelOne();
  await cancelOne();
  let shown = await reading.get(id);
  assert.deepEqual([shown.refundedAmount, shown.states.payment, shown.lines[0]!.cancelledQuantity], [3998, 'partially_refunded', 2]);
  await refused(desk.money.cancelLines(id, { actor, lines: [{ position: 0, quantity: 2 }] }), 'order_quantity');
  await cancelOne();
  shown = await reading.get(id);
  assert.deepEqual([shown.refundedAmount, shown.status, shown.states.payment], [5997 + 590, 'cancelled', 'refunded']);
  assert.equal(await refundedAtProvider(id), 6587);
  const [invoice, ...notes] = await invoices.ofOrder(id);
  assert.equal(notes.length, 3);
  assert.deepEqual(
    [notes.reduce((sum, note) => sum + note.total, 0), notes.reduce((sum, note) => sum + note.tax, 0)],
    [invoice!.total, invoice!.tax],
  );
});

test('a bundle that is cancelled puts back the parts it was sold as, whatever it is made of since', async () => {
  const [set, cup, plate] = await addGoods(db, [{ tracked: false, price: 4000 }, { stock: 20 }, { stock: 20 }]);
  const text = 'insert into variant_part (bundle_id, position, part_id, quantity) values ($1, 0, $2, 2), ($1, 1, $3, 1)';
  await db.query({ name: '', text }, [set, cup, plate]);
  const placed = await selling.checkout.complete(buy(await fillCart(selling, [{ variantId: set!, quantity: 3 }])));
  assert.ok(placed.ok);
  assert.deepEqual([(await levelOf(db, cup!)).onHand, (await levelOf(db, plate!)).onHand], [14, 17]);
  await db.query({ name: '', text: 'update variant_part set quantity = 5 where bundle_id = $1 and position = 0' }, [set]);
  await desk.money.cancelLines(placed.orderId, { actor, lines: [{ position: 0, quantity: 1 }] });
  assert.deepEqual([(await levelOf(db, cup!)).onHand, (await levelOf(db, plate!)).onHand], [16, 18]);
  await desk.money.cancel(placed.orderId, { actor });
  assert.deepEqual([(await levelOf(db, cup!)).onHand, (await levelOf(db, plate!)).onHand], [20, 20]);
  assert.deepEqual(await selling.inventory.unequalLevels(), []);
});

test('refunds by staff in parallel never come to more than was paid', async () => {
  const id = await order();
  const { done, codes } = await settled(Array.from({ length: 20 }, () => desk.money.refund(id, { actor, amount: 4000 })));
  assert.deepEqual([done, new Set(codes)], [3, new Set(['refund_exceeds_paid'])]);
  assert.equal(await refundedAtProvider(id), 12_000);
  const same = uuidv7();
  await Promise.all(Array.from({ length: 8 }, () => desk.money.refund(id, { actor, id: same, amount: 3999 })));
  assert.equal(await refundedAtProvider(id), 15_999);
  assert.equal((await reading.get(id)).states.payment, 'refunded');
  await refused(desk.money.refund(id, { actor, amount: 1 }), 'order_state');
});

test('a refund of pieces is worth what they cost, and no piece is given back twice', async () => {
  const id = await order();
  await desk.money.refund(id, { actor, lines: [{ position: 1, quantity: 1 }] });
  assert.equal(await refundedAtProvider(id), 5001);
  await refused(desk.money.refund(id, { actor, lines: [{ position: 1, quantity: 2 }] }), 'order_quantity');
  const note = (await invoices.ofOrder(id)).at(-1)!;
  assert.deepEqual(note.content.taxes, [{ ratePpm: 70_000, net: 4674, tax: 327 }]);
});

test('a return is asked for, approved, received in part damaged, and paid back once', async () => {
  const id = await order();
  await refused(desk.returns.request(id, { actor, lines: [{ position: 0, quantity: 1 }] }), 'order_state');
  await desk.parcels.send(id, { actor });
  const before = (await levelOf(db, bowl!)).onHand;
  const { id: back, number } = await desk.returns.request(id, { actor, lines: [{ position: 0, quantity: 2 }], reason: 'damaged' });
  assert.equal(number, `${(await reading.get(id)).number}-R1`);
  await refused(desk.returns.request(id, { actor, lines: [{ position: 0, quantity: 2 }] }), 'order_quantity');
  await refused(desk.returns.receive(back, { actor }), 'return_state');
  await desk.returns.approve(back, { actor });
  await refused(desk.returns.receive(back, { actor, lines: [{ position: 0, received: 3 }] }), 'order_quantity');
  const { done } = await settled(
    Array.from({ length: 6 }, () => desk.returns.receive(back, { actor, lines: [{ position: 0, received: 2, restocked: 1 }] })),
  );
  assert.equal(done, 1);
  assert.equal((await levelOf(db, bowl!)).onHand, before + 1);
  assert.equal(await refundedAtProvider(id), 3998);
  const shown = await reading.get(id);
  assert.deepEqual(
    [shown.states, shown.returns[0]!.status, shown.returns[0]!.refundAmount],
    [{ order: 'completed', payment: 'partially_refunded', fulfilment: 'partially_returned' }, 'refunded', 3998],
  );
});

test('a withdrawal of everything before it is sent cancels it on approval; after it, its delivery is paid back with the goods', async () => {
  const early = await order([2, 0]);
  const first = await desk.withdrawals.declare(await reading.get(early), { id: uuidv7() });
  await desk.returns.approve(first.id, { actor });
  assert.deepEqual([(await reading.get(early)).status, await refundedAtProvider(early)], ['cancelled', 3998 + 590]);

  const late = await order([2, 0]);
  await desk.parcels.send(late, { actor });
  const id = uuidv7();
  const receipts = await Promise.all(Array.from({ length: 6 }, async () => desk.withdrawals.declare(await reading.get(late), { id })));
  assert.equal(new Set(receipts.map(({ number }) => number)).size, 1);
  assert.deepEqual(receipts[0]!.lines, [{ position: 0, quantity: 2 }]);
  await desk.returns.approve(id, { actor });
  await desk.returns.receive(id, { actor });
  assert.equal(await refundedAtProvider(late), 3998 + 590);
  assert.equal(await count(db, 'order_return where order_id = $1', [late]), 1);
});

test('the period of withdrawal is counted from the last delivery and closes the function', async () => {
  const id = await order([1, 0]);
  const parcel = await desk.parcels.send(id, { actor });
  await desk.parcels.deliver(id, parcel, { actor });
  assert.deepEqual((await reading.get(id)).withdrawableUntil, new Date('2026-03-16T23:59:59.999Z'));
  const then = now;
  now = new Date('2026-03-16T23:59:59Z');
  assert.equal((await reading.get(id)).isWithdrawable, true);
  now = new Date('2026-03-17T00:00:00Z');
  const closed = await reading.get(id);
  assert.equal(closed.isWithdrawable, false);
  await refused(desk.withdrawals.declare(closed, { id: uuidv7() }), 'withdrawal_closed');
  now = then;
});

test('fifty invoices issued at once have fifty numbers in a row, and one that is rolled back leaves no gap', async () => {
  const ids = await Promise.all(Array.from({ length: 50 }, () => order([1, 0])));
  const { next } = (await db.query<{ next: number }>({ name: '', text: `select next from invoice_series where code = 'invoice'` }))[0]!;
  const lost = db.transaction(async (tx) => {
    await tx.query({ name: '', text: `update invoice_series set next = next + 1 where code = 'invoice'` });
    throw new Error('rolled back');
  });
  await Promise.all([...ids.flatMap((id) => [desk.documents.issue(id, actor), desk.documents.issue(id, actor)]), assert.rejects(lost)]);
  const serials = await db.query<{ serial: number }>(
    { name: '', text: `select serial from invoice where series = 'invoice' and serial >= $1 order by serial` },
    [next],
  );
  assert.deepEqual(
    serials.map(({ serial }) => serial),
    Array.from({ length: 50 }, (_, index) => next + index),
  );
  await assert.rejects(db.query({ name: '', text: 'update invoice set total = 0, net = 0, tax = 0' }), /append-only/);
});

test('an address is put right before anything has left; an invoice of before is taken back and written anew', async () => {
  const id = await order([1, 0]);
  await desk.documents.issue(id, actor);
  await refused(desk.addresses.change(id, { actor, contact: { ...BUYER, country: 'FR' } }), 'payload_invalid');
  await desk.addresses.change(id, { actor, contact: { ...BUYER, street: 'Neue Straße 1' } });
  assert.equal((await reading.get(id)).contact?.street, 'Neue Straße 1');
  await desk.parcels.send(id, { actor });
  assert.deepEqual(
    (await invoices.ofOrder(id)).map(({ series, total }) => [series, total]),
    [
      ['invoice', 2589],
      ['invoice', 2589],
      ['credit_note', 2589],
    ],
  );
  await refused(desk.addresses.change(id, { actor, contact: BUYER }), 'order_state');
});

test('an invoice written anew leaves out what was given back by an amount before; at the end the documents sum to nothing', async () => {
  const id = await order([3, 2]);
  const refund = await desk.money.refund(id, { actor, amount: 300 });
  assert.ok(refund);
  await desk.money.cancelLines(id, { actor, lines: [{ position: 0, quantity: 1 }] });
  await desk.addresses.change(id, { actor, contact: { ...BUYER, street: 'Neue Straße 2' } });
  const again = await desk.documents.issue(id, actor);
  assert.deepEqual(
    [again.total, again.content.charges.at(-1)],
    [15_999 - 300 - 1999, { name: { en: 'Credited before', de: 'Bereits gutgeschrieben' }, amount: -300 }],
  );
  const presented = [...again.content.lines, ...again.content.charges].reduce((sum, { amount }) => sum + amount, 0);
  assert.equal(presented, again.total);
  await desk.money.cancel(id, { actor });
  const documents = await invoices.ofOrder(id);
  for (const member of ['net', 'tax', 'total'] as const) {
    assert.equal(
      documents.reduce((sum, document) => sum + (document.series === 'invoice' ? 1 : -1) * document[member], 0),
      0,
      member,
    );
  }
  assert.equal((await reading.get(id)).refundedAmount, 15_999);
});

test('the id of a refund or a receipt means one deed: with another content or for another order it is refused', async () => {
  const [one, other] = [await order([2, 0]), await order([2, 0])];
  const id = uuidv7();
  assert.equal(await desk.money.refund(one, { actor, id, amount: 500 }), id);
  assert.equal(await desk.money.refund(one, { actor, id, amount: 500 }), id);
  await refused(desk.money.refund(one, { actor, id, amount: 700 }), 'conflict');
  await refused(desk.money.refund(one, { actor, id, lines: [{ position: 0, quantity: 1 }] }), 'conflict');
  await refused(desk.money.refund(other, { actor, id, amount: 500 }), 'conflict');
  assert.deepEqual([(await reading.get(one)).refundedAmount, (await reading.get(other)).refundedAmount], [500, 0]);

  const pieces = { actor, id: uuidv7(), lines: [{ position: 0, quantity: 1 }] };
  await desk.money.refund(other, pieces);
  assert.equal(await desk.money.refund(other, pieces), pieces.id);
  await refused(desk.money.refund(other, { ...pieces, lines: [{ position: 0, quantity: 2 }] }), 'conflict');
  assert.equal((await reading.get(other)).refundedAmount, 1999);
});

test('the rows of every credit note sum to what it gives back', async () => {
  const id = await order([3, 2]);
  await desk.documents.issue(id, actor);
  await desk.money.refund(id, { actor, amount: 333 });
  await desk.money.cancelLines(id, { actor, lines: [{ position: 0, quantity: 1 }] });
  await desk.money.refund(id, { actor, lines: [{ position: 1, quantity: 1 }] });
  await desk.addresses.change(id, { actor, contact: { ...BUYER, street: 'Neue Straße 3' } });
  await desk.documents.issue(id, actor);
  await desk.money.cancel(id, { actor });
  const small = await order([1, 0]);
  await desk.documents.issue(small, actor);
  await desk.money.cancel(small, { actor });
  const notes = [...(await invoices.ofOrder(id)), ...(await invoices.ofOrder(small))].filter(({ series }) => series === 'credit_note');
  for (const { number, total, content } of notes) {
    const rows = [...content.lines, ...content.charges].reduce((sum, { amount }) => sum + amount, 0);
    assert.equal(rows, total, `${number} ${JSON.stringify(content.charges)}`);
  }
  const named = notes.flatMap(({ content }) => content.charges.map(({ name, amount }) => `${name.en} ${amount}`));
  assert.deepEqual(named, ['Credit 333', 'Credited before -7333', 'Credited before -333', 'Standard 590']);
});

test('nothing is corrected of an invoice that was given back in full', async () => {
  const id = await order([1, 0]);
  await desk.money.refund(id, { actor, amount: 2589 });
  await desk.addresses.change(id, { actor, contact: { ...BUYER, street: 'Neue Straße 3' } });
  assert.equal((await desk.documents.issue(id, actor)).total, 2589);
  assert.deepEqual(
    (await invoices.ofOrder(id)).map(({ series, total }) => [series, total]),
    [
      ['invoice', 2589],
      ['credit_note', 2589],
    ],
  );
});

test('a note is for staff, and nobody who looks into the database reads it', async () => {
  const id = await order([1, 0]);
  await desk.notes.add(id, { actor, body: 'Called Zoë Kanarienvogel, wants it on Friday' });
  assert.deepEqual(
    (await desk.notes.list(id)).map(({ body }) => body),
    ['Called Zoë Kanarienvogel, wants it on Friday'],
  );
  assert.equal(await count(db, `order_note n where n::text like '%Friday%'`), 0);
  await refused(desk.notes.list('018f0000-0000-7000-8000-000000000000'), 'order_not_found');
});

test('nothing of the buyer stands in plain text in what an order leaves behind', async () => {
  for (const table of ['order_event', 'invoice', 'order_return', 'order_refund', 'parcel', 'outbox', 'order_note']) {
    for (const personal of [BUYER.name, BUYER.email, BUYER.street])
      assert.equal(await count(db, `${table} t where t::text ilike $1`, [`%${personal}%`]), 0, `${table} shows ${personal}`);
  }
});
