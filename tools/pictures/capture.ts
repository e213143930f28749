import { type Scene, stageHit, stageNormal } from './scene.ts';
import { hit, measureNormal, traceItem } from './trace.ts';

/** What every ray of the camera met. One sample a pixel comes first, in order; pixels that need more have a run of further samples. */
export type Capture = {
  count: number;
  /** Index of the item; -1 the sweep, -2 nothing. */
  item: Int16Array;
  part: Uint8Array;
  /** Place and normal in the item's own space (of the sweep: in the scene's), three numbers each. */
  place: Float32Array;
  normal: Float32Array;
  curve: Float32Array;
  /** Picture coordinates of the sample, two numbers each. */
  screen: Float32Array;
  /** For each pixel the first of its further samples, or -1. */
  more: Int32Array;
  /** Number of further samples in a run that starts there. */
  runs: Map<number, number>;
};

/** How a sample is asked for: items for which `skip` says true are looked through. */
type Options = { skip?: (item: number) => boolean; fine?: (item: number, part: number) => number };

const EDGE = 8;

/** `plain` takes one sample a pixel and no more. */
export function capture(scene: Scene, options: Options = {}, plain = false): Capture {
  const { width, height } = scene;
  const pixels = width * height;
  const first = allocate(pixels, width, height);
  for (let p = 0; p < pixels; p++) aim(scene, first, p, (p % width) + 0.5, Math.floor(p / width) + 0.5, options);
  if (plain) return first;
  const wanted = countMore(first, width, height, options);
  let extra = 0;
  for (let p = 0; p < pixels; p++) extra += wanted[p]!;
  const all = grow(first, pixels + extra);
  let next = pixels;
  for (let p = 0; p < pixels; p++) {
    const count = wanted[p]!;
    if (count === 0) continue;
    all.more[p] = next;
    all.runs.set(next, count);
    for (let i = 0; i < count; i++)
      aim(scene, all, next++, (p % width) + offset(i, count), Math.floor(p / width) + offset((i * 5 + 2) % count, count), options);
  }
  return all;
}

const offset = (i: number, count: number): number => (i + 0.5) / count;

function allocate(count: number, width: number, height: number): Capture {
  return {
    count,
    item: new Int16Array(count),
    part: new Uint8Array(count),
    place: new Float32Array(count * 3),
    normal: new Float32Array(count * 3),
    curve: new Float32Array(count),
    screen: new Float32Array(count * 2),
    more: new Int32Array(width * height).fill(-1),
    runs: new Map(),
  };
}

function grow(from: Capture, count: number): Capture {
  const to = { ...from, count };
  to.item = new Int16Array(count);
  to.part = new Uint8Array(count);
  to.place = new Float32Array(count * 3);
  to.normal = new Float32Array(count * 3);
  to.curve = new Float32Array(count);
  to.screen = new Float32Array(count * 2);
  to.item.set(from.item);
  to.part.set(from.part);
  to.place.set(from.place);
  to.normal.set(from.normal);
  to.curve.set(from.curve);
  to.screen.set(from.screen);
  return to;
}

/** Direction of the ray through a place in the picture; written to `ray`. */
export const ray = { x: 0, y: 0, z: 0 };

export function aimRay(scene: Scene, sx: number, sy: number): void {
  const { camera, width, height } = scene;
  const x = ((sx / width) * 2 - 1) * camera.spread;
  const y = (((1 - (sy / height) * 2) * height) / width + camera.shift) * camera.spread;
  const dx = camera.forward[0] + camera.right[0] * x + camera.up[0] * y;
  const dy = camera.forward[1] + camera.right[1] * x + camera.up[1] * y;
  const dz = camera.forward[2] + camera.right[2] * x + camera.up[2] * y;
  const inv = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
  ray.x = dx * inv;
  ray.y = dy * inv;
  ray.z = dz * inv;
}

function aim(scene: Scene, into: Capture, s: number, sx: number, sy: number, options: Options): void {
  aimRay(scene, sx, sy);
  const { x: dx, y: dy, z: dz } = ray;
  const [ox, oy, oz] = scene.camera.eye;
  into.screen[2 * s] = sx;
  into.screen[2 * s + 1] = sy;
  let best = 1e9;
  let which = -2;
  let [x, y, z] = [0, 0, 0];
  for (let i = 0; i < scene.items.length; i++) {
    if (options.skip?.(i)) continue;
    const fine = ((scene.camera.spread * scene.size) / scene.width) * 0.25;
    const t = traceItem(scene.items[i]!, ox, oy, oz, dx, dy, dz, fine);
    if (t > 0 && t < best) {
      best = t;
      which = i;
      x = hit.x;
      y = hit.y;
      z = hit.z;
    }
  }
  const t = stageHit(scene.stage, oy, oz, dy, dz);
  if (t > 0 && t < best) {
    into.item[s] = -1;
    put(into.place, s, ox + dx * t, oy + dy * t, oz + dz * t);
    put(into.normal, s, 0, stageNormal.y, stageNormal.z);
    into.part[s] = 0;
    into.curve[s] = t;
    return;
  }
  into.item[s] = which;
  if (which < 0) return;
  const item = scene.items[which]!;
  hit.x = x;
  hit.y = y;
  hit.z = z;
  measureNormal(item, Math.max(item.model.grit, (best * scene.camera.spread * 1.3) / scene.width / item.scale));
  put(into.place, s, x, y, z);
  put(into.normal, s, hit.nx, hit.ny, hit.nz);
  into.part[s] = item.model.parts.length > 1 ? item.model.nearest(x, y, z) : 0;
  into.curve[s] = hit.curve;
}

function put(array: Float32Array, s: number, x: number, y: number, z: number): void {
  array[3 * s] = x;
  array[3 * s + 1] = y;
  array[3 * s + 2] = z;
}

/** Edges need more samples, and so do parts with fine patterns. */
function countMore(first: Capture, width: number, height: number, options: Options): Uint8Array {
  const wanted = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = y * width + x;
      const which = first.item[p]!;
      if (which >= 0 && options.fine) wanted[p] = options.fine(which, first.part[p]!);
      if (x + 1 < width && differs(first, p, p + 1)) wanted[p] = wanted[p + 1] = EDGE;
      if (y + 1 < height && differs(first, p, p + width)) wanted[p] = wanted[p + width] = EDGE;
    }
  }
  return wanted;
}

function differs(c: Capture, a: number, b: number): boolean {
  if (c.item[a] !== c.item[b] || c.part[a] !== c.part[b]) return true;
  if (c.item[a]! < 0) return false;
  const dot =
    c.normal[3 * a]! * c.normal[3 * b]! + c.normal[3 * a + 1]! * c.normal[3 * b + 1]! + c.normal[3 * a + 2]! * c.normal[3 * b + 2]!;
  return dot < 0.8;
}
