/** A point of a surface as a material sees it (own space of the item, cm) and what it answers. Reused for every point. */
export const touch = {
  x: 0,
  y: 0,
  z: 0,
  nx: 0,
  ny: 0,
  nz: 0,
  /** Sum of the curvatures, 1/cm: positive at rims, negative in folds. */
  curve: 0,
  /** Along the surface, cm, where the part has such a measure; the scene's place otherwise. */
  u: 0,
  v: 0,
  grain: '' as '' | 'x' | 'y' | 'z',
  r: 0,
  g: 0,
  b: 0,
  rough: 0.5,
  /** Mirroring at a straight look; of metals the colour counts instead. */
  mirror: 0.04,
  metal: false,
  /** How much the surface is tilted by its fine relief. */
  bx: 0,
  by: 0,
  bz: 0,
  glowR: 0,
  glowG: 0,
  glowB: 0,
  /** Soft light at grazing looks, for cloth. */
  sheen: 0,
};

export type Rgb = readonly [number, number, number];

/** What a form tells the materials about itself. */
export type Dress = {
  /** Height up to which a glazed foot is left bare, cm. */
  bare?: number;
  /** Height above which a second dip of glaze begins, cm. */
  dip?: number;
  /** Along which axis wood grows. */
  grain?: 'x' | 'y' | 'z';
  cloth?: 'linen' | 'wool' | 'terry' | 'rug' | 'cotton' | 'knit';
  /** Size of the printed or woven pattern across and up, cm. */
  pattern?: readonly [number, number];
  /** Stripes woven in near both ends, cm from the end; on round goods from the rim. */
  bands?: readonly (readonly [number, number])[];
  round?: boolean;
  /** Woven goods: strands a turn and height of a strand, cm. */
  strands?: readonly [number, number];
  /** Thrown on the wheel: rings show. */
  thrown?: boolean;
};

export type Material = {
  /** Mean colour in linear light, for the light it throws back. */
  mean: Rgb;
  glow?: Rgb;
  /** Absorption per cm in linear light; makes it glass. */
  absorbs?: Rgb;
  /** Samples a pixel, for patterns finer than pixels. */
  fine?: number;
  shade: () => void;
};

export type Maker = (dress: Dress, seed: number) => Material;

/** sRGB `#rrggbb` to linear. */
export function hex(code: string): Rgb {
  const part = (i: number) => {
    const v = Number.parseInt(code.slice(i, i + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

export function paint(color: Rgb, level = 1): void {
  touch.r = color[0] * level;
  touch.g = color[1] * level;
  touch.b = color[2] * level;
}

/** Lays a colour over what is there. */
export function over(color: Rgb, share: number): void {
  touch.r += (color[0] - touch.r) * share;
  touch.g += (color[1] - touch.g) * share;
  touch.b += (color[2] - touch.b) * share;
}

export function level(by: number): void {
  touch.r *= by;
  touch.g *= by;
  touch.b *= by;
}

/** Start of every answer: a dull, level surface. */
export function reset(): void {
  touch.rough = 0.5;
  touch.mirror = 0.04;
  touch.metal = false;
  touch.bx = 0;
  touch.by = 0;
  touch.bz = 0;
  touch.glowR = 0;
  touch.glowG = 0;
  touch.glowB = 0;
  touch.sheen = 0;
}
