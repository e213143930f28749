import { type Capture, ray } from './capture.ts';
import { at, type Gathered } from './gather.ts';
import { mirrored } from './light.ts';
import { smoothstep } from './noise.ts';
import { type Item, project, type Scene, stageHit, stageNormal } from './scene.ts';
import type { Dressed } from './shade.ts';
import { hit, measureNormal, traceItem } from './trace.ts';

/** What shading needs to know of the picture as a whole. `behind` writes the sweep's light at a point to `seen`. */
export type Bench = {
  scene: Scene;
  light: Gathered;
  dressed: Dressed;
  behind: (x: number, y: number, z: number, ny: number, nz: number, sx: number, sy: number) => void;
};

/** Light that a sample sees: red, green, blue. */
export const seen = new Float64Array(3);

const INDEX = 1.48;
const env = new Float64Array(3);
const through = new Float64Array(3);

/** Follows a look through glass: bent at every wall, tinted by the way within, mirrored where it enters. */
export function glassLight(bench: Bench, item: Item, which: number, shot: Capture, s: number): void {
  const { scene, dressed } = bench;
  const absorbs = dressed.parts[which]![shot.part[s]!]!.absorbs!;
  let [ox, oy, oz] = [at.x, at.y, at.z];
  let [nx, ny, nz] = [at.nx, at.ny, at.nz];
  let [dx, dy, dz] = [ray.x, ray.y, ray.z];
  const total = [0, 0, 0];
  through.fill(1);
  let within = false;
  for (let wall = 0; wall < 9; wall++) {
    const cosine = -(nx * dx + ny * dy + nz * dz);
    const share = fresnel(Math.abs(cosine), within);
    if (!within) {
      mirrored(env, dx + 2 * cosine * nx, dy + 2 * cosine * ny, dz + 2 * cosine * nz, 0.015);
      const weight = wall === 0 ? 1 : 0.7;
      for (let c = 0; c < 3; c++) total[c] = total[c]! + through[c]! * share * env[c]! * weight;
    }
    for (let c = 0; c < 3; c++) through[c] = through[c]! * (within ? 1 : 1 - share);
    const ratio = within ? INDEX : 1 / INDEX;
    const root = 1 - ratio * ratio * (1 - cosine * cosine);
    if (root < 0) {
      dx += 2 * cosine * nx;
      dy += 2 * cosine * ny;
      dz += 2 * cosine * nz;
    } else {
      const k = ratio * cosine - Math.sqrt(root);
      dx = dx * ratio + nx * k;
      dy = dy * ratio + ny * k;
      dz = dz * ratio + nz * k;
      within = !within;
    }
    const t = within ? leave(item, ox, oy, oz, dx, dy, dz) : enter(item, ox + dx * 0.06, oy + dy * 0.06, oz + dz * 0.06, dx, dy, dz, scene);
    if (t < 0) break;
    if (within) for (let c = 0; c < 3; c++) through[c] = through[c]! * Math.exp(-absorbs[c]! * (t / item.scale));
    else if (blocked(bench, which, ox, oy, oz, dx, dy, dz, t)) {
      finish(total);
      return;
    }
    ox += dx * t;
    oy += dy * t;
    oz += dz * t;
    [nx, ny, nz] = [hit.nx * item.cos + hit.nz * item.sin, hit.ny, hit.nz * item.cos - hit.nx * item.sin];
    if (within) [nx, ny, nz] = [-nx, -ny, -nz];
  }
  beyond(bench, which, ox, oy, oz, dx, dy, dz);
  finish(total);
}

function finish(total: readonly number[]): void {
  for (let c = 0; c < 3; c++) seen[c] = seen[c]! * through[c]! + total[c]!;
}

function fresnel(cosine: number, within: boolean): number {
  const c = within ? Math.sqrt(Math.max(0, 1 - INDEX * INDEX * (1 - cosine * cosine))) : cosine;
  return 0.038 + 0.962 * (1 - c) ** 5;
}

