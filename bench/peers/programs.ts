import { type ChildProcess, spawn } from 'node:child_process';

export type Program = { command: string; args: readonly string[]; cwd: string; env?: Record<string, string>; say?: (line: string) => void };

/** Runs to the end; lines of its output go to `say`. Throws with the end of the output when it fails. */
export async function runProgram(program: Program): Promise<void> {
  const { child, output } = begin(program);
  const code = await ended(child);
  if (code !== 0) throw new Error(`${program.command} ended with ${code}:\n${output().slice(-3000)}`);
}

export type Server = { stop(): Promise<void>; output(): string };

/** Starts a server and waits until `isReady`; one that ends before or takes longer than `withinMs` is an error. */
export async function startProgram(program: Program, isReady: () => Promise<boolean>, withinMs = 180_000): Promise<Server> {
  const { child, output } = begin(program);
  const stop = async () => {
    if (isAlive(child)) child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended(child);
    clearTimeout(impatience);
  };
  const until = performance.now() + withinMs;
  while (isAlive(child) && performance.now() < until) {
    if (await isReady().catch(() => false)) return { stop, output };
    await new Promise((next) => setTimeout(next, 100));
  }
  const reason = isAlive(child) ? `was not ready within ${withinMs / 1000} s` : 'ended before it was ready';
  await stop();
  throw new Error(`${program.args.join(' ')} ${reason}:\n${output().slice(-3000)}`);
}

function begin({ command, args, cwd, env, say }: Program) {
  const child = spawn(command, args, { cwd, env: { ...basic(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const keep = (chunk: unknown) => {
    printed = (printed + String(chunk)).slice(-200_000);
    if (say) for (const line of String(chunk).split('\n')) if (line.trim()) say(line.trimEnd());
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  // A bench that is interrupted leaves nothing behind.
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return { child, output: () => printed };
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve, reject) => {
    if (!isAlive(child)) return resolve(child.exitCode);
    child.once('error', reject);
    child.once('exit', (code) => resolve(code));
  });

const isAlive = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

/** The settings of whoever runs the bench must not leak into the shops. */
function basic(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'USER', 'LOGNAME'];
  const proxies = /^(npm_config_registry|https?_proxy|no_proxy|node_extra_ca_certs)$/i;
  const some = Object.entries(process.env).filter(([name]) => kept.includes(name) || proxies.test(name));
  return Object.fromEntries(some) as Record<string, string>;
}
