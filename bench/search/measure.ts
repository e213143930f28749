/** One after another in this thread. */
export type Measured = { perSecond: number; cpuPerSecond: number; p50Ms: number; p99Ms: number; count: number };

export function timed<T>(things: readonly T[], run: (thing: T) => unknown): Measured {
  const times = new Float64Array(things.length);
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (let i = 0; i < things.length; i += 1) {
    const from = performance.now();
    run(things[i]!);
    times[i] = performance.now() - from;
  }
  return measured(times, started, cpu);
}

export async function timedSlowly<T>(things: readonly T[], run: (thing: T) => Promise<unknown>): Promise<Measured> {
  const times = new Float64Array(things.length);
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (let i = 0; i < things.length; i += 1) {
    const from = performance.now();
    await run(things[i]!);
    times[i] = performance.now() - from;
  }
  return measured(times, started, cpu);
}

function measured(times: Float64Array, started: number, before: NodeJS.CpuUsage): Measured {
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const sorted = times.slice().sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    perSecond: times.length / seconds,
    cpuPerSecond: times.length / Math.max(1e-6, (user + system) / 1e6),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    count: times.length,
  };
}
