import { allocate } from '../../kernel/money.ts';
import { lowestBeforeReduction } from './price-history.ts';
import type { Promotion, Quote, QuoteInput, QuoteLine, TaxRate } from './quote.ts';
import { quoteOf } from './quoting.ts';
import { toCoins } from './rounding.ts';

// biome-ignore lint/suspicious/noExplicitAny: the cases have as many shapes as projects they come from
export type Loose = any;
export type Answer = Readonly<Record<string, unknown>>;

/** A case of another project asked of ours, and every figure of the answer under the names that the cases use. */
export function answerTo(given: Loose, scale: number, wanted: Loose = {}): Answer {
  const cents = (value: Loose) => Number((Number(value) * scale).toPrecision(15));
  if ('price_log' in given) return historyAnswer(given, cents);
  if ('allocate' in given) return { parts: allocation(given, cents) };
  if ('return_qty' in given) return returnAnswer(given, cents);
  if ('cancel_units' in given) return cancelAnswer(given, cents);
  if (finer.some((key) => key in wanted) || given.decimals > 2) return finerAnswer(given, scale);
  if ('manual_discount' in given) return manualAnswer(given, cents);
  if ('benefit' in given) return offerAnswer(given, cents);
  if ('products' in given) return productsAnswer(given);
  if ('interval' in given) {
    const rounded = quoteOf({
      currency: 'EUR',
      lines: [{ quantity: 1, unitAmount: cents(given.amount) }],
      rounding: { cashInterval: cents(given.interval) },
    });
    return { rounded: rounded.due };
  }
  if ('mode' in given) {
    const modes: Loose = {
      half_up: 'halfUp',
      half_even: 'halfEven',
      half_down: 'halfDown',
      up: 'up',
      down: 'down',
      ceiling: 'ceiling',
      floor: 'floor',
    };
    return {
      rounded: quoteOf({
        currency: 'EUR',
        lines: [{ quantity: 1, unitAmount: Number(given.value) }],
        rounding: { mode: modes[given.mode] },
      }).total,
    };
  }
  if ('order_total' in given || 'balance' in given) return cardAnswer(given, cents);
  if (Array.isArray(given.lines?.[0]) && 'percent' in given) return percentFeeAnswer(given, cents);
  if ('first_item' in given || 'minimal' in given) return feeAnswer(given, cents);
  if ('pack_contains' in given) {
    const measure = { content: given.pack_contains, reference: given.reference_unit };
    return {
      price_per_unit: quoteOf({ currency: 'EUR', lines: [{ quantity: 1, unitAmount: cents(given.price), measure }] }).lines[0]
        ?.referencePrice,
    };
  }
  if (given.currency && 'amount' in given) {
    const coins: Loose = { AED: 25, CHF: 5 };
    return { cash: toCoins(given.amount, coins[given.currency]) };
  }
  return cartAnswer(given, cents);
}

type Cents = (value: Loose) => number;

/** Figures that are wanted in parts of a cent: asked of a quote in units of a ten-thousandth. */
const finer = ['tax_unrounded', 'taxes'];

function finerAnswer(given: Loose, scale: number): Answer {
  const quote = quoteOf({
    currency: 'EUR',
    rounding: { decimals: 4 },
    pricesIncludeTax: given.included === true,
    lines: [
      {
        quantity: 1,
        unitAmount: Number((Number(given.net ?? given.amount) * 10_000).toPrecision(15)),
        taxes: given.rates ?? [{ percent: Number(given.rate_percent) }],
      },
    ],
  });
  const inCents = (amount: number) => (amount * scale) / 10_000;
  const taxes = quote.lines[0]!.taxes.map(({ amount }) => inCents(amount));
  return { tax_unrounded: inCents(quote.tax), taxes, gross: inCents(quote.total) };
}

/** Pieces that will not come, of a line whose total is that of the pieces which are left. */
function cancelAnswer({ line, cancel_units: quantity }: Loose, cents: Cents): Answer {
  const left = line.units - (line.already_cancelled ?? 0);
  const quote = quoteOf({
    currency: 'EUR',
    lines: [{ id: 'line', quantity: left, unitAmount: cents(line.total) / left }],
    returns: [{ lineId: 'line', quantity }],
  });
  return { adjustment: -(quote.returns[0]?.refund ?? 0) };
}

