import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caniemail } from 'caniemail';
import { addGoods, count } from '../../../test/race/goods.ts';
import { BUYER, buy, fillCart, openMarkets, startSelling } from '../../../test/race/selling.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { type Mail, MailRefused, MailUnavailable } from '../../platform/mail/index.ts';
import { createLetters, letterStore } from './index.ts';

const db = await testDatabase({ transactions: 12 });
let now = new Date('2026-03-02T09:00:00Z');
const clock = { now: () => now };
const selling = await startSelling(db, { clock });
await openMarkets(selling);
const [bowl] = await addGoods(db, [{ stock: 100, price: 1999 }]);
const tones = {
  ground: '#ffffff',
  surface: '#ffffff',
  ink: '#000000',
  muted: '#555555',
  line: '#dddddd',
  accent: '#2f5d50',
  onAccent: '#ffffff',
};
const outbox: Mail[] = [];
let answer: (mail: Mail) => void = () => undefined;
const letters = createLetters({
  store: letterStore(db),
  reading: selling.reading,
  mail: {
    async send(mail) {
      answer(mail);
      outbox.push(mail);
    },
    close: async () => undefined,
  },
  brand: {
    name: 'Agora',
    company: 'Agora GmbH',
    address: [{ en: 'Hamburg' }],
    email: 'hello@agora.example',
    phone: '',
    register: {},
    vatId: '',
    withdrawalDays: 14,
    light: tones,
    dark: tones,
  },
  links: {
    home: () => 'https://s.example/',
    order: ({ number }) => `https://s.example/${number}`,
    withdrawal: () => 'https://s.example/w',
  },
  clock,
});

/** What the relay does with the events that are there, twice, as it may. */
async function relay(): Promise<void> {
  const events = await db.query<{ type: string; payload: unknown }>({
    name: '',
    text: `select type, payload from outbox where type like 'order.%' order by id`,
  });
  for (const { type, payload } of [...events, ...events]) await letters.handlers[type]?.([{ payload }]);
}
const order = async (): Promise<string> => {
  const placed = await selling.checkout.complete(buy(await fillCart(selling, [{ variantId: bowl!, quantity: 2 }])));
  assert.ok(placed.ok);
  return placed.orderId;
};
const subjects = () => outbox.splice(0).map(({ subject }) => subject.replace(/A\d+/, 'A'));
const actor = 'staff:Ada';

test('an order that is sent, withdrawn from and paid back is told of step by step, each once', async () => {
  const id = await order();
  await selling.desk.parcels.send(id, { actor, carrier: 'DHL', tracking: 'JJD77', trackingUrl: 'https://dhl.example/JJD77' });
  const { id: back } = await selling.desk.withdrawals.declare(await selling.reading.get(id), {
    id: '018f0000-0000-7000-8000-00000000aaaa',
  });
  await selling.desk.returns.approve(back, { actor });
  await selling.desk.returns.receive(back, { actor });
  await relay();
  await Promise.all(Array.from({ length: 6 }, () => letters.sendDue()));
  assert.equal(outbox.length, 5);
  assert.ok(outbox.every(({ to }) => to.address === BUYER.email));
  const sent = outbox.find(({ subject }) => /on its way/.test(subject))!;
  assert.match(sent.html, /href="https:\/\/dhl\.example\/JJD77"/);
  assert.match(sent.text, /JJD77/);
  const receipt = outbox.find(({ subject }) => /^Receipt/.test(subject))!;
  assert.match(receipt.text, /Received on: 2 March 2026 at 09:00:00 UTC/);
  assert.match(receipt.text, /2 × Thing 0/);
  assert.deepEqual(subjects().sort(), [
    'Receipt: your withdrawal from order A',
    'Refund for your order A',
    'We have your order A',
    'Your order A is on its way',
    'Your return for order A',
  ]);
  await relay();
  assert.deepEqual(await letters.sendDue(), { sent: 0, failed: 0 });
});

test('a cancellation tells of its own refund', async () => {
  const id = await order();
  await selling.desk.money.cancel(id, { actor });
  await relay();
  await letters.sendDue();
  assert.match(outbox.at(-1)!.text + outbox.at(-2)!.text, /We have given €45\.88 back to you/);
  assert.deepEqual(subjects().sort(), ['We have your order A', 'Your order A is cancelled']);
});

test('a letter waits while no server takes it, and is given up where nobody will', async () => {
  await order();
  await relay();
  answer = () => {
    throw new MailUnavailable('away');
  };
  assert.deepEqual(await letters.sendDue(), { sent: 0, failed: 1 });
  assert.deepEqual(await letters.sendDue(), { sent: 0, failed: 0 });
  answer = () => undefined;
  now = new Date(now.getTime() + 61_000);
  assert.deepEqual(await letters.sendDue(), { sent: 1, failed: 0 });
  await order();
  await relay();
  answer = () => {
    throw new MailRefused('no such mailbox');
  };
  assert.deepEqual(await letters.sendDue(), { sent: 0, failed: 1 });
  answer = () => undefined;
  now = new Date(now.getTime() + 86_400_000);
  assert.deepEqual(await letters.sendDue(), { sent: 0, failed: 0 });
  assert.equal(await count(db, `letter l where l::text like '%kanarienvogel%'`), 0);
});

test('what mail programs do not know is left to those that do: dark colours and roles for screen readers', () => {
  assert.ok(outbox.length > 0);
  const clients = ['gmail.*', 'outlook.*', 'apple-mail.*', 'yahoo.*', 'thunderbird.*'] as const;
  const result = caniemail({ clients: [...clients], html: outbox[0]!.html });
  const titles = new Set([...result.issues.errors.values()].flatMap((issues) => issues.map(({ title }) => title)));
  // The library takes line-height for height.
  for (const harmless of ['height property', '@media', '<style> element', 'role attribute', '<body> element']) titles.delete(harmless);
  assert.deepEqual([...titles], []);
});

test('money that is only held is not said to be here', async () => {
  outbox.length = 0;
  const later = await startSelling(db, { clock, keys: selling.keys, captureMode: 'manual' });
  const held = await later.checkout.complete(buy(await fillCart(later, [{ variantId: bowl!, quantity: 1 }])));
  assert.ok(held.ok);
  await order();
  await relay();
  await letters.sendDue();
  const leads = outbox.filter(({ subject }) => /^We have your order/.test(subject)).map(({ text }) => /payment[^.]*\./.exec(text)?.[0]);
  assert.deepEqual(leads.sort(), ['payment is reserved, and taken when the goods leave the house.', 'payment.']);
  outbox.length = 0;
});
