import type { Scenario } from '../stage.ts';
import { crashes } from './crashes.ts';
import { lastItems } from './last-items.ts';
import { oneCart } from './one-cart.ts';
import { orderStates } from './order-states.ts';

/** In the order they are tried. */
export const SCENARIOS: readonly Scenario[] = [lastItems, oneCart, orderStates, crashes];
