import { model, type Part } from '../model.ts';
import { wall } from '../outline.ts';
import { block, part, pot, ring, rod, slab, strap, turn, turned } from '../shapes.ts';
import type { OutlinePoint } from '../spline.ts';
import type { Forms } from './form.ts';

/** A basket: strands that run round and bulge over and under the uprights. */
function woven(points: readonly OutlinePoint[], thickness: number, turns: number, rise: number): Part {
  const outline = wall(points, thickness);
  const r0 = outline.x1 + 0.7;
  return part(
    (x, y, z) => {
      const r = Math.sqrt(x * x + z * z);
      const d = outline.distance(r, y);
      if (d > 1.2) return d - 0.6;
      const angle = (Math.atan2(z, x) / (2 * Math.PI)) * turns;
      const row = Math.floor(y / rise);
      const strand = Math.abs(y / rise - row - 0.5) * 2;
      const side = Math.cos((angle + (row & 1) * 0.5) * 2 * Math.PI);
      const round = Math.sqrt(Math.max(0, 1 - strand * strand));
      return d - 0.32 * side * round - 0.3 * round + 0.1;
    },
    [-r0, outline.y0 - 0.3, -r0, r0, outline.y1 + 0.5, r0],
  );
}

const braid = (radius: number, y: number, thick: number): Part => {
  const base = ring([0, y, 0], radius, thick, 'y');
  return {
    ...base,
    distance: (x, py, z) => {
      const d = base.distance(x, py, z);
      if (d > 1) return d - 0.3;
      const a = Math.atan2(z, x);
      const around = Math.atan2(py - y, Math.hypot(x, z) - radius);
      return d - 0.22 * Math.sin(a * 34 + around);
    },
    box: [base.box[0] - 0.4, base.box[1] - 0.4, base.box[2] - 0.4, base.box[3] + 0.4, base.box[4] + 0.4, base.box[5] + 0.4],
  };
};

export const STORAGE: Forms = {
  'basket-round': {
    build: () =>
      model(
        [
          woven(
            [
              [0, 0.9],
              [13, 0.9],
              [15.6, 1.6, 1, 1],
              [17.6, 8],
              [18.4, 16],
              [18, 23],
            ],
            0.9,
            46,
            1.15,
          ),
          braid(18, 23.6, 1.9),
          ...[0, 180].map((a) => turn(ring([0, 0, 0], 4.6, 1.3, 'x'), 'y', a, [a ? -18 : 18, 24.2, 0])),
        ],
        { stride: 0.62, cells: 120 },
      ),
    dress: { strands: [46, 1.15] },
    turn: 30,
    look: { pitch: 20, fill: 0.7 },
  },
  'basket-tall': {
    build: () =>
      model(
        [
          woven(
            [
              [0, 0.9],
              [14, 0.9],
              [16.4, 1.6, 1, 1],
              [18.2, 12],
              [19, 28],
              [18.6, 44],
              [18, 54],
            ],
            0.95,
            48,
            1.35,
          ),
          braid(18, 54.6, 2),
          ...[0, 180].map((a) => turn(ring([0, 0, 0], 4.8, 1.3, 'x'), 'y', a, [a ? -18.7 : 18.7, 47, 0])),
        ],
        { stride: 0.62, cells: 130 },
      ),
    dress: { strands: [48, 1.35] },
    turn: 30,
    look: { pitch: 15, fill: 0.76 },
  },
  'box-lidded': {
    build: () =>
      model(
        [
          slab([0, 3.8, 0], [13, 3.8, 9], 1, 0.3),
          slab([0, 5, 0], [12.6, 3.2, 8.6], 1, 0.1, { slot: 'black' }),
          slab([0, 9.3, 0], [13.3, 1.4, 9.3], 1.1, 0.35),
        ],
        { cells: 110 },
      ),
    dress: { grain: 'x', pattern: [26, 18] },
    turn: 27,
    look: { pitch: 25, fill: 0.7 },
  },
  'tray-round': {
    build: () =>
      model(
        [
          pot(
            [
              [0, 0.9, 0.9],
              [17.4, 0.9, 0.9],
              [18.8, 1.1, 0.8],
              [19.6, 2.2, 0.7],
              [20, 3.6, 0.6],
            ],
            0.8,
          ),
        ],
        { cells: 120 },
      ),
    dress: { grain: 'x' },
    turn: 25,
    look: { pitch: 33, fill: 0.76 },
  },
  'tray-rect': {
    build: () => {
      const body = slab([0, 2, 0], [22.5, 2, 15], 4, 0.35);
      const room = slab([0, 3.4, 0], [21.6, 2.4, 14.1], 3.3, 0.4);
      const hollow: Part = {
        ...body,
        distance: (x, y, z) => {
          const slot = Math.max(Math.hypot(Math.max(0, Math.abs(z) - 3.2), y - 2.9) - 0.62, 20 - Math.abs(x));
          return Math.max(body.distance(x, y, z), -room.distance(x, y, z), -slot);
        },
      };
      return model([hollow], { cells: 130 });
    },
    dress: { grain: 'x' },
    turn: 24,
    look: { pitch: 33, fill: 0.78 },
  },
  'tin-canister': {
    build: () =>
      model([
        turned(
          [
            [0, 0],
            [6.6, 0],
            [6.9, 0.3],
            [6.9, 0.8],
            [6.75, 1.1],
            [6.75, 12.4],
            [0, 12.4],
          ],
          0.06,
        ),
        turned(
          [
            [0, 12.6],
            [7, 12.6],
            [7, 15.4],
            [6.7, 15.9],
            [6.2, 16],
            [5.8, 15.7],
            [0, 15.7],
          ],
          0.06,
        ),
        turned(
          [
            [0, 15.6],
            [0.7, 15.7],
            [0.6, 16.4],
            [1.5, 17.2],
            [1.3, 18.2],
            [0, 18.5],
          ],
          0.08,
          { slot: 'brass' },
        ),
      ]),
    dress: { grain: 'y' },
    look: { pitch: 16, fill: 0.62 },
  },
  'hook-rail': {
    build: () =>
      model(
        [
          block([0, 0, 0.5], [20, 2.2, 0.5], 0.2),
          ...[-15, -5, 5, 15].map((x) =>
            turn(
              strap(
                [
                  [1, 1],
                  [2.2, 1.1],
                  [3.4, 0.4],
                  [3.6, -2],
                  [5, -3.6],
                  [6.6, -2.6],
                  [6.9, -1.2],
                ],
                0.75,
                { slot: 'brass' },
              ),
              'y',
              -90,
              [x, 0, 0],
            ),
          ),
          rod([-18, 1.2, 1], [-18, 1.2, 1.15], 0.35, { slot: 'steel' }),
          rod([18, 1.2, 1], [18, 1.2, 1.15], 0.35, { slot: 'steel' }),
        ],
        { cells: 130 },
      ),
    dress: { grain: 'x' },
    stage: 'wall',
    look: { pitch: 9, yaw: -15, fill: 0.78 },
  },
};
