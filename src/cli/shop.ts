import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AGORA } from '../../demo/agora/theme.ts';
import type { Config } from '../config.ts';
import { type Clock, systemClock } from '../kernel/clock.ts';
import { translate } from '../kernel/translated.ts';
import { postgresDocuments } from '../platform/documents/index.ts';
import { openKeys } from '../platform/keys/index.ts';
import { folderObjects } from '../platform/objects/index.ts';
import type { Database } from '../platform/postgres/index.ts';
import { postgresSearch, type SearchReader } from '../platform/search/index.ts';
import type { Logger } from '../platform/telemetry/index.ts';
import { createPersons, createStaffTokens, personStore, staffTokenStore } from '../shop/accounts/index.ts';
import { type MediaRow as CartMedia, cartStore, createCarts } from '../shop/cart/index.ts';
import { catalogStore, createReader, createStaffCatalog, createWriter } from '../shop/catalog/index.ts';
import { checkoutStore, createAttempts, createCheckouts, createPlanner } from '../shop/checkout/index.ts';
import { createCredit, creditStore } from '../shop/credit/index.ts';
import { createDiscovery, productStore, projectionStore, searchSettings } from '../shop/discovery/index.ts';
import { createDrafts, draftStore } from '../shop/drafts/index.ts';
import { createOrderEditing } from '../shop/edits/index.ts';
import { createInventory, createLocations, locationStore, stockStore } from '../shop/inventory/index.ts';
import { createInvoices, invoiceStore, type Seller } from '../shop/invoices/index.ts';
import { createLedgerReading, ledgerStore } from '../shop/ledger/index.ts';
import { createLetters, letterStore } from '../shop/letters/index.ts';
import { createMedia, createMediaImport, type MediaFacts, type MediaView, mediaStore, mediaView } from '../shop/media/index.ts';
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
  WITHDRAWAL_DAYS,
} from '../shop/orders/index.ts';
import {
  createDeskProvider,
  createPayments,
  createWebhooks,
  type PaymentFault,
  paymentStore,
  refundStore,
  webhookStore,
} from '../shop/payments/index.ts';
import { createMarkets, createPriceLists, createPricing, marketStore, priceListStore, priceStore } from '../shop/pricing/index.ts';
import { codeStore, createPromotions, createRedemptions, promotionStore, redemptionStore } from '../shop/promotions/index.ts';
import { createSearchTerms, searchTermStore } from '../shop/search-terms/index.ts';
import { createShipping, deliveryStore } from '../shop/shipping/index.ts';
import { createTax, taxStore, viesRegister } from '../shop/tax/index.ts';
import type { Theme } from '../storefront/theme.ts';
import { paymentProviders } from './payment-providers.ts';
import { brandOf, letterLinks, mailPortOf } from './shop-letters.ts';

export type Shop = ReturnType<typeof composeShop>;

/** Pictures of the demo shop, by `demo:NAME`. */
const demoFolder = fileURLToPath(new URL('../../demo/agora/pictures', import.meta.url));

/**
 * The business on a database: every module constructed once, lowest first. Opens the key file, and nothing else.
 * @param clock what every module takes for the time
 * @param answers what answers shoppers instead of the rows, given those; null: the rows
 */