function historyAnswer(given: Loose, cents: Cents): Answer {
  const history = given.price_log.map((entry: Loose) => ({
    at: entry.at,
    amount: cents(entry.price),
    ...('crossed_out' in entry && { compareAtAmount: entry.crossed_out === null ? null : cents(entry.crossed_out) }),
  }));
  const days = given.window_days_before_the_reduction;
  return { lowest_price_before_discount: lowestBeforeReduction(history, { now: given.now, days }) };
}

function allocation({ allocate: amount, weights, lines }: Loose, cents: Cents): number[] {
  const shares: number[] = lines ? lines.map(([price, quantity]: number[]) => cents(price) * quantity!) : weights;
  const scale = shares.every(Number.isInteger) ? 1 : 1e13;
  return allocate(
    cents(amount),
    shares.map((share) => Math.round(share * scale)),
  );
}

/** One unit of a line whose order was reduced. */
function returnAnswer({ line, order_discount: discount = 0, return_qty: quantity, exchange = false }: Loose, cents: Cents): Answer {
  const quote = quoteOf({
    currency: 'EUR',
    lines: [{ id: 'line', quantity: line.qty, unitAmount: cents(line.price) }],
    promotions: [{ id: 'order', benefit: { kind: 'amount', amount: -cents(discount) } }],
    returns: [{ lineId: 'line', quantity, isExchange: exchange }],
  });
  return { refund: quote.returns[0]?.refund };
}

function manualAnswer(given: Loose, cents: Cents): Answer {
  const benefit =
    given.type === 'FIXED'
      ? { kind: 'amount', amount: cents(given.manual_discount), of: 'all' }
      : { kind: 'percent', percent: given.manual_discount, of: 'all' };
  const quote = quoteOf({
    currency: 'EUR',
    lines: [{ quantity: 1, unitAmount: cents(given.subtotal) }],
    delivery: [{ amount: cents(given.shipping) }],
    promotions: [{ id: 'manual', benefit } as Promotion],
  });
  return { subtotal_part: quote.goods.discount, shipping_part: quote.deliverySum.discount };
}

function offerAnswer({ lines, condition, benefit }: Loose, cents: Cents): Answer {
  const { type, max_affected_items: mostUnits, value_minor: amount, value } = benefit;
  const least = condition.type === 'item_count_at_least' ? { leastQuantity: condition.value } : { leastAmount: cents(condition.value) };
  const benefits: Loose = {
    absolute: { kind: 'amount', amount },
    percentage: { kind: 'percent', percent: Number(value), of: 'each' },
    fixedunit: { kind: 'amount', amount, of: 'unit' },
    fixedprice: { kind: 'bundle', size: condition.value, amount },
    fixed: { kind: 'fixedTotal', amount },
    multibuy: { kind: 'percent', percent: 100 },
    shippingpercentage: { kind: 'percent', percent: Number(value), of: 'delivery' },
  };
  const quote = quoteOf({
    currency: 'EUR',
    lines: lines.map(({ price, qty }: Loose) => ({ quantity: qty, unitAmount: cents(price) })),
    promotions: [
      {
        id: 'offer',
        condition: least,
        benefit: benefits[type],
        ...(type === 'multibuy' ? { mostUnits: 1 } : mostUnits === undefined ? {} : { mostUnits }),
        ...(type === 'fixedprice' && { mostTimes: 1 }),
      },
    ],
  });
  return { discount: quote.discount };
}

function productsAnswer(given: Loose): Answer {
  const cart = new Map<string, number>();
  for (const step of given.cart) {
    if (step.product) cart.set(step.product, (cart.get(step.product) ?? 0) + step.qty);
    else if (step.set_qty) cart.set(step.set_qty, step.qty);
    else if (step.remove) cart.delete(step.remove);
  }
  const taxRates: TaxRate[] = given.tax_rates.map((rate: Loose) => ({ ...rate, country: rate.zone }));
  const quote = quoteOf({
    currency: 'USD',
    destination: { country: given.default_tax_zone },
    rounding: { tax: given.tax_strategy === 'Order item units based' ? 'unit' : 'line' },
    taxRates,
    lines: [...cart].map(([name, quantity]) => {
      const { price, tax_category: taxCategory } = given.products.find((product: Loose) => product.name === name);
      return { id: name, quantity, unitAmount: price, taxCategory };
    }),
    delivery: (given.shipping ?? []).map(({ fee, tax_category: taxCategory }: Loose) => ({
      amount: fee,
      taxCategory: taxCategory ?? 'none',
    })),
  });
  return { ...summary(quote), line_total: Object.fromEntries(quote.lines.map(({ id, gross }) => [id, gross])) };
}

