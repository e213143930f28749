import { boxGap } from './model.ts';
import type { Item } from './scene.ts';

/** Where the last successful trace ended, in the item's own space (cm), with the normal measured there. */
export const hit = { x: 0, y: 0, z: 0, nx: 0, ny: 0, nz: 0, curve: 0 };

/** Part of a ray within the item's box: enters at `span.from`, leaves at `span.to`. False when it misses. */
export const span = { from: 0, to: 0 };

export function crosses(item: Item, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): boolean {
  const box = item.box;
  const ix = 1 / (Math.abs(dx) < 1e-9 ? 1e-9 : dx);
  const iy = 1 / (Math.abs(dy) < 1e-9 ? 1e-9 : dy);
  const iz = 1 / (Math.abs(dz) < 1e-9 ? 1e-9 : dz);
  const ax = (box[0] - ox) * ix;
  const bx = (box[3] - ox) * ix;
  const ay = (box[1] - oy) * iy;
  const by = (box[4] - oy) * iy;
  const az = (box[2] - oz) * iz;
  const bz = (box[5] - oz) * iz;
  const from = Math.max(Math.min(ax, bx), Math.min(ay, by), Math.min(az, bz), 0);
  const to = Math.min(Math.max(ax, bx), Math.max(ay, by), Math.max(az, bz));
  span.from = from;
  span.to = to;
  return to > from;
}

/** Distance along a ray (scene space) to the item's true surface, or -1; `fine` is how near counts as there. Writes hit.x..z. */
export function traceItem(item: Item, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, fine: number): number {
  if (!crosses(item, ox, oy, oz, dx, dy, dz)) return -1;
  const { model, scale, cos, sin, at } = item;
  const inv = 1 / scale;
  const px = ox - at[0];
  const pz = oz - at[2];
  const lx = (px * cos - pz * sin) * inv;
  const ly = (oy - at[1]) * inv;
  const lz = (pz * cos + px * sin) * inv;
  const vx = dx * cos - dz * sin;
  const vz = dz * cos + dx * sin;
  const coarse = model.coarse.distance;
  const cell = model.coarse.cell;
  const exact = model.distance;
  const near = fine * inv;
  const end = span.to * inv + cell;
  let t = span.from * inv;
  for (let i = 0; i < 220 && t < end; i++) {
    const x = lx + vx * t;
    const y = ly + dy * t;
    const z = lz + vz * t;
    const rough = coarse(x, y, z);
    if (rough > 2 * cell) {
      t += (rough - 0.9 * cell) * model.stride;
      continue;
    }
    const d = exact(x, y, z);
    if (d < near) {
      hit.x = x;
      hit.y = y;
      hit.z = z;
      return t * scale;
    }
    t += d * model.stride;
  }
  return -1;
}

/** Distance along a ray on the coarse grid only, or -1. Thin walls count as a little thicker. `from` keeps clear of the start. */
export function traceCoarse(item: Item, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): number {
  if (!crosses(item, ox, oy, oz, dx, dy, dz)) return -1;
  const { model, scale, cos, sin, at } = item;
  const inv = 1 / scale;
  const px = ox - at[0];
  const pz = oz - at[2];
  const lx = (px * cos - pz * sin) * inv;
  const ly = (oy - at[1]) * inv;
  const lz = (pz * cos + px * sin) * inv;
  const vx = dx * cos - dz * sin;
  const vz = dz * cos + dx * sin;
  const coarse = model.coarse.distance;
  const cell = model.coarse.cell;
  const end = span.to * inv;
  const near = 0.35 * cell;
  let t = span.from * inv;
  for (let i = 0; i < 60 && t < end; i++) {
    const x = lx + vx * t;
    const y = ly + dy * t;
    const z = lz + vz * t;
    const d = coarse(x, y, z);
    if (d < near) {
      hit.x = x;
      hit.y = y;
      hit.z = z;
      return t * scale;
    }
    t += Math.max(d, 0.4 * cell);
  }
  return -1;
}

/** Normal and curvature of the true surface at hit.x..z, in the item's own space. `e` is the reach of the measuring points in cm. */
export function measureNormal(item: Item, e: number): void {
  const f = item.model.distance;
  const { x, y, z } = hit;
  const a = f(x + e, y, z);
  const b = f(x - e, y, z);
  const c = f(x, y + e, z);
  const d = f(x, y - e, z);
  const g = f(x, y, z + e);
  const h = f(x, y, z - e);
  const nx = a - b;
  const ny = c - d;
  const nz = g - h;
  const inv = 1 / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1);
  hit.nx = nx * inv;
  hit.ny = ny * inv;
  hit.nz = nz * inv;
  hit.curve = (a + b + c + d + g + h - 6 * f(x, y, z)) / (e * e);
}

/** Normal from the coarse grid at hit.x..z, turned into scene space. */
export function coarseNormal(item: Item): void {
  const f = item.model.coarse.distance;
  const e = item.model.coarse.cell * 0.7;
  const { x, y, z } = hit;
  const nx = f(x + e, y, z) - f(x - e, y, z);
  const ny = f(x, y + e, z) - f(x, y - e, z);
  const nz = f(x, y, z + e) - f(x, y, z - e);
  const inv = 1 / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1);
  hit.nx = (nx * item.cos + nz * item.sin) * inv;
  hit.ny = ny * inv;
  hit.nz = (nz * item.cos - nx * item.sin) * inv;
}

/** Coarse distance from a scene point to an item, in scene units. */
export function gapTo(item: Item, x: number, y: number, z: number): number {
  const gap = boxGap(item.box, x, y, z);
  if (gap > 40 * item.scale) return gap;
  const px = x - item.at[0];
  const pz = z - item.at[2];
  const inv = 1 / item.scale;
  return (
    item.model.coarse.distance((px * item.cos - pz * item.sin) * inv, (y - item.at[1]) * inv, (pz * item.cos + px * item.sin) * inv) *
    item.scale
  );
}
