import type { Box, Model } from './model.ts';

/** A model placed in a scene: turned about its upright axis by `turn` degrees, scaled, moved. `finish` is the material of its `main` slot. */
export type Item = {
  model: Model;
  finish: string;
  form: string;
  at: readonly [number, number, number];
  scale: number;
  cos: number;
  sin: number;
  /** In the scene's space. */
  box: Box;
  /** Light goes through it. */
  glass: boolean;
};

/** The paper sweep: a floor at y = 0 that rises into a wall at z = -`back` with the given bend; `hung` has no floor. */
export type Stage = { back: number; bend: number; hung: boolean; tone: readonly [number, number, number]; exposure: number };

export type Camera = {
  eye: readonly [number, number, number];
  right: readonly [number, number, number];
  up: readonly [number, number, number];
  forward: readonly [number, number, number];
  /** Half the picture's width at distance 1. */
  spread: number;
  /** Shift of the picture's middle, in half widths. */
  shift: number;
};

export type Scene = {
  items: readonly Item[];
  stage: Stage;
  camera: Camera;
  width: number;
  height: number;
  lamps: readonly Lamp[];
  size: number;
};

/** A small warm light, such as a bulb or flame: place, strength at 10 cm, colour. */
export type Lamp = { at: readonly [number, number, number]; power: number; tint: readonly [number, number, number] };

export type Placing = { at?: readonly [number, number, number]; turn?: number; scale?: number };

export function item(model: Model, form: string, finish: string, glass: boolean, placing: Placing = {}): Item {
  const angle = ((placing.turn ?? 0) * Math.PI) / 180;
  const at = placing.at ?? [0, 0, 0];
  const scale = placing.scale ?? 1;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const box: [number, number, number, number, number, number] = [1e9, 1e9, 1e9, -1e9, -1e9, -1e9];
  for (let i = 0; i < 8; i++) {
    const x = model.box[i & 1 ? 3 : 0]! * scale;
    const y = model.box[i & 2 ? 4 : 1]! * scale;
    const z = model.box[i & 4 ? 5 : 2]! * scale;
    const p = [x * cos + z * sin + at[0], y + at[1], z * cos - x * sin + at[2]];
    for (let a = 0; a < 3; a++) {
      box[a] = Math.min(box[a]!, p[a]!);
      box[a + 3] = Math.max(box[a + 3]!, p[a]!);
    }
  }
  return { model, form, finish, glass, at, scale, cos, sin, box };
}

export type Look = {
  pitch: number;
  yaw: number;
  lens: number;
  fill: number;
  lift: number;
  target?: readonly [number, number, number];
  distance?: number;
};

/** A camera that holds all items in the picture; `fill` is the part of the picture's half width (or height) they may take. */
export function frame(boxes: readonly Box[], look: Look, aspect: number): Camera {
  const pitch = (look.pitch * Math.PI) / 180;
  const yaw = (look.yaw * Math.PI) / 180;
  const forward = [-Math.sin(yaw) * Math.cos(pitch), -Math.sin(pitch), -Math.cos(yaw) * Math.cos(pitch)] as const;
  const right = [Math.cos(yaw), 0, -Math.sin(yaw)] as const;
  const up = [
    right[1] * forward[2] - right[2] * forward[1],
    right[2] * forward[0] - right[0] * forward[2],
    right[0] * forward[1] - right[1] * forward[0],
  ] as const;
  const flip = up[1] < 0 ? -1 : 1;
  const spread = Math.tan((look.lens * Math.PI) / 360);
  const base = { right, up: [up[0] * flip, up[1] * flip, up[2] * flip] as const, forward, spread, shift: look.lift };
  const corners = boxes.flatMap(rounded);
  let target: readonly [number, number, number] = look.target ?? middle(boxes);
  let distance = look.distance ?? 100;
  for (let round = 0; round < 12 && look.distance === undefined; round++) {
    const eye = [target[0] - forward[0] * distance, target[1] - forward[1] * distance, target[2] - forward[2] * distance] as const;
    const seen = extent(corners, { ...base, eye }, aspect);
    const depth = distance * spread;
    const dx = ((seen.x1 + seen.x0) / 2) * depth;
    const dy = ((seen.y1 + seen.y0) / 2) * depth;
    if (!look.target) target = [0, 1, 2].map((a) => target[a]! + right[a]! * dx + base.up[a]! * dy) as [number, number, number];
    const wide = Math.max((seen.x1 - seen.x0) / 2, ((seen.y1 - seen.y0) / 2) * aspect);
    distance *= 1 + (wide / look.fill - 1) * 0.9;
  }
  const eye = [target[0] - forward[0] * distance, target[1] - forward[1] * distance, target[2] - forward[2] * distance] as const;
  return { ...base, eye };
}

