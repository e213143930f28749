import { model } from '../model.ts';
import { fbm, noise } from '../noise.ts';
import { block, part, rod, slab, turn, turned } from '../shapes.ts';
import { cushion, folded, hanging, leaning, overTable, rug, tabled, tassels } from './cloth-shapes.ts';
import type { Forms } from './form.ts';

export const TEXTILES: Forms = {
  'cushion-square': {
    build: () => model([leaning(cushion(23, 23, 11), 18, 22.6)], { stride: 0.8, cells: 110 }),
    dress: { cloth: 'linen', pattern: [46, 46] },
    turn: -30,
    look: { pitch: 13, fill: 0.7 },
  },
  'cushion-long': {
    build: () => model([leaning(cushion(38, 18, 9.5), 18, 17.8)], { stride: 0.8, cells: 120 }),
    dress: { cloth: 'linen', pattern: [76, 36] },
    turn: -24,
    look: { pitch: 14, fill: 0.8 },
  },
  throw: {
    build: () => {
      const tails = Array.from({ length: 24 }, (_, i) => {
        const x = -19.4 + i * 1.68;
        return rod([x, 4.6 + noise(i, 1, 1), 15], [x + noise(i, 2, 2) - 0.5, 1.4 + 1.2 * noise(i, 3, 3), 15.8 + noise(i, 5, 5)], 0.34, {
          end: 0.26,
        });
      });
      return model([...folded(21, 15, 4, 2.9), ...tails], { cells: 110 });
    },
    dress: { cloth: 'wool', pattern: [22, 22] },
    turn: 24,
    look: { pitch: 22, fill: 0.74 },
  },
  'rug-rect': {
    build: () => rug((x, z) => Math.max(Math.abs(x) - 70, Math.abs(z) - 100), [70, 100], 1.4, tassels(70, 100)),
    dress: {
      cloth: 'rug',
      pattern: [140, 200],
      bands: [
        [9, 12],
        [14, 14.8],
        [18, 18.8],
        [21, 27],
        [29.5, 30.3],
      ],
    },
    turn: 28,
    look: { pitch: 40, fill: 0.84 },
  },
  'rug-round': {
    build: () => rug((x, z) => Math.hypot(x, z) - 75, [75, 75], 1.6, []),
    dress: {
      cloth: 'rug',
      pattern: [150, 150],
      bands: [
        [5, 7],
        [9, 9.8],
        [24, 30],
        [32, 33],
      ],
      round: true,
    },
    turn: 15,
    look: { pitch: 40, fill: 0.8 },
  },
  'towel-bath': {
    build: () => model([...folded(17, 12, 3, 3.3), ...folded(16.6, 11.8, 2, 3, 10).map((p) => turn(p, 'y', 3))], { cells: 110 }),
    dress: { cloth: 'terry' },
    turn: 24,
    look: { pitch: 19, fill: 0.68 },
  },
  'towel-tea': {
    build: () =>
      model(
        [
          rod([-28, 60, 0], [28, 60, 0], 0.8, { slot: 'oak' }),
          { ...hanging(20, 60.95, 12, { depth: 1.5, wide: 4.6, spread: 0.05, over: 0.85 }) },
          turned(
            [
              [0, 0],
              [1.2, 0],
              [1.2, 3],
              [0, 3],
            ],
            0.1,
            { slot: 'brass', at: [-26, 58.4, -1.4] },
          ),
          turned(
            [
              [0, 0],
              [1.2, 0],
              [1.2, 3],
              [0, 3],
            ],
            0.1,
            { slot: 'brass', at: [26, 58.4, -1.4] },
          ),
        ],
        { stride: 0.75, cells: 110 },
      ),
    dress: {
      cloth: 'linen',
      pattern: [40, 49],
      grain: 'x',
      bands: [
        [4, 4.6],
        [5.6, 8.2],
        [9.2, 9.8],
      ],
    },
    stage: 'wall',
    look: { pitch: 3, yaw: -9, fill: 0.74 },
  },
  tablecloth: {
    build: () =>
      model(
        [
          overTable(44, 72, 34),
          turned(
            [
              [0, 0],
              [24, 0],
              [24, 2],
              [4, 4],
              [3.4, 10],
              [3.4, 66],
              [30, 70],
              [0, 70],
            ],
            0.3,
            { slot: 'oak' },
          ),
        ],
        { stride: 0.7, cells: 120 },
      ),
    dress: { cloth: 'linen', grain: 'y' },
    look: { pitch: 17, fill: 0.74 },
  },
  napkin: {
    build: () =>
      model(
        [
          ...folded(9, 9, 3, 1.1),
          ...folded(9, 9, 2, 1, 3.2).map((p) => turn(p, 'y', 9)),
          turn(slab([0, 0, 0], [3.4, 0.1, 5], 0.2, 0.05, { slot: 'white-paper' }), 'y', 14, [0, 5.6, 0]),
        ].slice(0, 5),
        { cells: 110 },
      ),
    dress: { cloth: 'linen' },
    turn: 30,
    look: { pitch: 26, fill: 0.62 },
  },
  curtain: {
    build: () =>
      model(
        [
          rod([-62, 196, 0], [62, 196, 0], 1.5, { slot: 'oak' }),
          ...[-1, 1].map((s) => ({
            ...turned(
              [
                [0, -2.4],
                [2.4, -1.6],
                [2.6, 0],
                [2.2, 1.8],
                [0, 2.4],
              ],
              0.2,
              { slot: 'oak', at: [s * 63, 196, 0] },
            ),
          })),
          hanging(40, 193, 4, { depth: 3.4, wide: 3.1, spread: 0.1 }),
          ...Array.from({ length: 9 }, (_, i) => ({
            ...block([-36 + i * 9, 194.6, 0], [0.5, 2.2, 2.2], 0.4, { slot: 'brass' }),
          })),
        ],
        { stride: 0.7, cells: 130 },
      ),
    dress: { cloth: 'linen', grain: 'x' },
    look: { pitch: 2, yaw: -8, fill: 0.86 },
  },
  'bed-linen': {
    build: () => {
      const pillow = (x: number, lift: number, slot = 'main') => ({
        ...turn(turn(cushion(30, 20, 8.5), 'x', 34), 'y', 0, [x, lift, -52]),
        slot,
      });
      const relief = tabled(
        76,
        64,
        (x, z) =>
          3.2 * (fbm(x * 0.03 + 2, 1, (z + 26) * 0.03, 3) - 0.5) +
          1.5 * (noise(x * 0.09, 3, (z + 26) * 0.05) - 0.5) +
          0.9 * Math.sin(x * 0.12 + z * 0.05 + 3 * noise(x * 0.02, z * 0.03, 1)),
      );
      const crumple = tabled(76, 40, (x, z) => 2.2 * (fbm(x * 0.04 + 8, 2, z * 0.05, 3) - 0.5));
      const duvet = part(
        (x, y, z) => {
          const fold = relief(x, z - 26);
          const drop = Math.max(0, Math.abs(x) - 66) * 0.5;
          const q = [Math.abs(x) - 70 + 5, Math.abs(y - 42 - fold * 0.55 + drop) - 4.4 + 3, Math.abs(z - 26) - 62 + 5] as const;
          const r = 4.4;
          return (Math.hypot(Math.max(q[0], 0), Math.max(q[1], 0), Math.max(q[2], 0)) + Math.min(0, Math.max(...q)) - r + 0.6) * 0.7;
        },
        [-72, 30, -38, 72, 52, 90],
        {
          surface: (x, _y, z, out) => {
            out[0] = x + 70;
            out[1] = z + 70;
          },
        },
      );
      const turnback = part(
        (x, y, z) => {
          const fold = crumple(x, z);
          const q = [Math.abs(x) - 68, Math.abs(y - 47.5 - fold) - 1.8, Math.abs(z + 22) - 11] as const;
          return (Math.hypot(Math.max(q[0], 0), Math.max(q[1], 0), Math.max(q[2], 0)) + Math.min(0, Math.max(...q)) - 2) * 0.75;
        },
        [-71, 41, -36, 71, 54, -8],
        {
          surface: (x, _y, z, out) => {
            out[0] = x + 70;
            out[1] = z + 70;
          },
        },
      );
      return model(
        [
          block([0, 26, 10], [72, 12, 80], 4, { slot: 'mount' }),
          block([0, 10, 10], [74, 5, 82], 1, { slot: 'oak' }),
          block([0, 44, -73], [75, 34, 2.4], 1.4, { slot: 'oak' }),
          pillow(-34, 56),
          pillow(34, 56),
          duvet,
          turnback,
        ],
        { stride: 0.7, cells: 130 },
      );
    },
    dress: { cloth: 'cotton', grain: 'x' },
    turn: 22,
    look: { pitch: 22, fill: 0.84 },
  },
};
