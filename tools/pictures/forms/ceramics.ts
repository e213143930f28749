import { model, type Part } from '../model.ts';
import { smoothstep } from '../noise.ts';
import { pot, ring, strap, tube, turned } from '../shapes.ts';
import type { OutlinePoint } from '../spline.ts';
import type { Form, Forms } from './form.ts';

type Vessel = {
  outline: readonly OutlinePoint[];
  /** Height at which a lip begins to be drawn out for pouring, cm. */
  lip?: number;
  wall?: number;
  more?: () => Part[];
  bare?: number;
  dip?: number;
  pitch?: number;
  fill?: number;
  turn?: number;
};

function vessel(of: Vessel): Form {
  return {
    build: () =>
      model([of.lip ? lipped(pot(of.outline, of.wall ?? 0.55), of.lip) : pot(of.outline, of.wall ?? 0.55), ...(of.more?.() ?? [])]),
    dress: { bare: of.bare, dip: of.dip, thrown: true },
    look: { pitch: of.pitch ?? 14, ...(of.fill ? { fill: of.fill } : {}) },
    turn: of.turn,
  };
}

/** Draws the rim out to the left and a little up, as a thumb would. */
function lipped(of: Part, from: number): Part {
  const top = of.box[4];
  return {
    ...of,
    distance: (x, y, z) => {
      const r = Math.sqrt(x * x + z * z);
      const toward = x < 0 && r > 0 ? (-x / r) ** 8 : 0;
      const pull = toward * smoothstep(from, top, y);
      return of.distance(r / (1 + 0.5 * pull), y - 0.9 * pull, 0) * (pull > 0 ? 0.75 : 1);
    },
    box: [of.box[0] - 3, of.box[1], of.box[2], of.box[3], top + 1, of.box[5]],
  };
}

const ear = (side: number): Part =>
  strap(
    [
      [side * 3.4, 29.5],
      [side * 6.4, 30.2],
      [side * 8.2, 27.2],
      [side * 7.6, 23.2],
    ],
    0.9,
    { blend: 0.9, wide: 1.7 },
  );

