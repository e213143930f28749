import type { Capture } from './capture.ts';
import { KEY, KEY_SPREAD, room } from './light.ts';
import { type Item, type Lamp, type Scene, stageHit, stageNormal } from './scene.ts';
import { coarseNormal, gapTo, hit, traceCoarse } from './trace.ts';

/** Light that reaches the surfaces, measured on a coarse raster of the picture. */
export type Gathered = {
  width: number;
  height: number;
  step: number;
  /** How much of the key light arrives, per colour. */
  key: Float32Array;
  /** Light from the room and from other surfaces, per colour. */
  ambient: Float32Array;
  /** Light thrown back by surfaces in the finish asked for, as if they were white. */
  bounce: Float32Array;
  normal: Float32Array;
  place: Float32Array;
  item: Int16Array;
};

/** What light does at a surface it meets on its way: mean colour, what it glows by itself, whether it varies with the finish. */
export type Meets = (
  item: number,
  part: number,
) => { color: readonly number[]; glow: readonly number[]; varies: boolean; pass: readonly number[] };

const AMBIENT = 20;
const DIRECT = 9;
const GOLDEN = 0.754877666;
const SILVER = 0.569840291;

export function gather(scene: Scene, seen: Capture, meets: Meets, step: number): Gathered {
  const width = Math.ceil(scene.width / step);
  const height = Math.ceil(scene.height / step);
  const n = width * height;
  const out: Gathered = {
    width,
    height,
    step,
    key: new Float32Array(n * 3),
    ambient: new Float32Array(n * 3),
    bounce: new Float32Array(n),
    normal: new Float32Array(n * 3),
    place: new Float32Array(n * 3),
    item: new Int16Array(n),
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const px = Math.min(scene.width - 1, x * step + (step >> 1));
      const py = Math.min(scene.height - 1, y * step + (step >> 1));
      measure(scene, seen, meets, out, y * width + x, py * scene.width + px, x, y);
    }
  }
  return out;
}

const color = new Float64Array(3);

/** A level table top does not shade itself; light is then measured right at its surface. */
let self = -1;

function measure(scene: Scene, seen: Capture, meets: Meets, out: Gathered, g: number, s: number, gx: number, gy: number): void {
  const which = seen.item[s]!;
  out.item[g] = which;
  if (which === -2) return;
  toScene(scene, seen, s, which);
  const { x, y, z, nx, ny, nz } = at;
  for (let a = 0; a < 3; a++) {
    out.normal[3 * g + a] = a === 0 ? nx : a === 1 ? ny : nz;
    out.place[3 * g + a] = a === 0 ? x : a === 1 ? y : z;
  }
  const level = which >= 0 && scene.items[which]!.form === 'prop-table';
  self = level ? which : -1;
  const lift = (which >= 0 && !level ? scene.items[which]!.model.coarse.cell * scene.items[which]!.scale : scene.size * 0.004) * 1.15;
  const ox = x + nx * lift;
  const oy = y + ny * lift;
  const oz = z + nz * lift;
  const r1 = (gx * GOLDEN + gy * SILVER + ((gx * 7 + gy * 13) % 16) / 16) % 1;
  const r2 = (gx * SILVER + gy * GOLDEN * 0.5 + ((gx * 5 + gy * 11) % 16) / 16) % 1;
  keyLight(scene, meets, out, g, ox, oy, oz, r1, r2);
  ambientLight(scene, meets, out, g, ox, oy, oz, nx, ny, nz, r2, r1);
}

/** Place and normal of a sample in the scene's space. */
export const at = { x: 0, y: 0, z: 0, nx: 0, ny: 0, nz: 0 };

