import type { Cart } from './templates/cart.ts';
import type { Checkout } from './templates/checkout-view.ts';
import type { Order } from './templates/order.ts';
import { fixturePicture, GERMAN, TITLES } from './views.fixture.ts';

export function fixtureCart(language = 'en', change: Partial<Cart> = {}): Cart {
  const german = language === 'de';
  return {
    id: 'c'.repeat(22),
    version: 3,
    market: 'eu',
    language,
    currency: 'EUR',
    taxIncluded: true,
    lines: [
      {
        variantId: 501,
        productId: 42,
        handle: 'moon-vase',
        title: german ? 'Mondvase' : 'Moon vase',
        variantTitle: 'Celadon / 24 cm',
        sku: 'VM-CEL-M',
        image: fixturePicture('moon-celadon', '#c9d0c2'),
        quantity: 1,
        unitAmount: 9600,
        compareAt: null,
        discountAmount: 0,
        total: 9600,
        available: 3,
        problem: null,
      },
      {
        variantId: 777,
        productId: 43,
        handle: 'piece-2',
        title: german ? GERMAN[2]! : TITLES[2]!,
        variantTitle: 'Oatmeal',
        sku: 'BV-OAT',
        image: null,
        quantity: 4,
        unitAmount: 2400,
        compareAt: 3200,
        discountAmount: 0,
        total: 9600,
        available: 2,
        problem: 'short',
      },
      {
        variantId: 778,
        productId: 44,
        handle: 'piece-3',
        title: german ? GERMAN[3]! : TITLES[3]!,
        variantTitle: '',
        sku: 'EC-1',
        image: fixturePicture('piece-3-oatmeal', '#d8cbb2'),
        quantity: 2,
        unitAmount: 1800,
        compareAt: null,
        discountAmount: 0,
        total: 3600,
        available: null,
        problem: 'price_changed',
      },
    ],
    subtotal: 22800,
    discountAmount: 0,
    promotions: [],
    codes: [],
    giftCards: [],
    total: 23390,
    dueAmount: 23390,
    itemCount: 7,
    deliveryEstimate: { name: german ? 'Standardversand' : 'Standard delivery', amount: 590, minDays: 2, maxDays: 5, untilFree: 1200 },
    notices: [],
    ...change,
  };
}

/** With a code that holds, one that does not (yet), and a gift card that pays a part. */
export function fixtureCodedCart(language = 'en'): Cart {
  const cart = fixtureCart(language);
  const name = language === 'de' ? 'Willkommen' : 'Welcome';
  return {
    ...cart,
    lines: cart.lines.map((line) => ({ ...line, discountAmount: line.total / 10, total: line.total - line.total / 10, problem: null })),
    discountAmount: 2280,
    promotions: [{ id: 'welcome', name, code: 'WELCOME10', amount: 2280 }],
    codes: [
      { code: 'WELCOME10', name, isAccepted: true, refusal: null, amount: 2280 },
      {
        code: 'FREESHIP',
        name: language === 'de' ? 'Versand frei' : 'Free delivery',
        isAccepted: false,
        refusal: 'leastAmountNotReached',
        amount: 0,
      },
    ],
    giftCards: [{ id: '018f0000-0000-7000-8000-0000000000aa', lastFour: 'K7QM', available: 5000, used: 5000 }],
    total: 21110,
    dueAmount: 16110,
  };
}

