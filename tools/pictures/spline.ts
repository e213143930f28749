/** A point of an outline: across, up, wall thickness (where it matters), 1 for a corner. Lengths in cm. */
export type OutlinePoint = readonly [x: number, y: number, thickness?: number, corner?: number];

/** A smooth curve through the points (natural cubic between corners), flattened: x, y, thickness in turn. */
export function flatten(points: readonly OutlinePoint[], thickness: number, steps = 20): Float64Array {
  const out: number[] = [];
  let run: OutlinePoint[] = [];
  for (const [i, point] of points.entries()) {
    run.push(point);
    const last = i === points.length - 1;
    if (run.length > 1 && (point[3] === 1 || last)) {
      flattenRun(run, thickness, steps, out);
      run = [point];
    }
  }
  const end = points[points.length - 1]!;
  out.push(end[0], end[1], end[2] ?? thickness);
  return Float64Array.from(out);
}

function flattenRun(run: readonly OutlinePoint[], thickness: number, steps: number, out: number[]): void {
  const at = [0];
  for (let i = 1; i < run.length; i++) {
    const chord = Math.hypot(run[i]![0] - run[i - 1]![0], run[i]![1] - run[i - 1]![1]);
    at.push(at[i - 1]! + Math.max(1e-4, chord ** 0.75));
  }
  const curves = [run.map((p) => p[0]), run.map((p) => p[1]), run.map((p) => p[2] ?? thickness)].map((values) => naturalSpline(at, values));
  for (let i = 0; i + 1 < run.length; i++) {
    for (let s = 0; s < steps; s++) {
      const t = at[i]! + ((at[i + 1]! - at[i]!) * s) / steps;
      for (const curve of curves) out.push(curve(i, t));
    }
  }
}

type Curve = (piece: number, t: number) => number;

/** Twice continuously differentiable, so that reflections run over joints without a kink. */
function naturalSpline(at: readonly number[], values: readonly number[]): Curve {
  const n = at.length;
  const second = new Float64Array(n);
  const scratch = new Float64Array(n);
  for (let i = 1; i + 1 < n; i++) {
    const left = at[i]! - at[i - 1]!;
    const right = at[i + 1]! - at[i]!;
    const ratio = left / (left + right);
    const p = ratio * second[i - 1]! + 2;
    second[i] = (ratio - 1) / p;
    const slope = (values[i + 1]! - values[i]!) / right - (values[i]! - values[i - 1]!) / left;
    scratch[i] = ((6 * slope) / (left + right) - ratio * scratch[i - 1]!) / p;
  }
  for (let i = n - 2; i >= 0; i--) second[i] = second[i]! * second[i + 1]! + scratch[i]!;
  return (piece, t) => {
    const h = at[piece + 1]! - at[piece]!;
    const a = (at[piece + 1]! - t) / h;
    const b = 1 - a;
    const bend = ((a * a * a - a) * second[piece]! + (b * b * b - b) * second[piece + 1]!) * ((h * h) / 6);
    return a * values[piece]! + b * values[piece + 1]! + bend;
  };
}