export function toScene(scene: Scene, seen: Capture, s: number, which: number): void {
  const [x, y, z] = [seen.place[3 * s]!, seen.place[3 * s + 1]!, seen.place[3 * s + 2]!];
  const [nx, ny, nz] = [seen.normal[3 * s]!, seen.normal[3 * s + 1]!, seen.normal[3 * s + 2]!];
  if (which < 0) {
    at.x = x;
    at.y = y;
    at.z = z;
    at.nx = nx;
    at.ny = ny;
    at.nz = nz;
    return;
  }
  const item = scene.items[which]!;
  at.x = (x * item.cos + z * item.sin) * item.scale + item.at[0];
  at.y = y * item.scale + item.at[1];
  at.z = (z * item.cos - x * item.sin) * item.scale + item.at[2];
  at.nx = nx * item.cos + nz * item.sin;
  at.ny = ny;
  at.nz = nz * item.cos - nx * item.sin;
}

const KU = basis(KEY[0], KEY[1], KEY[2]);

function basis(x: number, y: number, z: number): readonly [number, number, number, number, number, number] {
  const s = z >= 0 ? 1 : -1;
  const a = -1 / (s + z);
  const b = x * y * a;
  return [1 + s * x * x * a, s * b, -s * x, b, s + y * y * a, -y];
}

function keyLight(scene: Scene, meets: Meets, out: Gathered, g: number, ox: number, oy: number, oz: number, r1: number, r2: number): void {
  let [r, gr, b] = [0, 0, 0];
  for (let i = 0; i < DIRECT; i++) {
    const radius = Math.sqrt((i + r1) / DIRECT) * KEY_SPREAD;
    const angle = (i * 0.381966 + r2) * 2 * Math.PI;
    const u = Math.cos(angle) * radius;
    const v = Math.sin(angle) * radius;
    const dx = KEY[0] + KU[0] * u + KU[3] * v;
    const dy = KEY[1] + KU[1] * u + KU[4] * v;
    const dz = KEY[2] + KU[2] * u + KU[5] * v;
    const inv = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
    passes(scene, meets, ox, oy, oz, dx * inv, dy * inv, dz * inv);
    r += color[0]!;
    gr += color[1]!;
    b += color[2]!;
  }
  out.key[3 * g] = r / DIRECT;
  out.key[3 * g + 1] = gr / DIRECT;
  out.key[3 * g + 2] = b / DIRECT;
}

/** What is left of white light on its way along a ray: 0 behind things, tinted behind glass. */
function passes(scene: Scene, meets: Meets, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): void {
  color.fill(1);
  for (let i = 0; i < scene.items.length; i++) {
    if (i === self) continue;
    const item = scene.items[i]!;
    const t = traceCoarse(item, ox, oy, oz, dx, dy, dz);
    if (t < 0) continue;
    if (!item.glass) {
      color.fill(0);
      return;
    }
    throughGlass(item, meets(i, item.model.nearest(hit.x, hit.y, hit.z)).pass, dx, dy, dz);
  }
}

/** Light comes through glass at its middle, and hardly where it grazes: shadows of glass have dark rims and a bright heart. */
function throughGlass(item: Item, pass: readonly number[], dx: number, dy: number, dz: number): void {
  coarseNormal(item);
  const facing = Math.abs(hit.nx * dx + hit.ny * dy + hit.nz * dz);
  const clear = 0.3 + 0.75 * Math.min(1, facing * 1.15) ** 2;
  for (let a = 0; a < 3; a++) color[a] = color[a]! * pass[a]! * clear;
}

function ambientLight(
  scene: Scene,
  meets: Meets,
  out: Gathered,
  g: number,
  ox: number,
  oy: number,
  oz: number,
  nx: number,
  ny: number,
  nz: number,
  r1: number,
  r2: number,
): void {
  const [ux, uy, uz, vx, vy, vz] = basis(nx, ny, nz);
  let bounce = 0;
  const sum = [0, 0, 0];
  for (let i = 0; i < AMBIENT; i++) {
    const radius = Math.sqrt((i + r1) / AMBIENT);
    const angle = (i * 0.381966 + r2) * 2 * Math.PI;
    const u = Math.cos(angle) * radius;
    const v = Math.sin(angle) * radius;
    const w = Math.sqrt(Math.max(0, 1 - radius * radius));
    bounce += incoming(scene, meets, ox, oy, oz, ux * u + vx * v + nx * w, uy * u + vy * v + ny * w, uz * u + vz * v + nz * w);
    for (let a = 0; a < 3; a++) sum[a] = sum[a]! + Math.min(2.2, color[a]!);
  }
  for (let a = 0; a < 3; a++) out.ambient[3 * g + a] = sum[a]! / AMBIENT;
  out.bounce[g] = bounce / AMBIENT;
}

