import { type TestClock, testClockRoutes } from '../platform/clock/index.ts';
import { openApiRoutes, type Route } from '../platform/http/index.ts';
import { cartRoutes } from '../shop/cart/index.ts';
import { catalogRoutes } from '../shop/catalog/index.ts';
import { checkoutRoutes, webhookRoutes } from '../shop/checkout/index.ts';
import { creditRoutes } from '../shop/credit/index.ts';
import { discoveryRoutes } from '../shop/discovery/index.ts';
import { draftRoutes } from '../shop/drafts/index.ts';
import { editRoutes } from '../shop/edits/index.ts';
import { inventoryRoutes, locationRoutes } from '../shop/inventory/index.ts';
import { sellerRoutes } from '../shop/invoices/index.ts';
import { ledgerRoutes } from '../shop/ledger/index.ts';
import { mediaRoutes } from '../shop/media/index.ts';
import { orderRoutes } from '../shop/orders/index.ts';
import { paymentRoutes } from '../shop/payments/index.ts';
import { priceListRoutes, pricingRoutes } from '../shop/pricing/index.ts';
import { promotionRoutes } from '../shop/promotions/index.ts';
import { searchTermRoutes } from '../shop/search-terms/index.ts';
import { shippingRoutes } from '../shop/shipping/index.ts';
import { taxRoutes } from '../shop/tax/index.ts';
import { totalsRoutes } from '../shop/totals/index.ts';
import type { Shop } from './shop.ts';

/** Every route of the API and the files beside it, in the order of the docs. */
export function apiRoutes(shop: Shop, version: string, testClock: TestClock | null = null): Route[] {
  const { markets, staffCatalog, discovery, carts, checkouts, desk, invoices, orderReading, inventory, locations, media, mediaImport } =
    shop;
  const { clock } = shop;
  const routes = [
    ...pricingRoutes({ markets }),
    ...discoveryRoutes({ discovery, markets, heard: shop.searchTerms.heard }),
    ...searchTermRoutes({
      searchTerms: shop.searchTerms,
      isLocale: (market, language) => markets.get(market)?.languages.includes(language) ?? false,
    }),
    ...totalsRoutes({ clock }),
    ...cartRoutes({ carts, markets }),
    ...checkoutRoutes({ checkout: checkouts }),
    ...draftRoutes({ drafts: shop.drafts }),
    ...editRoutes({ edits: shop.edits, reading: orderReading }),
    ...paymentRoutes({
      payments: shop.payments,
      async settled({ checkoutId }) {
        const order = await shop.orders.byCheckout(checkoutId);
        if (order) await desk.captures.count(order.id, 'staff');
      },
    }),
    ...ledgerRoutes({ ledger: shop.ledger }),
    ...webhookRoutes({ webhooks: shop.webhooks, checkout: checkouts }),
    ...catalogRoutes({ staff: staffCatalog }),
    ...orderRoutes({ desk, reading: orderReading }),
    ...sellerRoutes({ invoices }),
    ...inventoryRoutes({ inventory }),
    ...locationRoutes({ locations, clock }),
    ...promotionRoutes({ promotions: shop.promotions, marketCodes: () => shop.markets.all().map(({ code }) => code) }),
    ...creditRoutes({
      credit: shop.credit,
      persons: shop.persons,
      currencies: () => shop.markets.all().map(({ currency }) => currency),
      clock,
    }),
    ...mediaRoutes({ media, imports: mediaImport }),
    ...priceListRoutes({ priceLists: shop.priceLists, pricing: shop.pricing, markets }),
    ...taxRoutes({ tax: shop.tax, markets }),
    ...shippingRoutes({ shipping: shop.shipping, markets }),
    ...(testClock ? testClockRoutes(testClock) : []),
  ];
  return [...routes, ...openApiRoutes(routes, { title: 'Stoa', version })];
}
