import { join } from 'node:path';
import type { Config } from '../config.ts';
import { postgresDocuments } from '../platform/documents/index.ts';
import { openKeys } from '../platform/keys/index.ts';
import type { Database } from '../platform/postgres/index.ts';
import { createPersons, createStaffTokens, personStore, staffTokenStore } from '../shop/accounts/index.ts';
import { type CartImage, cartStore, createCarts, type MediaRow } from '../shop/cart/index.ts';
import { catalogStore, createReader, createWriter } from '../shop/catalog/index.ts';
import { checkoutStore, createAttempts, createCheckouts, createPlanner } from '../shop/checkout/index.ts';
import { createInventory, stockStore } from '../shop/inventory/index.ts';
import { createOrderReading, createOrders, orderReadStore, orderWriteStore } from '../shop/orders/index.ts';
import { createPayments, createTestProvider, paymentStore, testProviderStore } from '../shop/payments/index.ts';
import { createMarkets, marketStore } from '../shop/pricing/index.ts';
import { createShipping, deliveryStore } from '../shop/shipping/index.ts';
import { createTax, taxStore } from '../shop/tax/index.ts';

export type Shop = ReturnType<typeof composeShop>;

/** The business on a database: every module constructed once, lowest first. Opens the key file, and nothing else. */
export function composeShop(
  db: Database,
  config: Pick<Config, 'dataDir' | 'orderPrefix'>,
  imageOf: (media: MediaRow, alt: string) => CartImage | null,
) {
  const keys = openKeys({ file: join(config.dataDir, 'keys', 'master.key') });
  const documents = postgresDocuments(db);
  const persons = createPersons({ store: personStore(db), keys });
  const staffTokens = createStaffTokens({ store: staffTokenStore(db) });
  const markets = createMarkets({ store: marketStore(db) });
  const tax = createTax({ store: taxStore(db) });
  const shipping = createShipping({ store: deliveryStore(db) });
  const catalog = catalogStore(db);
  const inventory = createInventory({ store: stockStore(db) });
  const carts = createCarts<CartImage>({ store: cartStore(db), documents, markets, shipping, imageOf });
  const payments = createPayments({ store: paymentStore(db), providers: [createTestProvider({ store: testProviderStore(db) })] });
  const orders = createOrders({ store: orderWriteStore(db), inventory, payments, persons, keys, prefix: config.orderPrefix });
  const orderReading = createOrderReading<CartImage>({ store: orderReadStore(db), persons, keys, imageOf });
  const attempts = createAttempts({ store: checkoutStore(db), carts, inventory, payments, orders, persons });
  const planner = createPlanner({ tax, shipping });
  const checkouts = createCheckouts<CartImage>({ store: checkoutStore(db), attempts, planner, carts, payments, persons });
  return {
    keys,
    documents,
    persons,
    staffTokens,
    markets,
    tax,
    shipping,
    writer: createWriter({ store: catalog }),
    reader: createReader({ store: catalog }),
    inventory,
    carts,
    payments,
    orders,
    orderReading,
    checkouts,
  };
}
