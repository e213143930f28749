/** What a shopper means to buy. */
export type { Carts } from './cart.service.ts';
export { createCarts } from './cart.service.ts';
export { cartStore } from './cart.store.ts';
export type { CartNotice, CartView, PricedCart } from './cart-view.ts';
export type { LineProblem, MediaRow, PricedLine } from './priced-line.ts';