/** Points round a box that stand for what is in it: an octagon below and above, so that round things are framed as round. */
function rounded(box: Box): [number, number, number][] {
  const out: [number, number, number][] = [];
  const cx = (box[0] + box[3]) / 2;
  const cz = (box[2] + box[5]) / 2;
  for (let i = 0; i < 16; i++) {
    const a = (i * Math.PI) / 8;
    const x = cx + (Math.cos(a) * (box[3] - box[0])) / 2;
    const z = cz + (Math.sin(a) * (box[5] - box[2])) / 2;
    out.push([x, box[1], z], [x, box[4], z]);
  }
  return out;
}

function middle(boxes: readonly Box[]): [number, number, number] {
  const low = [0, 1, 2].map((a) => Math.min(...boxes.map((b) => b[a]!)));
  const high = [3, 4, 5].map((a) => Math.max(...boxes.map((b) => b[a]!)));
  return [0, 1, 2].map((a) => (low[a]! + high[a]!) / 2) as [number, number, number];
}

function extent(points: readonly (readonly [number, number, number])[], camera: Camera, aspect: number) {
  const box = { x0: 1e9, y0: 1e9, x1: -1e9, y1: -1e9 };
  for (const p of points) {
    const [x, y] = project(camera, p[0], p[1], p[2]);
    box.x0 = Math.min(box.x0, x);
    box.x1 = Math.max(box.x1, x);
    box.y0 = Math.min(box.y0, y);
    box.y1 = Math.max(box.y1, y);
  }
  return aspect > 0 ? box : box;
}

/** Where a point falls: across and up, in half widths from the middle (before the shift). */
export function project(camera: Camera, x: number, y: number, z: number): [number, number] {
  const dx = x - camera.eye[0];
  const dy = y - camera.eye[1];
  const dz = z - camera.eye[2];
  const depth = (dx * camera.forward[0] + dy * camera.forward[1] + dz * camera.forward[2]) * camera.spread;
  return [
    (dx * camera.right[0] + dy * camera.right[1] + dz * camera.right[2]) / depth,
    (dx * camera.up[0] + dy * camera.up[1] + dz * camera.up[2]) / depth,
  ];
}

/** Result of stageHit: distance along the ray and the sweep's normal there (its x is always 0). */
export const stageNormal = { y: 1, z: 0 };

/** Distance along a ray to the sweep, or -1. Writes `stageNormal`. */
export function stageHit(stage: Stage, oy: number, oz: number, dy: number, dz: number): number {
  const { back, bend } = stage;
  if (stage.hung) {
    stageNormal.y = 0;
    stageNormal.z = 1;
    return dz < -1e-6 ? (-back - oz) / dz : -1;
  }
  if (dy < -1e-6) {
    const t = -oy / dy;
    if (oz + dz * t >= bend - back) {
      stageNormal.y = 1;
      stageNormal.z = 0;
      return t > 0 ? t : -1;
    }
  }
  if (dz < -1e-6) {
    const t = (-back - oz) / dz;
    if (oy + dy * t >= bend) {
      stageNormal.y = 0;
      stageNormal.z = 1;
      return t > 0 ? t : -1;
    }
  }
  const cy = oy - bend;
  const cz = oz - (bend - back);
  const a = dy * dy + dz * dz;
  const b = cy * dy + cz * dz;
  const c = cy * cy + cz * cz - bend * bend;
  const root = b * b - a * c;
  if (root < 0 || a < 1e-9) return -1;
  const t = (-b + Math.sqrt(root)) / a;
  const ny = -(cy + dy * t) / bend;
  const nz = -(cz + dz * t) / bend;
  if (t <= 0 || ny < -1e-3 || nz < -1e-3) return -1;
  stageNormal.y = ny;
  stageNormal.z = nz;
  return t;
}
