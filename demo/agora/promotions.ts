import type { PromotionDraft } from '../../src/shop/promotions/index.ts';

const plain = {
  markets: null,
  currency: null,
  priority: 0,
  isCombinable: true,
  startsAt: null,
  endsAt: null,
  limitTotal: null,
  limitPerCustomer: null,
  isGivenBack: true,
} satisfies Partial<PromotionDraft>;

/** What a visitor can try: a code for newcomers, free delivery by code, and three for two on candlelight without one. */
export const PROMOTIONS: readonly { name: string; code: string | null; draft: PromotionDraft }[] = [
  {
    name: 'welcome',
    code: 'WELCOME10',
    draft: {
      ...plain,
      name: { en: 'A tenth off your first order', de: 'Ein Zehntel auf die erste Bestellung' },
      needsCode: true,
      limitPerCustomer: 1,
      rule: { benefit: { kind: 'percent', percent: 10 } },
    },
  },
  {
    name: 'free-delivery',
    code: 'FREESHIP',
    draft: {
      ...plain,
      name: { en: 'Delivery on us from €40', de: 'Versand auf uns ab 40 €' },
      needsCode: true,
      markets: ['eu'],
      currency: 'EUR',
      priority: 10,
      rule: { condition: { leastAmount: 4000 }, benefit: { kind: 'freeDelivery' } },
    },
  },
  {
    name: 'three-candles',
    code: null,
    draft: {
      ...plain,
      name: { en: 'Three for two on candlelight', de: 'Drei für zwei bei Kerzenlicht' },
      needsCode: false,
      priority: -10,
      rule: {
        target: { categories: ['candlelight'] },
        condition: { lines: { categories: ['candlelight'] } },
        benefit: { kind: 'buyGet', buy: 2, get: 1 },
      },
    },
  },
];
