import { fbm, noise, smoothstep, spots } from '../noise.ts';
import { type Dress, hex, level, type Maker, over, paint, type Rgb, touch } from './material.ts';

type Timber = { light: string; dark: string; pore: string; rings: number; contrast: number; rough: number; rays: number };

const TIMBERS: Readonly<Record<string, Timber>> = {
  oak: { light: '#cba674', dark: '#a57b49', pore: '#7d5a33', rings: 0.75, contrast: 0.5, rough: 0.42, rays: 0.5 },
  walnut: { light: '#835b3c', dark: '#523521', pore: '#352013', rings: 0.6, contrast: 0.75, rough: 0.38, rays: 0.15 },
  beech: { light: '#ddb78c', dark: '#c79a6c', pore: '#a67a4f', rings: 0.9, contrast: 0.4, rough: 0.42, rays: 0.7 },
  'ash-black': { light: '#38332f', dark: '#201d1b', pore: '#100e0d', rings: 0.7, contrast: 0.7, rough: 0.4, rays: 0.1 },
};

export const WOODS: Readonly<Record<string, Maker>> = Object.fromEntries(
  Object.entries(TIMBERS).map(([code, timber]) => [code, wood(timber)]),
);

function wood(timber: Timber): Maker {
  const light = hex(timber.light);
  const dark = hex(timber.dark);
  const pore = hex(timber.pore);
  return (dress, seed) => {
    const o = (seed % 991) * 0.83;
    const axis = dress.grain ?? 'y';
    return {
      mean: light,
      fine: 2,
      shade: () => {
        const [x, y, z] = alongGrain(touch.grain || axis);
        const bend = fbm(x * 0.05 + o, y * 0.16, z * 0.16, 3) * 7;
        const far = Math.sqrt((y + 5.5 + bend * 0.5) ** 2 + (z - 9.5 + bend) ** 2);
        const ring = far * timber.rings * 1.6 + noise(x * 0.12, y * 0.4 + o, z * 0.4) * 0.8;
        const phase = ring - Math.floor(ring);
        const late = smoothstep(0.25, 0.92, phase) * (1 - smoothstep(0.94, 1, phase));
        paint(light);
        over(dark, late * timber.contrast);
        level(0.94 + 0.14 * fbm(x * 0.1 + o, y * 0.7, z * 0.7, 3));
        const streak = noise(x * 0.55 + o, y * 9, z * 9);
        over(pore, smoothstep(0.66, 0.95, streak) * (0.25 + 0.45 * late));
        const fibre = noise(x * 0.9 - o, y * 22, z * 22) - 0.5;
        level(1 + fibre * 0.1);
        const ray = smoothstep(0.72, 0.9, noise(x * 2.2, y * 5.5 - o, z * 11));
        over(light, ray * 0.3 * timber.rays);
        touch.rough = timber.rough + 0.1 * (streak - 0.5);
        touch.mirror = 0.032;
        touch.by += fibre * 0.03;
      },
    };
  };
}

function alongGrain(axis: NonNullable<Dress['grain']>): [number, number, number] {
  if (axis === 'x') return [touch.x, touch.y, touch.z];
  if (axis === 'y') return [touch.y, touch.x, touch.z];
  return [touch.z, touch.y, touch.x];
}

const metal = (code: string, rough: number, brushed: number): Maker => {
  const color = hex(code);
  return (_dress, seed) => ({
    mean: [color[0] * 0.7, color[1] * 0.7, color[2] * 0.7],
    shade: () => {
      const { x, y, z } = touch;
      const r = Math.sqrt(x * x + z * z);
      paint(color, 0.96 + 0.06 * fbm(x * 0.6 + seed, y * 0.6, z * 0.6, 3));
      touch.metal = true;
      touch.rough = rough + 0.05 * (noise(x * 2, y * 2, z * 2) - 0.5);
      touch.by += brushed * (noise(1, y * 26, r * 9) - 0.5);
    },
  });
};

