import { seedOf } from '../noise.ts';
import { DYED, PATTERNED, STRAW, wicker } from './cloth.ts';
import { GLAZES } from './glaze.ts';
import { type Dress, hex, type Maker, type Material, paint, type Rgb, touch } from './material.ts';
import { SOLIDS, WOODS } from './solid.ts';

/** Colour that is left after 1 cm of the glass. */
const TINTS: Readonly<Record<string, Rgb>> = {
  clear: [0.965, 0.98, 0.972],
  amber: [0.86, 0.5, 0.14],
  'sea-green': [0.52, 0.8, 0.69],
  'smoke-grey': [0.47, 0.48, 0.5],
  rose: [0.93, 0.62, 0.6],
};

const MAKERS: Readonly<Record<string, Maker>> = { ...GLAZES, ...WOODS, ...SOLIDS, ...DYED, ...PATTERNED, wicker };

export const isGlass = (finish: string): boolean => finish in TINTS;

/** The material of a finish or slot on a form. */
export function material(code: string, form: string, dress: Dress): Material {
  const tint = TINTS[code];
  if (tint) return glass(tint);
  if (code === 'fringe') return DYED.natural!({ ...dress, cloth: 'wool' }, 7);
  const seed = seedOf(`${form}/${code}`);
  if (code in STRAW && dress.strands) return STRAW[code]!(dress, seed);
  const maker = MAKERS[code];
  if (!maker) throw new Error(`no such material: ${code} (on ${form})`);
  return maker(dress, seed);
}

function glass(tint: Rgb): Material {
  return {
    mean: tint,
    absorbs: [-Math.log(tint[0]), -Math.log(tint[1]), -Math.log(tint[2])],
    shade: () => {
      paint(tint);
      touch.rough = 0.02;
    },
  };
}

/** A coloured light shade of cloth or paper, brightest near the bulb at height `bulb` cm. */
export function shadeCloth(bulb: number, reach: number): Material {
  const color = hex('#f3e6cc');
  const warm: Rgb = [1.0, 0.74, 0.44];
  return {
    mean: color,
    glow: [warm[0] * 0.5, warm[1] * 0.5, warm[2] * 0.5],
    shade: () => {
      const near = Math.exp(-(((touch.y - bulb) / reach) ** 2));
      const power = 0.55 + 0.85 * near;
      const thread = 1 + 0.05 * Math.sin(touch.y * 21) + 0.04 * Math.sin(Math.atan2(touch.z, touch.x) * 260);
      paint(color, thread * 0.5);
      touch.rough = 0.95;
      touch.mirror = 0.01;
      touch.glowR = warm[0] * power * thread;
      touch.glowG = warm[1] * power * thread;
      touch.glowB = warm[2] * power * thread;
    },
  };
}
