import { constants, existsSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { readConfig, unknownSettings } from '../config.ts';
import { inspectDatabase, readMigrations } from '../platform/postgres/index.ts';
import { makeFolders, runningInstance } from '../platform/processes/index.ts';
import { type Command, type Context, describeError } from './command.ts';
import { migrationsFolder } from './migrate.ts';

type Finding = { level: 'ok' | 'warning' | 'fault'; about: string; text: string };

const leastFreeBytes = 512 * 1024 * 1024;

export const command: Command = {
  name: 'doctor',
  summary: 'Looks for what keeps the shop from running, and says what to do.',
  usage: '[--json]',
  options: { json: { type: 'boolean', about: 'One JSON object a line.' } },
  run: async (context) => {
    let faults = 0;
    for (const check of [node, packages, settings, dataFolder, disk, port, database]) {
      const finding = await check(context).catch(
        (error: unknown): Finding => ({ level: 'fault', about: check.name, text: describeError(error) }),
      );
      if (finding.level === 'fault') faults += 1;
      context.print(context.flag('json') ? JSON.stringify(finding) : `${sign[finding.level]} ${finding.about}: ${finding.text}`);
    }
    if (!context.flag('json'))
      context.print(faults === 0 ? 'Nothing stands in the way.' : `${faults === 1 ? 'One fault' : `${faults} faults`} to mend.`);
    return faults === 0 ? 0 : 1;
  },
};

const sign = { ok: 'ok      ', warning: 'warning ', fault: 'FAULT   ' } as const;

async function node(): Promise<Finding> {
  return { level: 'ok', about: 'Node', text: `${process.version} (${process.execPath})` };
}

async function packages(): Promise<Finding> {
  const missing = ['fastify', 'pg', 'sharp', 'graphile-worker', 'pino'].filter((name) => !resolves(name));
  if (missing.length > 0) return { level: 'fault', about: 'packages', text: `missing: ${missing.join(', ')}. Run "npm ci".` };
  return { level: 'ok', about: 'packages', text: 'installed' };
}

async function settings(): Promise<Finding> {
  readConfig();
  const unknown = unknownSettings();
  if (unknown.length > 0)
    return { level: 'warning', about: 'settings', text: `no such setting: ${unknown.join(', ')}; see docs/reference/settings.md` };
  return { level: 'ok', about: 'settings', text: 'all valid' };
}

async function dataFolder({ config }: Context): Promise<Finding> {
  makeFolders(config.dataDir);
  await access(config.dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  return { level: 'ok', about: 'data folder', text: config.dataDir };
}

async function disk({ config }: Context): Promise<Finding> {
  const { bavail, bsize } = await statfs(config.dataDir);
  const text = `${Math.round((bavail * bsize) / 1024 / 1024)} MB free`;
  if (bavail * bsize < leastFreeBytes) return { level: 'fault', about: 'disk', text: `${text}; the shop needs 512 MB or more` };
  return { level: 'ok', about: 'disk', text };
}

async function port({ config }: Context): Promise<Finding> {
  const running = runningInstance(join(config.dataDir, 'serve.lock'));
  if (running)
    return { level: 'ok', about: 'port', text: `the shop runs (process ${running.pid}) at ${running.addresses.join(', ') || '...'}` };
  const obstacle = await listenFault(config);
  if (obstacle === 'EADDRINUSE')
    return { level: 'fault', about: 'port', text: `${config.port} is taken by another program. Set PORT to another one, or 0 for any.` };
  if (obstacle === 'EACCES')
    return { level: 'fault', about: 'port', text: `${config.port} may not be used by this user. Set PORT to one above 1023.` };
  if (obstacle) return { level: 'fault', about: 'port', text: `${config.host}:${config.port} cannot be used (${obstacle})` };
  return { level: 'ok', about: 'port', text: `${config.port} is free` };
}

async function database(context: Context): Promise<Finding> {
  const { config } = context;
  const db = await context.database({ reads: 1, transactions: 1, report: () => undefined });
  const where = db.embedded ? inspectDatabase(config.dataDir) : 'at DATABASE_URL';
  const todo = readMigrations(migrationsFolder).length - (await appliedCount(context));
  const text = `PostgreSQL ${Math.floor(db.serverVersion / 10_000)}.${db.serverVersion % 10_000}, ${where}`;
  return { level: 'ok', about: 'database', text: todo > 0 ? `${text}; ${todo} migrations will be applied at the next start` : text };
}

async function appliedCount(context: Context): Promise<number> {
  const db = await context.database();
  const [known] = await db.query<{ known: boolean }>({ name: '', text: "select to_regclass('schema_migration') is not null as known" });
  if (!known?.known) return 0;
  const [row] = await db.query<{ count: number }>({ name: '', text: 'select count(*) as count from schema_migration' });
  return row!.count;
}

function resolves(name: string): boolean {
  try {
    import.meta.resolve(name);
    return existsSync(new URL(import.meta.resolve(name)));
  } catch {
    return false;
  }
}

function listenFault(config: Config): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(config.port, config.host, () => probe.close(() => resolve(null)));
  });
}
