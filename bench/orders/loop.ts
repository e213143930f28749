import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Goods } from './prepare.ts';

export type Work = { goods: Goods; seconds: number; isHot: boolean };

/** What a closed loop came to. Percentiles are of single calls. */
export type Closed = {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  errors: number;
  firstError: string | null;
  done: number;
  cpu: number;
};

/** `buyers` who each ask again when they have been answered, for so many seconds. */
export async function closedLoop(buyers: number, seconds: number, call: (buyer: number) => Promise<void>): Promise<Closed> {
  const times: number[] = [];
  let errors = 0;
  let firstError: string | null = null;
  const cpu = process.cpuUsage();
  const started = performance.now();
  const until = started + seconds * 1000;
  const ask = async (buyer: number) => {
    while (performance.now() < until) {
      const at = performance.now();
      try {
        await call(buyer);
        times.push(performance.now() - at);
      } catch (error) {
        errors += 1;
        firstError ??= String((error as Error).message).slice(0, 300);
      }
    }
  };
  await Promise.all(Array.from({ length: buyers }, (_, buyer) => ask(buyer)));
  const elapsed = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 100) / 100;
  return {
    perSecond: Math.round(times.length / elapsed),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    errors,
    firstError,
    done: times.length,
    cpu: Math.round(((used.user + used.system) / 1e6 / elapsed) * 100) / 100,
  };
}

/** Two variants by id: any two, or the one that everybody wants and another. */
export function pairOf({ goods, isHot }: Work): number[] {
  const any = () => goods.variants[Math.floor(Math.random() * goods.variants.length)]!;
  const first = isHot ? goods.hot : any();
  let second = any();
  while (second === first) second = any();
  return first < second ? [first, second] : [second, first];
}

/** Runs a program of this folder in a process of its own; its last line is what it came to. */
export function inProcess<Result>(program: string, work: object, nodeArgs: readonly string[] = []): Promise<Result> {
  return new Promise((resolve, reject) => {
    const args = [...nodeArgs, join(import.meta.dirname, program), JSON.stringify(work)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(out) as Result) : reject(new Error(`${program} ended with code ${code}`)),
    );
  });
}
