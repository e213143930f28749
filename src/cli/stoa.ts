import { readFileSync } from 'node:fs';
import type { Database } from '../platform/postgres/index.ts';
import { watchStop, within } from '../platform/processes/index.ts';
import { type Command, commandNames, describeError, helpOf, loadCommand, nearest, runCommand, UsageError } from './command.ts';

const closeLimitMs = 15_000;

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  // A reader that has seen enough (`stoa ... | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const [first, ...rest] = words;
  if (first === '--version' || first === '-v') return say(version());
  if (first === undefined || first === '--help' || first === '-h' || (first === 'help' && !rest[0])) return say(await overview());
  const name = first === 'help' ? rest[0]! : first;
  const command = commandNames().includes(name) ? await loadCommand(name) : null;
  if (!command) return unknownCommand(name);
  const asksHelp = first === 'help' || untilDashes(rest).some((word) => word === '--help' || word === '-h');
  if (asksHelp) return say(helpOf(command));
  return start(command, rest);
}

async function start(command: Command, words: readonly string[]): Promise<number> {
  let database: Database | null = null;
  const watch = command.stopsItself ? watchStop(() => process.exit(130)) : watchStop();
  if (!command.stopsItself)
    watch.signal.addEventListener('abort', async () => {
      // Its connections go first, so that the embedded server does not outlive its last user.
      await within(leave(database), closeLimitMs).catch(() => undefined);
      process.exit(130);
    });
  try {
    return await runCommand(command, words, watch.signal, (db) => {
      database = db;
    });
  } catch (error) {
    if (watch.signal.aborted) return 130;
    if (error instanceof UsageError) {
      process.stderr.write(`stoa ${command.name}: ${error.message}\nSee "stoa ${command.name} --help".\n`);
      return 2;
    }
    process.stderr.write(`stoa ${command.name}: ${describeError(error)}\n`);
    return 1;
  } finally {
    watch.dispose();
  }
}

/** Cancels what runs on the command's connections, which would otherwise be waited for, and closes them. */
async function leave(database: Database | null): Promise<void> {
  if (!database) return;
  const text = `select pg_cancel_backend(pid) from pg_stat_activity
    where application_name = current_setting('application_name') and state <> 'idle' and pid <> pg_backend_pid()`;
  await database.query({ name: '', text });
  await database.close();
}

async function overview(): Promise<string> {
  const commands = (await Promise.all(commandNames().map(loadCommand))).filter((one): one is Command => one !== null);
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  const list = commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`).join('\n');
  return `Stoa ${version()}: a shop, and what it runs on.\n\nusage: stoa COMMAND [options]\n\n${list}\n\n"stoa COMMAND --help" tells more. Settings are environment variables: docs/reference/settings.md.`;
}

function unknownCommand(name: string): number {
  const near = nearest(name, commandNames());
  process.stderr.write(`stoa: There is no command "${name}".${near ? ` Did you mean "${near}"?` : ''}\nSee "stoa --help".\n`);
  return 2;
}

function untilDashes(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--');
  return end === -1 ? words : words.slice(0, end);
}

function version(): string {
  const { version: number } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  return number;
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}
