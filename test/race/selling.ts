import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Clock } from '../../src/kernel/clock.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { uuidv7 } from '../../src/kernel/ids.ts';
import { postgresDocuments } from '../../src/platform/documents/index.ts';
import { type Keys, openKeys } from '../../src/platform/keys/index.ts';
import type { Database } from '../../src/platform/postgres/index.ts';
import { createPersons, personStore } from '../../src/shop/accounts/index.ts';
import { type CartImage, cartStore, createCarts } from '../../src/shop/cart/index.ts';
import { type CheckoutInput, checkoutStore, createAttempts, createCheckouts, createPlanner } from '../../src/shop/checkout/index.ts';
import { createCredit, creditStore } from '../../src/shop/credit/index.ts';
import { createOrderEditing } from '../../src/shop/edits/index.ts';
import { createInventory, stockStore } from '../../src/shop/inventory/index.ts';
import { createInvoices, invoiceStore } from '../../src/shop/invoices/index.ts';
import {
  additionStore,
  createDesk,
  createOrderReading,
  createOrders,
  orderChangeStore,
  orderReadStore,
  orderWriteStore,
  parcelStore,
  returnStore,
} from '../../src/shop/orders/index.ts';
import {
  createDeskProvider,
  createPayments,
  createWebhooks,
  type PaymentProvider,
  paymentStore,
  refundStore,
  webhookStore,
} from '../../src/shop/payments/index.ts';
import { createMarkets, marketStore } from '../../src/shop/pricing/index.ts';
import { codeStore, createPromotions, createRedemptions, promotionStore, redemptionStore } from '../../src/shop/promotions/index.ts';
import { createShipping, deliveryStore } from '../../src/shop/shipping/index.ts';
import { createTax, taxStore, type VatRegister } from '../../src/shop/tax/index.ts';
import { testProvider } from '../support/test-provider.ts';
import { EUROPE, STATES } from './goods.ts';

export type Selling = Awaited<ReturnType<typeof startSelling>>;

/** Everything that sells, wired as the shop wires it. Each call is like a process of its own: nothing is shared but the database. */
export async function startSelling(
  db: Database,
  {
    clock = systemClock,
    provider,
    keys = testKeys(),
    register = null,
    captureMode = 'automatic',
  }: {
    clock?: Clock;
    provider?: (real: PaymentProvider) => PaymentProvider;
    keys?: Keys;
    /** Of VAT ids. */
    register?: VatRegister | null;
    captureMode?: 'automatic' | 'manual';
  } = {},
) {
  const documents = postgresDocuments(db);
  const persons = createPersons({ store: personStore(db), keys });
  const markets = createMarkets({ store: marketStore(db), clock });
  const tax = createTax({ store: taxStore(db), register, clock });
  const shipping = createShipping({ store: deliveryStore(db), clock });
  const promotions = createPromotions({ store: promotionStore(db), codes: codeStore(db), clock });
  const credit = createCredit({ store: creditStore(db), keys, clock });
  const redemptions = createRedemptions({ store: redemptionStore(db), clock });
  const inventory = createInventory({ store: stockStore(db), clock });
  const imageOf = () => null;
  const carts = createCarts<CartImage>({ store: cartStore(db), documents, markets, shipping, promotions, credit, clock, imageOf });
  const real = await testProvider();
  const payments = createPayments({
    store: paymentStore(db),
    refunds: refundStore(db),
    providers: [provider ? provider(real) : real, createDeskProvider()],
    captureMode,
    clock,
  });
  const webhooks = createWebhooks({ store: webhookStore(db), payments: paymentStore(db), providers: [real], clock });
  const orders = createOrders({ store: orderWriteStore(db), persons, keys, prefix: 'A', clock });
  const reading = createOrderReading<CartImage>({ store: orderReadStore(db), persons, keys, credit, imageOf, clock });
  const invoices = createInvoices({ store: invoiceStore(db), persons, seller: SELLER, clock });
  const desk = createDesk({
    changes: orderChangeStore(db),
    parcels: parcelStore(db),
    returns: returnStore(db),
    additions: additionStore(),
    reading,
    persons,
    invoices,
    payments,
    redemptions,
    credit,
    clock,
  });
  const checkouts = checkoutStore(db);
  const attempts = createAttempts({ store: checkouts, carts, inventory, redemptions, credit, payments, orders, persons, clock });
  const planner = createPlanner({ tax, shipping, promotions, credit, persons, clock });
  const checkout = createCheckouts<CartImage>({ store: checkouts, attempts, planner, carts, payments, tax, persons, clock });
  const edits = createOrderEditing({ desk, reading, carts, planner, markets });
  await markets.refresh();
  return {
    edits,
    documents,
    persons,
    markets,
    tax,
    shipping,
    promotions,
    redemptions,
    credit,
    inventory,
    carts,
    payments,
    webhooks,
    orders,
    reading,
    invoices,
    desk,
    checkout,
    keys,
  };
}

/** Two markets, two ways of delivery, German and Austrian tax. */
export async function openMarkets({ markets, shipping, tax }: Selling): Promise<void> {
  await markets.saveMarkets([EUROPE, STATES]);
  const method = { note: {}, freeOver: null, minDays: 2, maxDays: 5, pickup: false };
  await shipping.saveMethods('eu', [
    { ...method, code: 'standard', name: { en: 'Standard', de: 'Standardversand' }, amount: 590, freeOver: 10_000 },
    { ...method, code: 'pickup', name: { en: 'Pickup' }, amount: 0, pickup: true },
  ]);
  await shipping.saveMethods('us', [{ ...method, code: 'standard', name: { en: 'Standard' }, amount: 890 }]);
  const rate = { market: 'eu', validFrom: '2020-01-01', source: 'test' };
  await tax.saveRates([
    { ...rate, country: 'DE', category: 'standard', ratePpm: 190_000 },
    { ...rate, country: 'DE', category: 'reduced', ratePpm: 70_000 },
    { ...rate, country: 'AT', category: 'standard', ratePpm: 200_000 },
  ]);
}

export const SELLER = {
  company: 'Agora GmbH',
  address: ['Kranichtwiete 7', '20457 Hamburg'],
  email: 'hello@agora.example',
  phone: '+49 40 66969 120',
  vatId: 'DE000000000',
  register: 'Amtsgericht Hamburg, HRB 000000',
  represented: 'Wiebke Sandmann',
  bank: '',
};

export const BUYER = {
  name: 'Zoë Kanarienvogel',
  email: 'Zoe.Kanarienvogel@example.org',
  phone: '+49 40 5550199',
  street: 'Papageienstieg 4711',
  extra: 'Hinterhaus',
  postalCode: '20095',
  city: 'Hamburg',
  country: 'DE',
  note: 'Bitte beim Nachbarn Wellensittich klingeln',
};

/** A cart with these pieces, ready to be completed. */
export async function fillCart(selling: Selling, lines: readonly { variantId: number; quantity: number }[]): Promise<string> {
  const { id } = await selling.carts.create({ market: EUROPE, language: 'en' });
  for (const line of lines) await selling.carts.addLine(id, line);
  return id;
}

export function buy(cartId: string, changes: Partial<CheckoutInput> = {}): CheckoutInput {
  return {
    cartId,
    checkoutId: uuidv7(),
    contact: BUYER,
    delivery: 'standard',
    payment: { provider: 'test', method: 'success' },
    ...changes,
  };
}

function testKeys(): Keys {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-keys-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return openKeys({ file: join(folder, 'master.key') });
}
