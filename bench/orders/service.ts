import { composeShop } from '../../src/cli/shop.ts';
import { uuidv7 } from '../../src/kernel/ids.ts';
import { openDatabase } from '../../src/platform/postgres/index.ts';
import type { DraftLine, OrderDraft } from '../../src/shop/orders/index.ts';
import { type Closed, closedLoop, pairOf, type Work } from './loop.ts';

/** Ours at the service level, in a process of its own: goods are held, then the order is placed, its contact sealed. */
export type ServiceWork = Work & { url: string; dataDir: string; buyers: number };

const HOLD_MS = 900_000;

async function run(work: ServiceWork): Promise<Closed> {
  const db = await openDatabase({ url: work.url, dataDir: work.dataDir, reads: 2, transactions: 8 });
  const { inventory, orders, persons } = composeShop(db, { dataDir: work.dataDir, orderPrefix: 'B', mediaFetch: false });
  const person = { ...persons.create(), id: work.goods.person };
  const closed = await closedLoop(work.buyers, work.seconds, async () => {
    const draft = draftOf(work);
    const held = await inventory.reserve(draft.checkoutId, draft.lines, new Date(Date.now() + HOLD_MS));
    if (!held.ok) throw new Error('short');
    const placed = await orders.place(draft, person, { claim: false });
    if (!placed.ok) throw new Error(placed.reason);
  });
  await db.close();
  return closed;
}

function draftOf(work: Work): OrderDraft {
  const { person } = work.goods;
  const lines = pairOf(work).map(
    (variantId): DraftLine => ({
      variantId,
      productId: variantId,
      sku: 'SKU',
      title: 'A thing',
      variantTitle: '',
      handle: 'a-thing',
      mediaId: null,
      quantity: 1,
      unitAmount: 1000,
      giftCards: [],
    }),
  );
  const tax = { name: 'VAT', ratePpm: 190_000, isIncluded: true, tax: 160 };
  const line = { discountAmount: 0, total: 1000, ratePpm: 190_000, taxAmount: 160, adjustments: [], taxes: [tax] };
  return {
    id: uuidv7(),
    checkoutId: uuidv7(),
    personId: person,
    paymentId: null,
    market: 'eu',
    language: 'en',
    currency: 'EUR',
    country: 'DE',
    taxIncluded: true,
    isReverseCharge: false,
    delivery: { code: 'standard', name: { en: 'Standard' } },
    lines,
    sums: {
      lines: lines.map(() => line),
      subtotal: 2000,
      discountAmount: 0,
      deliveryAmount: 590,
      deliveryDiscountAmount: 0,
      deliveryRatePpm: 190_000,
      deliveryTaxAmount: 94,
      taxAmount: 414,
      total: 2590,
      taxes: [{ ...tax, net: 2176, tax: 414 }],
      promotions: [],
      giftCardAmount: 0,
      storeCreditAmount: 0,
      dueAmount: 2590,
    },
    contact: {
      name: 'Ada Buyer',
      email: 'ada@example.org',
      phone: '',
      street: 'Long Street 1',
      extra: '',
      postalCode: '10115',
      city: 'Berlin',
      region: '',
      country: 'DE',
      note: '',
      company: '',
      vatId: '',
    },
  };
}

process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2]!) as ServiceWork)));