export const CERAMICS: Forms = {
  'vase-amphora': vessel({
    outline: [
      [0, 0.8],
      [4, 0.6, 0.9],
      [4.6, 0.5, 0.9, 1],
      [5.6, 3],
      [8.6, 10],
      [9.4, 17],
      [7.6, 23],
      [4.2, 27],
      [3.3, 30.5],
      [3.9, 33],
      [4.7, 34, 0.5],
    ],
    wall: 0.7,
    more: () => [ear(-1), ear(1)],
    bare: 2.2,
    dip: 19,
    fill: 0.66,
    turn: 12,
  }),
  'vase-bottle': vessel({
    outline: [
      [0, 0.6],
      [4.4, 0.45, 0.8],
      [5, 0.5, 0.8, 1],
      [6, 3.5],
      [6.6, 8.5],
      [5.4, 14],
      [2.8, 18.5],
      [1.9, 23],
      [2, 28],
      [2.7, 30.6, 0.45],
    ],
    bare: 1.6,
    dip: 13.5,
    fill: 0.66,
  }),
  'vase-cylinder': vessel({
    outline: [
      [0, 0.6],
      [5.6, 0.5, 0.8],
      [6.3, 0.6, 0.9, 1],
      [6.7, 2.5],
      [6.9, 9],
      [6.8, 17],
      [6.7, 23.6],
      [6.9, 24.6, 0.5],
    ],
    bare: 2.4,
    dip: 15.5,
    fill: 0.62,
  }),
  'vase-moon': vessel({
    outline: [
      [0, 0.6],
      [4.6, 0.45, 0.8],
      [5.2, 0.5, 0.8, 1],
      [8, 3],
      [10.9, 9],
      [10.6, 14],
      [7.4, 19],
      [3.4, 21.2],
      [2.9, 22, 0.5],
      [3.5, 22.8, 0.45],
    ],
    bare: 1.3,
    fill: 0.64,
  }),
  'vase-gourd': vessel({
    outline: [
      [0, 0.6],
      [4.2, 0.45, 0.8],
      [4.8, 0.5, 0.8, 1],
      [7, 4],
      [7.5, 8.5],
      [5.2, 13],
      [3.6, 15.4],
      [4.2, 18],
      [4.6, 20.4],
      [3.2, 23.4],
      [1.9, 25],
      [2.4, 26.2, 0.45],
    ],
    bare: 1.8,
    dip: 14.4,
    fill: 0.66,
  }),
  'vase-bud': vessel({
    outline: [
      [0, 0.4],
      [2.4, 0.35, 0.6],
      [2.9, 0.4, 0.6, 1],
      [3.9, 2.4],
      [3.9, 5],
      [2.4, 8],
      [1.2, 9.8],
      [1.05, 11.4],
      [1.7, 13, 0.36],
    ],
    wall: 0.42,
    bare: 1.1,
    fill: 0.58,
  }),
  'bowl-small': vessel({
    outline: [
      [0, 0.9],
      [2.4, 0.9, 0.6],
      [2.7, 0.35, 0.55],
      [3, 0.35, 0.5, 1],
      [3.4, 1.1, 0.6],
      [5, 3],
      [5.8, 5.2],
      [6.05, 6.2, 0.38],
    ],
    wall: 0.5,
    bare: 0.9,
    pitch: 24,
    fill: 0.6,
  }),
  'bowl-wide': vessel({
    outline: [
      [0, 1.1],
      [5, 1.1, 0.7],
      [5.3, 0.4, 0.7],
      [5.8, 0.4, 0.6, 1],
      [6.4, 1.3, 0.7],
      [10.4, 3.4],
      [13.2, 6.2],
      [14, 7.4, 0.45],
    ],
    wall: 0.62,
    bare: 0.9,
    pitch: 26,
    fill: 0.7,
  }),
  'bowl-footed': vessel({
    outline: [
      [0, 4.6, 0.8],
      [2, 4.5, 1.1],
      [2.3, 3, 1],
      [3.2, 1.2, 0.8],
      [4.4, 0.35, 0.6],
      [4.4, 0.36, 0.6, 1],
      [3.2, 1.3, 0.8],
      [2.3, 3.4, 1],
      [2.8, 5, 1],
      [6, 6.2, 0.7],
      [9, 8.6],
      [10.4, 11.6, 0.42],
    ],
    wall: 0.6,
    bare: 0.8,
    pitch: 22,
    fill: 0.66,
  }),
  'bowl-salad': vessel({
    outline: [
      [0, 0.9],
      [5.6, 0.8, 0.8],
      [6.3, 0.6, 0.8, 1],
      [9.4, 2.2],
      [12, 5.6],
      [12.9, 8.8],
      [12.7, 10.6, 0.55],
      [12.6, 11, 0.45],
    ],
    wall: 0.66,
    bare: 1.3,
    pitch: 26,
    fill: 0.7,
  }),
  'plate-dinner': vessel({
    outline: [
      [0, 0.8],
      [8, 0.75],
      [8.4, 0.3, 0.5],
      [8.8, 0.3, 0.5, 1],
      [9.2, 0.85],
      [11, 1.3],
      [12.9, 2],
      [13.5, 2.35, 0.42],
    ],
    wall: 0.5,
    pitch: 42,
    fill: 0.76,
  }),
  'plate-side': vessel({
    outline: [
      [0, 0.7],
      [5.8, 0.65],
      [6.1, 0.28, 0.45],
      [6.5, 0.28, 0.45, 1],
      [6.9, 0.8],
      [8.6, 1.2],
      [9.6, 1.7],
      [10, 2.1, 0.4],
    ],
    wall: 0.46,
    pitch: 40,
    fill: 0.66,
  }),
  'plate-deep': vessel({
    outline: [
      [0, 0.9],
      [5.2, 0.85],
      [5.5, 0.3, 0.5],
      [5.9, 0.3, 0.5, 1],
      [6.3, 1],
      [8.2, 2.2],
      [9, 3.6],
      [10, 4.4],
      [11.2, 4.8, 0.4],
    ],
    wall: 0.5,
    pitch: 34,
    fill: 0.7,
  }),
  platter: {
    build: () => {
      const plate = pot(
        [
          [0, 0.9],
          [9, 0.85],
          [9.4, 0.35, 0.6],
          [9.8, 0.35, 0.6, 1],
          [10.2, 1],
          [11.6, 2],
          [12.4, 3.4, 0.5],
        ],
        0.6,
      );
      const long = 1.5;
      return model([{ ...plate, distance: (x, y, z) => plate.distance(x / long, y, z) * 0.82, box: [-18.8, 0, -12.6, 18.8, 3.8, 12.6] }]);
    },
    dress: { thrown: true },
    look: { pitch: 36, fill: 0.8 },
    turn: 18,
  },
  'cup-espresso': vessel({
    outline: [
      [0, 0.5],
      [1.9, 0.4, 0.5],
      [2.2, 0.4, 0.5, 1],
      [2.7, 1.2],
      [3.05, 3.2],
      [3.1, 5.4],
      [3.2, 6, 0.28],
    ],
    wall: 0.36,
    bare: 0.8,
    pitch: 22,
    fill: 0.48,
  }),
  'cup-tumbler': vessel({
    outline: [
      [0, 0.55],
      [2.8, 0.45, 0.6],
      [3.2, 0.45, 0.6, 1],
      [3.6, 1.6],
      [3.9, 5],
      [4.1, 8.4],
      [4.15, 9, 0.3],
    ],
    wall: 0.42,
    bare: 1.5,
    pitch: 20,
    fill: 0.56,
  }),
  mug: vessel({
    outline: [
      [0, 0.6],
      [3.4, 0.5, 0.65],
      [3.9, 0.5, 0.65, 1],
      [4.3, 1.6],
      [4.45, 5],
      [4.35, 8.8],
      [4.4, 9.5, 0.32],
    ],
    wall: 0.46,
    more: () => [
      strap(
        [
          [4.75, 7.9],
          [6.4, 8.1],
          [7.4, 6.3],
          [6.8, 3.9],
          [4.8, 2.6],
        ],
        0.75,
        { blend: 0.6, wide: 1.5 },
      ),
    ],
    bare: 1.4,
    pitch: 19,
    fill: 0.6,
    turn: 24,
  }),
  'mug-tall': vessel({
    outline: [
      [0, 0.6],
      [3.2, 0.5, 0.65],
      [3.7, 0.5, 0.65, 1],
      [4.1, 2],
      [4.1, 6],
      [3.7, 10.6],
      [3.8, 12, 0.32],
    ],
    wall: 0.46,
    more: () => [
      strap(
        [
          [4.2, 9.8],
          [5.9, 10.2],
          [7, 8],
          [6.4, 5],
          [4.5, 3.2],
        ],
        0.75,
        { blend: 0.6, wide: 1.5 },
      ),
    ],
    bare: 1.7,
    pitch: 17,
    fill: 0.62,
    turn: 24,
  }),
  jug: vessel({
    outline: [
      [0, 0.7],
      [4.4, 0.55, 0.8],
      [5, 0.55, 0.8, 1],
      [6.1, 3],
      [6.6, 7],
      [5.6, 11.6],
      [4, 15],
      [4.1, 17.6],
      [4.7, 19, 0.4],
    ],
    wall: 0.55,
    more: () => [
      strap(
        [
          [4.7, 16.6],
          [7, 17.2],
          [8.9, 13.6],
          [8, 9],
          [6, 6.6],
        ],
        0.95,
        { blend: 0.9, wide: 1.9 },
      ),
    ],
    lip: 13,
    bare: 2,
    dip: 11,
    fill: 0.68,
    turn: 20,
  }),
  teapot: {
    build: () =>
      model([
        pot(
          [
            [0, 0.7],
            [4.2, 0.55, 0.8],
            [4.8, 0.6, 0.8, 1],
            [7, 3],
            [7.9, 6.4],
            [6.6, 9.6],
            [4.2, 11.2, 0.6],
          ],
          0.6,
        ),
        tube(
          [
            [-6.6, 4.6, 2.6],
            [-9.2, 6.6, 1.9],
            [-10.8, 9.6, 1.4],
            [-12, 11, 1.15],
          ],
          { blend: 1.2 },
        ),
        strap(
          [
            [6.4, 9.6],
            [9.6, 10.6],
            [11.2, 7.6],
            [9.8, 4.4],
            [7.2, 3.8],
          ],
          1,
          { blend: 0.9, wide: 1.7 },
        ),
        turned(
          [
            [0, 11],
            [4.1, 11],
            [4.2, 11.5],
            [3, 12.4],
            [0.8, 12.9],
            [0.7, 13.2],
            [1.3, 14],
            [1.1, 14.9],
            [0, 15.2],
          ],
          0.12,
          {},
        ),
        ring([0, 11.15, 0], 4.15, 0.32, 'y'),
      ]),
    dress: { bare: 1.7, thrown: true },
    look: { pitch: 16, fill: 0.76 },
    turn: 14,
  },
  'sugar-pot': {
    build: () =>
      model([
        pot(
          [
            [0, 0.6],
            [3.2, 0.5, 0.7],
            [3.7, 0.5, 0.7, 1],
            [5, 2.4],
            [5.2, 5],
            [4.4, 7.2, 0.5],
          ],
          0.5,
        ),
        turned(
          [
            [0, 7.3],
            [4.55, 7.3],
            [4.6, 7.7],
            [3, 8.4],
            [0.8, 8.9],
            [0.65, 9.2],
            [1.2, 9.9],
            [0.9, 10.6],
            [0, 10.8],
          ],
          0.1,
          {},
        ),
      ]),
    dress: { bare: 1.2, thrown: true },
    look: { pitch: 18, fill: 0.56 },
  },
  'butter-dish': {
    build: () => {
      const tray = pot(
        [
          [0, 0.7],
          [6, 0.6],
          [6.6, 1, 0.5],
          [7, 1.7, 0.4],
        ],
        0.5,
      );
      const lid = turned(
        [
          [0, 1.2],
          [5.6, 1.2],
          [5.7, 1.9],
          [5.4, 5],
          [4.4, 6.6],
          [0.9, 7.1],
          [0.75, 7.3],
          [1.3, 8.1],
          [0.9, 8.8],
          [0, 9],
        ],
        0.2,
      );
      const long = 1.35;
      const stretch = (p: Part): Part => ({
        ...p,
        distance: (x, y, z) => p.distance(Math.abs(x) > 2.1 ? Math.abs(x) - 2.1 : 0, y, z),
        box: [p.box[0] * long - 1, p.box[1], p.box[2], p.box[3] * long + 1, p.box[4], p.box[5]],
      });
      return model([stretch(tray), stretch(lid)]);
    },
    dress: { thrown: false },
    look: { pitch: 22, fill: 0.68 },
    turn: 22,
  },
  'egg-cup': vessel({
    outline: [
      [0, 0.35],
      [2, 0.3, 0.5],
      [2.1, 0.32, 0.5, 1],
      [1.2, 1.2, 0.7],
      [0.9, 2, 0.9],
      [1.7, 2.9, 0.5],
      [2.35, 4.2],
      [2.4, 5.8, 0.26],
    ],
    wall: 0.36,
    more: () => [
      pot(
        [
          [0, 2.3, 0.8],
          [0.6, 2.3, 0.8],
        ],
        0.8,
      ),
    ],
    pitch: 18,
    fill: 0.46,
  }),
};
