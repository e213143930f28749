import { aimRay, type Capture, ray } from './capture.ts';
import { at, type Gathered, toScene } from './gather.ts';
import { type Bench, glassLight, seen } from './glass.ts';
import { KEY, KEY_POWER, mirrored } from './light.ts';
import { type Material, type Rgb, reset, touch } from './materials/material.ts';
import { smoothstep } from './noise.ts';
import { type Item, type Scene, stageHit } from './scene.ts';
import { lit, lookUp } from './smooth.ts';
import { gapTo, hit, traceCoarse } from './trace.ts';

/** Materials of every item's parts, and the mean colour of the finish that `bounce` was measured for. */
export type Dressed = { parts: readonly (readonly Material[])[]; finish: Rgb };

/** The picture in linear light, three numbers a pixel. */
export function shade(scene: Scene, shot: Capture, light: Gathered, dressed: Dressed): Float32Array {
  const pixels = scene.width * scene.height;
  const out = new Float32Array(pixels * 3);
  const bench: Bench = { scene, light, dressed, behind: behind(scene, light, dressed) };
  const cache = cacheOf(shot);
  for (let p = 0; p < pixels; p++) {
    const more = shot.more[p]!;
    const count = more < 0 ? 1 : shot.runs.get(more)!;
    const first = more < 0 ? p : more;
    for (let s = first; s < first + count; s++) {
      sample(bench, shot, s, cache);
      for (let c = 0; c < 3; c++) out[3 * p + c] = out[3 * p + c]! + Math.min(5, seen[c]!) / count;
    }
  }
  return out;
}

/** Light found for each sample, kept from one finish to the next: seven numbers each, the first -1 while unknown. */
const kept = new WeakMap<Capture, Float32Array>();

function cacheOf(shot: Capture): Float32Array {
  const known = kept.get(shot) ?? new Float32Array(shot.count * 7).fill(-1);
  kept.set(shot, known);
  return known;
}

function sample(bench: Bench, shot: Capture, s: number, cache: Float32Array): void {
  const { scene, light, dressed } = bench;
  const which = shot.item[s]!;
  const [sx, sy] = [shot.screen[2 * s]!, shot.screen[2 * s + 1]!];
  if (which === -2) {
    seen.fill(0.7);
    return;
  }
  toScene(scene, shot, s, which);
  aimRay(scene, sx, sy);
  if (which >= 0 && dressed.parts[which]![shot.part[s]!]!.absorbs) {
    glassLight(bench, scene.items[which]!, which, shot, s);
    return;
  }
  if (cache[7 * s]! < 0) {
    lookUp(light, sx, sy, which, at.nx, at.ny, at.nz, at.x, at.y, at.z, scene.size);
    cache.set(lit, 7 * s);
  } else for (let c = 0; c < 7; c++) lit[c] = cache[7 * s + c]!;
  if (which === -1) {
    paperLight(scene, dressed.finish);
    return;
  }
  const item = scene.items[which]!;
  fillTouch(item, shot, s);
  reset();
  dressed.parts[which]![shot.part[s]!]!.shade();
  surfaceLight(scene, item, dressed);
}

/** Light of the sweep at `at`, from what lookUp found. */
export function paperLight(scene: Scene, finish: Rgb): void {
  const facing = Math.max(0, at.nx * KEY[0] + at.ny * KEY[1] + at.nz * KEY[2]) * KEY_POWER;
  for (let c = 0; c < 3; c++) seen[c] = scene.stage.tone[c]! * (facing * lit[c]! + lit[c + 3]! + lit[6]! * finish[c]!);
}

/** Light of the sweep anywhere in the picture, found by projecting onto the gathered light. */
function behind(scene: Scene, light: Gathered, dressed: Dressed): Bench['behind'] {
  return (x, y, z, ny, nz, sx, sy) => {
    lookUp(light, sx, sy, -1, 0, ny, nz, x, y, z, scene.size);
    const facing = Math.max(0, ny * KEY[1] + nz * KEY[2]) * KEY_POWER;
    for (let c = 0; c < 3; c++) seen[c] = scene.stage.tone[c]! * (facing * lit[c]! + lit[c + 3]! + lit[6]! * dressed.finish[c]!);
  };
}

