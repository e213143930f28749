import { constants, setPriority } from 'node:os';
import { databaseSettings } from '../cli/command.ts';
import { composeShop, type Shop } from '../cli/shop.ts';
import { WORKER_METRICS_OFFSET } from '../config.ts';
import { CLOCK_MOVED, openTestClock, type TestClock } from '../platform/clock/index.ts';
import { idempotencyStore } from '../platform/http/index.ts';
import { observeRelay, startRelay, startWorker } from '../platform/jobs/index.ts';
import { connectionShares, type Database, openDatabase } from '../platform/postgres/index.ts';
import { failToListen } from '../platform/processes/index.ts';
import { ensureTrigrams } from '../platform/search/index.ts';
import { observeDatabase, startTelemetry } from '../platform/telemetry/index.ts';
import { metricsPlace, type ProcessContext, type RunningProcess } from './process.ts';
import { version } from './version.ts';

/** The worker: hands events on, runs jobs, sweeps what has expired. One relay works at a time, however many workers there are. */
export async function startWorkerProcess({ config, logger, instance }: ProcessContext): Promise<RunningProcess> {
  const { metricsPort, otlpEndpoint, traceRatio } = config;
  // Where all share a machine, whoever is buying comes first and the letters a moment later. A system that refuses it loses little.
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {}
  const telemetry = await startTelemetry({
    service: 'stoa-worker',
    version,
    instance: WORKER_METRICS_OFFSET + instance,
    metricsPort,
    otlpEndpoint,
    traceRatio,
  }).catch((error) => failToListen(error, metricsPlace((metricsPort ?? 0) + WORKER_METRICS_OFFSET + instance)));
  const shares = connectionShares(config.workers + 1);
  const db = observeDatabase(
    await openDatabase({ ...databaseSettings(config), ...shares, applicationName: `stoa worker ${instance}` }),
    telemetry,
  );
  const testClock = config.testClock ? await openTestClock(db) : null;
  const shop = composeShop(db, config, { ...(testClock ? { clock: testClock } : {}), log: logger });
  await shop.markets.refresh();
  const { tasks, cron } = chores(db, shop);
  // Written down in the relay, sent beside it: a slow mail server holds up nobody's events.
  let sending: Promise<void> | null = null;
  const sendLetters = () => {
    if (sending) return;
    sending = tasks['letters:send']()
      .catch((err) => logger.warn({ err }, 'letters could not be sent; they will be tried again'))
      .finally(() => {
        sending = null;
      });
  };
  const letterHandlers = Object.fromEntries(
    Object.entries(shop.letters.handlers).map(([type, handle]) => [
      type,
      async (events: Parameters<typeof handle>[0]) => {
        await handle(events);
        sendLetters();
      },
    ]),
  );
  const relay = startRelay({
    db,
    handlers: {
      ...shop.discovery.indexer.handlers,
      ...letterHandlers,
      ...(testClock ? { [CLOCK_MOVED]: () => catchUp(testClock, tasks) } : {}),
    },
    idle: shop.discovery.indexer.idle,
    log: logger,
    tracer: telemetry.tracer,
  });
  observeRelay(relay, telemetry.registry);
  const worker = await startWorker({ db, tasks, cron, log: logger, tracer: telemetry.tracer });
  // What was left undone when everything stopped is not kept waiting for the first minute to pass.
  for (const chore of [tasks['inventory:expire'], tasks['checkout:recover'], tasks['pricing:present'], tasks['media:sweep']])
    void chore().catch((err) => logger.warn({ err }, 'a chore failed; it will be tried again'));
  void ensureTrigrams(db).then(
    (lost) => lost && logger.warn(lost),
    (err) => logger.warn({ err }, 'the word index could not be looked at'),
  );
  return {
    address: null,
    async stop() {
      await worker.stop();
      await relay.stop();
      await testClock?.close();
      await telemetry.shutdown();
      await db.close();
    },
  };
}

/** The time was moved: what is done by the clock is done for the new one. Pictures have no part in it. */
async function catchUp(testClock: TestClock, tasks: Record<ChoreName, () => Promise<void>>): Promise<void> {
  await testClock.refresh();
  for (const [name, task] of Object.entries(tasks)) if (!name.startsWith('media:')) await task();
}

type ChoreName =
  | 'inventory:expire'
  | 'letters:send'
  | 'checkout:recover'
  | 'checkout:sweep'
  | 'orders:payments'
  | 'documents:sweep'
  | 'drafts:sweep'
  | 'webhooks:sweep'
  | 'idempotency:sweep'
  | 'media:fetch'
  | 'media:render'
  | 'media:sweep'
  | 'pricing:present'
  | 'search-terms:sweep';

/** What is done by the clock: crontab lines in UTC. */
function chores(
  db: Database,
  { desk, letters, inventory, checkouts, documents, drafts, webhooks, media, mediaImport, pricing, searchTerms }: Shop,
) {
  const tasks: Record<ChoreName, () => Promise<void>> = {
    'inventory:expire': async () => void (await inventory.expireDue()),
    'letters:send': async () => void (await letters.sendDue()),
    'checkout:recover': async () => void (await checkouts.recoverPayments()),
    'orders:payments': async () => void (await desk.captures.follow()),
    'checkout:sweep': async () => void (await checkouts.sweep()),
    'documents:sweep': async () => void (await documents.sweep()),
    'drafts:sweep': async () => void (await drafts.sweep()),
    'webhooks:sweep': async () => void (await webhooks.sweep()),
    'idempotency:sweep': async () => void (await idempotencyStore(db).sweep()),
    'media:fetch': async () => void (await mediaImport.fetchPending({ forMs: 50_000 })),
    'media:render': async () => void (await media.renderPending({ forMs: 50_000 })),
    'media:sweep': async () => void (await media.sweepArrivals()),
    'pricing:present': async () => void (await pricing.presentDue()),
    'search-terms:sweep': async () => void (await searchTerms.sweep()),
  };
  const cron: Record<ChoreName, string> = {
    'inventory:expire': '* * * * *',
    'letters:send': '* * * * *',
    'checkout:recover': '* * * * *',
    'orders:payments': '* * * * *',
    'checkout:sweep': '7 * * * *',
    'documents:sweep': '17 * * * *',
    'drafts:sweep': '17 * * * *',
    'webhooks:sweep': '27 * * * *',
    'idempotency:sweep': '27 * * * *',
    'media:fetch': '* * * * *',
    'media:render': '* * * * *',
    'media:sweep': '37 * * * *',
    'pricing:present': '* * * * *',
    'search-terms:sweep': '47 3 * * *',
  };
  return { tasks, cron };
}
