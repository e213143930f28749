import type { Gathered } from './gather.ts';

const KERNEL = [0.25, 0.5, 0.25];

/** Evens out the grain of the gathered light without letting it cross edges. `reach` is the size of the scene in cm. */
export function smoothLight(light: Gathered, reach: number): void {
  for (const step of [1, 2, 4, 6]) pass(light, light.ambient, 3, step, reach);
  for (const step of [1, 2, 4, 6]) pass(light, light.bounce, 1, step, reach);
  for (const step of [1, 2, 3]) pass(light, light.key, 3, step, reach);
}

function pass(light: Gathered, values: Float32Array, channels: number, step: number, reach: number): void {
  const { width, height } = light;
  const from = values.slice();
  const sum = new Float64Array(channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const g = y * width + x;
      if (light.item[g] === -2) continue;
      sum.fill(0);
      let total = 0;
      for (let j = -1; j <= 1; j++) {
        const yy = y + j * step;
        if (yy < 0 || yy >= height) continue;
        for (let i = -1; i <= 1; i++) {
          const xx = x + i * step;
          if (xx < 0 || xx >= width) continue;
          const o = yy * width + xx;
          const w = KERNEL[i + 1]! * KERNEL[j + 1]! * alike(light, g, o, reach);
          if (w < 1e-5) continue;
          total += w;
          for (let c = 0; c < channels; c++) sum[c] = sum[c]! + w * from[o * channels + c]!;
        }
      }
      for (let c = 0; c < channels; c++) values[g * channels + c] = sum[c]! / total;
    }
  }
}

/** How much two points of the raster belong to the same surface, 0..1. */
function alike(light: Gathered, a: number, b: number, reach: number): number {
  if (light.item[a] !== light.item[b]) return 0;
  const n = light.normal;
  const p = light.place;
  return likeness(n, p, a, n[3 * b]!, n[3 * b + 1]!, n[3 * b + 2]!, p[3 * b]!, p[3 * b + 1]!, p[3 * b + 2]!, reach);
}

function likeness(
  n: Float32Array,
  p: Float32Array,
  a: number,
  nx: number,
  ny: number,
  nz: number,
  x: number,
  y: number,
  z: number,
  reach: number,
): number {
  const dot = n[3 * a]! * nx + n[3 * a + 1]! * ny + n[3 * a + 2]! * nz;
  if (dot < 0.3) return 0;
  const dx = x - p[3 * a]!;
  const dy = y - p[3 * a + 1]!;
  const dz = z - p[3 * a + 2]!;
  const off = Math.abs(dx * nx + dy * ny + dz * nz) / (0.012 * reach);
  const d2 = dot * dot;
  return (d2 * d2 * d2) / (1 + off * off * off);
}

/** Light at a place of the picture: key r g b, ambient r g b, bounce. Written by lookUp. */
export const lit = new Float64Array(7);

/** Light at picture coordinates for a surface of that item, normal and place (scene space). Neighbours on other surfaces are left out. */
export function lookUp(
  light: Gathered,
  sx: number,
  sy: number,
  item: number,
  nx: number,
  ny: number,
  nz: number,
  x: number,
  y: number,
  z: number,
  reach: number,
): void {
  const { width, height, step } = light;
  const fx = (sx - (step >> 1) - 0.5) / step;
  const fy = (sy - (step >> 1) - 0.5) / step;
  const ix = Math.floor(fx);
  const iy = Math.floor(fy);
  lit.fill(0);
  let total = 0;
  for (let ring = 0; ring < 2 && total < 1e-4; ring++) {
    for (let j = -ring; j <= 1 + ring; j++) {
      const gy = Math.min(height - 1, Math.max(0, iy + j));
      for (let i = -ring; i <= 1 + ring; i++) {
        const gx = Math.min(width - 1, Math.max(0, ix + i));
        const g = gy * width + gx;
        if (light.item[g] !== item) continue;
        const near = Math.max(0.02, 1 - Math.abs(fx - ix - i) / (1 + ring)) * Math.max(0.02, 1 - Math.abs(fy - iy - j) / (1 + ring));
        const w = near * (likeness(light.normal, light.place, g, nx, ny, nz, x, y, z, reach) + 1e-5);
        add(light, g, w);
        total += w;
      }
    }
  }
  if (total === 0) {
    lit.fill(0.4);
    return;
  }
  for (let c = 0; c < 7; c++) lit[c] = lit[c]! / total;
}

function add(light: Gathered, g: number, w: number): void {
  for (let c = 0; c < 3; c++) {
    lit[c] = lit[c]! + w * light.key[3 * g + c]!;
    lit[c + 3] = lit[c + 3]! + w * light.ambient[3 * g + c]!;
  }
  lit[6] = lit[6]! + w * light.bounce[g]!;
}
