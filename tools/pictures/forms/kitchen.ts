import { isGlass } from '../materials/index.ts';
import { model, type Part } from '../model.ts';
import { ball, block, pot, ring, rod, slab, strap, tube, turn, turned } from '../shapes.ts';
import type { Forms } from './form.ts';

const mill = (slotTop: string, tall: number): Part[] => [
  turned(
    [
      [0, 0],
      [2.7, 0],
      [2.8, 0.5],
      [2.5, 2],
      [1.75, tall * 0.36],
      [1.9, tall * 0.52],
      [2.5, tall * 0.66],
      [2.4, tall * 0.7],
      [0, tall * 0.7],
    ],
    0.12,
  ),
  turned(
    [
      [0, tall * 0.7],
      [1.9, tall * 0.7],
      [1.9, tall * 0.72],
      [0, tall * 0.72],
    ],
    0.05,
    { slot: 'steel' },
  ),
  turned(
    [
      [0, tall * 0.72],
      [2.4, tall * 0.72],
      [2.6, tall * 0.77],
      [2.2, tall * 0.88],
      [1.2, tall * 0.94],
      [0, tall * 0.955],
    ],
    0.12,
  ),
  turned(
    [
      [0, tall * 0.95],
      [0.5, tall * 0.95],
      [0.8, tall * 0.985],
      [0.5, tall * 1.02],
      [0, tall * 1.025],
    ],
    0.05,
    { slot: slotTop },
  ),
];

const spoon = (slot: string): Part[] => [
  turn({ ...ball(1, [0, 0, 0], { slot }), distance: scoop, box: [-3.3, -1, -4.4, 3.3, 1.2, 4.4] }, 'y', 0, [0, 1, 13]),
  rod([0, 1, 9.6], [0, 1.4, -16], 0.62, { slot, blend: 1.6, end: 0.8 }),
];

function scoop(x: number, y: number, z: number): number {
  const outer = (Math.sqrt((x / 3.1) ** 2 + (y / 1) ** 2 + (z / 4.2) ** 2) - 1) * 1.0;
  const inner = (Math.sqrt((x / 2.7) ** 2 + ((y - 0.62) / 1) ** 2 + (z / 3.8) ** 2) - 1) * 1.0;
  return Math.max(outer, -inner) * 0.8;
}

const knob = (y: number, slot: string): Part =>
  turned(
    [
      [0, y],
      [0.8, y],
      [0.7, y + 0.5],
      [1.7, y + 1.3],
      [1.5, y + 2.3],
      [0, y + 2.6],
    ],
    0.1,
    { slot },
  );

