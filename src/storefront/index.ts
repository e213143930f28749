/** The shop as visitors see it: pages, forms, files. */
import type { PageRoute, Route } from '../platform/http/index.ts';
import type { StorefrontDeps } from './deps.ts';
import { cartRoutes } from './routes/cart.routes.ts';
import { checkoutRoutes } from './routes/checkout.routes.ts';
import { entranceRoutes } from './routes/entrance.routes.ts';
import { machineRoutes } from './routes/machines.routes.ts';
import { orderRoutes } from './routes/orders.routes.ts';
import { pageRoutes } from './routes/pages.routes.ts';
import { withdrawalRoutes } from './routes/withdrawal.routes.ts';

export type { Assets } from './assets.ts';
export { createAssets } from './assets.ts';
export type { StorefrontDeps, StorefrontDiscovery } from './deps.ts';
export { errorPage as storefrontErrorPage } from './routes/failure.ts';

/** Every address of the storefront. */
export function storefrontRoutes(deps: StorefrontDeps): (Route | PageRoute)[] {
  return [
    ...entranceRoutes(deps),
    ...machineRoutes(deps),
    ...pageRoutes(deps),
    ...cartRoutes(deps),
    ...checkoutRoutes(deps),
    ...orderRoutes(deps),
    ...withdrawalRoutes(deps),
  ];
}
