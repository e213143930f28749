import { monitorEventLoopDelay, PerformanceObserver, performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { Registry } from './registry.ts';

/** What saturates in a Node process: event loop, heap, garbage collection, memory, CPU. Returns how to stop measuring. */
export function observeProcess(registry: Registry): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let before = performance.eventLoopUtilization();
  const quantile = (p: number) => Math.max(0, delay.percentile(p) / 1e9 - 0.02);
  registry.observe('gauge', { name: 'nodejs.eventloop.delay', help: 'How late timers fire.', unit: 's', labels: ['quantile'] }, () => {
    const rows = [0.5, 0.99].map((q) => ({ values: [String(q)] as [string], value: quantile(q * 100) }));
    return [...rows, { values: ['max'], value: Math.max(0, delay.max / 1e9 - 0.02) }];
  });
  registry.observe(
    'gauge',
    { name: 'nodejs.eventloop.utilization', help: 'Busy share since the last look.', unit: '1', labels: [] },
    () => {
      const now = performance.eventLoopUtilization();
      const share = performance.eventLoopUtilization(now, before).utilization;
      before = now;
      delay.reset();
      return [{ values: [], value: share }];
    },
  );
  registry.observe('gauge', { name: 'v8js.memory.heap', help: 'The JavaScript heap.', unit: 'By', labels: ['state'] }, () => {
    const heap = getHeapStatistics();
    return [
      { values: ['used'], value: heap.used_heap_size },
      { values: ['limit'], value: heap.heap_size_limit },
    ];
  });
  registry.observe('gauge', { name: 'process.memory.usage', help: 'Resident memory.', unit: 'By', labels: [] }, () => [
    { values: [], value: process.memoryUsage.rss() },
  ]);
  registry.observe('counter', { name: 'process.cpu.time', help: 'CPU time used.', unit: 's', labels: ['cpu.mode'] }, () => {
    const used = process.cpuUsage();
    return [
      { values: ['user'], value: used.user / 1e6 },
      { values: ['system'], value: used.system / 1e6 },
    ];
  });
  const pauses = registry.histogram({
    name: 'v8js.gc.duration',
    help: 'Pauses for garbage collection.',
    unit: 's',
    labels: ['v8js.gc.type'],
    bounds: [0.001, 0.005, 0.01, 0.05, 0.1, 1],
  });
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const kind = (entry as { detail?: { kind?: number } }).detail?.kind ?? 0;
      pauses.cell(GC_KINDS[kind] ?? 'other').record(entry.duration / 1_000);
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  return () => {
    observer.disconnect();
    delay.disable();
  };
}

const GC_KINDS: Record<number, string> = { 1: 'minor', 4: 'major', 8: 'incremental', 16: 'weakcb' };
