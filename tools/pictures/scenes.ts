import { frame, type Item, type Look, type Scene } from './scene.ts';
import { compose, DEFAULT_LOOK, type Placed, place, union } from './studio.ts';

type Styled = { pieces: readonly Placed[]; look: Partial<Look>; tall?: number; stage?: 'floor' | 'wall' | 'hung' };

/** Pieces by hand: form, finish, x, z, turn, scale, y. Lengths in cm. */
const at = (form: string, finish: string, x: number, z: number, turn = 0, scale = 1, y = 0): Placed => ({
  form,
  finish,
  at: [x, y, z],
  turn,
  scale,
});

const SCENES_BY_NAME: Readonly<Record<string, Styled>> = {
  'home-hero': {
    pieces: [
      at('vase-amphora', 'celadon', -15, -12, 12),
      at('vase-bottle', 'oatmeal', 4, -16),
      at('vase-moon', 'rust', 22, -5, 0, 0.86),
      at('bowl-wide', 'chalk', -5, 11, 0, 0.9),
      at('cup-tumbler', 'tenmoku', 17, 13),
      at('vase-bud', 'cobalt', -29, 6),
      at('glass-vase', 'amber', 38, -14),
    ],
    look: { pitch: 11, fill: 0.8 },
  },
  'home-table': {
    pieces: [
      at('plate-dinner', 'oatmeal', -9, 6),
      at('plate-side', 'celadon', -9, 6, 0, 0.9, 1.6),
      at('bowl-small', 'rust', -9, 6, 0, 0.9, 2.9),
      at('glass-carafe', 'clear', 16, -10),
      at('glass-tumbler', 'clear', 12, 8),
      at('glass-tumbler', 'sea-green', 25, 0),
      at('jug', 'chalk', -27, -12, 20),
      at('wood-spoon', 'beech', 25, 15, 70, 0.8),
      at('candle-stick', 'brass', 0, -20),
    ],
    look: { pitch: 22, fill: 0.86 },
  },
  'home-light': {
    pieces: [
      at('lamp-mushroom', 'sage-enamel', 10, 0),
      at('lamp-table', 'tenmoku', -20, -8),
      at('candle-holder', 'butter', 26, 15),
      at('candle-holder', 'oxblood', -2, 17, 0, 0.9),
    ],
    look: { pitch: 8, fill: 0.8 },
  },
  'home-textile': {
    pieces: [
      at('bench', 'oak', 0, 0, 8),
      at('cushion-square', 'indigo', -30, -2, -8, 0.9, 45),
      at('cushion-long', 'ochre', 14, 0, -10, 0.72, 45),
      at('basket-round', 'wicker', 74, 12, 20),
      at('throw', 'natural', 0, 34, 20, 0.9),
    ],
    look: { pitch: 10, fill: 0.84 },
  },
  ceramics: {
    pieces: [
      at('jug', 'moss', -20, -8, 20),
      at('teapot', 'chalk', 4, -4, 14),
      at('mug', 'rust', 20, 8, 24),
      at('cup-espresso', 'celadon', -2, 14),
      at('bowl-footed', 'oatmeal', 28, -14),
      at('bowl-small', 'cobalt', -16, 12),
      at('vase-gourd', 'butter', -35, -16),
    ],
    look: { pitch: 14, fill: 0.84 },
  },
  glass: {
    pieces: [
      at('glass-carafe', 'clear', -4, -8),
      at('glass-vase', 'sea-green', 14, -14),
      at('glass-bowl', 'amber', 22, 6, 0, 0.8),
      at('glass-tumbler', 'rose', 3, 8),
      at('glass-wine', 'clear', -17, 2),
      at('glass-bottle', 'smoke-grey', -27, -10),
    ],
    look: { pitch: 13, fill: 0.84 },
  },
  lighting: {
    pieces: [
      at('lamp-mushroom', 'butter', -20, 0),
      at('lamp-table', 'rust', 12, -8),
      at('lamp-mushroom', 'brass', 38, 4, 0, 0.72),
      at('candle-holder', 'smoke', -2, 16),
    ],
    look: { pitch: 7, fill: 0.82 },
  },
  textiles: {
    pieces: [
      at('cushion-square', 'madder', -30, -14, 8),
      at('cushion-square', 'natural', 16, -20, -12),
      at('cushion-long', 'charcoal', 30, 2, -22, 0.8),
      at('throw', 'sage', -20, 18, 24),
      at('towel-bath', 'ochre', 26, 26, 14, 0.9),
    ],
    look: { pitch: 15, fill: 0.86 },
  },
  kitchen: {
    pieces: [
      at('cutting-board', 'walnut', -16, -6, 160),
      at('utensil-jar', 'oatmeal', 12, -18),
      at('pepper-mill', 'beech', 26, -6),
      at('salt-mill', 'walnut', 33, 3),
      at('cast-pot', 'cast-iron', 46, -22, -24, 0.95),
      at('mortar', 'marble', 8, 8),
      at('oil-bottle', 'moss', -34, -14),
      at('storage-jar', 'chalk', -24, -24),
    ],
    look: { pitch: 17, fill: 0.88 },
  },
  prints: {
    pieces: [
      at('print-portrait', 'arcs', -40, 0),
      at('print-square', 'contour', 26, 0, 0, 1, 12),
      at('print-landscape', 'tide', 34, 0, 0, 0.72, -42),
    ],
    look: { pitch: 0, yaw: -6, fill: 0.86 },
    stage: 'wall',
  },
  furniture: {
    pieces: [
      at('side-table', 'oak', 0, 10, 20),
      at('stool-round', 'walnut', -46, 2),
      at('bench', 'beech', 30, -56, 6),
      at('vase-cylinder', 'celadon', 2, 8, 0, 1, 49.8),
      at('basket-tall', 'wicker', 74, -10, 30),
      at('lamp-floor', 'black-steel', -66, -44),
    ],
    look: { pitch: 8, fill: 0.88 },
  },
  storage: {
    pieces: [
      at('basket-round', 'wicker', -28, -8, 30),
      at('box-lidded', 'oak', 14, -8, 20),
      at('box-lidded', 'sage-enamel', 15, -8, 26, 0.72, 10.7),
      at('tin-canister', 'brick-enamel', 36, 10),
      at('tin-canister', 'white-enamel', 46, -8, 0, 1.15),
      at('tray-round', 'walnut', 2, 24, 20, 0.86),
    ],
    look: { pitch: 17, fill: 0.86 },
  },
  garden: {
    pieces: [
      at('planter-tall', 'stone', -26, -18),
      at('planter-round', 'terracotta', 2, -6),
      at('planter-round', 'chalk', 22, -20, 0, 1.25),
      at('watering-can', 'sage-enamel', 34, 12, 8),
      at('saucer', 'terracotta', -10, 18),
      at('planter-bowl', 'moss', -46, 10, 0, 0.8),
    ],
    look: { pitch: 13, fill: 0.88 },
  },
  gifts: {
    pieces: [
      at('box-lidded', 'oak', -4, -12, 18),
      at('candle-holder', 'butter', -14, 10),
      at('vase-bud', 'cobalt', 16, 4),
      at('notebook', 'arcs', 30, 8, -18, 0.9),
      at('mug', 'celadon', 2, 8, 24),
      at('tin-canister', 'brass', -28, -4, 0, 0.9),
      at('cup-espresso', 'rust', -2, -12, 0, 1, 10.8),
    ],
    look: { pitch: 20, fill: 0.84 },
  },
};

/** A styled scene; `size` is its height at 1600 for 1200. */
export function sceneOf(name: string, size: number): Scene {
  const styled = SCENES_BY_NAME[name];
  if (!styled) throw new Error(`no such scene: ${name}`);
  const items: Item[] = styled.pieces.flatMap(place);
  const [width, height] = [Math.round((size * 4) / 3), styled.tall ?? Math.round((size * 5) / 6)];
  const look = { ...DEFAULT_LOOK, lens: 24, ...styled.look };
  const camera = frame([union(items)], look, width / height);
  return compose(items, camera, styled.stage ?? 'floor', width, height);
}
