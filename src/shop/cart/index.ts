/** What a shopper means to buy. */
export { cartRoutes } from './cart.routes.ts';
export { CartId, ImageSchema } from './cart.schemas.ts';
export type { Carts } from './cart.service.ts';
export { createCarts } from './cart.service.ts';
export { cartStore } from './cart.store.ts';
export type { CartCode, CartNotice, CartView, KeptCart, PricedCart } from './cart-view.ts';
export { giftCardsIn, offersIn, verdictOn } from './cart-view.ts';
export { refusalDetail } from './code-refusal.ts';
export type { CartImage } from './image.ts';
export type { LineProblem, MediaRow, PricedLine } from './priced-line.ts';
export { quoteLineOf } from './quote-line.ts';