function enter(item: Item, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, scene: Scene): number {
  const t = traceItem(item, ox, oy, oz, dx, dy, dz, scene.size * 0.0004);
  if (t < 0) return -1;
  measureNormal(item, item.model.grit * 1.7);
  return t + 0.06;
}

/** Way through the wall to its other side, in scene units. */
function leave(item: Item, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): number {
  const inv = 1 / item.scale;
  const px = ox - item.at[0];
  const pz = oz - item.at[2];
  const lx = (px * item.cos - pz * item.sin) * inv;
  const ly = (oy - item.at[1]) * inv;
  const lz = (pz * item.cos + px * item.sin) * inv;
  const vx = dx * item.cos - dz * item.sin;
  const vz = dz * item.cos + dx * item.sin;
  let t = 0.02;
  for (let i = 0; i < 60; i++) {
    const d = item.model.distance(lx + vx * t, ly + dy * t, lz + vz * t);
    if (d > -0.002 && t > 0.03) break;
    t += Math.max(0.008, -d);
  }
  hit.x = lx + vx * t;
  hit.y = ly + dy * t;
  hit.z = lz + vz * t;
  measureNormal(item, item.model.grit * 1.7);
  return t * item.scale;
}

/** Opaque things seen through the glass before its next wall, in a plain light. */
function blocked(
  bench: Bench,
  which: number,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  within: number,
): boolean {
  const { scene, dressed } = bench;
  const keep = [hit.x, hit.y, hit.z, hit.nx, hit.ny, hit.nz] as const;
  for (const [i, item] of scene.items.entries()) {
    if (i === which || item.glass) continue;
    const t = traceItem(item, ox, oy, oz, dx, dy, dz, scene.size * 0.0006);
    if (t < 0 || t > within) continue;
    plain(item, dressed.parts[i]!);
    return true;
  }
  [hit.x, hit.y, hit.z, hit.nx, hit.ny, hit.nz] = keep;
  return false;
}

function plain(item: Item, parts: Dressed['parts'][number]): void {
  measureNormal(item, 0.05);
  const part = item.model.parts.length > 1 ? item.model.nearest(hit.x, hit.y, hit.z) : 0;
  const nx = hit.nx * item.cos + hit.nz * item.sin;
  const nz = hit.nz * item.cos - hit.nx * item.sin;
  const level = 0.42 + 0.2 * hit.ny + 0.5 * Math.max(0, -0.63 * nx + 0.59 * hit.ny + 0.5 * nz);
  const m = parts[part]!;
  for (let c = 0; c < 3; c++) seen[c] = m.mean[c]! * level + (m.glow?.[c] ?? 0);
}

/** What lies behind the glass: other things, the sweep, or the dim ends of the studio, which give glass its dark outline. */
function beyond(bench: Bench, which: number, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): void {
  const { scene } = bench;
  if (blocked(bench, which, ox, oy, oz, dx, dy, dz, 1e9)) return;
  const t = stageHit(scene.stage, oy, oz, dy, dz);
  if (t <= 0) {
    mirrored(seen, dx, dy, dz, 0.1);
    for (let c = 0; c < 3; c++) seen[c] = seen[c]! * 0.6;
    return;
  }
  const [x, y, z] = [ox + dx * t, oy + dy * t, oz + dz * t];
  const [ny, nz] = [stageNormal.y, stageNormal.z];
  const [px, py] = project(scene.camera, x, y, z);
  const sx = ((px + 1) / 2) * scene.width;
  const sy = ((1 - ((py - scene.camera.shift) * scene.width) / scene.height) / 2) * scene.height;
  bench.behind(x, y, z, ny, nz, Math.min(scene.width - 1, Math.max(0, sx)), Math.min(scene.height - 1, Math.max(0, sy)));
  const off = Math.max(Math.abs(px), Math.abs(py));
  const dim = 1 - 0.72 * smoothstep(1.0, 1.9, off);
  for (let c = 0; c < 3; c++) seen[c] = seen[c]! * dim;
}
