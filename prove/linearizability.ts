import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { openHistory } from './history.ts';

export type Judgement =
  | { verdict: 'missing'; detail: string }
  | { verdict: 'judged'; models: { model: string; operations: number; keys: number; illegal: string[]; undecided: string[] }[] };

const folder = join(import.meta.dirname, 'linearizability');

/** Has porcupine say whether one call after the other could have given these histories. `missing` where there is no Go, or its module cannot be had. */
export async function judgeHistories(files: readonly string[]): Promise<Judgement> {
  const { code, stdout, stderr } = await run('go', ['run', '.', ...files], folder);
  const models =
    stdout.trim() === ''
      ? []
      : stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line));
  // `go run` answers 1 whatever the program answers; the lines say what it found.
  if (models.length > 0) return { verdict: 'judged', models };
  return { verdict: 'missing', detail: code === 127 ? 'there is no Go on this machine' : stderr.trim().split('\n').slice(-3).join(' ') };
}

/** A history with a race in it, made by counting the wrong way: look first, write later. The judge must refuse it, or its word is worth nothing. */
export async function plantRace(file: string): Promise<void> {
  const history = openHistory(file);
  const key = 'planted';
  let left = 1;
  await history.record({ client: 0, model: 'stock', key, op: 'start', n: 1 }, async () => ({ outcome: 'ok', answer: null }));
  const takeWrongly = async () => {
    const seen = left;
    await new Promise((next) => setImmediate(next));
    if (seen < 1) return { outcome: 'refused' as const, answer: null };
    left = seen - 1;
    return { outcome: 'ok' as const, answer: null };
  };
  await Promise.all(
    Array.from({ length: 8 }, (_, client) => history.record({ client: client + 1, model: 'stock', key, op: 'take', n: 1 }, takeWrongly)),
  );
  history.close();
}

function run(command: string, args: readonly string[], cwd: string): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.on('error', () => done({ code: 127, stdout, stderr }));
    child.on('close', (code) => done({ code: code ?? 1, stdout, stderr }));
  });
}
