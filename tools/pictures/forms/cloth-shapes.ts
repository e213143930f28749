import { type Model, model, type Part } from '../model.ts';
import { fbm, noise } from '../noise.ts';
import { part, turn } from '../shapes.ts';

/** A smooth function of two numbers, tabled once over [-a, a] x [-b, b]: relief is asked for millions of times. */
export function tabled(a: number, b: number, of: (x: number, z: number) => number): (x: number, z: number) => number {
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
export function cushion(halfX: number, halfZ: number, thick: number): Part {
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
export function folded(halfX: number, halfZ: number, layers: number, thick: number, y0 = 0): Part[] {
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
export function hanging(
  halfX: number,
  top: number,
  bottom: number,
  fold: { depth: number; wide: number; spread?: number; over?: number },
): Part {
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
export function overTable(radius: number, height: number, drop: number): Part {
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

export function rug(distance: (x: number, z: number) => number, reach: readonly [number, number], thick: number, fringe: Part[]): Model {
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

export const tassels = (halfX: number, halfZ: number): Part[] =>
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

export const leaning = (of: Part, lean: number, lift: number): Part => turn(of, 'x', 90 - lean, [0, lift, 0]);
