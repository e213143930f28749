import { smoothstep } from './noise.ts';

/** The studio: a large window to the left, a pale room, a dim side to the right. All directions in the scene's space, y up, camera at +z. */
export const KEY = normal(-0.66, 0.62, 0.52);
export const KEY_POWER = 0.98;
/** Angular radius of the key light: the tangent of it. */
export const KEY_SPREAD = 0.17;

function normal(x: number, y: number, z: number): readonly [number, number, number] {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

/** Diffuse light of the room from a direction (key light excluded). */
export function room(out: Float64Array, dx: number, dy: number, dz: number): void {
  const up = 0.5 + 0.5 * dy;
  const left = 0.5 - 0.5 * dx;
  const level = 0.12 + 0.27 * up + 0.24 * left * left + 0.05 * Math.max(0, dz);
  out[0] = level * (1.0 + 0.015 * up);
  out[1] = level * 0.985;
  out[2] = level * (0.95 + 0.04 * left);
}

const WINDOW = normal(-0.74, 0.44, 0.56);
const WINDOW_RIGHT = normal(0.56, 0, 0.74);
const WINDOW_UP = cross(WINDOW_RIGHT, WINDOW);
const STRIP = normal(0.93, 0.22, -0.05);

function cross(a: readonly [number, number, number], b: readonly [number, number, number]): readonly [number, number, number] {
  const v = normal(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]);
  return v[1] < 0 ? [-v[0], -v[1], -v[2]] : v;
}

/** 1 between -half and half, its edges as soft as the surface is rough. */
function band(x: number, half: number, soft: number): number {
  return smoothstep(-half - soft, -half + soft, x) * (1 - smoothstep(half - soft, half + soft, x));
}

/**
 * What a surface of the given roughness mirrors from a direction: the room, the window with its bars, a strip on the far side.
 * `bars` draws the glazing bars, for surfaces smooth enough to show them.
 */
export function mirrored(out: Float64Array, dx: number, dy: number, dz: number, rough: number): void {
  room(out, dx, dy, dz);
  const soft = 0.015 + rough * 0.75;
  const facing = dx * WINDOW[0] + dy * WINDOW[1] + dz * WINDOW[2];
  if (facing > 0.05) {
    const x = (dx * WINDOW_RIGHT[0] + dz * WINDOW_RIGHT[2]) / facing;
    const y = (dx * WINDOW_UP[0] + dy * WINDOW_UP[1] + dz * WINDOW_UP[2]) / facing;
    const grow = 1 + soft;
    let pane = band(x, 0.34, Math.min(soft, 0.5)) * band(y + 0.16, 0.72, Math.min(soft, 0.7));
    const clear = 1 - smoothstep(0.03, 0.22, rough);
    if (clear > 0) {
      const bars = 1 - band(x, 0.018, 0.012) * 0.85 * clear;
      const cross = 1 - band(y - 0.16, 0.016, 0.012) * 0.85 * clear;
      pane *= bars * cross;
    }
    const power = (8.5 / (grow * grow)) * pane * smoothstep(0.05, 0.3, facing);
    out[0] = out[0]! + power;
    out[1] = out[1]! + power * 0.99;
    out[2] = out[2]! + power * 0.97;
  }
  const strip = dx * STRIP[0] + dy * STRIP[1] + dz * STRIP[2];
  const edge = smoothstep(0.93 - soft * 0.5, 0.975 + soft * 0.1, strip) * (0.9 / (1 + soft * 3));
  out[0] = out[0]! + edge;
  out[1] = out[1]! + edge;
  out[2] = out[2]! + edge;
}
