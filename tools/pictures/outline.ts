import { flatten, type OutlinePoint } from './spline.ts';

/** Signed distance to a flat outline, read from a grid: cheap to ask, smooth to look at. Lengths in cm. */
export type Outline = { distance: (x: number, y: number) => number; x0: number; y0: number; x1: number; y1: number };

/** A wall of the given thickness along an open curve, its ends rounded: pots, shades, handles. */
export function wall(points: readonly OutlinePoint[], thickness: number, cells = 340): Outline {
  return gridOf(flatten(points, thickness), false, cells);
}

/** Everything between the curve and the axis x = 0, the corners rounded by `round`: feet, legs, knobs, candles. */
export function solid(points: readonly OutlinePoint[], round = 0, cells = 340): Outline {
  return gridOf(flatten(points.map(cornered), 2 * round), true, cells);
}

/** Turned pieces have edges: a sharp bend, or a bend between a long and a short stretch, is a corner. */
function cornered(point: OutlinePoint, i: number, all: readonly OutlinePoint[]): OutlinePoint {
  const before = all[i - 1];
  const after = all[i + 1];
  if (!before || !after) return point;
  const [ax, ay, bx, by] = [point[0] - before[0], point[1] - before[1], after[0] - point[0], after[1] - point[1]];
  const [a, b] = [Math.hypot(ax, ay), Math.hypot(bx, by)];
  const bend = (Math.acos(Math.min(1, Math.max(-1, (ax * bx + ay * by) / (a * b || 1)))) * 180) / Math.PI;
  const uneven = Math.max(a / b, b / a);
  return bend > 75 || (bend > 38 && uneven > 4) || (bend > 12 && uneven > 9) ? [point[0], point[1], point[2], 1] : point;
}

function gridOf(line: Float64Array, filled: boolean, cells: number): Outline {
  const box = boundsOf(line);
  const size = Math.max(box.x1 - box.x0, box.y1 - box.y0);
  const h = size / cells;
  const pad = Math.max(8 * h, size * 0.06);
  const gx = box.x0 - pad;
  const gy = box.y0 - pad;
  const nx = Math.ceil((box.x1 - box.x0 + 2 * pad) / h) + 2;
  const ny = Math.ceil((box.y1 - box.y0 + 2 * pad) / h) + 2;
  const grid = new Float32Array(nx * ny);
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) grid[j * nx + i] = distanceTo(line, filled, gx + i * h, gy + j * h);
  }
  return { ...box, distance: sampler(grid, nx, ny, gx, gy, 1 / h, pad) };
}

function boundsOf(line: Float64Array): { x0: number; y0: number; x1: number; y1: number } {
  const box = { x0: 1e9, y0: 1e9, x1: -1e9, y1: -1e9 };
  for (let i = 0; i < line.length; i += 3) {
    const half = line[i + 2]! / 2;
    box.x0 = Math.min(box.x0, line[i]! - half);
    box.x1 = Math.max(box.x1, line[i]! + half);
    box.y0 = Math.min(box.y0, line[i + 1]! - half);
    box.y1 = Math.max(box.y1, line[i + 1]! + half);
  }
  return box;
}

/** Distance to the flattened curve less half its thickness there; negative within the filled outline, which the axis closes on the left. */
function distanceTo(line: Float64Array, filled: boolean, x: number, y: number): number {
  let best = 1e18;
  let half = 0;
  let inside = false;
  for (let i = 0; i + 5 < line.length; i += 3) {
    const ax = line[i]!;
    const ay = line[i + 1]!;
    const ex = line[i + 3]! - ax;
    const ey = line[i + 4]! - ay;
    const px = x - ax;
    const py = y - ay;
    const length = ex * ex + ey * ey;
    const t = length > 0 ? Math.min(1, Math.max(0, (px * ex + py * ey) / length)) : 0;
    const qx = px - ex * t;
    const qy = py - ey * t;
    const d = qx * qx + qy * qy;
    if (d < best) {
      best = d;
      half = (line[i + 2]! + (line[i + 5]! - line[i + 2]!) * t) / 2;
    }
    if (ay > y !== ay + ey > y && x < ax + (ex * (y - ay)) / ey) inside = !inside;
  }
  const d = Math.sqrt(best);
  return filled && inside ? -d - half : d - half;
}

function sampler(grid: Float32Array, nx: number, ny: number, gx: number, gy: number, inv: number, pad: number): Outline['distance'] {
  const wide = nx - 1;
  const high = ny - 1;
  return (x, y) => {
    const fx = (x - gx) * inv;
    const fy = (y - gy) * inv;
    if (fx >= 0 && fy >= 0 && fx < wide && fy < high) {
      const ix = fx | 0;
      const iy = fy | 0;
      const u = fx - ix;
      const v = fy - iy;
      const k = iy * nx + ix;
      const a = grid[k]!;
      const b = grid[k + 1]!;
      const c = grid[k + nx]!;
      const d = grid[k + nx + 1]!;
      return a + (b - a) * u + (c - a + (a - b - c + d) * u) * v;
    }
    const ox = fx < 0 ? -fx : fx > wide ? fx - wide : 0;
    const oy = fy < 0 ? -fy : fy > high ? fy - high : 0;
    return Math.sqrt(ox * ox + oy * oy) / inv + pad * 0.9;
  };
}