/** A looking-glass: the room in it is brighter where the window stands. */
const looking: Maker = () => {
  const color = hex('#f1efe9');
  return {
    mean: [0.5, 0.48, 0.44],
    shade: () => {
      const across = (touch.x * 0.8 + touch.y) / 30;
      paint(color, 1.1 + 0.35 * smoothstep(-0.9, 1, across) + 0.3 * smoothstep(-0.1, 0.05, across) * (1 - smoothstep(0.45, 0.6, across)));
      touch.metal = true;
      touch.rough = 0.3;
    },
  };
};

const coated = (code: string, rough: number, mirror: number, rim: string | null, peel: number): Maker => {
  const color = hex(code);
  const steel = rim ? hex(rim) : null;
  return (_dress, seed) => ({
    mean: color,
    shade: () => {
      const { x, y, z } = touch;
      const o = seed % 100;
      paint(color, 0.98 + 0.05 * (fbm(x * 0.5 + o, y * 0.5, z * 0.5, 3) - 0.5));
      touch.rough = rough;
      touch.mirror = mirror;
      touch.bx += peel * (noise(x * 2.4 + o, y * 2.4, z * 2.4) - 0.5);
      touch.by += peel * (noise(x * 2.4, y * 2.4 + o, z * 2.4) - 0.5);
      if (steel) over(steel, smoothstep(7, 11, touch.curve + 2 * (noise(x * 3, y * 3, z * 3) - 0.5)) * 0.85);
    },
  });
};

const matte = (code: string, rough: number, mirror: number): Maker => {
  const color = hex(code);
  return () => ({
    mean: color,
    shade: () => {
      paint(color);
      touch.rough = rough;
      touch.mirror = mirror;
    },
  });
};

const terracotta: Maker = (_dress, seed) => {
  const base = hex('#b9683f');
  const pale = hex('#d9a584');
  const burnt = hex('#8c4527');
  const o = seed % 100;
  return {
    mean: base,
    shade: () => {
      const { x, y, z } = touch;
      paint(base);
      const cloud = fbm(x * 0.22 + o, y * 0.16, z * 0.22, 4) - 0.5;
      over(cloud > 0 ? pale : burnt, Math.min(0.5, Math.abs(cloud) * 1.3));
      over(pale, smoothstep(1.5, 7, touch.curve) * 0.35);
      const grit = fbm(x * 6 + o, y * 6, z * 6, 3) - 0.5;
      level(1 + grit * 0.16);
      touch.by += 0.02 * Math.sin(y * 4 + noise(x * 0.3, y, z * 0.3) * 4) + grit * 0.07;
      touch.bx += grit * 0.07;
      touch.rough = 0.85;
      touch.mirror = 0.02;
    },
  };
};

const stone: Maker = (_dress, seed) => {
  const base = hex('#a8a399');
  const dark = hex('#6f6b65');
  const light = hex('#d5d1c8');
  const o = seed % 100;
  return {
    mean: base,
    fine: 2,
    shade: () => {
      const { x, y, z } = touch;
      paint(base, 0.95 + 0.2 * (fbm(x * 0.25 + o, y * 0.25, z * 0.25, 4) - 0.5));
      over(dark, smoothstep(0.1, 0.5, spots(x * 3.1 + o, y * 3.1, z * 3.1, 0.5, 0.3)) * 0.55);
      over(light, smoothstep(0.1, 0.5, spots(x * 4.3 - o, y * 4.3, z * 4.3, 0.5, 0.3)) * 0.5);
      const grit = fbm(x * 5 + o, y * 5, z * 5, 3) - 0.5;
      level(1 + grit * 0.2);
      touch.bx += grit * 0.14;
      touch.by += grit * 0.14;
      touch.rough = 0.7;
      touch.mirror = 0.025;
    },
  };
};

