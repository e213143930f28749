import type { HrTime } from '@opentelemetry/api';
import type { DataPoint, Histogram, MetricData } from '@opentelemetry/sdk-metrics';
import type { HistogramSeries, Metric, Registry } from './registry.ts';
import type { FinishedSpan } from './trace.ts';

export type OtlpExport = { finishSpan(span: FinishedSpan): void; shutdown(): Promise<void> };

/**
 * Sends spans and the registry to an OTLP/HTTP collector, in batches and never in the way of a request. Only a process that
 * exports loads the SDK: it costs 150-250 ms of start and some 20 MB.
 */
export async function startOtlp(options: {
  endpoint: string;
  registry: Registry;
  resource: Record<string, string>;
  /** Default 15 s. */
  metricsEveryMs?: number;
}): Promise<OtlpExport> {
  const [api, resources, metricsSdk, tracesSdk, { OTLPTraceExporter }, { OTLPMetricExporter }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-metrics'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/exporter-metrics-otlp-http'),
  ]);
  const base = options.endpoint.replace(/\/$/, '');
  const resource = resources.resourceFromAttributes(options.resource);
  const scope = { name: 'stoa' };
  const spans = new tracesSdk.BatchSpanProcessor(new OTLPTraceExporter({ url: `${base}/v1/traces` }));
  const startTime = toHrTime(Date.now());
  const producer = {
    collect: async () => {
      const endTime = toHrTime(Date.now());
      const metrics = options.registry
        .metrics()
        .map((metric) => toMetricData(metric, metricsSdk, api.ValueType.DOUBLE, startTime, endTime));
      return { resourceMetrics: { resource, scopeMetrics: [{ scope, metrics }] }, errors: [] };
    },
  };
  const reader = new metricsSdk.PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter({ url: `${base}/v1/metrics` }),
    exportIntervalMillis: options.metricsEveryMs ?? 15_000,
    exportTimeoutMillis: Math.min(10_000, options.metricsEveryMs ?? 10_000),
    metricProducers: [producer],
  });
  const provider = new metricsSdk.MeterProvider({ resource, readers: [reader] });
  const kinds = api.SpanKind;
  const kindOf = {
    internal: kinds.INTERNAL,
    server: kinds.SERVER,
    client: kinds.CLIENT,
    producer: kinds.PRODUCER,
    consumer: kinds.CONSUMER,
  };

  function finishSpan(span: FinishedSpan): void {
    const context = { traceId: span.traceId, spanId: span.spanId, traceFlags: api.TraceFlags.SAMPLED };
    const parent = span.parentSpanId === null ? undefined : { ...context, spanId: span.parentSpanId };
    spans.onEnd({
      name: span.name,
      kind: kindOf[span.kind],
      spanContext: () => context,
      parentSpanContext: parent,
      startTime: toHrTime(span.startMs),
      endTime: toHrTime(span.endMs),
      duration: toHrTime(span.endMs - span.startMs),
      status: { code: span.error === null ? api.SpanStatusCode.UNSET : api.SpanStatusCode.ERROR },
      attributes: span.error === null ? span.attributes : { ...span.attributes, 'error.type': span.error },
      links: (span.links ?? []).map((link) => ({ context: { ...link, traceFlags: api.TraceFlags.NONE } })),
      events: [],
      ended: true,
      resource,
      instrumentationScope: scope,
      droppedAttributesCount: 0,
      droppedEventsCount: 0,
      droppedLinksCount: 0,
    });
  }

  return {
    finishSpan,
    async shutdown() {
      await Promise.allSettled([spans.shutdown(), provider.shutdown()]);
    },
  };
}

function toHrTime(ms: number): HrTime {
  return [Math.floor(ms / 1_000), Math.round((ms % 1_000) * 1e6)];
}

function toMetricData(
  metric: Metric,
  sdk: Pick<typeof import('@opentelemetry/sdk-metrics'), 'AggregationTemporality' | 'DataPointType'>,
  valueType: number,
  startTime: HrTime,
  endTime: HrTime,
): MetricData {
  const descriptor = { name: metric.name, description: metric.help, unit: metric.unit, valueType };
  const aggregationTemporality = sdk.AggregationTemporality.CUMULATIVE;
  const point = <T>(values: readonly string[], value: T): DataPoint<T> => ({
    startTime,
    endTime,
    attributes: Object.fromEntries(metric.labels.map((label, i) => [label, values[i] ?? ''])),
    value,
  });
  const series = metric.collect();
  if (metric.kind === 'histogram') {
    const dataPoints = series.flatMap((s) => ('counts' in s ? [point(s.values, toHistogram(metric, s))] : []));
    return { descriptor, aggregationTemporality, dataPointType: sdk.DataPointType.HISTOGRAM, dataPoints };
  }
  const dataPoints = series.flatMap((s) => ('value' in s ? [point(s.values, s.value)] : []));
  if (metric.kind === 'gauge') return { descriptor, aggregationTemporality, dataPointType: sdk.DataPointType.GAUGE, dataPoints };
  return { descriptor, aggregationTemporality, dataPointType: sdk.DataPointType.SUM, isMonotonic: true, dataPoints };
}

function toHistogram(metric: Metric, series: HistogramSeries): Histogram {
  return { buckets: { boundaries: [...metric.bounds], counts: series.counts }, sum: series.sum, count: series.count };
}
