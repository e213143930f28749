import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, metricsPorts, unknownSettings } from '../config.ts';
import { migrateJobs } from '../platform/jobs/index.ts';
import { openKeys } from '../platform/keys/index.ts';
import { type Database, migrate, openDatabase } from '../platform/postgres/index.ts';
import { isAlreadyRunning, type ProcessGroup, requireFreePort, supervise } from '../platform/processes/index.ts';
import { createPersons, createStaffTokens, personStore, staffTokenStore } from '../shop/accounts/index.ts';
import { testProviderPlace } from '../shop/payments/index.ts';
import { createMarkets, marketStore } from '../shop/pricing/index.ts';
import { type Command, type Context, databaseSettings } from './command.ts';
import { migrationsFolder } from './migrate.ts';
import { runsTestProvider } from './payment-providers.ts';

export const command: Command = {
  name: 'serve',
  summary: 'Runs the shop: database, web processes and worker.',
  usage: '',
  help: 'Starts the embedded PostgreSQL (unless DATABASE_URL names another), brings the schema up to date, fills an empty shop with the demo range (unless STOA_DEMO=off), and serves until Ctrl-C.',
  stopsItself: true,
  run: serve,
};

async function serve(context: Context): Promise<number> {
  const { config, note } = context;
  for (const name of unknownSettings()) note(`There is no setting ${name}; see docs/reference/settings.md.`);
  const startedAt = Date.now();
  let token: string | null = null;
  try {
    return await supervise({
      lockFolder: join(config.dataDir, 'serve.lock'),
      entry: fileURLToPath(new URL('../main.ts', import.meta.url)),
      groups: groupsOf(config),
      prepare: async (signal) => {
        await requireFreePorts(config);
        testProviderPlace(config.dataDir).forgetAddress();
        const db = await openDatabase({
          ...databaseSettings(config),
          applicationName: 'stoa serve',
          reads: 1,
          transactions: 2,
          report: note,
          onFault: (error) => note(`The database: ${(error as Error).message}`),
        });
        try {
          token = await prepareShop(db, { config, note, signal });
        } catch (error) {
          await db.close();
          throw error;
        }
        return db;
      },
      onReady: (addresses) => announce(context, { addresses, token, seconds: (Date.now() - startedAt) / 1000 }),
      log: (level, message, details) => note(`${level}: ${message}${details ? ` ${JSON.stringify(details)}` : ''}`),
    });
  } catch (error) {
    if (!isAlreadyRunning(error)) throw error;
    note((error as Error & { detail: string }).detail);
    return 1;
  }
}

/** Known before the database is begun, and after the lock: a shop that runs here already says so itself. */
async function requireFreePorts(config: Config): Promise<void> {
  const { port, host, role } = config;
  if (role !== 'worker') await requireFreePort({ setting: 'PORT', port, host });
  for (const metrics of metricsPorts(config)) await requireFreePort({ setting: 'METRICS_PORT', port: metrics, host: '127.0.0.1' });
}

function groupsOf(config: Config): ProcessGroup[] {
  const { role, workers } = config;
  const groups: ProcessGroup[] = [];
  if (role !== 'worker') groups.push({ name: 'web', count: workers, args: ['web'] });
  if (role !== 'web') groups.push({ name: 'worker', count: 1, args: ['worker'] });
  if (role !== 'worker' && config.search === 'embedded') groups.push({ name: 'search', count: 1, args: ['search'] });
  if (runsTestProvider(config)) groups.push({ name: 'test provider', count: 1, args: ['test-provider'] });
  return groups;
}

/** Everything that must hold before the first request. @returns the first staff token when it was made just now */
async function prepareShop(
  db: Database,
  { config, note, signal }: { config: Config; note: (line: string) => void; signal: AbortSignal },
): Promise<string | null> {
  await migrate(db, { folder: migrationsFolder, report: note });
  await migrateJobs(db);
  const keys = openKeys({ file: join(config.dataDir, 'keys', 'master.key') });
  await createPersons({ store: personStore(db), keys }).checkKeys();
  const token = await createStaffTokens({ store: staffTokenStore(db) }).ensureFirst(config.dataDir);
  const markets = createMarkets({ store: marketStore(db) });
  await markets.refresh();
  if (markets.all().length === 0 && !signal.aborted) await fill(db, config, note);
  return token;
}

async function fill(db: Database, config: Config, note: (line: string) => void): Promise<void> {
  // Loaded for an empty shop alone: half of what a usual start would otherwise have to load before the first page.
  const [{ seedShop }, { mediaImportOf }, { rebuildSearch }] = await Promise.all([
    import('./seeding.ts'),
    import('./import-pictures.ts'),
    import('./reindex.ts'),
  ]);
  if (!config.demo) {
    await seedShop(db, { empty: true });
    return;
  }
  note('Filling the shop with the demo range ...');
  let shown = 0;
  const counts = await seedShop(db, {
    pictures: mediaImportOf(db, config),
    onProgress: (done) => {
      if (done - shown < 200) return;
      shown = done;
      note(`  ${done} products`);
    },
  });
  note(`  ${counts.created} products are in; making them findable ...`);
  await rebuildSearch(db, config);
}

function announce(
  { config, print }: Context,
  { addresses, token, seconds }: { addresses: readonly string[]; token: string | null; seconds: number },
): void {
  const tokenFile = join(config.dataDir, 'staff-token');
  const lines = [`Stoa is ready (${seconds.toFixed(1)} s).`];
  const [shop] = addresses;
  if (shop) lines.push(`  shop       ${shop}/`, `  API        ${shop}/api/products?market=eu&language=en`, `  API docs   ${shop}/api/docs`);
  if (token) lines.push(`  staff      Authorization: Bearer ${token}   (kept in ${tokenFile})`);
  else if (existsSync(tokenFile)) lines.push(`  staff      the token is in ${tokenFile}`);
  lines.push(`  data       ${config.dataDir}`, '  Ctrl-C stops everything.');
  print(lines.join('\n'));
}
