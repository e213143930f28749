import { startMetricsServer } from './metrics-server.ts';
import type { OtlpExport } from './otlp.ts';
import { observeProcess } from './process-metrics.ts';
import { createRegistry } from './registry.ts';
import { createTracer, type FinishedSpan } from './trace.ts';

export type Telemetry = Awaited<ReturnType<typeof startTelemetry>>;

export type TelemetryOptions = {
  /** `stoa-web`, `stoa-worker`. */
  service: string;
  version: string;
  /** 0 for the first process of its role, then 1, 2 ... */
  instance: number;
  /** Port of the first process's metrics; the others take the following ones. Null: none. */
  metricsPort: number | null;
  /** OTLP/HTTP base address; null: nothing is exported. */
  otlpEndpoint: string | null;
  /** Share of requests that are traced when traces are exported. */
  traceRatio: number;
  /** For tests: takes the spans instead of an exporter. */
  finishSpan?: (span: FinishedSpan) => void;
  metricsEveryMs?: number;
};

/** Metrics and traces of one process. Without an endpoint and a port nothing is loaded and little is measured. */
export async function startTelemetry(options: TelemetryOptions) {
  const registry = createRegistry();
  const watched = options.metricsPort !== null || options.otlpEndpoint !== null;
  const stopObserving = watched ? observeProcess(registry) : () => {};
  const otlp = options.otlpEndpoint === null ? null : await loadOtlp(options, options.otlpEndpoint, registry);
  const tracer = createTracer({ ratio: options.traceRatio, finish: options.finishSpan ?? (otlp ? otlp.finishSpan : null) });
  const port = options.metricsPort === null || options.metricsPort === 0 ? options.metricsPort : options.metricsPort + options.instance;
  const server = port === null ? null : await startMetricsServer(registry, { port });

  return {
    registry,
    tracer,
    /** Where this process's metrics are, or null. */
    metricsPort: server?.port ?? null,
    /** Sends what is pending and closes the port. */
    async shutdown(): Promise<void> {
      stopObserving();
      await Promise.allSettled([otlp?.shutdown(), server?.close()]);
    },
  };
}

async function loadOtlp(options: TelemetryOptions, endpoint: string, registry: ReturnType<typeof createRegistry>): Promise<OtlpExport> {
  const { startOtlp } = await import('./otlp.ts');
  const resource = {
    'service.name': options.service,
    'service.version': options.version,
    'service.instance.id': `${options.service}-${options.instance}-${process.pid}`,
  };
  return startOtlp({ endpoint, registry, resource, metricsEveryMs: options.metricsEveryMs });
}
