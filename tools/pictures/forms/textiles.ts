import { type Model, model, type Part } from '../model.ts';
import { fbm, noise } from '../noise.ts';
import { block, part, rod, slab, turn, turned } from '../shapes.ts';
import type { Forms } from './form.ts';

/** A smooth function of two numbers, tabled once over [-a, a] x [-b, b]: relief is asked for millions of times. */
function tabled(a: number, b: number, of: (x: number, z: number) => number): (x: number, z: number) => number {
  const n = 128;
  const values = new Float32Array((n + 1) * (n + 1));
  for (let j = 0; j <= n; j++) for (let i = 0; i <= n; i++) values[j * (n + 1) + i] = of(((i / n) * 2 - 1) * a, ((j / n) * 2 - 1) * b);
  return (x, z) => {
    const fx = Math.min(n - 0.001, Math.max(0, (x / a + 1) * n * 0.5));
    const fz = Math.min(n - 0.001, Math.max(0, (z / b + 1) * n * 0.5));
    const [ix, iz] = [fx | 0, fz | 0];
    const [u, v] = [fx - ix, fz - iz];
    const k = iz * (n + 1) + ix;
    const top = values[k]! + (values[k + 1]! - values[k]!) * u;
    const low = values[k + n + 1]! + (values[k + n + 2]! - values[k + n + 1]!) * u;
    return top + (low - top) * v;
  };
}

/** A filled cover: two bellied sides that meet in a seam, its corners drawn out. Lies in the x-z plane. */
function cushion(halfX: number, halfZ: number, thick: number): Part {
  const broad = tabled(halfX + 2, halfZ + 2, (x, z) => 0.6 * (fbm(x * 0.13 + 3, 1, z * 0.13, 3) - 0.5));
  const small = tabled(halfX + 2, halfZ + 2, (x, z) => 0.4 * (noise(x * 0.34, 4, z * 0.34) - 0.5));
  const distance = (x: number, y: number, z: number): number => {
    const u = Math.abs(x) / halfX;
    const w = Math.abs(z) / halfZ;
    const pinch = 0.085;
    const ex = Math.abs(x) - halfX * (1 - pinch * (1 - w * w));
    const ez = Math.abs(z) - halfZ * (1 - pinch * (1 - u * u));
    const edge = Math.max(ex, ez);
    const belly = Math.max(0, 1 - u * u) * Math.max(0, 1 - w * w);
    const crease = broad(x, z) + small(x, z) * (1 - belly);
    const half = thick * belly ** 0.5 + 0.35 + crease * 1.1 * Math.min(1, belly * 6);
    const rise = Math.abs(y - 0.12 * crease) - half;
    return Math.max(rise * 0.62, edge * 0.8) - 0.28;
  };
  return part(distance, [-halfX - 0.5, -thick - 1.5, -halfZ - 0.5, halfX + 0.5, thick + 1.5, halfZ + 0.5], {
    surface: (x, _y, z, out) => {
      out[0] = x + halfX;
      out[1] = z + halfZ;
    },
  });
}

/** Cloth folded over and over into a stack: soft layers with the fold to the front. `z` is depth, folds run along x. */
function folded(halfX: number, halfZ: number, layers: number, thick: number, y0 = 0): Part[] {
  return Array.from({ length: layers }, (_, i) => {
    const y = y0 + (i + 0.5) * thick;
    const inset = 0.5 * noise(i * 3.1, 1, 2);
    const hx = halfX - inset * 0.6;
    const hz = halfZ - inset;
    const round = thick * 0.52;
    const wave = tabled(
      halfX + 2,
      halfZ + 2,
      (x, z) => 0.55 * (noise(x * 0.09 + i * 5, z * 0.09, i) - 0.5) + 0.2 * (noise(x * 0.3, z * 0.3 + i, 7) - 0.5),
    );
    const ends = tabled(halfX + 2, halfZ + 2, (_x, z) => 0.35 * (noise(z * 0.2, i * 2.2, 5) - 0.5));
    const front = tabled(halfX + 2, halfZ + 2, (x) => 0.5 * (noise(x * 0.12, i * 1.7, 1) - 0.5));
    const distance = (x: number, py: number, z: number): number => {
      const sag = 0.0009 * (x * x) * Math.min(1, i * 0.3);
      const qx = Math.abs(x) - hx + round + ends(x, z);
      const qy = Math.abs(py - y - wave(x, z) * 0.6 + sag) - thick * 0.5 + round;
      const qz = Math.abs(z) - hz + round + front(x, z);
      return Math.hypot(Math.max(qx, 0), Math.max(qy, 0), Math.max(qz, 0)) + Math.min(0, Math.max(qx, qy, qz)) - round;
    };
    return part(distance, [-halfX - 1, y - thick - 1, -halfZ - 1, halfX + 1, y + thick + 1, halfZ + 1], {
      surface: (x, py, z, out) => {
        out[0] = x + halfX;
        out[1] = z + halfZ + py + i * 7.3;
      },
    });
  });
}