function cardAnswer(given: Loose, cents: Cents): Answer {
  if ('refund' in given) return { balance: cents(given.balance) + cents(given.refund) };
  const cards = given.cards ?? [{ balance: given.balance }];
  const quote = quoteOf({
    currency: 'EUR',
    lines: [{ quantity: 1, unitAmount: cents(given.order_total ?? given.charge) }],
    giftCards: cards.map(({ balance }: Loose, index: number) => ({ code: String(index), balance: cents(balance) })),
  });
  const balances = quote.giftCards.map(({ balance }) => balance);
  return { to_pay: quote.due, balances, balance: balances[0] };
}

function percentFeeAnswer({ lines, percent }: Loose, cents: Cents): Answer {
  const quote = quoteOf({
    currency: 'EUR',
    lines: lines.map(([price, quantity]: number[]) => ({ quantity: quantity!, unitAmount: cents(price) })),
    delivery: [{ rate: { kind: 'percent', percent } }],
  });
  return { fee: quote.deliverySum.total };
}

function feeAnswer(given: Loose, cents: Cents): Answer {
  const perItem = {
    kind: 'perItem',
    firstAmount: cents(given.first_item),
    additionalAmount: cents(given.additional_item),
    mostItems: given.max_items,
  } as const;
  const steps = [
    { from: 0, amount: cents(given.normal_fee) },
    { from: cents(given.minimal), amount: cents(given.discount_fee) },
  ];
  const quote = quoteOf({
    currency: 'EUR',
    lines: [{ quantity: given.qty ?? 1, unitAmount: cents(given.amount ?? 1) }],
    delivery: [{ rate: 'first_item' in given ? perItem : { kind: 'byAmount', steps } }],
  });
  return { fee: quote.deliverySum.amount };
}

/** A cart written out in the case itself, in one of several ways. */
function cartAnswer(given: Loose, cents: Cents): Answer {
  const input = cartOf(given, cents);
  const quote = quoteOf(input);
  const first = quote.lines[0];
  return {
    ...summary(quote),
    line_gross: quote.lines.map(({ gross }) => gross),
    line_discounts: quote.lines.map(({ discount }) => (given.prices ? discount : -discount)).map((amount) => amount + 0),
    line_discount: -(first?.discount ?? 0) + 0,
    line0_discount: first?.discount,
    promo_total: -quote.discount + 0,
    sum: quote.discount,
    price: first?.gross,
    shipping: quote.deliverySum.total,
    included_tax: [...quote.lines, ...quote.delivery]
      .flatMap(({ taxes }) => taxes)
      .reduce((all, tax) => all + (tax.isIncluded ? tax.amount : 0), 0),
    added_tax: [...quote.lines, ...quote.delivery]
      .flatMap(({ taxes }) => taxes)
      .reduce((all, tax) => all + (tax.isIncluded ? 0 : tax.amount), 0),
    tax_lines: quote.taxes.length,
    discounts: quote.promotions.filter(({ isApplied }) => isApplied).length,
    gross: quote.total,
    net: quote.net,
    tax: quote.tax,
  };
}

function summary(quote: Quote): Answer {
  const added = quote.taxes.filter(({ isIncluded }) => !isIncluded).reduce((all, { amount }) => all + amount, 0);
  return {
    subtotal: quote.goods.amount,
    subtotal_net: quote.goods.net + quote.surchargeSum.net,
    subtotal_gross: quote.goods.gross + quote.surchargeSum.gross,
    item_total: quote.goods.gross,
    items_total: quote.goods.total,
    shipping_net: quote.deliverySum.net,
    shipping_gross: quote.deliverySum.gross,
    shipping_total: quote.deliverySum.gross,
    discount_net: quote.discount,
    discount_gross: Math.round(quote.discount * 1.1),
    discount: quote.discount,
    total: quote.total,
    total_gross: quote.total,
    total_net: quote.net,
    tax_added: added,
    tax_included: quote.tax - added,
  };
}

