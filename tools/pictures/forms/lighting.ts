import { isGlass, shadeCloth } from '../materials/index.ts';
import { model, type Part } from '../model.ts';
import { wall } from '../outline.ts';
import { ball, block, pot, ring, rod, spin, turned } from '../shapes.ts';
import type { Forms } from './form.ts';

const WARM = [1, 0.74, 0.45] as const;
const cord = (from: number): Part => rod([0, from, 0], [0, from + 90, 0], 0.22, { slot: 'black' });
const bulb = (y: number, radius = 2.6): Part => ball(radius, [0, y, 0], { slot: 'bulb' });
const candle = (from: number, to: number, radius: number): Part[] => [
  turned(
    [
      [0, from],
      [radius, from],
      [radius * 0.96, to - 0.2],
      [radius * 0.7, to],
      [0, to - 0.12],
    ],
    0.06,
    { slot: 'wax' },
  ),
  rod([0, to - 0.3, 0], [0.12, to + 0.75, 0], 0.09, { slot: 'wick' }),
];

export const LIGHTING: Forms = {
  'lamp-table': {
    build: (finish) =>
      model([
        isGlass(finish)
          ? pot(
              [
                [0, 1, 1.6],
                [5.2, 1, 1.6],
                [6.4, 1.7, 1],
                [8.2, 7, 0.6],
                [7.6, 13, 0.55],
                [4.2, 18.4, 0.5],
                [2, 21, 0.5],
                [1.9, 22.4, 0.5],
              ],
              0.5,
            )
          : turned(
              [
                [0, 0],
                [5.4, 0],
                [5.8, 0.5],
                [6.2, 2],
                [8.2, 7],
                [7.6, 13],
                [4.2, 18.4],
                [2, 21.2],
                [1.9, 22.4],
                [0, 22.4],
              ],
              0.15,
            ),
        rod([0, 20, 0], [0, 27, 0], 0.5, { slot: 'brass' }),
        turned(
          [
            [0, 22.2],
            [2.2, 22.2],
            [2.2, 23],
            [1, 23.4],
            [0, 23.4],
          ],
          0.1,
          { slot: 'brass' },
        ),
        pot(
          [
            [13.2, 25.2],
            [10.4, 35],
            [8.2, 43.6],
          ],
          0.26,
          { slot: 'shade' },
        ),
        ball(0.75, [0, 44.6, 0], { slot: 'brass' }),
        rod([-8, 43.2, 0], [8, 43.2, 0], 0.12, { slot: 'brass' }),
        rod([0, 43, 0], [0, 44.4, 0], 0.2, { slot: 'brass' }),
      ]),
    dress: { bare: 1.5, grain: 'y' },
    slots: { shade: shadeCloth(32, 8) },
    lamps: [
      { at: [0, 26, 11], power: 2.6, tint: WARM },
      { at: [0, 46, 0], power: 5, tint: WARM },
    ],
    evening: true,
    look: { pitch: 6, fill: 0.74 },
  },
  'lamp-mushroom': {
    build: (finish) =>
      model([
        isGlass(finish)
          ? pot(
              [
                [0, 0.8, 1.2],
                [5.6, 0.8, 1.2],
                [6, 1.6, 0.8],
                [4, 5, 0.6],
                [2.9, 11, 0.55],
                [3.4, 17, 0.5],
              ],
              0.5,
            )
          : turned(
              [
                [0, 0],
                [6.4, 0],
                [6.7, 0.8],
                [6, 2],
                [3.8, 5],
                [2.8, 11],
                [3.2, 17.6],
                [0, 18],
              ],
              0.15,
            ),
        spin(
          wall(
            [
              [11.9, 17, 0.5],
              [12.3, 18.4],
              [11.6, 22],
              [8.4, 26.6],
              [4, 29.2],
              [0, 30],
            ],
            0.5,
            340,
          ),
        ),
        turned(
          [
            [0, 18.4],
            [9.6, 18.4],
            [9.8, 18.7],
            [0, 19],
          ],
          0.1,
          { slot: 'opal' },
        ),
      ]),
    dress: { bare: 0, grain: 'y' },
    lamps: [
      { at: [7, 16, 5], power: 1.1, tint: WARM },
      { at: [-7, 16, 5], power: 1.1, tint: WARM },
    ],
    evening: true,
    look: { pitch: 5, fill: 0.68 },
  },
  'lamp-floor': {
    build: () =>
      model(
        [
          turned(
            [
              [0, 0],
              [13.4, 0],
              [13.8, 0.6],
              [13.4, 2],
              [2, 2.5],
              [1.5, 4],
              [0, 4],
            ],
            0.2,
          ),
          rod([0, 3, 0], [0, 124, 0], 1.15, { blend: 0.8 }),
          turned(
            [
              [0, 120],
              [1.9, 120],
              [1.9, 126],
              [0, 126],
            ],
            0.2,
            { slot: 'brass' },
          ),
          pot(
            [
              [19, 115],
              [15, 133],
              [12, 150],
            ],
            0.4,
            { slot: 'shade' },
          ),
          ball(1, [0, 151.2, 0], { slot: 'brass' }),
          rod([-11.6, 149.4, 0], [11.6, 149.4, 0], 0.2, { slot: 'brass' }),
        ],
        { cells: 130 },
      ),
    dress: { grain: 'y' },
    slots: { shade: shadeCloth(128, 12) },
    lamps: [
      { at: [0, 112, 5], power: 34, tint: WARM },
      { at: [0, 156, 0], power: 40, tint: WARM },
    ],
    evening: true,
    look: { pitch: 4, fill: 0.84 },
  },
  'pendant-dome': {
    build: () =>
      model([
        pot(
          [
            [19, 60, 0.4],
            [18.7, 62],
            [16.4, 69],
            [10, 75],
            [3.6, 77.4],
            [2.6, 78],
            [2.4, 81],
            [0, 81.4],
          ],
          0.5,
        ),
        turned(
          [
            [0, 81],
            [2, 81],
            [1.6, 84],
            [0.5, 85],
            [0, 85],
          ],
          0.1,
          { slot: 'brass' },
        ),
        cord(84.5),
        bulb(65.4, 3),
      ]),
    lamps: [{ at: [0, 62, 0], power: 4, tint: WARM }],
    evening: true,
    look: { pitch: -13, fill: 0.72, target: [0, 74, 0], distance: 160 },
    stage: 'hung',
  },
  'pendant-cone': {
    build: () =>
      model([
        pot(
          [
            [16.4, 60, 0.4],
            [16, 61.4],
            [10, 71],
            [4, 79.6],
            [2.6, 82, 0.6],
            [0, 82.4],
          ],
          0.5,
        ),
        turned(
          [
            [0, 82],
            [1.8, 82],
            [1.5, 85.4],
            [0.5, 86.4],
            [0, 86.4],
          ],
          0.1,
          { slot: 'brass' },
        ),
        cord(86),
        bulb(65, 3),
      ]),
    lamps: [{ at: [0, 62, 0], power: 3.4, tint: WARM }],
    evening: true,
    look: { pitch: -13, fill: 0.7, target: [0, 75, 0], distance: 150 },
    stage: 'hung',
  },
  'pendant-globe': {
    build: (finish) =>
      model([
        pot(
          [
            [4.2, 88.6, 0.5],
            [8.6, 86.2],
            [13.2, 80],
            [14, 74],
            [11.6, 66.4],
            [6, 61.4],
            [0, 60, 0.5],
          ],
          isGlass(finish) ? 0.5 : 0.6,
        ),
        turned(
          [
            [0, 88.2],
            [4.6, 88.2],
            [4.7, 89],
            [4.4, 91],
            [1.5, 92.4],
            [0.6, 94],
            [0, 94],
          ],
          0.12,
          { slot: 'brass' },
        ),
        rod([0, 80, 0], [0, 90, 0], 1.5, { slot: 'brass' }),
        cord(93.5),
        bulb(77, 3.6),
        ...(isGlass(finish) ? [] : [ring([0, 74, 0], 14.1, 0.9, 'y', { slot: 'opal' })]),
      ]),
    lamps: [{ at: [0, 74, 16], power: 1, tint: WARM }],
    evening: true,
    look: { pitch: 0, fill: 0.7, target: [0, 79, 0], distance: 155 },
    stage: 'hung',
  },
  'candle-holder': {
    build: (finish) =>
      model([
        pot(
          [
            [0, 0.7, 0.9],
            [2.8, 0.6, 0.9],
            [3.4, 0.8, 0.7],
            [4.3, 2.4],
            [4.5, 4.4],
            [4.1, 6, 0.34],
          ],
          isGlass(finish) ? 0.45 : 0.5,
        ),
        turned(
          [
            [0, 1.1],
            [1.9, 1.1],
            [1.9, 3.3],
            [0, 3.3],
          ],
          0.06,
          { slot: 'wax' },
        ),
        turned(
          [
            [0, 3.6],
            [0.34, 4],
            [0.38, 4.5],
            [0.16, 5.6],
            [0, 6.2],
          ],
          0,
          { slot: 'flame' },
        ),
      ]),
    dress: { bare: 0.8, grain: 'y' },
    lamps: [{ at: [0, 4.6, 0], power: 0.14, tint: WARM }],
    evening: true,
    look: { pitch: 22, fill: 0.56 },
  },
  'candle-stick': {
    build: (finish) =>
      model([
        isGlass(finish)
          ? pot(
              [
                [4.6, 0.25, 0.4],
                [3.2, 0.45, 0.6],
                [1, 1.6, 1.1],
                [0.1, 3.6, 1.3],
                [0.05, 9, 1.2],
                [0.5, 10.6, 1.2],
                [1.4, 11.6, 0.5],
                [1.6, 13, 0.4],
              ],
              0.5,
            )
          : turned(
              [
                [0, 0],
                [4.9, 0],
                [5, 0.4],
                [3.6, 1],
                [1.3, 2],
                [0.85, 4],
                [1.5, 5.6],
                [0.85, 7.2],
                [0.9, 10],
                [1.7, 11],
                [1.9, 11.5],
                [1.5, 12],
                [1.4, 13.2],
                [1, 13.3],
                [0, 13.2],
              ],
              0.1,
            ),
        ...candle(12.2, 33, 1.08),
      ]),
    dress: { grain: 'y' },
    look: { pitch: 10, fill: 0.72 },
  },
  lantern: {
    build: (finish) => {
      const frame = isGlass(finish) ? 'brass' : 'main';
      const post = (x: number, z: number) => block([x, 11.4, z], [0.45, 10.4, 0.45], 0.12, { slot: frame });
      return model([
        block([0, 0.7, 0], [8, 0.7, 8], 0.25, { slot: frame }),
        post(-7.3, -7.3),
        post(7.3, -7.3),
        post(-7.3, 7.3),
        post(7.3, 7.3),
        block([0, 22, 0], [8, 0.5, 8], 0.2, { slot: frame }),
        turned(
          [
            [0, 22.3],
            [7, 22.3],
            [6.4, 23.4],
            [2.6, 26.2],
            [2, 27],
            [0, 27.4],
          ],
          0.2,
          { slot: frame },
        ),
        ring([0, 29.4, 0], 2.4, 0.45, 'z', { slot: frame }),
        ...(isGlass(finish)
          ? [-1, 1].flatMap((s) => [block([s * 7.3, 11.6, 0], [0.16, 10, 6.8], 0.04), block([0, 11.6, s * 7.3], [6.8, 10, 0.16], 0.04)])
          : []),
        turned(
          [
            [0, 1.4],
            [3.1, 1.4],
            [3.1, 10.6],
            [2.7, 11],
            [0, 10.6],
          ],
          0.1,
          { slot: 'wax' },
        ),
        turned(
          [
            [0, 11.2],
            [0.5, 11.7],
            [0.56, 12.5],
            [0.22, 14],
            [0, 14.6],
          ],
          0,
          { slot: 'flame' },
        ),
      ]);
    },
    lamps: [{ at: [0, 13, 0], power: 0.9, tint: WARM }],
    evening: true,
    turn: 28,
    look: { pitch: 11, fill: 0.72 },
  },
};
