import { AGORA } from '../../demo/agora/theme.ts';
import { apiRoutes } from '../cli/api-routes.ts';
import { databaseSettings } from '../cli/command.ts';
import { composeShop, type Shop } from '../cli/shop.ts';
import type { Config } from '../config.ts';
import { openTestClock, type TestClock } from '../platform/clock/index.ts';
import { createHttpServer, type HttpServer, healthRoutes, idempotencyStore } from '../platform/http/index.ts';
import { purgeChannel, readPurge } from '../platform/jobs/index.ts';
import { connectionShares, type Database, openDatabase, sql } from '../platform/postgres/index.ts';
import { failToListen } from '../platform/processes/index.ts';
import type { SearchReader } from '../platform/search/index.ts';
import { createHealth, type Health, observeDatabase, startTelemetry, type Telemetry } from '../platform/telemetry/index.ts';
import type { MediaView } from '../shop/media/index.ts';
import { mediaView } from '../shop/media/index.ts';
import type { StorefrontDeps } from '../storefront/index.ts';
import { createAssets, storefrontErrorPage, storefrontRoutes } from '../storefront/index.ts';
import { metricsPlace, type ProcessContext, type RunningProcess } from './process.ts';
import { type ShopSearch, shopSearch } from './search-reader.ts';
import { version } from './version.ts';

/** How long readiness is off before connections close: load balancers look every few seconds, Ctrl-C should not wait. */
const GRACE_MS = 300;

/** A web process: stateless but for its caches, so that any of them may die or be added at any time. */
export async function startWebProcess(context: ProcessContext): Promise<RunningProcess> {
  const { config, instance, logger } = context;
  const { metricsPort, otlpEndpoint, traceRatio } = config;
  const telemetry = await startTelemetry({ service: 'stoa-web', version, instance, metricsPort, otlpEndpoint, traceRatio }).catch((error) =>
    failToListen(error, metricsPlace((metricsPort ?? 0) + instance)),
  );
  const shares = connectionShares(config.workers + 1);
  const db = observeDatabase(
    await openDatabase({ ...databaseSettings(config), ...shares, applicationName: `stoa web ${instance}` }),
    telemetry,
  );
  let server: HttpServer | null = null;
  const testClock = config.testClock ? await openTestClock(db, { onMove: () => server?.pages.clear() }) : null;
  let search: ShopSearch | null = null;
  const answers = (rows: SearchReader) => {
    search = shopSearch(db, config, { rows, telemetry });
    return search?.reader ?? null;
  };
  const shop = composeShop(db, config, { ...(testClock ? { clock: testClock } : {}), log: logger, answers });
  await shop.markets.refresh();
  const health = createHealth({ parts: { database: { required: true, check: () => db.query(ping) } } });
  server = await createServer(context, { db, shop, health, telemetry, testClock });
  const stopListening = await listenForPurges(db, { shop, server, outdated: () => search?.outdated() });
  const { port, host } = config;
  const address = await server.listen({ port, host }).catch((error) => failToListen(error, { setting: 'PORT', port, host }));
  return {
    address: address.replace('0.0.0.0', 'localhost').replace('[::]', 'localhost').replace('127.0.0.1', 'localhost'),
    async stop() {
      await server.drain(GRACE_MS);
      await stopListening();
      await testClock?.close();
      search?.close();
      await shop.searchTerms.flush().catch(() => undefined);
      await telemetry.shutdown();
      await db.close();
    },
  };
}

type Parts = { db: Database; shop: Shop; health: Health; telemetry: Telemetry; testClock: TestClock | null };

function createServer({ config, logger }: ProcessContext, { db, shop, health, telemetry, testClock }: Parts): Promise<HttpServer> {
  const deps = storefrontDeps(shop, config);
  return createHttpServer({
    routes: [...healthRoutes(health), ...apiRoutes(shop, version, testClock), ...storefrontRoutes(deps)],
    logger,
    telemetry,
    health,
    origin: config.origin,
    ownNames: [config.host.toLowerCase()],
    trustedProxies: config.trustedProxies,
    verifyStaff: shop.staffTokens.verify,
    idempotency: idempotencyStore(db),
    pageCacheBytes: config.pageCacheBytes,
    rateLimitPerMinute: config.rateLimitPerMinute,
    errorPage: storefrontErrorPage(deps, { origin: config.origin }),
  });
}

/** What the pages are made of; the access matrix mounts them the same way. */
export function storefrontDeps(shop: Shop, { payments }: { payments?: Config['payments'] } = {}): StorefrontDeps {
  return {
    stripe: payments?.stripe ? { publishableKey: payments.stripe.publishableKey } : null,
    theme: AGORA,
    assets: createAssets(AGORA),
    markets: shop.markets,
    heard: shop.searchTerms.heard,
    discovery: shop.discovery,
    carts: shop.carts,
    checkouts: shop.checkouts,
    drafts: shop.drafts,
    orders: shop.orderReading,
    desk: shop.desk,
    pictures: async (sources) => {
      const found = await shop.media.bySources(sources);
      const views: Record<string, MediaView> = {};
      for (const [source, media] of found) views[source] = mediaView(media, '');
      return views;
    },
  };
}

/** Names that changed are forgotten before pages are dropped, so that no page is rendered anew with the old ones. */
function listenForPurges(
  db: Database,
  { shop, server, outdated }: { shop: Shop; server: HttpServer; outdated: () => void },
): Promise<() => Promise<void>> {
  const purge = (tags: string[] | null) => {
    outdated();
    shop.discovery.onPurge(tags);
    if (tags === null || tags.some((tag) => tag.startsWith('market:'))) void shop.markets.refresh().catch(() => undefined);
    if (tags === null) server.pages.clear();
    else server.pages.purge(tags);
  };
  return db.listen(
    purgeChannel,
    (payload) => purge(readPurge(payload)),
    () => purge(null),
  );
}

const ping = sql('main.ping', 'select 1');
