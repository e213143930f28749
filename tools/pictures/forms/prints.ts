import { type Box, type Model, model, type Part, type Surface } from '../model.ts';
import { block, part, ring, rod, turn } from '../shapes.ts';
import type { Form, Forms } from './form.ts';

/** Measures a sheet that faces +z: across from its left edge, down from its top. */
const sheet =
  (left: number, top: number): Surface =>
  (x, y, _z, out) => {
    out[0] = x - left;
    out[1] = top - y;
  };

/** Measures a sheet that lies face up. */
const flat =
  (left: number, far: number): Surface =>
  (x, _y, z, out) => {
    out[0] = x - left;
    out[1] = z - far;
  };

/** A print behind a mount in a thin frame, hanging at z = 0..2. */
function framed(wide: number, tall: number, mount: number, frame: string): Model {
  const [hx, hy] = [wide / 2 + mount, tall / 2 + mount];
  const bar = 0.75;
  const lip = 1.9;
  return model(
    [
      block([0, 0, 1.05], [wide / 2, tall / 2, 0.04], 0.01, { surface: sheet(-wide / 2, tall / 2) }),
      hollow([0, 0, 0.95], [hx, hy, 0.25], [wide / 2, tall / 2], 'mount'),
      block([-hx - bar / 2, 0, lip / 2], [bar, hy + bar, lip], 0.12, { slot: frame }),
      block([hx + bar / 2, 0, lip / 2], [bar, hy + bar, lip], 0.12, { slot: frame }),
      block([0, -hy - bar / 2, lip / 2], [hx + bar, bar, lip], 0.12, { slot: `${frame}` }),
      block([0, hy + bar / 2, lip / 2], [hx + bar, bar, lip], 0.12, { slot: `${frame}` }),
    ],
    { cells: 120 },
  );
}

function hollow(
  at: readonly [number, number, number],
  half: readonly [number, number, number],
  hole: readonly [number, number],
  slot: string,
): Part {
  const outer = block(at, half, 0.02, { slot });
  return {
    ...outer,
    distance: (x, y, z) => Math.max(outer.distance(x, y, z), Math.min(hole[0] - Math.abs(x - at[0]), hole[1] - Math.abs(y - at[1]))),
  };
}

const hung = (wide: number, tall: number, mount: number, frame: string): Form => ({
  build: () => framed(wide, tall, mount, frame),
  dress: { pattern: [wide, tall], grain: 'y' },
  stage: 'wall',
  look: { pitch: 0, yaw: -7, fill: 0.7 },
});

/** A sheet on two clips whose lower edge stands off the wall a little. */
function curled(wide: number, tall: number): Part {
  const thick = 0.05;
  const box: Box = [-wide / 2, -tall / 2, 0, wide / 2, tall / 2, 4];
  return part(
    (x, y, z) => {
      const down = 0.5 - y / tall;
      const off = 0.5 + 2.4 * down * down * down + 0.25 * Math.cos((x / wide) * 5) * down;
      return Math.max((Math.abs(z - off) - thick) * 0.8, Math.abs(x) - wide / 2, Math.abs(y) - tall / 2);
    },
    box,
    { surface: sheet(-wide / 2, tall / 2) },
  );
}

function card(i: number, x: number, z: number, angle: number): Part[] {
  const y = 0.06 + i * 0.14;
  const face = block([0, 0, 0], [7, 0.05, 4.85], 0.01, {
    surface: (px, _y, pz, out) => {
      out[0] = px + 7 + i * 3.7;
      out[1] = pz + 4.85 + i * 4.4;
    },
  });
  const back = block([0, -0.03, 0], [7.6, 0.05, 5.45], 0.01, { slot: 'mount' });
  return [turn(face, 'y', angle, [x, y, z]), turn(back, 'y', angle, [x, y, z])];
}