export const KITCHEN: Forms = {
  'cutting-board': {
    build: () => {
      const board = slab([0, 1.1, 0], [12, 1.1, 17], 3.2, 0.35);
      const grip = slab([0, 1.1, 20], [3, 1.1, 5.4], 2.6, 0.35, { blend: 1.6 });
      const solid = model([board, grip], { cells: 8 }).distance;
      const holed: Part = {
        ...board,
        distance: (x, y, z) => Math.max(solid(x, y, z), 1.1 - Math.hypot(x, z - 22)),
        box: [-12, 0, -17, 12, 2.2, 25.4],
      };
      return model([holed]);
    },
    dress: { grain: 'z' },
    turn: 152,
    look: { pitch: 40, fill: 0.74 },
  },
  'utensil-jar': {
    build: () =>
      model([
        pot(
          [
            [0, 0.8],
            [4.8, 0.65, 0.9],
            [5.5, 0.7, 0.9, 1],
            [5.9, 2.4],
            [6.1, 8],
            [5.9, 14],
            [6, 16.4, 0.5],
          ],
          0.6,
        ),
        ...[
          [-2.2, -14, 1, 'beech'],
          [1.6, 12, -1.4, 'oak'],
          [3.2, 24, 1.2, 'walnut'],
        ].map(([x, tilt, z, wood]) =>
          turn(
            turned(
              [
                [0, 2],
                [0.55, 2],
                [0.6, 20],
                [0.9, 23],
                [2.1, 26],
                [2.2, 29],
                [1, 31.6],
                [0, 31.8],
              ],
              0.2,
              { slot: String(wood) },
            ),
            'z',
            -Number(tilt),
            [Number(x) * 0.5, 0.6, Number(z)],
          ),
        ),
      ]),
    dress: { bare: 1.8, thrown: true, grain: 'y' },
    look: { pitch: 13, fill: 0.72 },
  },
  'salt-mill': { build: () => model(mill('steel', 15)), dress: { grain: 'y' }, look: { pitch: 12, fill: 0.6 } },
  'pepper-mill': { build: () => model(mill('brass', 24)), dress: { grain: 'y' }, look: { pitch: 11, fill: 0.68 } },
  mortar: {
    build: () =>
      model([
        pot(
          [
            [0, 1.8, 2.4],
            [3, 1.6, 2.4],
            [4.6, 1.5, 2],
            [4.8, 0.8, 1.6, 1],
            [5.4, 3, 1.6],
            [6.4, 7, 1.2],
            [6.6, 9.4, 0.9],
          ],
          1.4,
        ),
        turn(
          turned(
            [
              [0, 0],
              [1.9, 0.4],
              [2.2, 1.8],
              [1.3, 4],
              [1, 8],
              [1.3, 11],
              [1.5, 12.4],
              [0, 13],
            ],
            0.2,
          ),
          'z',
          -34,
          [-0.6, 3.4, 1],
        ),
      ]),
    look: { pitch: 20, fill: 0.62 },
  },
  'storage-jar': {
    build: (finish) =>
      model([
        isGlass(finish)
          ? pot(
              [
                [0, 0.6, 1],
                [4.8, 0.6, 1],
                [5.6, 1.2, 0.7],
                [5.9, 4, 0.42],
                [5.9, 12, 0.42],
                [5.4, 14, 0.42],
                [5.2, 15, 0.5],
              ],
              0.42,
            )
          : pot(
              [
                [0, 0.7],
                [4.8, 0.6, 0.8],
                [5.5, 0.6, 0.8, 1],
                [5.9, 3],
                [6, 12],
                [5.6, 14.2],
                [5.4, 15, 0.5],
              ],
              0.6,
            ),
        turned(
          [
            [0, 15.2],
            [5.6, 15.2],
            [5.7, 15.6],
            [5.6, 16.7],
            [0, 16.9],
          ],
          0.2,
          { slot: 'beech' },
        ),
        knob(16.7, 'beech'),
      ]),
    dress: { bare: 1.6, thrown: true, grain: 'x' },
    look: { pitch: 15, fill: 0.64 },
  },
  'bread-bin': {
    build: () =>
      model([
        slab([0, 8, 0], [18, 7.6, 11.5], 4.5, 0.9),
        slab([0, 17.2, 0], [18.4, 1, 11.9], 4.6, 0.35, { slot: 'beech' }),
        slab([0, 18.9, 0], [5, 0.9, 1.3], 1, 0.4, { slot: 'beech' }),
        slab([0, 0.4, 0], [17, 0.4, 10.6], 4, 0.2, { slot: 'black' }),
      ]),
    dress: { grain: 'x' },
    turn: 24,
    look: { pitch: 19, fill: 0.74 },
  },
  'oil-bottle': {
    build: (finish) =>
      model([
        isGlass(finish)
          ? pot(
              [
                [0, 0.6, 1],
                [3, 0.6, 1],
                [3.7, 1.2, 0.7],
                [3.9, 5, 0.42],
                [3.4, 9.6, 0.4],
                [1.6, 13.4, 0.38],
                [1.15, 16, 0.36],
                [1.4, 17, 0.4],
              ],
              0.4,
            )
          : pot(
              [
                [0, 0.6],
                [3, 0.5, 0.7],
                [3.5, 0.5, 0.7, 1],
                [4, 3],
                [3.9, 7],
                [2.6, 11.4],
                [1.3, 14],
                [1.1, 16.2],
                [1.5, 17, 0.4],
              ],
              0.5,
            ),
        turned(
          [
            [0, 16],
            [0.85, 16],
            [0.95, 17.4],
            [0.8, 17.7],
            [0, 17.8],
          ],
          0.08,
          { slot: 'cork' },
        ),
        tube(
          [
            [0, 17.2, 0.55],
            [0.05, 18.6, 0.5],
            [0.8, 20, 0.42],
            [2, 20.7, 0.4],
          ],
          { slot: 'steel' },
        ),
      ]),
    dress: { bare: 1.5, thrown: true },
    look: { pitch: 12, fill: 0.66 },
  },
  trivet: {
    build: () => {
      const rings = [9, 6.4, 3.8].map((r) => ring([0, 0.9, 0], r, 1.1, 'y'));
      const spokes = [0, 60, 120].map((a) => turn(block([0, 0.75, 0], [9, 0.42, 0.55], 0.25, { blend: 0.5 }), 'y', a));
      const feet = [30, 150, 270].map((a) =>
        ball(0.75, [9 * Math.cos((a * Math.PI) / 180), 0.5, 9 * Math.sin((a * Math.PI) / 180)], { blend: 0.4 }),
      );
      return model([...rings, ...spokes, ...feet, ball(1.3, [0, 0.9, 0], { blend: 0.4 })]);
    },
    dress: { grain: 'x', thrown: false },
    turn: 14,
    look: { pitch: 38, fill: 0.62 },
  },
  'wood-bowl': {
    build: () =>
      model([
        pot(
          [
            [0, 1.1, 1.4],
            [6, 0.9, 1.4],
            [9, 2, 1.3],
            [12.6, 5.6, 1.1],
            [13.8, 8.8, 0.8],
          ],
          1.1,
        ),
      ]),
    dress: { grain: 'x' },
    look: { pitch: 25, fill: 0.68 },
  },
  'wood-spoon': { build: () => model(spoon('main')), dress: { grain: 'z' }, turn: 62, look: { pitch: 40, fill: 0.7 } },
  'cast-pot': {
    build: () =>
      model([
        pot(
          [
            [0, 0.9, 1],
            [9, 0.7, 1],
            [11.6, 1.6, 0.9],
            [12.6, 5, 0.8],
            [12.8, 12, 0.8],
          ],
          0.8,
        ),
        ring([0, 12.1, 0], 12.9, 0.9, 'y', { blend: 0.4 }),
        pot(
          [
            [12.8, 12.9, 0.6],
            [12, 13.9],
            [7, 15.6],
            [0, 16.3],
          ],
          0.8,
        ),
        turned(
          [
            [0, 16],
            [0.8, 16.2],
            [0.8, 17],
            [2.1, 17.7],
            [2, 18.7],
            [0, 19],
          ],
          0.15,
          { slot: 'brass' },
        ),
        strap(
          [
            [12.4, 9.4],
            [15, 9.9],
            [15.4, 10.8],
            [12.6, 11.4],
          ],
          1.1,
          { wide: 6.5, blend: 0.8 },
        ),
        strap(
          [
            [-12.4, 9.4],
            [-15, 9.9],
            [-15.4, 10.8],
            [-12.6, 11.4],
          ],
          1.1,
          { wide: 6.5, blend: 0.8 },
        ),
      ]),
    turn: -24,
    look: { pitch: 18, fill: 0.72 },
  },
};
