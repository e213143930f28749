import { fbm, noise, smoothstep } from '../noise.ts';
import { DESIGNS, type Design } from '../patterns.ts';
import { type Dress, hex, level, type Maker, type Material, over, paint, type Rgb, touch } from './material.ts';

const DYES: Readonly<Record<string, readonly [string, string]>> = {
  natural: ['#e5dbc7', '#cdbfa4'],
  indigo: ['#34456f', '#222f50'],
  ochre: ['#c69334', '#a87723'],
  madder: ['#a84a3d', '#85352c'],
  sage: ['#95a286', '#7b896d'],
  charcoal: ['#454648', '#303133'],
};

type Weave = { pitch: number; relief: number; heather: number; sheen: number; fuzz: number };

const WEAVES: Readonly<Record<NonNullable<Dress['cloth']>, Weave>> = {
  linen: { pitch: 0.11, relief: 0.16, heather: 0.16, sheen: 0.1, fuzz: 0.12 },
  cotton: { pitch: 0.09, relief: 0.1, heather: 0.08, sheen: 0.08, fuzz: 0.08 },
  wool: { pitch: 0.34, relief: 0.3, heather: 0.2, sheen: 0.2, fuzz: 0.3 },
  terry: { pitch: 0.3, relief: 0.42, heather: 0.14, sheen: 0.26, fuzz: 0.5 },
  knit: { pitch: 0.6, relief: 0.4, heather: 0.14, sheen: 0.2, fuzz: 0.3 },
  rug: { pitch: 0.55, relief: 0.4, heather: 0.22, sheen: 0.12, fuzz: 0.4 },
};

export const DYED: Readonly<Record<string, Maker>> = Object.fromEntries(
  Object.entries(DYES).map(([code, [base, dark]]) => [code, dyed(base, dark)]),
);

function dyed(base: string, dark: string): Maker {
  const color = hex(base);
  const shade = hex(dark);
  const light = luminance(color) > 0.55 ? hex('#8d7f69') : hex('#e5dbc7');
  return (dress, seed) =>
    cloth(dress, seed, color, (u, v) => {
      paint(color);
      over(shade, smoothstep(0.35, 0.8, fbm(u * 0.9, v * 0.06, seed % 50, 3)) * 0.3);
      over(shade, smoothstep(0.35, 0.8, fbm(u * 0.06, v * 0.9, seed % 70, 3)) * 0.3);
      if (inBand(dress, u, v)) over(light, 0.85);
    });
}

function luminance(color: Rgb): number {
  return 0.3 * color[0] + 0.59 * color[1] + 0.11 * color[2];
}

function inBand(dress: Dress, u: number, v: number): boolean {
  if (!dress.bands || !dress.pattern) return false;
  const [wide, tall] = dress.pattern;
  const from = dress.round ? wide / 2 - Math.hypot(u - wide / 2, v - tall / 2) : Math.min(v, tall - v);
  return dress.bands.some(([a, b]) => from > a && from < b);
}

/** Pattern as ink on paper or, where the form is a textile, as dyed yarn. */
export const PATTERNED: Readonly<Record<string, Maker>> = Object.fromEntries(
  Object.entries(DESIGNS).map(([code, design]) => [code, patterned(code, design)]),
);

function patterned(code: string, design: Design): Maker {
  return (dress, seed) => {
    const [wide, tall] = dress.pattern ?? [30, 30];
    const out = new Float64Array(3);
    const lay = (u: number, v: number) => {
      design(out, u / wide, v / wide, tall / wide, (seed + code.length) % 7);
      touch.r = out[0]!;
      touch.g = out[1]!;
      touch.b = out[2]!;
    };
    const mean = average(design, tall / wide, (seed + code.length) % 7);
    if (dress.cloth) return cloth(dress, seed, mean, lay);
    return { mean, fine: 4, shade: () => printed(lay, seed) };
  };
}

