import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { FieldFault } from '../../kernel/errors.ts';
import type { PricedCart } from '../cart/index.ts';
import type { DraftLine } from '../orders/index.ts';
import type { DeliveryOption, Shipping } from '../shipping/index.ts';
import type { Tax } from '../tax/index.ts';
import { type CheckoutOutcome, type Plan, refusal } from './attempt.ts';

export type Planner = ReturnType<typeof createPlanner>;

/** Turns a cart with live prices into what would be bought: lines with their tax rates, and a way of delivery. */
export function createPlanner({ tax, shipping, clock = systemClock }: { tax: Tax; shipping: Shipping; clock?: Clock }) {
  const linesOf = async (cart: PricedCart, country: string): Promise<DraftLine[]> => {
    // What is not sold is no part of the sum, here as in the cart; a cart with such a line cannot be bought.
    const sold = cart.lines.filter((line) => line.problem !== 'unavailable');
    const categories = sold.map((line) => line.taxCategory);
    const rates = await tax.ratesFor(cart.market.code, country, categories, clock.now());
    return sold.map((line, index) => ({
      variantId: line.variantId,
      productId: line.productId ?? 0,
      sku: line.sku,
      title: line.title,
      variantTitle: line.variantTitle,
      handle: line.handle ?? '',
      mediaId: line.media?.id ?? null,
      quantity: line.quantity,
      unitAmount: line.unitAmount,
      ratePpm: line.taxable ? (rates[index] ?? 0) : 0,
    }));
  };

  const planFor = (cart: PricedCart, lines: DraftLine[], option: DeliveryOption): Omit<Plan, 'payment'> => ({
    currency: cart.market.currency,
    taxIncluded: cart.market.taxDisplay === 'inclusive',
    lines,
    delivery: { code: option.code, name: option.name, amount: option.amount },
  });

  return {
    /** Every way of delivery to a country, each with the plan that choosing it makes. */
    async plans(cart: PricedCart, country: string): Promise<{ option: DeliveryOption; plan: Omit<Plan, 'payment'> }[]> {
      if (!cart.market.countries.includes(country)) return [];
      const [lines, options] = await Promise.all([linesOf(cart, country), shipping.methodsFor(cart.market, country, cart.subtotal)]);
      return options.map((option) => ({ option, plan: planFor(cart, lines, option) }));
    },
  };
}

/** Why this cart cannot be bought as it stands; null when it can. What is short is named here early and refused by the reservation for certain. */
export function cartRefusal(cart: PricedCart): CheckoutOutcome | null {
  if (cart.lines.length === 0) return refusal('cart_empty', 'The cart is empty. Add a product first.');
  const faultsOf = (problem: string, message: (line: PricedCart['lines'][number]) => string): FieldFault[] =>
    cart.lines
      .filter((line) => line.problem === problem)
      .map((line) => ({ path: `/lines/${line.variantId}`, code: problem, message: message(line) }));
  const unavailable = faultsOf('unavailable', (line) => `${line.title || 'This product'} is not sold any more`);
  if (unavailable.length > 0) return refusal('cart_line_unavailable', 'Remove what is not sold any more.', unavailable);
  const short = faultsOf('short', (line) => shortMessage(line.available ?? 0));
  if (short.length > 0) return refusal('insufficient_stock', 'Some of it is not in stock any more in this quantity.', short);
  return null;
}

export function shortMessage(available: number): string {
  return available === 0 ? 'sold out' : `only ${available} left`;
}