function fillTouch(item: Item, shot: Capture, s: number): void {
  touch.x = shot.place[3 * s]!;
  touch.y = shot.place[3 * s + 1]!;
  touch.z = shot.place[3 * s + 2]!;
  touch.nx = shot.normal[3 * s]!;
  touch.ny = shot.normal[3 * s + 1]!;
  touch.nz = shot.normal[3 * s + 2]!;
  touch.curve = shot.curve[s]!;
  const { surface, grain } = item.model.parts[shot.part[s]!]!;
  touch.grain = grain ?? '';
  if (surface) {
    surface(touch.x, touch.y, touch.z, uv);
    touch.u = uv[0]!;
    touch.v = uv[1]!;
  } else {
    touch.u = touch.x;
    touch.v = Math.abs(touch.ny) > 0.6 ? touch.z : -touch.y;
  }
}

const uv = new Float64Array(2);
const env = new Float64Array(3);

function surfaceLight(scene: Scene, item: Item, dressed: Dressed): void {
  const lx = touch.nx + touch.bx;
  const ly = touch.ny + touch.by;
  const lz = touch.nz + touch.bz;
  const inv = 1 / Math.sqrt(lx * lx + ly * ly + lz * lz);
  const nx = (lx * item.cos + lz * item.sin) * inv;
  const ny = ly * inv;
  const nz = (lz * item.cos - lx * item.sin) * inv;
  const facing = Math.max(0, -(nx * ray.x + ny * ray.y + nz * ray.z));
  const wide = 0.06;
  const direct = (Math.max(0, nx * KEY[0] + ny * KEY[1] + nz * KEY[2] + wide) / (1 + wide)) * KEY_POWER;
  const tilt = 1 + 0.45 * (ny - at.ny) - 0.3 * (nx - at.nx) + 0.25 * (nz - at.nz);
  const grazing = (1 - facing) ** 5;
  const cloth = touch.sheen * (1 - facing) ** 3;
  const albedo = [touch.r, touch.g, touch.b] as const;
  const glow = [touch.glowR, touch.glowG, touch.glowB] as const;
  const { metal, rough, mirror } = touch;
  reflect(scene, dressed, nx, ny, nz, rough);
  for (let c = 0; c < 3; c++) {
    const arriving = direct * lit[c]! + Math.max(0.3, tilt) * (lit[c + 3]! + lit[6]! * dressed.finish[c]!);
    const straight = metal ? albedo[c]! : mirror;
    const shine = straight + (Math.max(1 - rough * 1.7, straight) - straight) * grazing;
    const body = metal ? 0.06 : 1 - shine;
    seen[c] = albedo[c]! * arriving * (body + cloth) + env[c]! * shine + glow[c]!;
  }
}

/** What the surface mirrors, written to `env`: other things and the sweep where they stand in the way, else the studio. */
function reflect(scene: Scene, dressed: Dressed, nx: number, ny: number, nz: number, rough: number): void {
  const twice = 2 * (nx * ray.x + ny * ray.y + nz * ray.z);
  const dx = ray.x - nx * twice;
  const dy = ray.y - ny * twice;
  const dz = ray.z - nz * twice;
  const around = (lit[3]! + lit[4]! + lit[5]!) / 3 + lit[6]! * 0.5;
  mirrored(env, dx, dy, dz, rough);
  if (rough > 0.6) {
    const open = Math.min(1, around * 1.7);
    for (let c = 0; c < 3; c++) env[c] = env[c]! * open * (0.35 + 0.65 * lit[c]!);
    return;
  }
  const lift = scene.size * 0.016;
  const [ox, oy, oz] = [at.x + at.nx * lift, at.y + at.ny * lift, at.z + at.nz * lift];
  for (const [i, item] of scene.items.entries()) {
    if (item.glass) continue;
    const t = traceCoarse(item, ox, oy, oz, dx, dy, dz);
    if (t < 0 || t < lift) continue;
    const m = dressed.parts[i]![item.model.parts.length > 1 ? item.model.nearest(hit.x, hit.y, hit.z) : 0]!;
    for (let c = 0; c < 3; c++) env[c] = m.mean[c]! * (0.25 + 0.5 * around) + (m.glow?.[c] ?? 0);
    return;
  }
  const t = stageHit(scene.stage, oy, oz, dy, dz);
  if (t <= 0 || t > 5 * scene.size) return;
  const [x, y, z] = [ox + dx * t, oy + dy * t, oz + dz * t];
  let open = 1;
  for (const item of scene.items) open = Math.min(open, Math.max(0, gapTo(item, x, y + scene.size * 0.03, z) / (scene.size * 0.2)));
  const far = 1 - smoothstep(1.2, 4, t / scene.size) * (dx < 0 ? 1 : 0.5);
  for (let c = 0; c < 3; c++) env[c] = scene.stage.tone[c]! * (0.34 + 0.5 * open) * far + env[c]! * (1 - far);
}
