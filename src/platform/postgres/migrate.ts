import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { fail } from '../../kernel/errors.ts';
import { translated } from './connection.ts';

export type Migration = {
  version: number;
  /** File name without ending, `0001_foundation`. */
  name: string;
  text: string;
  /** SHA-256 of the text, hexadecimal. */
  checksum: string;
  /** The old program still works on the new schema (so instances may be replaced one by one), or not, and why. */
  kind: 'safe' | 'breaking';
  /** False for statements that PostgreSQL refuses inside a transaction (`create index concurrently`). */
  transaction: boolean;
};

export type MigrateOptions = {
  folder: string;
  report?: (line: string) => void;
  /** Only tells what would be done. */
  dryRun?: boolean;
};

/** Anything but what another program is likely to choose; "stoa" in ASCII. */
const advisoryKey = 0x73746f61;
const fileName = /^(\d{4})_[a-z0-9_]+\.sql$/;

/**
 * Brings the schema up to the files in `folder`; several processes may do so at once. Forward only.
 * @param database its address; a connection of its own is used, without a limit on a statement's time
 * @returns the migrations applied now (or, in a dry run, those that would be)
 */
export async function migrate(database: { readonly url: string }, options: MigrateOptions): Promise<Migration[]> {
  const files = readMigrations(options.folder);
  const client = new pg.Client({ connectionString: database.url, application_name: 'stoa migrate', options: '-c timezone=UTC' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return options.dryRun ? await pending(client, files) : await apply(client, files, options.report ?? (() => undefined));
  } catch (error) {
    throw translated(error, database.url);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The migration files in order, checked: numbers, first line, no gap in kind. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  const migrations = names.sort().map((name) => readMigration(folder, name));
  for (const [index, migration] of migrations.entries())
    if (index > 0 && migrations[index - 1]!.version === migration.version)
      throw new Error(`Two migrations have the number ${migration.version}: ${migrations[index - 1]!.name} and ${migration.name}.`);
  return migrations;
}

/** A mark of the whole set: the same files give the same mark. */
export function migrationsChecksum(migrations: readonly Migration[]): string {
  const hash = createHash('sha256');
  for (const { name, checksum } of migrations) hash.update(`${name} ${checksum}\n`);
  return hash.digest('hex');
}

function readMigration(folder: string, file: string): Migration {
  const version = fileName.exec(file)?.[1];
  if (!version) throw new Error(`${file}: migrations are named NNNN_words.sql, with small letters, digits and underscores.`);
  const text = readFileSync(join(folder, file), 'utf8');
  const [first = '', second = ''] = text.split('\n');
  const kind = /^-- (safe|breaking)\b(.*)/.exec(first);
  if (!kind) throw new Error(`${file}: the first line is "-- safe" or "-- breaking: reason".`);
  if (kind[1] === 'breaking' && !/\w/.test(kind[2]!)) throw new Error(`${file}: "-- breaking" needs its reason on the same line.`);
  return {
    version: Number(version),
    name: file.replace(/\.sql$/, ''),
    text,
    checksum: createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex'),
    kind: kind[1] as 'safe' | 'breaking',
    transaction: second.trim() !== '-- no-transaction',
  };
}

async function apply(client: pg.Client, files: readonly Migration[], report: (line: string) => void): Promise<Migration[]> {
  // A role that may not make tables runs on a schema that is up to date, and asks for no right to change it.
  if ((await pending(client, files)).length === 0) return [];
  // A session lock, since files without a transaction need it too; it goes with the connection if this process dies.
  await client.query('select pg_advisory_lock($1)', [advisoryKey]);
  await client.query(
    'create table if not exists schema_migration (version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())',
  );
  const todo = await pending(client, files);
  for (const [index, migration] of todo.entries()) {
    report(`Migrating ${index + 1} of ${todo.length}: ${migration.name}${migration.kind === 'breaking' ? ' (breaking)' : ''}`);
    await applyOne(client, migration);
  }
  await client.query('select pg_advisory_unlock($1)', [advisoryKey]);
  return todo;
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  try {
    if (migration.transaction) await client.query('begin');
    await client.query(migration.text);
    await client.query('insert into schema_migration (version, name, checksum) values ($1, $2, $3)', [
      migration.version,
      migration.name,
      migration.checksum,
    ]);
    if (migration.transaction) await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => undefined);
    fail('migration_failed', `${migration.name}: ${describe(cause as pg.DatabaseError, migration)}`, { cause });
  }
}

/** The files not yet applied, after the check that what is applied is what the files say. */
async function pending(client: pg.Client, files: readonly Migration[]): Promise<Migration[]> {
  const applied = await appliedMigrations(client);
  const byVersion = new Map(files.map((file) => [file.version, file]));
  const unknown = applied.filter(({ version }) => !byVersion.has(version));
  if (unknown.length > 0)
    fail(
      'database_newer',
      `The database has ${unknown.length === 1 ? 'a migration' : `${unknown.length} migrations`} this program does not know (${unknown.map(({ name }) => name).join(', ')}). Install the version that applied it, or a later one.`,
    );
  const changed = applied.filter(({ version, checksum }) => byVersion.get(version)!.checksum !== checksum);
  if (changed.length > 0)
    fail(
      'migration_changed',
      `Changed since applied: ${changed.map(({ name }) => name).join(', ')}. Restore the file as it was and put the change into a new migration.`,
    );
  const done = new Set(applied.map(({ version }) => version));
  return files.filter(({ version }) => !done.has(version));
}

async function appliedMigrations(client: pg.Client): Promise<{ version: number; name: string; checksum: string }[]> {
  const table = await client.query("select to_regclass('schema_migration') is not null as known");
  if (!table.rows[0].known) return [];
  const { rows } = await client.query('select version, name, checksum from schema_migration order by version');
  return rows;
}

function describe({ message, position, hint }: pg.DatabaseError, { text, name }: Migration): string {
  const line = position ? text.slice(0, Number(position) - 1).split('\n').length : null;
  return `${message}${line === null ? '' : ` (${name}.sql, line ${line})`}${hint ? `. ${hint}` : ''}`;
}