function cartOf(given: Loose, cents: Cents): QuoteInput {
  const included = given.prices_include_tax ?? given.included ?? false;
  const percent = given.rate_percent ?? given.tax_percent;
  const lines: QuoteLine[] = (
    given.lines ?? (given.prices ?? [given.net ?? given.price ?? given.amount]).map((price: Loose) => ({ price }))
  )
    .filter((line: Loose) => (Array.isArray(line) ? line[0] : line.price) !== undefined || line.qty)
    .map(
      (line: Loose): QuoteLine => ({
        quantity: line.qty ?? 1,
        unitAmount: cents(line.price ?? 0),
        ...(line.discount !== undefined && { discountAmount: cents(line.discount) }),
        ...(line.adjustment !== undefined && { discountAmount: -cents(line.adjustment) }),
        ...(line.includes_tax !== undefined && { pricesIncludeTax: line.includes_tax }),
        ...(line.taxon && { categories: [line.taxon] }),
        ...taxOf(given, line.taxed === false ? 0 : (line.tax_percent ?? percent)),
      }),
    );
  const shipping = given.ship_to && given.shipping !== undefined ? [] : [given.shipping ?? []].flat();
  const isFreight = given.ship_to && typeof given.shipping === 'number';
  return {
    currency: 'EUR',
    pricesIncludeTax: included === true,
    lines: isFreight ? [] : lines,
    delivery: isFreight
      ? [{ amount: cents(given.shipping), taxPercent: given.dest_rate_percent }]
      : shipping.map((one: Loose) => ({
          amount: cents(one.price ?? one),
          taxPercent: one.tax_percent ?? percent ?? 0,
          ...(one.includes_tax !== undefined && { pricesIncludeTax: one.includes_tax }),
          ...(one.discount !== undefined && { discountAmount: cents(one.discount) }),
        })),
    surcharges: (given.surcharges ?? []).map((one: Loose) => ({
      amount: cents(one.price),
      pricesIncludeTax: one.includes_tax,
      taxPercent: one.tax_percent,
    })),
    promotions: promotionsOf(given, cents),
    ...(given.coupons && { codes: given.coupons }),
  };
}

function taxOf(given: Loose, percent: number | undefined): Partial<QuoteLine> {
  if (given.rates_percent) return { taxes: given.rates_percent.map((rate: number) => ({ name: `${rate}`, percent: rate })) };
  if (given.ship_to === 'outside') return { taxPercent: 0, containedTaxPercent: given.home_rate_percent };
  return percent === undefined ? {} : { taxPercent: percent };
}

function promotionsOf(given: Loose, cents: Cents): Promotion[] {
  if (given.tiers) {
    const { base, ...more } = given.tiers;
    const tiers = [
      { from: 0, percent: base },
      ...Object.entries(more).map(([from, percent]) => ({ from: Number(from), percent: Number(percent) })),
    ];
    return [{ id: 'tiers', target: { categories: ['clothes'] }, benefit: { kind: 'tiers', by: 'quantity', tiers } }];
  }
  if (given.tiers_flat) {
    const { base, ...more } = given.tiers_flat;
    const tiers = [
      { from: 0, amount: cents(base) },
      ...Object.entries(more).map(([from, amount]) => ({ from: cents(from), amount: cents(amount) })),
    ];
    return [{ id: 'tiers', benefit: { kind: 'tiers', by: 'amount', tiers } }];
  }
  if (given.percent_each) return [{ id: 'each', benefit: { kind: 'percent', percent: given.percent_each, of: 'each' } }];
  if (given.percent !== undefined) return [{ id: 'percent', benefit: { kind: 'percent', percent: given.percent } }];
  if (given.discount !== undefined) return [{ id: 'voucher', benefit: { kind: 'amount', amount: cents(given.discount) } }];
  return (given.promotions ?? []).map((one: Loose, index: number): Promotion => {
    const amount = cents(one.value);
    const benefits: Loose = {
      percent_item: { kind: 'percent', percent: one.percent, of: 'each' },
      percent_order: { kind: 'percent', percent: one.percent, ...(one.cap !== undefined && { mostAmount: cents(one.cap) }) },
      order_amount_off: { kind: 'amount', amount },
      order_amount_off_spread: { kind: 'amount', amount },
      order_fixed_price: { kind: 'fixedTotal', amount },
      free_shipping: { kind: 'freeDelivery' },
      amount_off_per_item_in_full_groups: { kind: 'groups', size: one.group, amount },
      percent_off_in_full_groups: { kind: 'groups', size: one.group, percent: one.percent },
    };
    return {
      id: String(index),
      benefit: benefits[one.type],
      ...(one.coupon && { code: one.coupon }),
      ...(given.promotion_currency && { currency: given.promotion_currency }),
      ...(one.only_unit_price && { target: { unitAmount: cents(one.only_unit_price) } }),
      condition: {
        ...(one.min_order !== undefined && { leastAmount: cents(one.min_order) }),
        ...(one.min_line_qty !== undefined && { leastLineQuantity: one.min_line_qty }),
      },
    };
  });
}
