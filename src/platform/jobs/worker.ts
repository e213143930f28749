import { Logger, parseCrontab, type Runner, run, runMigrations, type TaskList } from 'graphile-worker';
import { type Database, json, type Queryable, sql, translated } from '../postgres/index.ts';
import { currentTrace, type Tracer, traceparent } from '../telemetry/index.ts';

/**
 * Background work in PostgreSQL, by graphile-worker. Payloads are JSON without personal data. `T` names the tasks and
 * their payloads: `{ 'media.renditions': { id: string } }`.
 */
export type JobOptions = {
  /** A waiting job of the same key is replaced. */
  key?: string;
  runAt?: Date;
  /** Default 25, with growing pauses. */
  maxAttempts?: number;
};

export type Jobs<T extends Record<string, unknown>> = {
  /** Added when the transaction commits. */
  addIn<N extends keyof T & string>(tx: Queryable, name: N, payload: T[N], options?: JobOptions): Promise<void>;
  add<N extends keyof T & string>(name: N, payload: T[N], options?: JobOptions): Promise<void>;
};

export type Tasks<T extends Record<string, unknown>> = { readonly [N in keyof T & string]: (payload: T[N]) => Promise<void> };

export type WorkerOptions<T extends Record<string, unknown>> = {
  db: Database;
  tasks: Tasks<T>;
  /** Crontab lines by task, UTC: `{ 'documents.sweep': '*\/5 * * * *' }`. Those tasks get no payload that matters. */
  cron?: Partial<Record<keyof T & string, string>>;
  concurrency?: number;
  pollMs?: number;
  log?: WorkerLog;
  /** Tasks then work in the trace of what added their job. */
  tracer?: Pick<Tracer, 'consume'>;
};

export type WorkerLog = { warn(fields: object, message: string): void; error(fields: object, message: string): void };

export function createJobs<T extends Record<string, unknown>>(db: Database): Jobs<T> {
  const addIn: Jobs<T>['addIn'] = async (tx, name, payload, { key, runAt, maxAttempts } = {}) => {
    await tx.query(addJob, [name, json(withTrace(payload)), key ?? null, runAt ?? null, maxAttempts ?? null]);
  };
  return { addIn, add: (name, payload, options) => addIn(db, name, payload, options) };
}

/** The queue's own tables (schema `graphile_worker`); safe when several processes start at once. Before the first `add`. */
export async function migrateJobs(db: Database): Promise<void> {
  await db.query(startOwnSchema);
  try {
    await runMigrations({ pgPool: db.pgPool, logger: silent });
  } catch (error) {
    throw translated(error, db.url);
  }
}

/** Works on jobs until stopped. Times of cron tasks missed while nothing ran are not made up for: sweeps need it not. */
export async function startWorker<T extends Record<string, unknown>>(options: WorkerOptions<T>): Promise<{ stop(): Promise<void> }> {
  const { db, tasks, cron = {}, concurrency = 2, pollMs = 1000, log, tracer } = options;
  const taskList: TaskList = {};
  for (const [name, task] of Object.entries(tasks) as [string, (payload: unknown) => Promise<void>][])
    taskList[name] = async (payload) => {
      const { given, origin } = withoutTrace(payload);
      if (!tracer) return task(given);
      const attributes = {
        'messaging.system': 'graphile_worker',
        'messaging.operation.type': 'process',
        'messaging.destination.name': name,
      };
      await tracer.consume({ name: `process ${name}`, origins: [origin], attributes }, () => task(given));
    };
  const crontab = Object.entries(cron)
    .map(([name, times]) => `${times} ${name}`)
    .join('\n');
  const runner: Runner = await run({
    pgPool: db.pgPool,
    taskList,
    parsedCronItems: parseCrontab(crontab),
    concurrency,
    pollInterval: pollMs,
    noHandleSignals: true,
    logger: silent,
  });
  runner.events.on('job:error', ({ job }) =>
    log?.warn({ task: job.task_identifier, attempts: job.attempts }, 'a job failed; it will be tried again'),
  );
  runner.events.on('job:failed', ({ job }) => log?.error({ task: job.task_identifier, attempts: job.attempts }, 'a job was given up'));
  return { stop: () => runner.stop() };
}

/** The trace of the work that adds a job goes with its payload, under a name that no payload of ours uses. */
const traceKey = '$traceparent';

function withTrace(payload: unknown): unknown {
  const trace = currentTrace();
  return trace && isPlain(payload) ? { ...payload, [traceKey]: traceparent(trace) } : payload;
}

function withoutTrace(payload: unknown): { given: unknown; origin: string | null } {
  if (!isPlain(payload) || typeof payload[traceKey] !== 'string') return { given: payload, origin: null };
  const { [traceKey]: origin, ...given } = payload;
  return { given, origin: origin as string };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Its lines would carry error texts, which may quote data; what matters comes by its events. */
const silent = new Logger(() => () => undefined);

/**
 * A role that may not make schemas can have this one made for it beforehand; graphile-worker would still ask for the right, unless
 * it finds its list of migrations.
 */
const startOwnSchema = sql(
  'jobs.start_own_schema',
  `do $$ begin
     if to_regnamespace('graphile_worker') is not null and to_regclass('graphile_worker.migrations') is null
       and not has_database_privilege(current_database(), 'create') then
       create table if not exists graphile_worker.migrations (id int primary key, ts timestamptz not null default now(), breaking boolean not null default false);
     end if;
   exception when unique_violation or duplicate_table then null;
   end $$`,
);

const addJob = sql(
  'jobs.add_job',
  `select 1 from graphile_worker.add_job(identifier => $1, payload => $2::json, job_key => $3, run_at => $4::timestamptz, max_attempts => $5::integer)`,
);
