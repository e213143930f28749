import type { CheckoutView } from '../../shop/checkout/index.ts';
import type { MediaView } from '../../shop/discovery/index.ts';

/** What the checkout page shows, with pictures as pages need them. */
export type Checkout = CheckoutView<MediaView>;
