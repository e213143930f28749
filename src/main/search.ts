import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { databaseSettings } from '../cli/command.ts';
import { SEARCH_METRICS_OFFSET } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { openTestClock } from '../platform/clock/index.ts';
import { purgeChannel } from '../platform/jobs/index.ts';
import { openDatabase } from '../platform/postgres/index.ts';
import { failToListen } from '../platform/processes/index.ts';
import { hostSearch, postgresChanges, socketPath } from '../platform/search/index.ts';
import { startTelemetry } from '../platform/telemetry/index.ts';
import { createFollower, createStructures, projectionStore } from '../shop/discovery/index.ts';
import { createMarkets, marketStore } from '../shop/pricing/index.ts';
import { metricsPlace, type ProcessContext, type RunningProcess } from './process.ts';
import { keptIndex } from './search-file.ts';
import { version } from './version.ts';

/** Between looks when nobody has told of a change. */
const lookMs = 500;
/** A snapshot is written at the end and after a build; between these when something has changed for so long. */
const keepMs = 15 * 60_000;

/** The search process: the index of this machine, kept equal to the rows of the database, and answering the web processes. */
export async function startSearchProcess({ config, logger, instance }: ProcessContext): Promise<RunningProcess> {
  const { metricsPort, otlpEndpoint, traceRatio } = config;
  const telemetry = await startTelemetry({
    service: 'stoa-search',
    version,
    instance: SEARCH_METRICS_OFFSET + instance,
    metricsPort,
    otlpEndpoint,
    traceRatio,
  }).catch((error) => failToListen(error, metricsPlace((metricsPort ?? 0) + SEARCH_METRICS_OFFSET + instance)));
  const db = await openDatabase({ ...databaseSettings(config), applicationName: 'stoa search', reads: 1, transactions: 1, plainPool: 1 });
  const testClock = config.testClock ? await openTestClock(db) : null;
  const clock = testClock ?? systemClock;
  const markets = createMarkets({ store: marketStore(db), clock });
  const store = projectionStore(db);
  const folder = join(config.dataDir, 'search');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = keptIndex(join(folder, 'index.snapshot'), (fault) => logger.warn({ fault }, 'the kept search index is made anew'));
  const { engine, mark } = file.read();
  const follower = createFollower({
    store,
    changes: postgresChanges(db),
    structures: createStructures(store),
    markets: async () => {
      await markets.refresh();
      return markets.all();
    },
    clock,
    engine,
    from: mark,
  });
  let keptVersion = mark?.version ?? -1;
  let keptAt = performance.now();
  let stopped = false;

  const keep = () => {
    const reached = follower.reached();
    if (!reached || reached.version === keptVersion) return;
    file.write(reached);
    keptVersion = reached.version;
    keptAt = performance.now();
  };
  const catchUp = async (): Promise<void> => {
    if (stopped) return;
    const first = follower.reached() === null;
    try {
      await follower.catchUp();
      if (first || performance.now() - keptAt > keepMs) keep();
    } catch (error) {
      // Until it succeeds questions go to the database, which has to be there for anything else too.
      logger.warn({ fault: (error as { code?: string }).code ?? (error as Error).name }, 'the search index could not follow the catalogue');
    }
  };
  const reached = () => follower.reached()?.version ?? 0;
  telemetry.registry.observe(
    'gauge',
    {
      name: 'stoa.search.reached',
      help: 'Number of the last write that the index of this machine holds; 0 while it is being made.',
      unit: '{write}',
      labels: [],
    },
    () => [{ values: [], value: reached() }],
  );
  telemetry.registry.observe(
    'gauge',
    { name: 'stoa.search.documents', help: 'Products in the index of this machine.', unit: '{product}', labels: [] },
    () => [{ values: [], value: engine.ids().length }],
  );
  const stopListening = await db.listen(
    purgeChannel,
    () => void catchUp(),
    () => void catchUp(),
  );
  const host = await hostSearch({ engine, path: socketPath(config.dataDir), reached: follower.reached, catchUp });
  const timer = setInterval(() => void catchUp(), lookMs);
  void catchUp();
  return {
    address: null,
    async stop() {
      clearInterval(timer);
      await host.close();
      await stopListening();
      await follower.catchUp().catch(() => undefined);
      stopped = true;
      keep();
      await testClock?.close();
      await telemetry.shutdown();
      await db.close();
    },
  };
}
