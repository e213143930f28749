/** Deterministic noise: the same numbers on every machine, so that a picture is a function of its name. */
const SIZE = 4096;
const MASK = SIZE - 1;
const VALUES = new Float32Array(SIZE);
const PERMUTATION = new Uint16Array(SIZE * 2);

/** A small generator of numbers in 0..1 from an integer seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A 32-bit number from a name. */
export function seedOf(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}

fillTables();

function fillTables(): void {
  const random = randomFrom(20240717);
  const order = Array.from({ length: SIZE }, (_, i) => i);
  for (let i = SIZE - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  for (let i = 0; i < SIZE; i++) {
    VALUES[i] = random();
    PERMUTATION[i] = order[i]!;
    PERMUTATION[i + SIZE] = order[i]!;
  }
}

function at(ix: number, iy: number, iz: number): number {
  return PERMUTATION[PERMUTATION[PERMUTATION[ix & MASK]! + (iy & MASK)]! + (iz & MASK)]!;
}

/** Smooth value noise in 0..1, one feature a unit. */
export function noise(x: number, y: number, z: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const iz = Math.floor(z);
  const fx = x - ix;
  const fy = y - iy;
  const fz = z - iz;
  const u = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
  const v = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
  const w = fz * fz * fz * (fz * (fz * 6 - 15) + 10);
  const a = VALUES[at(ix, iy, iz)]!;
  const b = VALUES[at(ix + 1, iy, iz)]!;
  const c = VALUES[at(ix, iy + 1, iz)]!;
  const d = VALUES[at(ix + 1, iy + 1, iz)]!;
  const e = VALUES[at(ix, iy, iz + 1)]!;
  const f = VALUES[at(ix + 1, iy, iz + 1)]!;
  const g = VALUES[at(ix, iy + 1, iz + 1)]!;
  const h = VALUES[at(ix + 1, iy + 1, iz + 1)]!;
  const low = a + (b - a) * u + (c - a + (a - b - c + d) * u) * v;
  const high = e + (f - e) * u + (g - e + (e - f - g + h) * u) * v;
  return low + (high - low) * w;
}

/** Sum of octaves, in 0..1 around 0.5. */
export function fbm(x: number, y: number, z: number, octaves: number): number {
  let sum = 0;
  let weight = 0.5;
  let total = 0;
  let scale = 1;
  for (let i = 0; i < octaves; i++) {
    sum += weight * noise(x * scale + i * 17.3, y * scale + i * 5.1, z * scale - i * 11.7);
    total += weight;
    weight *= 0.5;
    scale *= 2.03;
  }
  return sum / total;
}

/**
 * Round spots scattered in space: 0 outside, up to 1 in the middle of a spot.
 * `share` is the part of unit cells that hold a spot, `radius` its largest radius in cells (under 0.5).
 */
export function spots(x: number, y: number, z: number, share: number, radius: number): number {
  const bx = Math.floor(x - 0.5);
  const by = Math.floor(y - 0.5);
  const bz = Math.floor(z - 0.5);
  let most = 0;
  for (let i = 0; i < 8; i++) {
    const cx = bx + (i & 1);
    const cy = by + ((i >> 1) & 1);
    const cz = bz + (i >> 2);
    const h = at(cx, cy, cz);
    if (VALUES[h]! > share) continue;
    const r = radius * (0.3 + 0.7 * VALUES[(h + 911) & MASK]!);
    const dx = x - cx - 0.5 - (VALUES[(h + 101) & MASK]! - 0.5) * 0.6;
    const dy = y - cy - 0.5 - (VALUES[(h + 307) & MASK]! - 0.5) * 0.6;
    const dz = z - cz - 0.5 - (VALUES[(h + 613) & MASK]! - 0.5) * 0.6;
    const d = 1 - Math.sqrt(dx * dx + dy * dy + dz * dz) / r;
    if (d > most) most = d;
  }
  return most;
}

/** A number in 0..1 that belongs to an integer cell. */
export const cellValue = (ix: number, iy: number, iz = 0): number => VALUES[at(ix, iy, iz)]!;

export function smoothstep(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
