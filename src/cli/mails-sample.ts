import { type Content, contentOf, LETTER_KINDS, type LetterKind } from '../shop/letters/index.ts';
import type { OrderView } from '../shop/orders/index.ts';

/** One letter of each kind about an invented order, to be looked at. */
export function sampleLetters(language: string): { kind: LetterKind; content: Content }[] {
  const order = sampleOrder(language);
  const sequences: Partial<Record<LetterKind, string>> = {
    shipped: 'parcel',
    refunded: 'refund',
    withdrawal: 'return',
    return_approved: 'return',
  };
  return LETTER_KINDS.map((kind) => {
    const given = kind === 'cancelled' ? { ...order, refundedAmount: order.total } : order;
    return { kind, content: contentOf({ kind, sequence: sequences[kind] ?? '' }, given)! };
  });
}

function sampleOrder(language: string): OrderView<unknown> {
  const at = (text: string) => new Date(text);
  const say = (en: string, de: string) => (language === 'de' ? de : en);
  const lines = [
    {
      title: say('Bowl with ash glaze', 'Schale mit Aschenglasur'),
      variantTitle: say('Large, celadon', 'Groß, Seladon'),
      sku: 'BOWL-L-CEL',
      quantity: 2,
      unitAmount: 4200,
    },
    {
      title: say('Linen tea towel', 'Geschirrtuch aus Leinen'),
      variantTitle: say('Natural', 'Natur'),
      sku: 'LIN-TOWEL',
      quantity: 3,
      unitAmount: 1450,
    },
    {
      title: say('Table lamp with a folded paper shade', 'Tischleuchte mit gefaltetem Papierschirm'),
      variantTitle: '',
      sku: 'LAMP-FOLD',
      quantity: 1,
      unitAmount: 18_900,
    },
  ].map((line, position) => {
    const total = line.quantity * line.unitAmount;
    const taxAmount = Math.round((total * 19) / 119);
    const none = { cancelledQuantity: 0, shippedQuantity: line.quantity, returnedQuantity: 0, creditedQuantity: 0, discountAmount: 0 };
    const tax = { name: 'VAT', ratePpm: 190_000, isIncluded: true, tax: taxAmount };
    const goods = { variantId: position + 1, productId: position + 1, handle: `sample-${position}`, image: null };
    return { ...line, ...none, ...goods, position, total, taxRatePpm: 190_000, taxAmount, adjustments: [], giftCards: [], taxes: [tax] };
  });
  const subtotal = lines.reduce((sum, line) => sum + line.total, 0);
  const taxAmount = Math.round((subtotal * 19) / 119);
  return {
    id: '018f0000-0000-7000-8000-000000000002',
    number: 'A100042',
    revision: 3,
    status: 'fulfilled',
    states: { order: 'completed', payment: 'paid', fulfilment: 'fulfilled' },
    placedAt: at('2026-01-15T10:30:00Z'),
    updatedAt: at('2026-01-16T08:00:00Z'),
    market: 'eu',
    language,
    currency: 'EUR',
    country: 'DE',
    taxIncluded: true,
    isReverseCharge: false,
    lines,
    subtotal,
    discountAmount: 0,
    deliveryAmount: 0,
    deliveryDiscountAmount: 0,
    deliveryTaxAmount: 0,
    taxAmount,
    total: subtotal,
    giftCardAmount: 0,
    storeCreditAmount: 0,
    dueAmount: subtotal,
    promotions: [],
    taxes: [{ name: 'VAT', ratePpm: 190_000, isIncluded: true, net: subtotal - taxAmount, tax: taxAmount }],
    delivery: { code: 'standard', name: { en: 'Standard delivery', de: 'Standardversand' } },
    tracking: 'JJD000390012345678901',
    paidAmount: subtotal,
    refundedAmount: 0,
    creditedAmount: 0,
    outstandingAmount: 0,
    deliveredAt: null,
    parcels: [
      {
        id: 'parcel',
        number: 1,
        location: 'main',
        carrier: 'DHL',
        tracking: 'JJD000390012345678901',
        trackingUrl: 'https://carrier.example/follow?number=JJD000390012345678901',
        status: 'sent',
        sentAt: at('2026-01-16T08:00:00Z'),
        deliveredAt: null,
        lines: lines.map(({ position, quantity }) => ({ position, quantity })),
      },
    ],
    returns: [
      {
        id: 'return',
        number: 'A100042-R1',
        kind: 'withdrawal',
        status: 'requested',
        reason: '',
        requestedAt: at('2026-01-20T18:04:09Z'),
        updatedAt: at('2026-01-20T18:04:09Z'),
        refundAmount: null,
        exchangeOrderId: null,
        lines: [{ position: 1, quantity: 2, received: 0, restocked: 0 }],
      },
    ],
    refunds: [
      {
        id: 'refund',
        amount: 2900,
        providerAmount: 2900,
        creditAmount: 0,
        reason: 'withdrawal',
        lines: [],
        at: at('2026-01-24T09:00:00Z'),
      },
    ],
    documents: [],
    withdrawableUntil: null,
    isWithdrawable: true,
    contact: {
      name: 'Zoë Lindqvist',
      email: 'zoe@example.org',
      phone: '',
      street: 'Lange Reihe 12',
      extra: '',
      postalCode: '20099',
      city: 'Hamburg',
      region: '',
      country: 'DE',
      note: '',
      company: '',
      vatId: '',
    },
    payment: { id: '0190a1b2-0000-7000-8000-00000000aaaa', provider: 'test', method: 'success', status: 'captured' },
    timeline: [],
  };
}