function average(design: Design, tall: number, seed: number): Rgb {
  const out = new Float64Array(3);
  const sum: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < 100; i++) {
    design(out, (i * 0.618) % 1, ((i + 0.5) / 100) * tall, tall, seed);
    for (let c = 0; c < 3; c++) sum[c] = sum[c]! + out[c]! / 100;
  }
  return sum;
}

function printed(lay: (u: number, v: number) => void, seed: number): void {
  lay(touch.u, touch.v);
  const tooth = fbm(touch.u * 5, touch.v * 5, seed % 40, 3) - 0.5;
  level(1 + tooth * 0.05);
  touch.rough = 0.9;
  touch.mirror = 0.015;
}

function cloth(dress: Dress, seed: number, mean: Rgb, lay: (u: number, v: number) => void): Material {
  const kind = WEAVES[dress.cloth ?? 'linen'];
  const inv = 1 / kind.pitch;
  return {
    mean,
    fine: 2,
    shade: () => {
      const { u, v } = touch;
      const stray = 0.35 * kind.pitch;
      const wu = u + stray * (noise(u * 0.7, v * inv * 0.5, seed % 60) - 0.5);
      const wv = v + stray * (noise(u * inv * 0.5, v * 0.7, seed % 80) - 0.5);
      lay(wu, wv);
      const iu = Math.floor(wu * inv);
      const iv = Math.floor(wv * inv);
      const fu = wu * inv - iu - 0.5;
      const fv = wv * inv - iv - 0.5;
      const over = ((iu + iv) & 1) === 0;
      const yarn = over ? noise(iu * 1.7, iv * 0.13, 3) : noise(iu * 0.13, iv * 1.7, 9);
      const crown = over ? 1 - 4 * fu * fu : 1 - 4 * fv * fv;
      level((1 - kind.relief * 0.55 * (1 - crown)) * (1 + kind.heather * (yarn - 0.5) * 1.4));
      const fuzz = fbm(u * inv * 1.3, v * inv * 1.3, seed % 30, 2) - 0.5;
      level(1 + kind.fuzz * fuzz);
      bend(over ? -fu * kind.relief : fuzz * kind.fuzz * 0.4, over ? fuzz * kind.fuzz * 0.4 : -fv * kind.relief);
      touch.rough = 0.95;
      touch.mirror = 0.01;
      touch.sheen = kind.sheen;
    },
  };
}

/** Tilts the normal across and along; which way those run on the piece matters little at the size of a thread. */
function bend(across: number, along: number): void {
  touch.bx -= across;
  touch.by -= along * (1 - Math.abs(touch.ny));
  touch.bz -= along * Math.abs(touch.ny);
}

/** Willow: strands that pass over and under uprights; the form's own relief carries the shape. */
export const wicker: Maker = (dress, seed) => strands(dress, seed, hex('#c09a62'), hex('#8a6536'), hex('#ddbf8b'));

/** Dyed paper or seagrass cord in the same weave. */
export const STRAW: Readonly<Record<string, Maker>> = Object.fromEntries(
  Object.entries(DYES).map(([code, [base, dark]]) => [
    code,
    ((dress, seed) => strands(dress, seed, hex(base), hex(dark), hex(base))) as Maker,
  ]),
);

function strands(dress: Dress, seed: number, base: Rgb, dark: Rgb, light: Rgb): Material {
  const [turns, rise] = dress.strands ?? [48, 0.7];
  const o = seed % 50;
  return {
    mean: base,
    fine: 2,
    shade: () => {
      const { x, y, z } = touch;
      const angle = Math.atan2(z, x) / (2 * Math.PI);
      const row = Math.floor(y / rise);
      const fibre = noise(angle * turns * 0.6, y * 14, row + o) - 0.5;
      const tone = noise(angle * turns * 0.13 + row * 3.7, row * 5.1, o);
      paint(base);
      over(tone > 0.5 ? light : dark, Math.abs(tone - 0.5) * 1.1);
      level(1 + fibre * 0.3);
      over(dark, smoothstep(0.25, 0.5, Math.abs(y / rise - row - 0.5)) * 0.4);
      touch.rough = 0.6;
      touch.mirror = 0.03;
      touch.by += fibre * 0.12;
    },
  };
}
