/** Signed distance in cm from a point in the model's own space (y up, standing on y = 0). */
export type Distance = (x: number, y: number, z: number) => number;

/** Where on a cloth, sheet or board a point lies: writes across and along, in cm, to out[0] and out[1]. */
export type Surface = (x: number, y: number, z: number, out: Float64Array) => void;

export type Box = readonly [x0: number, y0: number, z0: number, x1: number, y1: number, z1: number];

/** `slot` is `main` (the finish asked for) or the code of a material; `blend` melts a part into the one before it; `grain` says how its wood grows. */
export type Part = { distance: Distance; box: Box; slot: string; blend?: number; surface?: Surface; grain?: 'x' | 'y' | 'z' };

export type Model = {
  parts: readonly Part[];
  box: Box;
  distance: Distance;
  /** Index of the part that is nearest. */
  nearest: (x: number, y: number, z: number) => number;
  /** How far a ray may go for a measured distance: under 1 where shapes are bent or displaced. */
  stride: number;
  coarse: Coarse;
  /** Detail below this many cm is not to be trusted: shapes are read from grids. */
  grit: number;
};

/** Distances on a coarse grid, for light that need not be exact. `reach` is the size of a cell. */
export type Coarse = { distance: Distance; cell: number };

export function model(parts: readonly Part[], options: { stride?: number; cells?: number } = {}): Model {
  const box = boxOf(parts);
  const distance = distanceOf(parts);
  return {
    parts,
    box,
    distance,
    nearest: nearestOf(parts),
    stride: options.stride ?? 1,
    coarse: bake(distance, box, options.cells ?? 88),
    grit: Math.max(box[3] - box[0], box[4] - box[1]) / 330,
  };
}

function boxOf(parts: readonly Part[]): Box {
  const box: [number, number, number, number, number, number] = [1e9, 1e9, 1e9, -1e9, -1e9, -1e9];
  for (const part of parts) {
    for (let i = 0; i < 3; i++) {
      box[i] = Math.min(box[i]!, part.box[i]!);
      box[i + 3] = Math.max(box[i + 3]!, part.box[i + 3]!);
    }
  }
  return box;
}

/** Distance to a box from outside; 0 within. */
export function boxGap(box: Box, x: number, y: number, z: number): number {
  const dx = x < box[0] ? box[0] - x : x > box[3] ? x - box[3] : 0;
  const dy = y < box[1] ? box[1] - y : y > box[4] ? y - box[4] : 0;
  const dz = z < box[2] ? box[2] - z : z > box[5] ? z - box[5] : 0;
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}

function distanceOf(parts: readonly Part[]): Distance {
  if (parts.length === 1) return parts[0]!.distance;
  const count = parts.length;
  return (x, y, z) => {
    let best = 1e9;
    for (let i = 0; i < count; i++) {
      const part = parts[i]!;
      const k = part.blend ?? 0;
      const gap = boxGap(part.box, x, y, z);
      if (gap > best + k) continue;
      const d = part.distance(x, y, z);
      best = k > 0 ? smoothMin(best, d, k) : d < best ? d : best;
    }
    return best;
  };
}

function nearestOf(parts: readonly Part[]): Model['nearest'] {
  const count = parts.length;
  return (x, y, z) => {
    let best = 1e9;
    let index = 0;
    for (let i = 0; i < count; i++) {
      const d = parts[i]!.distance(x, y, z);
      if (d < best) {
        best = d;
        index = i;
      }
    }
    return index;
  };
}

export function smoothMin(a: number, b: number, k: number): number {
  const h = k - Math.abs(a - b);
  return h > 0 ? Math.min(a, b) - (h * h) / (4 * k) : Math.min(a, b);
}

/** Measures the model once on a grid; between the grid's points distances are interpolated. */
function bake(distance: Distance, box: Box, cells: number): Coarse {
  const cell = Math.max(box[3] - box[0], box[4] - box[1], box[5] - box[2]) / cells;
  const x0 = box[0] - 3 * cell;
  const y0 = box[1] - 3 * cell;
  const z0 = box[2] - 3 * cell;
  const nx = Math.ceil((box[3] - x0) / cell) + 4;
  const ny = Math.ceil((box[4] - y0) / cell) + 4;
  const nz = Math.ceil((box[5] - z0) / cell) + 4;
  const grid = new Float32Array(nx * ny * nz);
  let at = 0;
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++) grid[at++] = distance(x0 + i * cell, y0 + j * cell, z0 + k * cell);
    }
  }
  return { cell, distance: interpolate(grid, [nx, ny, nz], [x0, y0, z0], cell) };
}

function interpolate(
  grid: Float32Array,
  [nx, ny, nz]: readonly [number, number, number],
  [x0, y0, z0]: readonly [number, number, number],
  cell: number,
): Distance {
  const inv = 1 / cell;
  const layer = nx * ny;
  const x1 = x0 + (nx - 1.001) * cell;
  const y1 = y0 + (ny - 1.001) * cell;
  const z1 = z0 + (nz - 1.001) * cell;
  return (x, y, z) => {
    const cx = x < x0 ? x0 : x > x1 ? x1 : x;
    const cy = y < y0 ? y0 : y > y1 ? y1 : y;
    const cz = z < z0 ? z0 : z > z1 ? z1 : z;
    const gx = (cx - x0) * inv;
    const gy = (cy - y0) * inv;
    const gz = (cz - z0) * inv;
    const ix = gx | 0;
    const iy = gy | 0;
    const iz = gz | 0;
    const u = gx - ix;
    const v = gy - iy;
    const w = gz - iz;
    const k = iz * layer + iy * nx + ix;
    const a = grid[k]! + (grid[k + 1]! - grid[k]!) * u;
    const b = grid[k + nx]! + (grid[k + nx + 1]! - grid[k + nx]!) * u;
    const c = grid[k + layer]! + (grid[k + layer + 1]! - grid[k + layer]!) * u;
    const d = grid[k + layer + nx]! + (grid[k + layer + nx + 1]! - grid[k + layer + nx]!) * u;
    const low = a + (b - a) * v;
    const high = c + (d - c) * v;
    const inside = low + (high - low) * w;
    if (cx === x && cy === y && cz === z) return inside;
    const ox = x - cx;
    const oy = y - cy;
    const oz = z - cz;
    return Math.sqrt(ox * ox + oy * oy + oz * oz) + Math.min(inside, 3 * cell) * 0.5;
  };
}