export function composeShop(
  db: Database,
  config: Pick<Config, 'dataDir' | 'orderPrefix' | 'mediaFetch'> &
    Partial<Pick<Config, 'vies' | 'withdrawalDays' | 'payments' | 'mailUrl' | 'mailFrom' | 'origin' | 'port'>>,
  {
    clock = systemClock,
    log = null,
    answers = null,
  }: { clock?: Clock; log?: Pick<Logger, 'error' | 'warn'> | null; answers?: ((rows: SearchReader) => SearchReader | null) | null } = {},
) {
  const keys = openKeys({ file: join(config.dataDir, 'keys', 'master.key') });
  const documents = postgresDocuments(db);
  const persons = createPersons({ store: personStore(db), keys });
  const staffTokens = createStaffTokens({ store: staffTokenStore(db) });
  const markets = createMarkets({ store: marketStore(db), clock });
  const pricing = createPricing({ store: priceStore(db), clock });
  const priceLists = createPriceLists({ store: priceListStore(db), markets, clock });
  const register = config.vies ? viesRegister({ baseUrl: config.vies }) : null;
  const tax = createTax({ store: taxStore(db), register, clock });
  const shipping = createShipping({ store: deliveryStore(db), clock });
  const catalog = catalogStore(db);
  const writer = createWriter({ store: catalog, clock });
  const reader = createReader({ store: catalog });
  const objects = folderObjects(join(config.dataDir, 'objects'));
  const media = createMedia({ store: mediaStore(db), objects });
  const mediaImport = createMediaImport({ store: mediaStore(db), media, demoFolder, fetch: config.mediaFetch, clock });
  const searchTerms = createSearchTerms({ store: searchTermStore(db), keys, clock });
  const promotions = createPromotions({ store: promotionStore(db), codes: codeStore(db), clock });
  const credit = createCredit({ store: creditStore(db), keys, clock });
  const redemptions = createRedemptions({ store: redemptionStore(db), clock });
  const inventory = createInventory({ store: stockStore(db), clock });
  const locations = createLocations({ store: locationStore(db), clock });
  const carts = createCarts<MediaView>({ store: cartStore(db), documents, markets, shipping, promotions, credit, clock, imageOf });
  const providers = [...paymentProviders(config), createDeskProvider()];
  const report = (fault: PaymentFault) => {
    if (fault.kind === 'impossible') log?.error(fault, 'a payment is impossible as the provider was asked for it');
    else log?.warn(fault, 'a payment provider did not answer');
  };
  const payments = createPayments({
    store: paymentStore(db),
    refunds: refundStore(db),
    providers,
    captureMode: config.payments?.capture ?? 'automatic',
    clock,
    report,
  });
  const webhooks = createWebhooks({ store: webhookStore(db), payments: paymentStore(db), providers, clock });
  const orders = createOrders({ store: orderWriteStore(db), persons, keys, prefix: config.orderPrefix, clock });
  const orderReading = createOrderReading<MediaView>({
    store: orderReadStore(db),
    persons,
    keys,
    credit,
    imageOf,
    withdrawalDays: config.withdrawalDays ?? WITHDRAWAL_DAYS,
    clock,
  });
  const invoices = createInvoices({ store: invoiceStore(db), persons, seller: sellerOf(AGORA), clock });
  const desk = createDesk({
    changes: orderChangeStore(db),
    parcels: parcelStore(db),
    returns: returnStore(db),
    additions: additionStore(),
    reading: orderReading,
    persons,
    invoices,
    payments,
    redemptions,
    credit,
    clock,
  });
  const letters = createLetters({
    store: letterStore(db),
    reading: orderReading,
    mail: mailPortOf(config, AGORA),
    brand: brandOf(AGORA, config.withdrawalDays ?? WITHDRAWAL_DAYS),
    links: letterLinks(config, orders.statusToken),
    clock,
  });
  const attempts = createAttempts({ store: checkoutStore(db), carts, inventory, redemptions, credit, payments, orders, persons, clock });
  const planner = createPlanner({ tax, shipping, promotions, credit, persons, clock });
  const checkouts = createCheckouts<MediaView>({ store: checkoutStore(db), attempts, planner, carts, payments, tax, persons, clock });
  const drafts = createDrafts<MediaView>({ store: draftStore(db), carts, checkouts, persons, keys, markets, clock });
  const edits = createOrderEditing({ desk, reading: orderReading, carts, planner, markets });
  const rows = postgresSearch(db, searchSettings);
  const discovery = createDiscovery({
    projection: projectionStore(db),
    products: productStore(db),
    engine: rows,
    reader: answers?.(rows) ?? rows,
    clock,
    markets: async () => {
      await markets.refresh();
      return markets.all();
    },
  });
  return {
    clock,
    edits,
    drafts,
    keys,
    documents,
    persons,
    staffTokens,
    markets,
    pricing,
    priceLists,
    tax,
    shipping,
    promotions,
    searchTerms,
    redemptions,
    credit,
    writer,
    reader,
    staffCatalog: createStaffCatalog({ store: catalog, reader, writer, clock }),
    objects,
    media,
    mediaImport,
    discovery,
    inventory,
    locations,
    carts,
    payments,
    ledger: createLedgerReading({ store: ledgerStore(db) }),
    webhooks,
    orders,
    orderReading,
    invoices,
    desk,
    letters,
    checkouts,
  };
}

/** A picture as carts and orders hold it; one whose size is not known (yet) is not shown. */
function imageOf({ id, kind, mime, width, height, color }: CartMedia, alt: string): MediaView | null {
  if (width === null || height === null) return null;
  return mediaView({ id, kind, mime, width, height, color, posterId: null } as MediaFacts, alt);
}

/** Who sells while staff have not said it: what the theme says of the company. */
function sellerOf({ contact }: Theme): Seller {
  const { company, email, phone, vatId = '', represented = '' } = contact;
  return {
    company,
    address: contact.address.map((line) => translate(line, 'de')),
    email,
    phone,
    vatId,
    register: translate(contact.register, 'de'),
    represented,
    bank: '',
  };
}
