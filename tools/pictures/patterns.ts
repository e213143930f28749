import { hex, type Rgb } from './materials/material.ts';
import { cellValue, fbm, noise, smoothstep } from './noise.ts';

/** The colour of a design at a place: across 0..1, down 0..`tall` (height over width). Writes three numbers of linear light. */
export type Design = (out: Float64Array, u: number, v: number, tall: number, seed: number) => void;

const PAPER = hex('#f0e9dc');
const INK = hex('#2c2a29');
const BRICK = hex('#b5482f');
const OCHRE = hex('#cf9d3e');
const INDIGO = hex('#33466f');
const BLUSH = hex('#ddb59c');
const CLAY = hex('#c77752');
const FOREST = hex('#3f5a48');
const SAGE = hex('#a3b093');
const SEA = hex('#3b6b7d');
const MIST = hex('#b9cccb');
const SAND = hex('#ddcaa6');
const UMBER = hex('#6e5741');

function lay(out: Float64Array, color: Rgb, share = 1): void {
  for (let c = 0; c < 3; c++) out[c] = out[c]! + (color[c]! - out[c]!) * share;
}

function inside(x: number, y: number, cx: number, cy: number, hx: number, hy: number, angle: number): boolean {
  const dx = x - cx;
  const dy = y - cy;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return Math.abs(dx * c + dy * s) < hx && Math.abs(dy * c - dx * s) < hy;
}

/** Tilted planes that lean on each other, and a disc. */
const blocks: Design = (out, u, v, tall, seed) => {
  lay(out, PAPER);
  const y = v - tall / 2 + 0.5;
  const lean = -0.32 + (seed % 5) * 0.03;
  if (inside(u, y, 0.56, 0.42, 0.3, 0.2, lean)) lay(out, BRICK);
  if (inside(u, y, 0.33, 0.62, 0.12, 0.27, lean)) lay(out, INK);
  if (inside(u, y, 0.63, 0.73, 0.25, 0.07, lean)) lay(out, OCHRE);
  if (inside(u, y, 0.66, 0.52, 0.035, 0.33, lean)) lay(out, BLUSH);
  if (inside(u, y, 0.5, 0.88, 0.38, 0.012, lean)) lay(out, INK);
  if ((u - 0.3) ** 2 + (y - 0.2) ** 2 < 0.0085) lay(out, INDIGO);
};

/** Height lines of a made-up country, its valleys washed in green. */
const contour: Design = (out, u, v, _tall, seed) => {
  lay(out, PAPER);
  const h = fbm(u * 2.1 + seed * 0.7, v * 2.1, 4.2, 4) * 11;
  lay(out, SAGE, smoothstep(5, 3.4, h) * 0.9);
  lay(out, FOREST, smoothstep(4.3, 3.1, h) * 0.85);
  lay(out, CLAY, smoothstep(6.6, 7.4, h) * 0.85);
  const near = Math.abs(h - Math.round(h));
  const e = 0.0012;
  const slope =
    Math.hypot(fbm((u + e) * 2.1 + seed * 0.7, v * 2.1, 4.2, 4) * 11 - h, fbm(u * 2.1 + seed * 0.7, (v + e) * 2.1, 4.2, 4) * 11 - h) / e;
  const wide = Math.round(h) % 4 === 0 ? 0.0034 : 0.0017;
  lay(out, FOREST, smoothstep(wide * 1.4, wide * 0.7, near / Math.max(slope, 3)) * 0.9);
};

/** Broad bands over and under each other. */
const weave: Design = (out, u, v) => {
  const n = 7;
  const x = u * n;
  const y = v * n;
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const fx = x - ix - 0.5;
  const fy = y - iy - 0.5;
  lay(out, PAPER);
  const over = (ix + iy) % 2 === 0;
  const along = Math.abs(fx) < 0.4;
  const across = Math.abs(fy) < 0.4;
  const upright = along && (over || !across);
  if (upright) lay(out, INDIGO, Math.abs(fx) < 0.3 && Math.abs(fx) > 0.24 ? 0.3 : 1);
  else if (across) lay(out, MIST, Math.abs(fy) < 0.3 && Math.abs(fy) > 0.24 ? 0.2 : 1);
};

