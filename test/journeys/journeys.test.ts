/**
 * Journeys through a running demo shop in a real browser, named by the test list of the storefront (U1 to U28). All share one
 * shop and one browser, so this is their only entry.
 *
 * Not here, since the shop does not have them yet: U14 (address look-up), U15 (express wallets), U18 (accounts); of U5 typing
 * mistakes and synonyms, of U11 the cart of an account, of U16 3-D Secure and time-outs, of U24 right-to-left and yen.
 */
import './browsing.ts';
import './cart.ts';
import './freshness.ts';
import './pictures.ts';
import './privacy.ts';
import './purchase.ts';
import './templates.ts';
