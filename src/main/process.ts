import type { Config } from '../config.ts';
import type { Place } from '../platform/processes/index.ts';
import type { Logger } from '../platform/telemetry/index.ts';

/** What every process is started with. */
export type ProcessContext = {
  config: Config;
  logger: Logger;
  /** 0 for the first of its role, then 1, 2 ... */
  instance: number;
};

export type RunningProcess = { address: string | null; stop(): Promise<void> };

/** Where the metrics of a process are. */
export function metricsPlace(port: number): Place {
  return { setting: 'METRICS_PORT', port, host: '127.0.0.1' };
}
