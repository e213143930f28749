import { fail } from '../../kernel/errors.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import type { Carts } from '../cart/index.ts';
import type { Planner } from '../checkout/index.ts';
import type { Addition, Desk, EditOutcome, OrderReading, OrderView, Units } from '../orders/index.ts';
import type { Markets } from '../pricing/index.ts';
import { NO_DELIVERY } from '../shipping/index.ts';

export type Edits = ReturnType<typeof createOrderEditing>;

export type EditRequest = {
  id?: string;
  revision?: number;
  /** Each variant once; more of what a line has is another line, at the price of today. */
  add?: readonly { variantId: number; quantity: number }[];
  remove?: readonly Units[];
  exchangeOf?: string;
  reason?: string;
};

/** Changes of what an order holds: prices and taxes of today, worked out as the checkout does it, then one transaction at the desk. */
export function createOrderEditing<Image>(deps: {
  desk: Pick<Desk, 'edits'>;
  reading: OrderReading<unknown>;
  carts: Carts<Image>;
  planner: Planner;
  markets: Markets;
}) {
  const { desk, reading, carts, planner, markets } = deps;

  const additionOf = async (order: OrderView<unknown>, wanted: NonNullable<EditRequest['add']>): Promise<Addition | null> => {
    if (wanted.length === 0) return null;
    if (new Set(wanted.map(({ variantId }) => variantId)).size !== wanted.length) fail('payload_invalid', 'Each variant is added once.');
    if (!order.contact) fail('order_state', 'The buyer of this order has been erased.');
    const locale = markets.resolve(order.market, order.language) ?? fail('market_not_found');
    // Priced by a cart of its own, which nobody sees and which expires like any other.
    const { id: cartId } = await carts.create(locale);
    for (const line of wanted) await carts.addLine(cartId, line);
    const cart = (await carts.priced(cartId, order.language)) ?? fail('cart_not_found');
    const gone = cart.lines.find((line) => line.problem === 'unavailable' || line.isGiftCard);
    if (gone) fail('variant_not_found', `Variant ${gone.variantId} cannot be added to an order.`);
    const { country, region, postalCode, vatId } = order.contact;
    const destination = { country, ...(region ? { region } : {}), ...(postalCode ? { postalCode } : {}) };
    const plain = { ...cart, codes: [], giftCards: [], offers: { ...cart.offers, promotions: [] } };
    const plan = (await planner.open(plain, destination, { vatId })).planFor(NO_DELIVERY);
    return { lines: plan.lines, sums: plan.sums, taxIncluded: plan.taxIncluded, isReverseCharge: plan.isReverseCharge === true };
  };

  return {
    /** Throws what `desk.edits.edit` throws, `variant_not_found` and `payload_invalid`. */
    async edit(orderId: string, actor: string, { id = uuidv7(), add = [], remove = [], ...more }: EditRequest): Promise<EditOutcome> {
      const addition = await additionOf(await reading.get(orderId), add);
      return desk.edits.edit(orderId, { ...more, id, actor, addition, remove });
    },
  };
}
