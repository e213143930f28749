export type Progress = {
  /** `done` of `total` units; `share` is given where only a part of the whole can be measured, such as bytes of a file. */
  update(done: number, share: number | null): void;
  /** Removes the bar, or prints the last line. */
  end(): void;
};

const barMs = 100;
const lineMs = 5000;
const barWidth = 28;

/** A bar that is drawn over itself on a terminal, a plain line every few seconds elsewhere. */
export function createProgress(unit: string, out: NodeJS.WriteStream = process.stderr): Progress {
  const startedAt = performance.now();
  let shownAt = startedAt;
  let start: number | null = null;
  let latest = { done: 0, share: null as number | null };
  let drawn = false;

  const text = ({ done, share }: typeof latest) => {
    const seconds = Math.max(0.001, (performance.now() - startedAt) / 1000);
    // What an earlier run had done is no speed of this one.
    const rate = Math.round((done - (start ?? 0)) / seconds);
    const percent = share === null ? '' : `${(Math.min(1, share) * 100).toFixed(share >= 1 ? 0 : 1)} %  `;
    return `${percent}${done.toLocaleString('en')} ${unit}  ${rate.toLocaleString('en')}/s`;
  };
  const draw = () => {
    const { share } = latest;
    const filled = Math.round(Math.min(1, share ?? 0) * barWidth);
    const bar = share === null ? '' : `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] `;
    out.write(`\r\u001b[K${bar}${text(latest)}`);
    drawn = true;
  };

  return {
    update(done, share) {
      start ??= done;
      latest = { done, share };
      const now = performance.now();
      if (now - shownAt < (out.isTTY ? barMs : lineMs)) return;
      shownAt = now;
      if (out.isTTY) draw();
      else out.write(`${text(latest)}\n`);
    },
    end() {
      if (out.isTTY && drawn) out.write('\r\u001b[K');
    },
  };
}
