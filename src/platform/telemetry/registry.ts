/** Bounds in seconds that the semantic conventions advise for durations of HTTP requests and database calls. */
export const DURATION_BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] as const;

export type MetricKind = 'counter' | 'gauge' | 'histogram';

type Definition<L extends readonly string[]> = {
  /** As in the semantic conventions: `http.server.request.duration`. */
  name: string;
  help: string;
  /** UCUM: `s`, `By`, `{request}`. */
  unit: string;
  /** Names of the attributes, in the order in which values are given. */
  labels: L;
  /** Most combinations of values; what comes later is counted under `other` in every label. Default 100. */
  maxSeries?: number;
};

export type HistogramCell = { record(value: number): void };
export type CounterCell = { add(value: number): void };

export type HistogramSeries = { values: readonly string[]; counts: number[]; sum: number; count: number };
export type NumberSeries = { values: readonly string[]; value: number };
export type Metric = {
  kind: MetricKind;
  name: string;
  help: string;
  unit: string;
  labels: readonly string[];
  bounds: readonly number[];
  /** As of now; observed metrics are read at this moment. */
  collect(): (HistogramSeries | NumberSeries)[];
};

export type Registry = ReturnType<typeof createRegistry>;

/**
 * The metrics of one process. Recording is an array increment: cached pages are counted at tens of thousands a second, where
 * the SDK's attribute hashing would be felt. Exporters read the registry; it knows nothing of them.
 */
export function createRegistry() {
  const metrics = new Map<string, Metric>();

  function register(metric: Metric): void {
    if (metrics.has(metric.name)) throw new Error(`Two metrics are named ${metric.name}.`);
    metrics.set(metric.name, metric);
  }

  /** A histogram; ask for its cell once and keep it where the path is hot. */
  function histogram<const L extends readonly string[]>(definition: Definition<L> & { bounds?: readonly number[] }) {
    const bounds = definition.bounds ?? DURATION_BOUNDS;
    const make = (values: readonly string[]) => histogramCell(values, bounds);
    const cells = boundedCells(definition, make);
    register({ ...definition, kind: 'histogram', bounds, collect: () => cells.all().map((c) => c.series()) });
    return { cell: (...values: LabelValues<L>): HistogramCell => cells.of(values) };
  }

  function counter<const L extends readonly string[]>(definition: Definition<L>) {
    const cells = boundedCells(definition, (values) => numberCell(values));
    register({ ...definition, kind: 'counter', bounds: [], collect: () => cells.all().map((c) => c.series) });
    return { cell: (...values: LabelValues<L>): CounterCell => cells.of(values) };
  }

  /** A gauge that goes up and down by `add` (requests under way). */
  function upDown<const L extends readonly string[]>(definition: Definition<L>) {
    const cells = boundedCells(definition, (values) => numberCell(values));
    register({ ...definition, kind: 'gauge', bounds: [], collect: () => cells.all().map((c) => c.series) });
    return { cell: (...values: LabelValues<L>): CounterCell => cells.of(values) };
  }

  /** Read when somebody looks. A counter that another part keeps, or a gauge. */
  function observe<const L extends readonly string[]>(
    kind: 'counter' | 'gauge',
    definition: Definition<L>,
    read: () => readonly { values: LabelValues<L>; value: number }[],
  ): void {
    const collect = () => read().map(({ values, value }) => ({ values: [...values], value }));
    register({ ...definition, kind, bounds: [], collect });
  }

  return { histogram, counter, upDown, observe, metrics: () => [...metrics.values()] };
}

type LabelValues<L extends readonly string[]> = { [K in keyof L]: string };

function boundedCells<C>(definition: { labels: readonly string[]; maxSeries?: number }, make: (values: readonly string[]) => C) {
  const cells = new Map<string, C>();
  const most = definition.maxSeries ?? 100;
  const others = definition.labels.map(() => 'other');
  function of(values: readonly string[]): C {
    const key = values.join('\u0000');
    const known = cells.get(key);
    if (known) return known;
    const full = cells.size >= most && key !== others.join('\u0000');
    if (full) return of(others);
    const made = make(values);
    cells.set(key, made);
    return made;
  }
  return { of, all: () => [...cells.values()] };
}

function numberCell(values: readonly string[]) {
  const series: NumberSeries = { values, value: 0 };
  return {
    series,
    add(value: number) {
      series.value += value;
    },
  };
}

function histogramCell(values: readonly string[], bounds: readonly number[]) {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  let sum = 0;
  let count = 0;
  return {
    record(value: number) {
      let i = 0;
      while (i < bounds.length && value > bounds[i]!) i += 1;
      counts[i] = counts[i]! + 1;
      sum += value;
      count += 1;
    },
    series: (): HistogramSeries => ({ values, counts: [...counts], sum, count }),
  };
}
