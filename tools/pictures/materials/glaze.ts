import { fbm, noise, smoothstep, spots } from '../noise.ts';
import { hex, level, type Maker, over, paint, type Rgb, touch } from './material.ts';

type Recipe = {
  base: string;
  /** Where the glaze lies thin over an edge. */
  edge: string;
  /** Where it lies thick. */
  deep: string;
  /** A second dip over the first. */
  second: string;
  clay: string;
  rough: number;
  speckle: number;
  mottle: number;
};

const RECIPES: Readonly<Record<string, Recipe>> = {
  celadon: { base: '#a6bfac', edge: '#d5dccb', deep: '#7f9f90', second: '#c9d3c2', clay: '#c9b195', rough: 0.1, speckle: 0, mottle: 0.12 },
  oxblood: { base: '#741f1c', edge: '#c9a58a', deep: '#4a1013', second: '#8b2f22', clay: '#bda68d', rough: 0.07, speckle: 0, mottle: 0.3 },
  cobalt: {
    base: '#27468a',
    edge: '#7a8fb4',
    deep: '#182c60',
    second: '#a9b6c4',
    clay: '#c6ae93',
    rough: 0.1,
    speckle: 0.05,
    mottle: 0.25,
  },
  oatmeal: {
    base: '#d8cbb2',
    edge: '#a97d55',
    deep: '#e3d9c4',
    second: '#e9e1d0',
    clay: '#8f6a4d',
    rough: 0.3,
    speckle: 0.5,
    mottle: 0.08,
  },
  tenmoku: { base: '#2b1a13', edge: '#9a5a2b', deep: '#150d0b', second: '#4a2b1a', clay: '#8a6a50', rough: 0.07, speckle: 0, mottle: 0.4 },
  chalk: {
    base: '#ece7dc',
    edge: '#d2bfa4',
    deep: '#f2eee6',
    second: '#dcd5c6',
    clay: '#b89a7c',
    rough: 0.34,
    speckle: 0.16,
    mottle: 0.05,
  },
  moss: { base: '#69734d', edge: '#a58a52', deep: '#4c5739', second: '#8c9268', clay: '#7c5c44', rough: 0.24, speckle: 0.3, mottle: 0.22 },
  rust: { base: '#a8532c', edge: '#d19a62', deep: '#7b381f', second: '#3d2a22', clay: '#b38a68', rough: 0.3, speckle: 0.25, mottle: 0.24 },
  smoke: { base: '#7d7b79', edge: '#b8aca0', deep: '#5b5a5b', second: '#a7a4a0', clay: '#9a7f68', rough: 0.26, speckle: 0.3, mottle: 0.16 },
  butter: {
    base: '#ecd48d',
    edge: '#d6a765',
    deep: '#f0dda2',
    second: '#f1e8cf',
    clay: '#b88f68',
    rough: 0.16,
    speckle: 0.16,
    mottle: 0.08,
  },
};

const IRON = hex('#4a2f20');

export const GLAZES: Readonly<Record<string, Maker>> = Object.fromEntries(
  Object.entries(RECIPES).map(([code, recipe]) => [code, glaze(recipe)]),
);

function glaze(recipe: Recipe): Maker {
  const base = hex(recipe.base);
  const edge = hex(recipe.edge);
  const deep = hex(recipe.deep);
  const second = hex(recipe.second);
  const clay = hex(recipe.clay);
  return (dress, seed) => {
    const o = (seed % 997) * 1.37;
    const bare = dress.bare ?? -1;
    const dip = dress.dip ?? 1e9;
    return {
      mean: base,
      shade: () => {
        const { x, y, z } = touch;
        throwing(dress.thrown !== false, x, y, z, o);
        const line = bare + 0.28 * (fbm(x * 0.32 + o, 3, z * 0.32, 3) - 0.5) * Math.min(4, bare * 1.5);
        if (bare > 0 && y < line) return bareClay(clay, line - y, o);
        paint(base);
        const cloud = fbm(x * 0.55 + o, y * 0.4, z * 0.55, 4) - 0.5;
        const fine = fbm(x * 2.6 + o, y * 1.7, z * 2.6, 3) - 0.5;
        if (cloud + fine * 0.5 > 0) over(deep, Math.min(1, (cloud + fine * 0.5) * recipe.mottle * 5));
        else over(edge, Math.min(1, -(cloud + fine * 0.5) * recipe.mottle * 2));
        const dipLine = dip + 0.5 * (fbm(x * 0.4 - o, 7, z * 0.4, 4) - 0.5) * 3.2;
        const dipped = smoothstep(-0.06, 0.09, y - dipLine);
        if (dipped > 0) dipOver(second, deep, dipped, y - dipLine, cloud);
        const thin = smoothstep(1.6, 6.5, touch.curve + fine * 2.2);
        over(edge, thin * 0.82);
        over(deep, smoothstep(0.4, 2.2, -touch.curve) * 0.55);
        if (bare > 0) over(edge, (1 - smoothstep(0, 0.22, y - line)) * 0.5);
        freckles(recipe.speckle, x, y, z, o);
        level(0.985 + 0.05 * fine);
        touch.rough = recipe.rough + thin * 0.06 + fine * 0.04;
        touch.mirror = 0.045;
      },
    };
  };
}

/** Rings left by the fingers, hardly more than a breath. */
function throwing(on: boolean, x: number, y: number, z: number, o: number): void {
  const wobble = noise(x * 0.2 + o, y * 0.3, z * 0.2) * 2;
  if (on) touch.by += 0.016 * Math.sin(y * 5.2 + wobble * 4 + o) + 0.008 * Math.sin(y * 11.7 - wobble * 3);
  touch.bx += 0.02 * (noise(x * 0.9 + o, y * 0.9, z * 0.9) - 0.5);
  touch.bz += 0.02 * (noise(x * 0.9, y * 0.9 + o, z * 0.9) - 0.5);
}

function bareClay(clay: Rgb, depth: number, o: number): void {
  const { x, y, z } = touch;
  paint(clay);
  const grit = fbm(x * 7 + o, y * 7, z * 7, 3) - 0.5;
  level(1 + 0.28 * grit);
  over(IRON, smoothstep(0.15, 0.6, spots(x * 4.5 + o, y * 4.5, z * 4.5, 0.4, 0.32)) * 0.5);
  over(IRON, (1 - smoothstep(0, 0.2, depth)) * 0.25);
  touch.rough = 0.75;
  touch.mirror = 0.02;
  touch.bx += grit * 0.12;
  touch.by += grit * 0.1;
}

function dipOver(second: Rgb, deep: Rgb, share: number, above: number, cloud: number): void {
  over(second, share * 0.9);
  over(deep, share * (1 - smoothstep(0, 0.7, above)) * 0.55);
  level(1 + cloud * 0.16 * share);
}

function freckles(amount: number, x: number, y: number, z: number, o: number): void {
  if (amount <= 0) return;
  const small = smoothstep(0.1, 0.7, spots(x * 3.4 + o, y * 3.4, z * 3.4, amount * 0.42, 0.26));
  const large = smoothstep(0.1, 0.8, spots(x * 1.5 - o, y * 1.5, z * 1.5, amount * 0.3, 0.13));
  over(IRON, small * 0.62);
  over(IRON, large * 0.75);
}
