import type { HistogramSeries, Metric, NumberSeries } from './registry.ts';

/** The registry in the Prometheus text format 0.0.4; names follow the OpenTelemetry compatibility rules (`_seconds`, `_total`). */
export function prometheusText(metrics: readonly Metric[]): string {
  return metrics.map(metricText).join('');
}

function metricText(metric: Metric): string {
  const series = metric.collect();
  if (series.length === 0) return '';
  const name = nameOf(metric);
  const lines = series.map((s) => ('counts' in s ? histogramText(name, metric, s) : numberText(name, metric, s)));
  return `# HELP ${name} ${metric.help.replaceAll('\n', ' ')}\n# TYPE ${name} ${metric.kind}\n${lines.join('')}`;
}

function numberText(name: string, metric: Metric, series: NumberSeries): string {
  return `${name}${labelText(metric, series.values)} ${series.value}\n`;
}

function histogramText(name: string, metric: Metric, series: HistogramSeries): string {
  let below = 0;
  const buckets = metric.bounds.map((bound, i) => {
    below += series.counts[i] ?? 0;
    return `${name}_bucket${labelText(metric, series.values, `le="${bound}"`)} ${below}\n`;
  });
  const labels = labelText(metric, series.values);
  const last = `${name}_bucket${labelText(metric, series.values, 'le="+Inf"')} ${series.count}\n`;
  return `${buckets.join('')}${last}${name}_sum${labels} ${series.sum}\n${name}_count${labels} ${series.count}\n`;
}

function labelText(metric: Metric, values: readonly string[], more = ''): string {
  const parts = metric.labels.map((label, i) => `${label.replaceAll('.', '_')}="${escapeLabel(values[i] ?? '')}"`);
  if (more) parts.push(more);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}

const UNIT_WORDS: Record<string, string> = { s: '_seconds', By: '_bytes', '1': '_ratio' };

function nameOf(metric: Metric): string {
  const base = metric.name.replaceAll(/[^a-zA-Z0-9_]/g, '_');
  const unit = UNIT_WORDS[metric.unit] ?? '';
  const counted = metric.kind === 'counter' ? '_total' : '';
  return `${base}${base.endsWith(unit) ? '' : unit}${counted}`;
}
