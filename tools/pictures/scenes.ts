import { hex } from './materials/material.ts';
import { frame, type Item, type Look, type Scene } from './scene.ts';
import { compose, DEFAULT_LOOK, type Placed, place, union } from './studio.ts';

type Styled = { pieces: readonly Placed[]; look: Partial<Look>; stage?: 'floor' | 'wall'; tone?: string; table?: string };

/** Pieces by hand: form, finish, x, z, turn, scale, y. Lengths in cm. */
const at = (form: string, finish: string, x: number, z: number, turn = 0, scale = 1, y = 0): Placed => ({
  form,
  finish,
  at: [x, y, z],
  turn,
  scale,
});
const green = (form: string, x: number, z: number, y: number, turn = 0, scale = 1): Placed => at(form, 'oak', x, z, turn, scale, y);

const SCENES_BY_NAME: Readonly<Record<string, Styled>> = {
  'home-hero': {
    tone: '#d2c3ab',
    pieces: [
      at('vase-amphora', 'celadon', -17, -12, 12),
      green('prop-olive', -17, -12, 24, 30),
      at('vase-bottle', 'oatmeal', 1, -17),
      at('vase-moon', 'rust', 17, -8, 0, 0.86),
      at('bowl-wide', 'chalk', -6, 9, 0, 0.86),
      green('prop-lemons', -6, 9, 1.5, 10, 0.86),
      at('cup-tumbler', 'tenmoku', 13, 11),
      at('vase-bud', 'cobalt', 27, 5),
      at('glass-vase', 'amber', 35, -12),
    ],
    look: { pitch: 9, fill: 0.83 },
  },
  'home-table': {
    table: 'oak',
    tone: '#ddd5c6',
    pieces: [
      at('plate-dinner', 'oatmeal', -10, 8),
      at('plate-side', 'celadon', -10, 8, 0, 0.9, 1.7),
      at('bowl-small', 'rust', -10, 8, 0, 0.9, 3),
      at('glass-carafe', 'clear', 11, -11),
      at('glass-tumbler', 'clear', 9, 7),
      at('glass-tumbler', 'sea-green', 21, -1),
      at('jug', 'chalk', -27, -10, 20),
      green('prop-sprig', -27, -10, 11, 60),
      at('napkin', 'indigo', 26, 13, 24),
      at('candle-stick', 'brass', -4, -18),
      at('candle-stick', 'brass', 27, -18, 0, 0.8),
    ],
    look: { pitch: 17, fill: 0.9 },
  },
  'home-light': {
    table: 'walnut',
    tone: '#cdbfae',
    pieces: [
      at('lamp-mushroom', 'sage-enamel', 13, -2),
      at('lamp-table', 'tenmoku', -17, -10),
      at('candle-holder', 'butter', 29, 10),
      at('candle-holder', 'oxblood', -1, 14, 0, 0.9),
      at('vase-bud', 'chalk', 34, -9),
      green('prop-sprig', 34, -9, 5),
    ],
    look: { pitch: 7, fill: 0.86 },
  },
  'home-textile': {
    tone: '#cfc9ba',
    pieces: [
      at('bench', 'oak', 0, 0, 8),
      at('cushion-square', 'indigo', -29, -2, -8, 0.95, 45),
      at('cushion-long', 'ochre', 10, 0, -10, 0.78, 45),
      at('basket-round', 'wicker', 68, 16, 20),
      at('throw', 'natural', 2, 36, 20),
      at('rug-rect', 'natural', 4, 20, 92, 0.9),
      at('planter-tall', 'chalk', -82, -14),
      green('prop-fern', -82, -14, 46, 0, 1.3),
    ],
    look: { pitch: 11, fill: 0.9 },
  },
  ceramics: {
    tone: '#d9cfbf',
    pieces: [
      at('jug', 'moss', -21, -9, 20),
      at('teapot', 'chalk', 3, -6, 14),
      at('mug', 'rust', 17, 8, 24),
      at('cup-espresso', 'celadon', -1, 12),
      at('cup-espresso', 'tenmoku', 7, 15, 0, 0.95),
      at('bowl-footed', 'oatmeal', 27, -12),
      at('bowl-small', 'cobalt', -14, 10),
      at('vase-gourd', 'butter', -36, -13),
      green('prop-sprig', -36, -13, 17, 10, 1.25),
    ],
    look: { pitch: 13, fill: 0.87 },
  },
  glass: {
    tone: '#d6d9d0',
    pieces: [
      at('glass-carafe', 'clear', -4, -8),
      at('glass-vase', 'sea-green', 12, -13),
      green('prop-branch', 12, -13, 3, 40, 0.9),
      at('glass-bowl', 'amber', 21, 6, 0, 0.8),
      at('glass-tumbler', 'rose', 3, 8),
      at('glass-wine', 'clear', -15, 3),
      at('glass-bottle', 'smoke-grey', -25, -9),
    ],
    look: { pitch: 12, fill: 0.86 },
  },
  lighting: {
    table: 'walnut',
    tone: '#c9bba8',
    pieces: [
      at('lamp-mushroom', 'butter', -22, 0),
      at('lamp-table', 'rust', 10, -9),
      at('lamp-mushroom', 'brass', 36, 3, 0, 0.74),
      at('candle-holder', 'smoke', -3, 15),
    ],
    look: { pitch: 6, fill: 0.84 },
  },
  textiles: {
    tone: '#d8cdbc',
    pieces: [
      at('cushion-square', 'madder', -27, -14, 8),
      at('cushion-square', 'natural', 16, -20, -12),
      at('cushion-long', 'charcoal', 28, 1, -22, 0.8),
      at('throw', 'sage', -22, 17, 24),
      at('towel-bath', 'ochre', 20, 24, 14, 0.85),
      at('basket-round', 'wicker', 64, -10, 20),
    ],
    look: { pitch: 14, fill: 0.88 },
  },
  kitchen: {
    table: 'oak',
    tone: '#e0dacd',
    pieces: [
      at('cutting-board', 'walnut', -19, 0, 155),
      at('utensil-jar', 'oatmeal', 9, -16),
      at('pepper-mill', 'beech', 22, -6),
      at('salt-mill', 'walnut', 29, 3),
      at('cast-pot', 'brick-enamel', 45, -16, -24, 0.95),
      at('mortar', 'marble', 9, 8),
      at('oil-bottle', 'moss', -36, -17),
      at('storage-jar', 'chalk', -22, -23),
      green('prop-lemons', -13, 3, 1.4, 40, 0.8),
    ],
    look: { pitch: 15, fill: 0.9 },
  },
  prints: {
    tone: '#d6cfc2',
    pieces: [
      at('print-portrait', 'arcs', -56, 0),
      at('print-landscape', 'tide', 18, 0, 0, 0.86, 14),
      at('print-square', 'contour', -4, 0, 0, 0.62, -34),
      at('print-square', 'grid', 40, 0, 0, 0.62, -34),
    ],
    look: { pitch: 0, yaw: -6, fill: 0.88 },
    stage: 'wall',
  },
  furniture: {
    tone: '#d3cabb',
    pieces: [
      at('side-table', 'oak', 0, 16, 20),
      at('stool-round', 'walnut', -48, 6),
      at('bench', 'beech', 36, -50, 6),
      at('cushion-long', 'madder', 52, -52, 2, 0.8, 45),
      at('vase-cylinder', 'celadon', 1, 14, 0, 1, 49.8),
      green('prop-branch', 1, 14, 62, 10, 1.1),
      at('basket-tall', 'wicker', 82, 2, 30),
      at('lamp-floor', 'black-steel', -74, -44),
    ],
    look: { pitch: 7, fill: 0.92 },
  },
  storage: {
    table: 'beech',
    tone: '#d9d3c6',
    pieces: [
      at('basket-round', 'wicker', -29, -8, 30),
      at('box-lidded', 'oak', 12, -8, 20),
      at('box-lidded', 'sage-enamel', 13, -8, 26, 0.72, 10.7),
      at('tin-canister', 'brick-enamel', 33, 8),
      at('tin-canister', 'white-enamel', 43, -8, 0, 1.15),
      at('tray-round', 'walnut', 2, 20, 20, 0.86),
    ],
    look: { pitch: 14, fill: 0.88 },
  },
  garden: {
    tone: '#c8ccba',
    pieces: [
      at('planter-tall', 'stone', -28, -18),
      green('prop-fern', -28, -18, 44, 20),
      at('planter-round', 'terracotta', 0, -4),
      green('prop-herb', 0, -4, 13, 0, 1.15),
      at('planter-round', 'chalk', 21, -18, 0, 1.25),
      green('prop-herb', 21, -18, 17, 70, 1.4),
      at('watering-can', 'sage-enamel', 37, 12, 8),
      at('saucer', 'terracotta', -14, 18),
      at('planter-bowl', 'moss', -52, 8, 0, 0.9),
    ],
    look: { pitch: 11, fill: 0.88 },
  },
  gifts: {
    tone: '#d9bfae',
    pieces: [
      at('box-lidded', 'oak', -3, -11, 18),
      at('candle-holder', 'butter', -15, 9),
      at('vase-bud', 'cobalt', 15, 3),
      green('prop-sprig', 15, 3, 4, 50),
      at('notebook', 'arcs', 27, 11, -18, 0.9),
      at('mug', 'celadon', 2, 8, 24),
      at('tin-canister', 'brass', -25, -5, 0, 0.9),
      at('cup-espresso', 'rust', -1, -11, 0, 1, 10.8),
    ],
    look: { pitch: 17, fill: 0.87 },
  },
};

const TABLE_HEIGHT = 4;

/** A styled scene, 4/3 of `size` wide and 5/6 of it high: 1600 x 1000 for 1200. */
export function sceneOf(name: string, size: number): Scene {
  const styled = SCENES_BY_NAME[name];
  if (!styled) throw new Error(`no such scene: ${name}`);
  const lift = styled.table ? TABLE_HEIGHT : 0;
  const items: Item[] = styled.pieces.flatMap((one) => place({ ...one, at: [one.at![0], one.at![1] + lift, one.at![2]] }));
  const [width, height] = [Math.round((size * 4) / 3), Math.round((size * 5) / 6)];
  const look = { ...DEFAULT_LOOK, lens: 24, ...styled.look };
  const camera = frame([union(items)], look, width / height);
  if (styled.table) items.push(...place({ form: 'prop-table', finish: styled.table, at: [0, lift, 0], turn: 0 }));
  return compose(items, camera, styled.stage ?? 'floor', width, height, styled.tone ? hex(styled.tone) : undefined);
}