export function fixtureCheckout(language = 'en', cart: Cart = fixtureCart(language)): Checkout {
  const off = cart.discountAmount;
  const card = cart.giftCards.reduce((sum, { used }) => sum + used, 0);
  const sums = (delivery: number) => ({
    lines: [],
    subtotal: 22800,
    discountAmount: off,
    deliveryAmount: delivery,
    deliveryDiscountAmount: 0,
    deliveryRatePpm: 190000,
    deliveryTaxAmount: 0,
    taxAmount: 3734,
    total: 22800 - off + delivery,
    taxes: [],
    promotions: cart.promotions.map(({ id, name, code, amount }) => ({
      ...{ promotionId: id, name: { en: name, de: name }, code },
      ...{ goodsAmount: amount, deliveryAmount: 0 },
    })),
    giftCardAmount: card,
    storeCreditAmount: 0,
    dueAmount: 22800 - off + delivery - card,
  });
  const option = (code: string, en: string, de: string, amount: number, days: [number, number], pickup = false) => ({
    code,
    name: { en, de },
    note: { en: 'With tracking.', de: 'Mit Sendungsnummer.' },
    amount,
    freeOver: null,
    minDays: days[0],
    maxDays: days[1],
    pickup,
    untilFree: null,
    sums: sums(amount),
  });
  return {
    checkoutId: '018f0000-0000-7000-8000-000000000001',
    cart: { ...cart, lines: cart.lines.map((line) => ({ ...line, problem: null })) },
    country: 'DE',
    countries: ['DE', 'AT', 'FR', 'NL', 'PL'],
    deliveryOptions: [
      option('standard', 'Standard delivery', 'Standardversand', 590, [2, 5]),
      option('express', 'Express', 'Express', 1490, [1, 2]),
      option('pickup', 'Collect at the workshop', 'Abholung in der Werkstatt', 0, [1, 2], true),
    ],
    paymentProviders: ['test'],
    entered: null,
  };
}

export function fixtureOrder(language = 'en', change: Partial<Order> = {}): Order {
  const at = (text: string) => new Date(text);
  return {
    id: '018f0000-0000-7000-8000-000000000002',
    number: 'A100042',
    status: 'paid',
    states: { order: 'open', payment: 'paid', fulfilment: 'unfulfilled' },
    placedAt: at('2026-01-15T10:30:00Z'),
    updatedAt: at('2026-01-15T10:30:05Z'),
    market: 'eu',
    language,
    currency: 'EUR',
    country: 'DE',
    taxIncluded: true,
    lines: fixtureCart(language).lines.map((line, position) => ({
      position,
      cancelledQuantity: 0,
      shippedQuantity: 0,
      returnedQuantity: 0,
      creditedQuantity: 0,
      variantId: line.variantId,
      productId: line.productId ?? 0,
      sku: line.sku,
      title: line.title,
      variantTitle: line.variantTitle,
      handle: line.handle ?? '',
      image: line.image,
      quantity: line.quantity,
      unitAmount: line.unitAmount,
      discountAmount: 0,
      total: line.total,
      taxRatePpm: 190000,
      taxAmount: Math.round((line.total * 19) / 119),
      adjustments: [],
      giftCards: [],
      taxes: [{ name: 'VAT', ratePpm: 190000, isIncluded: true, tax: Math.round((line.total * 19) / 119) }],
    })),
    subtotal: 22800,
    discountAmount: 0,
    deliveryAmount: 590,
    deliveryDiscountAmount: 0,
    deliveryTaxAmount: 94,
    taxAmount: 3734,
    total: 23390,
    giftCardAmount: 0,
    storeCreditAmount: 0,
    dueAmount: 23390,
    promotions: [],
    taxes: [{ name: 'VAT', ratePpm: 190000, isIncluded: true, net: 19656, tax: 3734 }],
    delivery: { code: 'standard', name: { en: 'Standard delivery', de: 'Standardversand' } },
    tracking: null,
    paidAmount: 23390,
    refundedAmount: 0,
    creditedAmount: 0,
    outstandingAmount: 0,
    deliveredAt: null,
    parcels: [],
    returns: [],
    refunds: [],
    documents: [],
    withdrawableUntil: null,
    isWithdrawable: true,
    contact: {
      name: 'Maria Lindqvist-Okafor',
      email: 'maria@example.com',
      phone: '+49 170 5550123',
      street: 'Lange Reihe 14',
      extra: '3. Stock',
      postalCode: '20099',
      city: 'Hamburg',
      region: '',
      country: 'DE',
      note: '',
    },
    payment: { id: '0190a1b2-0000-7000-8000-00000000aaaa', provider: 'test', method: 'success', status: 'captured' },
    timeline: [
      { type: 'placed', actor: 'customer', detail: {}, at: at('2026-01-15T10:30:00Z') },
      { type: 'paid', actor: 'system', detail: {}, at: at('2026-01-15T10:30:05Z') },
    ],
    ...change,
  };
}