/** Light from a direction, written to `color`; what comes from a surface in the finish asked for is returned instead, as if it were white. */
function incoming(scene: Scene, meets: Meets, ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): number {
  let best = 1e9;
  let which = -1;
  let [x, y, z] = [0, 0, 0];
  for (let i = 0; i < scene.items.length; i++) {
    if (i === self || scene.items[i]!.glass) continue;
    const t = traceCoarse(scene.items[i]!, ox, oy, oz, dx, dy, dz);
    if (t >= 0 && t < best) {
      best = t;
      which = i;
      x = hit.x;
      y = hit.y;
      z = hit.z;
    }
  }
  const t = stageHit(scene.stage, oy, oz, dy, dz);
  if (t > 0 && t < best && (which >= 0 || t < 60 * scene.size)) {
    fromStage(scene, ox + dx * t, oy + dy * t, oz + dz * t);
    return 0;
  }
  if (which < 0) {
    room(color, dx, dy, dz);
    return 0;
  }
  const item = scene.items[which]!;
  const part = item.model.parts.length > 1 ? item.model.nearest(x, y, z) : 0;
  hit.x = x;
  hit.y = y;
  hit.z = z;
  coarseNormal(item);
  const met = meets(which, part);
  const lit = 0.3 + 0.16 * hit.ny + 0.34 * Math.max(0, hit.nx * KEY[0] + hit.ny * KEY[1] + hit.nz * KEY[2]);
  for (let a = 0; a < 3; a++) color[a] = met.glow[a]! + (met.varies ? 0 : met.color[a]! * lit);
  return met.varies ? lit : 0;
}

/** Light thrown back by the sweep at a point: dimmer near the things that stand on it. */
function fromStage(scene: Scene, x: number, y: number, z: number): void {
  let open = 1;
  const reach = scene.size * 0.22;
  const side = x + reach * 0.35;
  for (const item of scene.items) {
    if (item.glass) continue;
    const gap = gapTo(item, side, y + reach * 0.25, z + reach * 0.3) / reach;
    open = Math.min(open, Math.max(0, gap));
  }
  const level = (0.36 + 0.44 * open) * (0.72 + 0.28 * stageNormal.y);
  for (let a = 0; a < 3; a++) color[a] = level * scene.stage.tone[a]!;
}

/** Adds the light of bulbs and flames to what the room gives; things in the way keep it off. */
export function addLamps(scene: Scene, light: Gathered): void {
  for (let g = 0; g < light.item.length; g++) {
    if (light.item[g] === -2) continue;
    for (const lamp of scene.lamps) shine(light, g, lamp);
  }
}

function shine(light: Gathered, g: number, lamp: Lamp): void {
  const [x, y, z] = [light.place[3 * g]!, light.place[3 * g + 1]!, light.place[3 * g + 2]!];
  const [nx, ny, nz] = [light.normal[3 * g]!, light.normal[3 * g + 1]!, light.normal[3 * g + 2]!];
  const vx = lamp.at[0] - x;
  const vy = lamp.at[1] - y;
  const vz = lamp.at[2] - z;
  const far = Math.sqrt(vx * vx + vy * vy + vz * vz);
  const facing = (nx * vx + ny * vy + nz * vz) / far;
  if (facing <= 0) return;
  const power = Math.min(1.6, (lamp.power * 100 * facing) / (far * far + 4));
  if (power < 0.002) return;
  for (let a = 0; a < 3; a++) light.ambient[3 * g + a] = light.ambient[3 * g + a]! + power * lamp.tint[a]!;
}