/** Stripes of uneven width, as threads were left over. */
const stripe: Design = (out, u) => {
  const colors = [OCHRE, PAPER, OCHRE, INK, PAPER, SAND, BRICK, PAPER, OCHRE, PAPER, SAND, INK, PAPER, OCHRE, PAPER];
  const widths = [3, 1.2, 1, 0.35, 1.1, 2.6, 0.7, 0.6, 2.2, 0.5, 1.4, 0.6, 1, 1.6, 0.9];
  const total = widths.reduce((a, b) => a + b, 0);
  let at = (u - Math.floor(u)) * total;
  for (const [i, wide] of widths.entries()) {
    if (at < wide) return lay(out, colors[i]!);
    at -= wide;
  }
  lay(out, PAPER);
};

/** Quarter rings set like tiles, each turned its own way. */
const arcs: Design = (out, u, v, _tall, seed) => {
  const n = 4;
  const ix = Math.floor(u * n);
  const iy = Math.floor(v * n);
  const pick = Math.floor(cellValue(ix + seed * 3, iy + 11) * 4);
  const tone = Math.floor(cellValue(ix + 5, iy + seed + 40) * 3);
  const x = u * n - ix;
  const y = v * n - iy;
  const a = pick % 2 === 0 ? x : 1 - x;
  const b = pick < 2 ? y : 1 - y;
  const r = Math.hypot(a, b) * 4;
  const sets = [
    [CLAY, BLUSH, PAPER, INDIGO],
    [BRICK, PAPER, OCHRE, BLUSH],
    [BLUSH, CLAY, PAPER, SAND],
  ] as const;
  lay(out, tone === 1 ? SAND : PAPER);
  const band = Math.floor(r);
  if (band < 4) lay(out, sets[tone]![3 - band]!);
};

/** Lines that run round knots, like sawn timber. */
const grain: Design = (out, u, v, _tall, seed) => {
  lay(out, SAND, 1);
  lay(out, PAPER, 0.45);
  const bend = fbm(u * 1.3 + seed, v * 0.55, 2.5, 3);
  const h = (u + bend * 0.75) * 22;
  const near = Math.abs(h - Math.floor(h) - 0.5);
  const wide = 0.17 + 0.2 * noise(u * 4, v * 1.5, seed);
  lay(out, UMBER, smoothstep(wide + 0.045, wide - 0.045, near));
};

/** Water in layers below a low sun. */
const tide: Design = (out, u, v, tall) => {
  const y = v / tall;
  lay(out, PAPER);
  lay(out, BLUSH, smoothstep(0.5, 0.15, Math.abs(y - 0.38)) * 0.35);
  if ((u - 0.64) ** 2 + (v - 0.3 * tall) ** 2 < 0.011) lay(out, CLAY);
  const layers = [MIST, hex('#8fb0b3'), hex('#5f8f9b'), SEA, hex('#27505f'), hex('#1d3946')];
  for (const [i, color] of layers.entries()) {
    const line = 0.42 + i * 0.098 + 0.022 * Math.sin(u * (5 + i * 1.7) + i * 2.1) + 0.03 * (fbm(u * 2.4 + i * 9, i, 1, 3) - 0.5);
    if (y > line) lay(out, color);
  }
};

/** A drawn net with a few rooms filled. */
const grid: Design = (out, u, v, _tall, seed) => {
  lay(out, PAPER);
  const n = 9;
  const ix = Math.floor(u * n);
  const iy = Math.floor(v * n);
  const value = cellValue(ix + seed * 13, iy + 7);
  if (value > 0.86) lay(out, INK);
  else if (value > 0.77) lay(out, OCHRE);
  else if (value > 0.7) lay(out, MIST);
  const fx = Math.abs(u * n - Math.round(u * n));
  const fy = Math.abs(v * n - Math.round(v * n));
  if (Math.min(fx, fy) < 0.022) lay(out, INK);
};

export const DESIGNS: Readonly<Record<string, Design>> = { blocks, contour, weave, stripe, arcs, grain, tide, grid };
