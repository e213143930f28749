import type { Scenario } from '../stage.ts';
import { bundles } from './bundles.ts';
import { codes } from './codes.ts';
import { crashes } from './crashes.ts';
import { expiry } from './expiry.ts';
import { giftCards } from './gift-cards.ts';
import { lastItems } from './last-items.ts';
import { moneyModel } from './money-model.ts';
import { oneCart } from './one-cart.ts';
import { orderStates } from './order-states.ts';
import { providerFaults } from './provider-faults.ts';
import { totalsModel } from './totals-model.ts';

/** In the order they are tried. */
export const SCENARIOS: readonly Scenario[] = [
  totalsModel,
  lastItems,
  bundles,
  oneCart,
  codes,
  giftCards,
  orderStates,
  providerFaults,
  expiry,
  crashes,
  moneyModel,
];
