/** One measured case; a rate carries its latencies, anything else a field with the unit in its name. */
export type Figure = {
  bench: string;
  case: string;
  perSecond?: number;
  p50Ms?: number;
  p99Ms?: number;
  errors?: number;
  /** Ours divided by `of`, measured in the same run. */
  ratio?: number;
  of?: string;
  ofPerSecond?: number;
  rssMiB?: number;
  count?: number;
  seconds?: number;
  note?: string;
};

/** Prints figures as they come: a JSON object a line, or a table for people. */
export function createPrinter(json: boolean): { add(figure: Figure): void; failed(): boolean } {
  let broken = false;
  let headed = false;
  return {
    add(figure) {
      if ((figure.errors ?? 0) > 0) broken = true;
      if (json) {
        process.stdout.write(`${JSON.stringify(figure)}\n`);
        return;
      }
      if (!headed) process.stdout.write(row(['case', 'value', 'p50 ms', 'p99 ms', 'errors', 'ratio', '']));
      headed = true;
      process.stdout.write(
        row([
          figure.case,
          valueText(figure),
          text(figure.p50Ms),
          text(figure.p99Ms),
          text(figure.errors),
          figure.ratio === undefined ? '' : `${figure.ratio} of ${figure.of}`,
          figure.note ?? '',
        ]),
      );
    },
    failed: () => broken,
  };
}

export function round(value: number, digits = 2): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}

function valueText(figure: Figure): string {
  if (figure.perSecond !== undefined) return `${figure.perSecond} /s`;
  if (figure.rssMiB !== undefined) return `${figure.rssMiB} MiB`;
  if (figure.seconds !== undefined) return `${figure.seconds} s`;
  return text(figure.count);
}

function text(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function row(cells: string[]): string {
  const widths = [22, 14, 9, 9, 8, 20, 0];
  return `${cells
    .map((cell, i) => cell.padEnd(widths[i] ?? 0))
    .join(' ')
    .trimEnd()}\n`;
}