export const PRINTS: Forms = {
  'print-portrait': hung(42, 59, 6, 'oak'),
  'print-landscape': hung(59, 42, 6, 'oak'),
  'print-square': hung(46, 46, 6, 'walnut'),
  poster: {
    build: () =>
      model(
        [
          curled(50, 70),
          block([0, 35, 0.6], [25.6, 0.9, 0.5], 0.2, { slot: 'beech' }),
          block([0, -34.9, 3.4], [25.6, 0.9, 0.5], 0.2, { slot: 'beech' }),
          rod([-12, 35.8, 0.5], [0, 43, 0.3], 0.14, { slot: 'black' }),
          rod([12, 35.8, 0.5], [0, 43, 0.3], 0.14, { slot: 'black' }),
        ],
        { cells: 120 },
      ),
    dress: { pattern: [50, 70], grain: 'x' },
    stage: 'wall',
    look: { pitch: 0, yaw: -7, fill: 0.74 },
  },
  notebook: {
    build: () =>
      model(
        [
          block([0, 1.5, 0], [7.4, 0.16, 10.5], 0.1, { surface: flat(-7.4, -10.5) }),
          block([0.15, 0.8, 0], [7.1, 0.6, 10.2], 0.05, { slot: 'pages' }),
          block([0, 0.16, 0], [7.4, 0.16, 10.5], 0.1),
          block([-7.3, 0.84, 0], [0.14, 0.82, 10.5], 0.12),
          block([-5.4, 1.6, 0], [0.5, 0.12, 10.55], 0.05, { slot: 'black' }),
          rod([11, 0.42, -7], [13.6, 0.42, 8.6], 0.42, { slot: 'beech' }),
          rod([13.6, 0.42, 8.6], [13.83, 0.42, 9.9], 0.4, { slot: 'white-paper', end: 0.06 }),
        ],
        { cells: 120 },
      ),
    dress: { pattern: [14.8, 21], grain: 'z' },
    turn: 26,
    look: { pitch: 44, fill: 0.72 },
  },
  wallpaper: {
    build: () => {
      const roll = (x: number, z: number, y: number): Part =>
        part(
          (px, py, pz) => Math.max(Math.hypot(py - y, pz - z) - 4.6, Math.abs(px - x) - 26.5),
          [x - 26.6, y - 4.7, z - 4.7, x + 26.6, y + 4.7, z + 4.7],
          {
            surface: (px, py, pz, out) => {
              out[0] = px - x + 26.5;
              out[1] = Math.atan2(py - y, pz - z) * 4.6 + 40 + x;
            },
          },
        );
      const run = part(
        (x, y, z) => {
          const up = Math.max(0, z < -8 ? 1 : 0);
          const plane = z > -8 ? Math.abs(y - 0.1) - 0.08 : Math.hypot(y - 22.1, z + 8) > 22.3 || z > -8 ? 1e3 : 1e3;
          const bend = Math.hypot(Math.min(0, z + 8), y - 22.1 < 0 ? y - 22.1 : 0) - 22;
          const wall = y > 22.1 ? Math.abs(z + 30) - 0.08 : z < -8 ? Math.abs(bend) - 0.08 : plane;
          return Math.max(wall, Math.abs(x) - 26.5, y - 74, z - 15 + up * 0) * 0.95;
        },
        [-26.6, 0, -30.2, 26.6, 74, 15],
        {
          surface: (x, y, z, out) => {
            out[0] = x + 26.5;
            out[1] = y > 22.1 ? 74 - y : 52 + (z < -8 ? Math.atan2(Math.max(0, 22.1 - y), Math.max(1e-6, -8 - z)) * 22 : 34.5 + z + 8);
          },
        },
      );
      return model([run, roll(0, 15, 4.7)], { cells: 120, stride: 0.9 });
    },
    dress: { pattern: [26.5, 26.5] },
    turn: 0,
    look: { pitch: 14, yaw: -16, fill: 0.78 },
  },
  'postcard-set': {
    build: () =>
      model([card(0, -6.4, -4.6, 14), card(1, 7, -3.6, -9), card(2, -5.6, 5.6, -6), card(3, 7.2, 6.4, 11), card(4, 0.4, 0.8, 3)].flat(), {
        cells: 130,
      }),
    dress: { pattern: [14.8, 10.5] },
    look: { pitch: 58, fill: 0.74 },
  },
  calendar: {
    build: () =>
      model(
        [
          block([0, 9, 0.5], [14.8, 14.8, 0.12], 0.04, { surface: sheet(-14.8, 23.8) }),
          block([0, -14, 0.5], [14.8, 8.2, 0.12], 0.04, { slot: 'white-paper' }),
          ...Array.from({ length: 31 }, (_, i) =>
            block([-11.4 + (i % 7) * 3.8, -8.6 - Math.floor(i / 7) * 2.7, 0.64], [0.34, 0.36, 0.02], 0.005, {
              slot: i % 7 > 4 ? 'brick-ink' : 'black',
            }),
          ),
          ...Array.from({ length: 19 }, (_, i) => ring([-13.5 + i * 1.5, 23.9, 0.5], 0.5, 0.14, 'x', { slot: 'steel' })),
          block([0, 24.3, 0.3], [14.8, 0.12, 0.12], 0.05, { slot: 'steel' }),
        ],
        { cells: 120 },
      ),
    dress: { pattern: [29.6, 29.6] },
    stage: 'wall',
    look: { pitch: 0, yaw: -7, fill: 0.7 },
  },
};