const marble: Maker = (_dress, seed) => {
  const base = hex('#e9e6e1');
  const vein = hex('#8d8b8a');
  const warm = hex('#c9b79c');
  const o = seed % 100;
  return {
    mean: base,
    shade: () => {
      const { x, y, z } = touch;
      paint(base, 0.97 + 0.08 * (fbm(x * 0.12 + o, y * 0.12, z * 0.12, 3) - 0.5));
      const warp = fbm(x * 0.11 + o, y * 0.11, z * 0.11, 5) * 6;
      const a = Math.abs(noise(x * 0.14 + warp * 0.45, y * 0.1 + warp * 0.5 + o, z * 0.14) - 0.5);
      const b = Math.abs(noise(x * 0.33 - warp * 0.5, y * 0.3 + o, z * 0.33 + warp * 0.4) - 0.5);
      over(vein, (1 - smoothstep(0, 0.035, a)) * 0.6 + (1 - smoothstep(0, 0.12, a)) * 0.16);
      over(warm, (1 - smoothstep(0, 0.03, b)) * 0.3);
      touch.rough = 0.2;
      touch.mirror = 0.04;
    },
  };
};

const castIron: Maker = (_dress, seed) => {
  const base = hex('#373534');
  const o = seed % 100;
  return {
    mean: base,
    shade: () => {
      const { x, y, z } = touch;
      const pit = fbm(x * 4.4 + o, y * 4.4, z * 4.4, 3) - 0.5;
      paint(base, 1 + pit * 0.3);
      touch.bx += pit * 0.16;
      touch.by += pit * 0.16;
      touch.rough = 0.5;
      touch.mirror = 0.06;
      over(hex('#5a5653'), smoothstep(3, 9, touch.curve) * 0.4);
    },
  };
};

/** A plain surface that shines by itself: shades, bulbs, flames. `power` in units of white paper in the key light. */
const glowing = (code: string, power: number): Maker => {
  const color = hex(code);
  const glow: Rgb = [color[0] * power, color[1] * power, color[2] * power];
  return () => ({
    mean: color,
    glow,
    shade: () => {
      paint(color, 0.6);
      touch.rough = 0.8;
      touch.mirror = 0.01;
      touch.glowR = glow[0];
      touch.glowG = glow[1];
      touch.glowB = glow[2];
    },
  });
};

export const SOLIDS: Readonly<Record<string, Maker>> = {
  brass: metal('#d2a860', 0.24, 0.1),
  steel: metal('#b9b8b4', 0.2, 0.06),
  mirror: looking,
  'black-steel': coated('#262627', 0.42, 0.045, null, 0.02),
  'white-enamel': coated('#f2efe6', 0.06, 0.05, '#35383a', 0.012),
  'sage-enamel': coated('#9aa98d', 0.06, 0.05, '#35383a', 0.012),
  'brick-enamel': coated('#a54b37', 0.06, 0.05, '#2b2a2a', 0.012),
  terracotta,
  stone,
  marble,
  'cast-iron': castIron,
  wax: matte('#efe6d0', 0.4, 0.04),
  wick: matte('#2b2622', 0.9, 0.01),
  cork: matte('#b98f60', 0.85, 0.02),
  felt: matte('#8d8579', 0.95, 0),
  'white-paper': matte('#f1ede4', 0.9, 0.01),
  mount: matte('#f5f2ea', 0.95, 0),
  leather: matte('#7a4a2c', 0.45, 0.04),
  pages: matte('#e9e2d2', 0.95, 0),
  'brick-ink': matte('#b5482f', 0.9, 0.01),
  'moss-cloth': matte('#66704f', 0.9, 0.01),
  'rust-cloth': matte('#a5573a', 0.9, 0.01),
  'ink-cloth': matte('#3a4558', 0.9, 0.01),
  log: matte('#6a4b34', 0.9, 0.01),
  black: matte('#1d1c1b', 0.6, 0.03),
  plaster: matte('#e7e0d3', 0.95, 0.01),
  leaf: matte('#5f7650', 0.5, 0.035),
  'leaf-dark': matte('#46603f', 0.45, 0.035),
  soil: matte('#3a2c22', 0.95, 0),
  twig: matte('#6d5a41', 0.8, 0.02),
  lemon: matte('#efc63f', 0.4, 0.04),
  flame: glowing('#ffc66a', 5),
  bulb: glowing('#ffdda4', 6),
  opal: glowing('#ffe6bd', 2.2),
};
