import { readdirSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import { ShopError } from '../kernel/errors.ts';
import { type Database, type DatabaseConfig, openDatabase } from '../platform/postgres/index.ts';

export type Option = {
  type: 'string' | 'boolean';
  short?: string;
  multiple?: boolean;
  default?: string | boolean /** One sentence. */;
  about: string /** Name of the value in the help, such as FILE. */;
  value?: string;
};

/** One `stoa NAME`: the file `src/cli/NAME.ts` exports it as `command`. */
export type Command = {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** What follows the name: `[--dry-run]`, `shopify FILE.csv`. */
  usage: string;
  /** More lines for its own help: what it does, examples. */
  help?: string;
  options?: Readonly<Record<string, Option>>;
  /** Most arguments besides options; default 0. */
  mostArguments?: number;
  /** True when it watches `context.signal` and ends in order by itself; others are ended by Ctrl-C at once. */
  stopsItself?: boolean;
  /** @returns the exit code; nothing means 0 */
  run(context: Context): Promise<number | undefined>;
};

export type Context = {
  config: Config;
  arguments: readonly string[];
  /** A text option's value, or null when it was not given. */
  text(option: string): string | null;
  texts(option: string): readonly string[];
  flag(option: string): boolean;
  /** Results: standard output. */
  print(line: string): void;
  /** Progress and remarks: standard error. */
  note(line: string): void;
  /** Opened on first use, closed after the command; `settings` count on first use. */
  database(settings?: Partial<DatabaseConfig>): Promise<Database>;
  /** Aborted on Ctrl-C or SIGTERM. */
  signal: AbortSignal;
};

/** The caller's mistake in the command line: printed with a hint to the help, exit code 2. */
export class UsageError extends Error {}

/** Prepares the context and runs the command; the database is closed whatever happens. */
export async function runCommand(
  command: Command,
  words: readonly string[],
  signal: AbortSignal,
  onOpen: (db: Database) => void,
): Promise<number> {
  const given = parseWords(command, words);
  const config = readConfig();
  let opened: Promise<Database> | null = null;
  const note = (line: string) => void process.stderr.write(`${line}\n`);
  const database = (settings: Partial<DatabaseConfig> = {}) => {
    opened ??= openDatabase({
      ...databaseSettings(config),
      applicationName: `stoa ${command.name} ${process.pid}`,
      report: note,
      ...settings,
    }).then((db) => {
      onOpen(db);
      return db;
    });
    return opened;
  };
  const value = (option: string) => given.values[option];
  try {
    const code = await command.run({
      config,
      arguments: given.positionals,
      text: (option) => (typeof value(option) === 'string' ? (value(option) as string) : null),
      texts: (option) => (Array.isArray(value(option)) ? (value(option) as string[]) : []),
      flag: (option) => value(option) === true,
      print: (line) => void process.stdout.write(`${line}\n`),
      note,
      database,
      signal,
    });
    return code ?? 0;
  } finally {
    if (opened) await (await (opened as Promise<Database>).catch(() => null))?.close();
  }
}

/** What the settings say about the database. */
export function databaseSettings(config: Config): DatabaseConfig {
  return { url: config.databaseUrl, dataDir: config.dataDir, statementNames: config.statementNames };
}

/** The commands there are: every file of this folder that exports one. */
export function commandNames(): string[] {
  const others = new Set(['stoa.ts', 'command.ts']);
  return (
    readdirSync(import.meta.dirname)
      // Threads set to work when they are loaded.
      .filter((file) => file.endsWith('.ts') && !/[-.](test|thread)\.ts$/.test(file) && !others.has(file))
      .map((file) => file.slice(0, -3))
      .sort()
  );
}

/** Loads one command; null when the file holds none (a helper of other commands). */
export async function loadCommand(name: string): Promise<Command | null> {
  const module = (await import(new URL(`./${name}.ts`, import.meta.url).href)) as { command?: Command };
  return module.command ?? null;
}

export function helpOf(command: Command): string {
  const own: Record<string, Option> = { ...command.options, help: { type: 'boolean', short: 'h', about: 'Print this.' } };
  const options = Object.entries(own);
  const left = options.map(([name, option]) => {
    const value = option.type === 'string' ? ` ${option.value ?? 'TEXT'}` : '';
    return `${option.short ? `-${option.short}, ` : '    '}--${name}${value}`;
  });
  const width = Math.max(...left.map((text) => text.length)) + 2;
  const lines = options.map(([, option], index) => {
    const fallback = option.default;
    return `  ${left[index]!.padEnd(width)}${option.about}${typeof fallback === 'string' ? ` Default: ${fallback}.` : ''}`;
  });
  const more = command.help ? `\n${command.help.trim()}\n` : '';
  return `${command.summary}\n\nusage: stoa ${`${command.name} ${command.usage}`.trim()}\n${more}\nOptions:\n${lines.join('\n')}`;
}

/** The likeliest word for a mistyped one, or null when none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  const ranked = known.map((name) => ({ name, distance: editDistance(word.toLowerCase(), name) })).sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(best.name.length / 2)) ? best.name : null;
}

function parseWords(command: Command, words: readonly string[]): { values: Record<string, unknown>; positionals: string[] } {
  const options = Object.fromEntries(
    Object.entries(command.options ?? {}).map(([name, { about: _about, value: _value, ...option }]) => [name, option]),
  ) as NonNullable<ParseArgsConfig['options']>;
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(explainParsing(error as Error & { code?: string }, Object.keys(options)));
  }
  const most = command.mostArguments ?? 0;
  if (parsed.positionals.length > most) throw new UsageError(`"${parsed.positionals[most]}" is more than ${command.name} takes.`);
  return parsed;
}

function explainParsing(error: Error & { code?: string }, known: readonly string[]): string {
  if (error.code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return error.message.split('. To specify')[0]!.replace(/\.?$/, '.');
  const option = /'(-+[^' ]+)/.exec(error.message)?.[1] ?? '';
  const near = nearest(option.replace(/^-+/, '').split('=')[0]!, known);
  return `There is no option ${option}.${near ? ` Did you mean --${near}?` : ''}`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** One error as the caller sees it: our own say what to do; others are our fault and come with their trace. */
export function describeError(error: unknown): string {
  if (error instanceof ShopError) return `${error.detail} [${error.code}]`;
  if (error instanceof Error && error.name === 'ConfigError') return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