/** A thin cloth hanging from y = top, gathered in folds along x. */
function hanging(halfX: number, top: number, bottom: number, fold: { depth: number; wide: number; spread?: number; over?: number }): Part {
  const mid = (top + bottom) / 2;
  const shift = tabled(halfX * 1.3, (top - bottom) / 2 + 1, (t, y) => {
    const drift = 1.2 * (noise(t * 0.05, (y + mid) * 0.02, 3) - 0.5);
    return (
      Math.sin((t + drift * 2.4) / fold.wide + 0.8 * Math.sin(t * 0.11)) * fold.depth * (0.75 + 0.5 * noise(t * 0.08, (y + mid) * 0.006, 9))
    );
  });
  const hem = tabled(halfX * 1.3, 1, (t) => 0.5 * (noise(t * 0.1, 2, 8) - 0.5));
  const distance = (x: number, y: number, z: number): number => {
    const down = (top - y) / (top - bottom);
    const wide = halfX * (1 + (fold.spread ?? 0) * down);
    const s = (x / wide) * halfX;
    const wave = shift(s, y - mid) * (fold.over ? Math.min(1, 0.1 + down * 3) : 1) + (fold.over ?? 0);
    const plane = Math.abs(z - wave) * 0.62 - 0.22;
    const side = Math.abs(x) - wide;
    const ends = Math.max(y - top, bottom + hem(s, 0) - y);
    return Math.max(plane, side * 0.8, ends * 0.8);
  };
  const reach = halfX * (1 + Math.max(0, fold.spread ?? 0));
  return part(distance, [-reach, bottom - 0.6, -fold.depth * 1.8, reach, top, fold.depth * 1.8 + (fold.over ?? 0)], {
    surface: (x, y, z, out) => {
      out[0] = x * 1.25 + z * 0.6 + halfX;
      out[1] = top - y;
    },
  });
}

/** Cloth over a round table: level on top, falling in folds. */
function overTable(radius: number, height: number, drop: number): Part {
  const distance = (x: number, y: number, z: number): number => {
    const r = Math.hypot(x, z);
    const angle = Math.atan2(z, x);
    const down = Math.max(0, height - y);
    const grow = Math.min(1, down / 16);
    const wave = (Math.sin(angle * 9 + 0.9 * Math.sin(angle * 2)) + 0.4 * Math.sin(angle * 15 + 2)) * 2.6 * grow + down * 0.05;
    const round = 2.2;
    const qr = r - (radius + wave) + round;
    const qy = y - height + round;
    const shell = Math.hypot(Math.max(qr, 0), Math.max(qy, 0)) + Math.min(0, Math.max(qr, qy)) - round;
    const cloth = Math.abs(shell) - 0.3;
    return Math.max(cloth * 0.6, (height - drop - y) * 0.9);
  };
  const reach = radius + 6;
  return part(distance, [-reach, height - drop, -reach, reach, height + 0.4, reach], {
    surface: (x, y, z, out) => {
      const r = Math.hypot(x, z) || 1;
      const far = r + Math.max(0, height - y);
      out[0] = (x / r) * far + 80;
      out[1] = (z / r) * far + 80;
    },
  });
}

function rug(distance: (x: number, z: number) => number, reach: readonly [number, number], thick: number, fringe: Part[]): Model {
  const ripple = tabled(reach[0], reach[1], (x, z) => 0.35 * (noise(x * 0.03, z * 0.03, 4) - 0.5));
  const flat = part(
    (x, y, z) => {
      const wave = ripple(x, z);
      const q = distance(x, z) + 0.5;
      const rise = Math.abs(y - thick / 2 - wave * 0.5) - thick / 2 + 0.5;
      return Math.hypot(Math.max(q, 0), Math.max(rise, 0)) + Math.min(0, Math.max(q, rise)) - 0.5;
    },
    [-reach[0], -0.3, -reach[1], reach[0], thick + 0.3, reach[1]],
    {
      surface: (x, _y, z, out) => {
        out[0] = x + reach[0];
        out[1] = z + reach[1];
      },
    },
  );
  return model([flat, ...fringe], { cells: 160 });
}

const tassels = (halfX: number, halfZ: number): Part[] =>
  [-1, 1].map((side) =>
    part(
      (x, y, z) => {
        const step = 1.9;
        const cell = x - Math.round(x / step) * step;
        const index = Math.round(x / step);
        const lean = (noise(index * 1.3, side, 3) - 0.5) * 1.6;
        const out = side * z - halfZ;
        const dx = cell - lean * Math.max(0, out) * 0.16;
        const long = Math.max(out - 5.4 - noise(index, 4, 4), -out - 0.4, Math.abs(x) - halfX);
        return Math.max(Math.hypot(dx, y - 0.5) - 0.42 - 0.1 * Math.sin(out * 2.2), long) * 0.75;
      },
      side > 0 ? [-halfX, 0, halfZ - 0.5, halfX, 1.1, halfZ + 6.6] : [-halfX, 0, -halfZ - 6.6, halfX, 1.1, -halfZ + 0.5],
      { slot: 'fringe' },
    ),
  );

const leaning = (of: Part, lean: number, lift: number): Part => turn(of, 'x', 90 - lean, [0, lift, 0]);

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
