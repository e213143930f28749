import { model } from '../model.ts';
import { pot, ring, rod, strap, tube, turned } from '../shapes.ts';
import type { OutlinePoint } from '../spline.ts';
import type { Form, Forms } from './form.ts';

const potted = (outline: readonly OutlinePoint[], wall: number, look: Form['look'], bare = 0): Form => ({
  build: () => model([pot(outline, wall)], { cells: 110 }),
  dress: { bare, thrown: true },
  look,
});

export const GARDEN: Forms = {
  'planter-round': potted(
    [
      [0, 0.9, 1.3],
      [7.2, 0.8, 1.3],
      [8, 0.9, 1.3, 1],
      [9, 6, 1],
      [10.4, 15, 1, 1],
      [11, 15.4, 1.2, 1],
      [11.3, 17, 1.5],
      [11.5, 19.4, 1.2],
    ],
    1,
    { pitch: 18, fill: 0.66 },
    0,
  ),
  'planter-tall': potted(
    [
      [0, 0.9, 1.3],
      [8.6, 0.8, 1.3],
      [9.4, 0.9, 1.3, 1],
      [11, 14, 1.2],
      [12.8, 34, 1.2],
      [13.6, 48, 1.2],
      [14.2, 50, 1.4],
    ],
    1.2,
    { pitch: 12, fill: 0.74 },
    4,
  ),
  'planter-bowl': potted(
    [
      [0, 1, 1.4],
      [8.4, 0.9, 1.4],
      [9.4, 1, 1.4, 1],
      [14, 4, 1.2],
      [17, 9, 1.2],
      [17.6, 12.6, 1.3],
    ],
    1.2,
    { pitch: 21, fill: 0.7 },
    1.6,
  ),
  'watering-can': {
    build: () =>
      model(
        [
          turned(
            [
              [0, 0],
              [9, 0],
              [9.4, 0.4],
              [9, 1],
              [9, 15.6],
              [8.4, 17.4],
              [5, 18.8],
              [0, 19],
            ],
            0.15,
          ),
          ring([0, 0.6, 0], 9.1, 0.6, 'y'),
          tube(
            [
              [-7.4, 3.6, 3],
              [-12, 6.4, 2.5],
              [-17, 14, 1.9],
              [-21.4, 21.6, 1.7],
            ],
            { blend: 0.7 },
          ),
          tube(
            [
              [-20.8, 20.8, 1.7],
              [-22.2, 23, 4.4],
              [-22.5, 23.5, 4.6],
            ],
            { blend: 0.3 },
          ),
          strap(
            [
              [3.4, 18.2],
              [4.6, 24],
              [9.6, 26],
              [13.4, 21],
              [12.4, 12],
              [8.8, 7.4],
            ],
            1,
            { wide: 1.8, blend: 0.4 },
          ),
          rod([-15.6, 12.4, 0], [-6.4, 17, 0], 0.34, { blend: 0.3 }),
        ],
        { cells: 120 },
      ),
    turn: 18,
    look: { pitch: 14, fill: 0.78 },
  },
  'bird-bath': {
    build: () =>
      model(
        [
          pot(
            [
              [0, 27.4, 2],
              [6, 27.6, 1.8],
              [14, 30, 1.6],
              [19.4, 33.8, 1.5],
              [20.4, 35.4, 1.3],
            ],
            1.5,
          ),
          turned(
            [
              [0, 0],
              [11, 0],
              [11.4, 1.2],
              [9.4, 2.8],
              [5.4, 5],
              [3.6, 11],
              [3.4, 19],
              [4.6, 24],
              [8, 27.4],
              [0, 28],
            ],
            0.3,
            { blend: 1 },
          ),
        ],
        { cells: 120 },
      ),
    dress: { thrown: false },
    look: { pitch: 19, fill: 0.72 },
  },
  saucer: potted(
    [
      [0, 0.7, 0.9],
      [9.4, 0.65, 0.9],
      [10.2, 0.7, 0.9, 1],
      [11, 1.6, 0.8],
      [11.4, 3, 0.8],
    ],
    0.8,
    { pitch: 28, fill: 0.64 },
    0,
  ),
  'fire-bowl': {
    build: () =>
      model(
        [
          pot(
            [
              [0, 9, 1],
              [10, 9.6, 0.9],
              [20, 13, 0.9],
              [27, 19, 0.9],
              [29, 24, 0.9],
            ],
            0.9,
          ),
          ...[35, 155, 275].map((a) => {
            const t = (a * Math.PI) / 180;
            return rod([Math.cos(t) * 16, 11.4, Math.sin(t) * 16], [Math.cos(t) * 21, 0.9, Math.sin(t) * 21], 1.1, {
              blend: 0.5,
              end: 0.9,
            });
          }),
          ...[0, 180].map((a) => ring([a ? -29.6 : 29.6, 21, 0], 3, 1, 'x')),
          ...[0, 1, 2, 3].map((i) => {
            const t = i * 0.85 + 0.3;
            return rod([-11 * Math.cos(t), 12 + i * 2.2, -11 * Math.sin(t)], [12 * Math.cos(t), 13 + i * 2.6, 12 * Math.sin(t)], 2.1, {
              slot: 'log',
            });
          }),
        ],
        { cells: 120 },
      ),
    look: { pitch: 21, fill: 0.76 },
  },
};
