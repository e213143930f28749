import type { Translated } from '../../src/kernel/translated.ts';

type Choice = { code: string; label: Translated; swatch?: string };

export const COLORS: readonly Choice[] = [
  { code: 'black', label: { en: 'Black', de: 'Schwarz' }, swatch: '#1d1d1b' },
  { code: 'white', label: { en: 'White', de: 'Weiß' }, swatch: '#f4f2ec' },
  { code: 'silver', label: { en: 'Silver', de: 'Silber' }, swatch: '#b9bcc0' },
  { code: 'graphite', label: { en: 'Graphite', de: 'Graphit' }, swatch: '#4a4d52' },
  { code: 'red', label: { en: 'Red', de: 'Rot' }, swatch: '#a8322a' },
  { code: 'blue', label: { en: 'Blue', de: 'Blau' }, swatch: '#2f4f7f' },
  { code: 'green', label: { en: 'Green', de: 'Grün' }, swatch: '#4f6b4a' },
  { code: 'sand', label: { en: 'Sand', de: 'Sand' }, swatch: '#cdb891' },
  { code: 'copper', label: { en: 'Copper', de: 'Kupfer' }, swatch: '#b06a43' },
];

export const MATERIALS: readonly Choice[] = [
  { code: 'aluminium', label: { en: 'Aluminium', de: 'Aluminium' } },
  { code: 'steel', label: { en: 'Stainless steel', de: 'Edelstahl' } },
  { code: 'abs', label: { en: 'ABS plastic', de: 'ABS-Kunststoff' } },
  { code: 'oak', label: { en: 'Oak', de: 'Eiche' } },
  { code: 'cotton', label: { en: 'Cotton', de: 'Baumwolle' } },
  { code: 'glass', label: { en: 'Glass', de: 'Glas' } },
  { code: 'leather', label: { en: 'Leather', de: 'Leder' } },
];

export const SIZES: readonly Choice[] = [
  { code: 's', label: { en: 'Small', de: 'Klein' } },
  { code: 'm', label: { en: 'Medium', de: 'Mittel' } },
  { code: 'l', label: { en: 'Large', de: 'Groß' } },
];

export const SERIES =
  'Alto Aria Arbor Astra Atlas Aurora Axis Basalt Beacon Birch Bravo Brio Calla Canyon Castor Cedar Cirrus Cobalt Comet Corona Delta Drift Dune Echo Ember Epoch Fable Falcon Fjord Flint Forma Gale Glade Granite Halo Harbor Helio Horizon Iris Juno Kestrel Kite Lago Lark Linea Lumen Lyra Maple Meridian Mira Mono Nimbus Nova Ocean Onyx Opal Orbit Orion Pallas Petra Pine Polar Prism Pulse Quartz Quill Reef Ridge Rill Rondo Sable Sierra Solis Sonata Spruce Summit Tarn Tempo Terra Tide Umbra Vale Vega Vento Verso Vista Willow Zephyr Zenith'.split(
    ' ',
  );

const HEADS =
  'Al Ar Bel Bor Cal Cor Dan Del El Fal Fen Gar Gor Hal Hel In Jor Kal Kor Lan Lor Mar Mer Nal Nor Or Pal Per Quen Ral Ros Sal Ser Tal Tor Ul Val Ver Wal Zen'.split(
    ' ',
  );
const TAILS =
  'adis ania aro bek den dor ella en enko eth gard ia ico ik ine io is ivo lund mark mont nova o ona or ova quist ra son stad ta tec ton um us vik wald ware works'.split(
    ' ',
  );

/** The nth invented brand; 40 x 39 of them, then numbered. */
export function brandName(n: number): string {
  const head = HEADS[n % HEADS.length]!;
  const tail = TAILS[Math.floor(n / HEADS.length) % TAILS.length]!;
  const round = Math.floor(n / (HEADS.length * TAILS.length));
  return round === 0 ? head + tail : `${head}${tail} ${round + 1}`;
}

/** Pictures of the demo shop that a category's name may borrow: word -> form/finish. Everything else shows the placeholder. */
export const PICTURES: readonly [RegExp, string][] = [
  [/lamp|light bulb|lighting|flashlight/i, 'lamp-table--celadon--front'],
  [/vase|decor/i, 'vase-moon--chalk--front'],
  [/mug|cup|coffee|tea\b/i, 'mug--celadon--front'],
  [/glass|drink/i, 'glass-tumbler--clear--front'],
  [/bowl|bakeware|food prep/i, 'bowl-wide--oatmeal--front'],
  [/cook|pot\b|pan\b|grill/i, 'cast-pot--cast-iron--front'],
  [/bed|pillow|mattress/i, 'bed-linen--natural--front'],
  [/towel|bath/i, 'towel-bath--sage--front'],
  [/seating|chair|stool/i, 'stool-round--oak--front'],
  [/table|desk/i, 'side-table--oak--front'],
  [/shelf|shelving|rack|mount/i, 'shelf-wall--oak--front'],
  [/storage|case|box|bag/i, 'box-lidded--oak--front'],
  [/notebook|paper|calendar|planner/i, 'notebook--weave--front'],
  [/garden|patio|outdoor/i, 'planter-round--terracotta--front'],
];
