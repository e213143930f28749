import { fail, failField } from '../../kernel/errors.ts';
import { MOST_AMOUNT } from '../../kernel/money.ts';

export const MOST_LINES = 100;
export const MOST_OF_A_LINE = 999;
/** Adding keys that are remembered; older ones are forgotten. */
const MOST_KEYS = 50;
const MOST_CODES = 10;

/** A cart as it is kept. Prices in it are those the shopper saw; what counts is read live. */
export type CartBody = {
  market: string;
  language: string;
  lines: { variantId: number; quantity: number; unitAmount: number }[];
  /** Keys of recent additions: each adds once. */
  keys: string[];
  /** Codes of promotions, as they are written. Absent in carts of before. */
  codes?: string[];
  /** Ids of gift cards whose codes were shown. */
  giftCards?: string[];
  /** Checkouts whose goods have been taken out of this cart, newest last. */
  ordered: string[];
};

export function emptyCart(market: string, language: string): CartBody {
  return { market, language, lines: [], keys: [], ordered: [] };
}

/** Null when this key has added before. */
export function withAdded(
  cart: CartBody,
  added: { variantId: number; quantity: number; unitAmount: number; key: string | null },
): CartBody | null {
  if (added.key !== null && cart.keys.includes(added.key)) return null;
  const known = cart.lines.find((line) => line.variantId === added.variantId);
  const quantity = (known?.quantity ?? 0) + added.quantity;
  if (quantity > MOST_OF_A_LINE) refuseQuantity(`A line holds at most ${MOST_OF_A_LINE} pieces; this one would have ${quantity}.`);
  checkAmount(added.unitAmount, quantity);
  if (!known && cart.lines.length >= MOST_LINES) fail('cart_full');
  const line = { variantId: added.variantId, quantity, unitAmount: added.unitAmount };
  return {
    ...cart,
    lines: known ? cart.lines.map((other) => (other === known ? line : other)) : [...cart.lines, line],
    keys: added.key === null ? cart.keys : [...cart.keys, added.key].slice(-MOST_KEYS),
  };
}

/** The shopper sees the present price when he changes a quantity, so it becomes the one he was shown. */
export function withQuantity(cart: CartBody, variantId: number, quantity: number, unitAmount: number | null): CartBody {
  if (!cart.lines.some((line) => line.variantId === variantId)) fail('cart_line_not_found');
  if (unitAmount !== null) checkAmount(unitAmount, quantity);
  const lines = cart.lines.map((line) =>
    line.variantId === variantId ? { variantId, quantity, unitAmount: unitAmount ?? line.unitAmount } : line,
  );
  return { ...cart, lines };
}

/** Null when there is no such line: removing it twice is no fault. */
export function withoutLine(cart: CartBody, variantId: number): CartBody | null {
  const lines = cart.lines.filter((line) => line.variantId !== variantId);
  return lines.length === cart.lines.length ? null : { ...cart, lines };
}

/** Takes ordered goods and codes out and keeps the goods that were added meanwhile. Null when this checkout's goods have been taken out before. */
export function withoutOrdered(
  cart: CartBody,
  checkoutId: string,
  goods: readonly { variantId: number; quantity: number }[],
): CartBody | null {
  if (cart.ordered.includes(checkoutId)) return null;
  const bought = new Map(goods.map((line) => [line.variantId, line.quantity]));
  const lines = cart.lines
    .map((line) => ({ ...line, quantity: line.quantity - (bought.get(line.variantId) ?? 0) }))
    .filter((line) => line.quantity > 0);
  // What the codes gave is in the order; for the next one they are typed again.
  return { ...cart, lines, codes: [], giftCards: [], ordered: [...cart.ordered, checkoutId].slice(-10) };
}

/** Null when it is there already. */
export function withCode(cart: CartBody, kind: 'codes' | 'giftCards', code: string): CartBody | null {
  const known = cart[kind] ?? [];
  if (known.includes(code)) return null;
  if (known.length >= MOST_CODES) fail('code_refused', `A cart takes at most ${MOST_CODES} of them.`);
  return { ...cart, [kind]: [...known, code] };
}

/** A code or a gift card's id. Null when it is not there: removing it twice is no fault. */
export function withoutCode(cart: CartBody, code: string): CartBody | null {
  const others = (all: readonly string[] = []) => all.filter((one) => one !== code);
  const [codes, giftCards] = [others(cart.codes), others(cart.giftCards)];
  if (codes.length === (cart.codes ?? []).length && giftCards.length === (cart.giftCards ?? []).length) return null;
  return { ...cart, codes, giftCards };
}

/** Null when the cart is there already. `amounts` are the prices of the new market by variant. */
export function inLocale(cart: CartBody, market: string, language: string, amounts: ReadonlyMap<number, number | null>): CartBody | null {
  if (cart.market === market && cart.language === language) return null;
  const lines = cart.lines.map((line) => ({ ...line, unitAmount: amounts.get(line.variantId) ?? line.unitAmount }));
  return { ...cart, market, language, lines: cart.market === market ? cart.lines : lines };
}

/** Whether so many pieces at this price are a line whose sums stay exact. */
export function isPayable(unitAmount: number, quantity: number): boolean {
  return unitAmount * quantity <= MOST_AMOUNT;
}

function checkAmount(unitAmount: number, quantity: number): void {
  if (!isPayable(unitAmount, quantity)) refuseQuantity(`A line comes to at most ${MOST_AMOUNT}, in minor units; order fewer pieces.`);
}

/** Whole pieces from 1 to 999. */
export function checkQuantity(quantity: number): void {
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST_OF_A_LINE)
    refuseQuantity(`The quantity is a whole number from 1 to ${MOST_OF_A_LINE}.`);
}

function refuseQuantity(message: string): never {
  failField('/quantity', 'out_of_range', message);
}
