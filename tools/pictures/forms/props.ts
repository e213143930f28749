import { type Model, model, type Part } from '../model.ts';
import { randomFrom } from '../noise.ts';
import { block, part, rod } from '../shapes.ts';
import type { Forms } from './form.ts';

type Point = readonly [number, number, number];
type Blade = { at: Point; along: Point; across: Point; up: Point; half: Point };

/** Flat ellipsoids: leaves, petals, fruit. */
function blades(all: readonly Blade[], slot: string): Part {
  const box: [number, number, number, number, number, number] = [1e9, 1e9, 1e9, -1e9, -1e9, -1e9];
  for (const blade of all) {
    const reach = Math.max(...blade.half);
    for (let a = 0; a < 3; a++) {
      box[a] = Math.min(box[a]!, blade.at[a]! - reach);
      box[a + 3] = Math.max(box[a + 3]!, blade.at[a]! + reach);
    }
  }
  return part(
    (x, y, z) => {
      let best = 1e9;
      for (const { at, along, across, up, half } of all) {
        const [dx, dy, dz] = [x - at[0], y - at[1], z - at[2]];
        const far = Math.sqrt(dx * dx + dy * dy + dz * dz) - half[0];
        if (far > best) continue;
        const u = dx * along[0] + dy * along[1] + dz * along[2];
        const v = dx * across[0] + dy * across[1] + dz * across[2];
        const w = dx * up[0] + dy * up[1] + dz * up[2] + (u * u) / (half[0] * 5);
        const k0 = Math.sqrt((u / half[0]) ** 2 + (v / half[1]) ** 2 + (w / half[2]) ** 2);
        const k1 = Math.sqrt((u / half[0] ** 2) ** 2 + (v / half[1] ** 2) ** 2 + (w / half[2] ** 2) ** 2);
        const d = k1 > 1e-9 ? (k0 * (k0 - 1)) / k1 : -half[2];
        if (d < best) best = d;
      }
      return best;
    },
    box,
    { slot },
  );
}

const unit = (v: Point): Point => {
  const n = Math.hypot(...v) || 1;
  return [v[0] / n, v[1] / n, v[2] / n];
};
const crossed = (a: Point, b: Point): Point => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

function bladeAt(at: Point, toward: Point, tilt: number, half: Point): Blade {
  const along = unit(toward);
  const side = unit(crossed([0.01, 1, 0.02], along));
  const up = crossed(along, side);
  const [c, s] = [Math.cos(tilt), Math.sin(tilt)];
  const across: Point = [side[0] * c + up[0] * s, side[1] * c + up[1] * s, side[2] * c + up[2] * s];
  return { at, along, across, up: crossed(along, across), half };
}

type Growth = { stems: number; tall: number; spread: number; leaf: Point; gap: number; seed: number; from?: number };

/** Stems that rise from one point and lean out, with leaves in turn on either side. */
function branches({ stems, tall, spread, leaf, gap, seed, from = 0.25 }: Growth): Part[] {
  const random = randomFrom(seed);
  const parts: Part[] = [];
  for (let s = 0; s < stems; s++) {
    const leaves: Blade[] = [];
    const dark: Blade[] = [];
    const wood: Part[] = [];
    const angle = s * 2.4 + random();
    const lean = spread * (0.35 + 0.65 * random());
    const rise = tall * (0.72 + 0.35 * random());
    const point = (t: number): Point => [
      Math.cos(angle) * lean * t * t,
      rise * t * (1 - 0.16 * t * t),
      Math.sin(angle) * lean * t * t * 0.8,
    ];
    for (let i = 0; i < 7; i++)
      wood.push(rod(point(i / 7), point((i + 1) / 7), 0.24 - i * 0.02, { slot: 'twig', blend: i ? 0.1 : 0, end: 0.22 - i * 0.02 }));
    const count = Math.floor((rise * (1 - from)) / gap);
    for (let i = 0; i <= count; i++) {
      const t = from + ((1 - from) * i) / count;
      const at = point(Math.min(1, t));
      const turn = angle + i * 2.6 + random() * 0.7;
      const size = (0.72 + 0.45 * random()) * (1 - 0.35 * t);
      const toward: Point = [Math.cos(turn), 0.45 + 0.5 * t - 0.6 * random(), Math.sin(turn)];
      const d = unit(toward);
      const half: Point = [leaf[0] * size, leaf[1] * size, leaf[2]];
      (random() > 0.4 ? leaves : dark).push(
        bladeAt([at[0] + d[0] * half[0], at[1] + d[1] * half[0], at[2] + d[2] * half[0]], toward, random() * 1.6 - 0.8, half),
      );
    }
    parts.push(blades(leaves, 'leaf'), blades(dark, 'leaf-dark'), joined(wood));
  }
  return parts;
}

/** Several parts of one slot as one. */
function joined(parts: readonly Part[]): Part {
  const all = model(parts, { cells: 1 });
  return part(all.distance, all.box, { slot: parts[0]!.slot });
}

const grown =
  (growth: Growth): (() => Model) =>
  () =>
    model(branches(growth), { stride: 0.8, cells: 76 });

/** Things that stand about in the styled scenes and are not for sale. */
export const PROPS: Forms = {
  'prop-branch': { build: grown({ stems: 5, tall: 42, spread: 24, leaf: [2.5, 1.15, 0.13], gap: 2.5, seed: 5, from: 0.3 }), loose: true },
  'prop-sprig': { build: grown({ stems: 3, tall: 21, spread: 8, leaf: [1.6, 0.8, 0.1], gap: 1.8, seed: 9, from: 0.42 }), loose: true },
  'prop-olive': { build: grown({ stems: 4, tall: 46, spread: 30, leaf: [2.9, 0.62, 0.12], gap: 1.9, seed: 21, from: 0.34 }), loose: true },
  'prop-herb': { build: grown({ stems: 13, tall: 17, spread: 13, leaf: [1.9, 1.15, 0.14], gap: 2, seed: 33, from: 0.15 }), loose: true },
  'prop-fern': { build: grown({ stems: 14, tall: 34, spread: 32, leaf: [4.2, 1.3, 0.15], gap: 3, seed: 41, from: 0.12 }), loose: true },
  'prop-soil': { build: () => model([block([0, 0, 0], [8.4, 0.6, 8.4], 0.5, { slot: 'soil' })]) },
  'prop-lemons': {
    build: () => {
      const random = randomFrom(3);
      const spots: Point[] = [
        [-4, 3.4, 1.4],
        [3.6, 3.3, 2.6],
        [0.4, 3.2, -4.4],
        [0.6, 7.2, 0.4],
      ];
      return model([
        blades(
          spots.map((at) => bladeAt(at, [random() - 0.5, random() * 0.5, random() - 0.5], 0, [3.9, 3.1, 3.1])),
          'lemon',
        ),
      ]);
    },
  },
  'prop-table': { build: () => model([block([0, -2, 0], [170, 2, 46], 0.5)], { cells: 320 }), dress: { grain: 'x' }, loose: true },
  'prop-plinth': { build: () => model([block([0, 0, 0], [13, 8, 11], 0.25, { slot: 'plaster' })]) },
  'prop-plinth-low': { build: () => model([block([0, 0, 0], [22, 3.2, 13], 0.25, { slot: 'plaster' })]) },
};
