import type { AttributeLine, ProductTypeLine } from '../../src/shop/catalog/catalog-line.ts';
import { both, rows } from './words.ts';

type Choice = { code: string; label: { en: string; de: string }; swatch: string | null };

/** Rows of `code | English | German [| #swatch]`. */
const choices = (table: string): Choice[] =>
  rows(table).map(([code, en, de, swatch]) => ({ code: code!, label: { en: en!, de: de! }, swatch: swatch ?? null }));

const COLORS = choices(`
  white | White | Weiß | #f3f0e8
  beige | Sand and cream | Sand und Creme | #ddd0b8
  yellow | Yellow | Gelb | #d8ae45
  orange | Orange and rust | Orange und Rost | #b5602f
  red | Red | Rot | #8a2f28
  pink | Pink | Rosa | #d9a6a0
  blue | Blue | Blau | #2f4d80
  green | Green | Grün | #7f9378
  brown | Brown | Braun | #5d4333
  wood | Pale wood and willow | Helles Holz und Weide | #c69f6d
  grey | Grey | Grau | #83827f
  black | Black | Schwarz | #2b2a29
  brass | Brass | Messing | #b5914a
  clear | Clear | Klar | #e9f0ef
`);

const MATERIALS = choices(`
  stoneware | Stoneware | Steinzeug
  porcelain | Porcelain | Porzellan
  terracotta | Terracotta | Terrakotta
  glass | Glass | Glas
  brass | Brass | Messing
  steel | Steel | Stahl
  enamel | Enamelled steel | Emaillierter Stahl
  cast-iron | Cast iron | Gusseisen
  linen | Linen | Leinen
  cotton | Cotton | Baumwolle
  wool | Wool | Wolle
  oak | Oak | Eiche
  walnut | Walnut | Nussbaum
  beech | Beech | Buche
  ash | Ash | Esche
  willow | Willow | Weide
  marble | Marble | Marmor
  stone | Stone | Naturstein
  paper | Paper | Papier
`);

const ROOMS = choices(`
  kitchen | Kitchen | Küche
  dining | Dining room | Esszimmer
  living | Living room | Wohnzimmer
  bedroom | Bedroom | Schlafzimmer
  bath | Bathroom | Bad
  hall | Hall | Flur
  study | Study | Arbeitszimmer
  terrace | Terrace and garden | Terrasse und Garten
`);

const TECHNIQUES = choices(`
  thrown | Thrown on the wheel | Auf der Scheibe gedreht
  slip-cast | Slip-cast | Gegossen
  pressed | Pressed | Gepresst
  mouth-blown | Mouth-blown | Mundgeblasen
  mould-blown | Blown into a mould | In die Form geblasen
  spun | Spun metal | Gedrücktes Metall
  welded | Bent and welded | Gebogen und geschweißt
  enamelled | Enamelled | Emailliert
  sand-cast | Sand-cast | Sandguss
  woven | Woven | Gewebt
  hand-knotted | Hand-knotted | Handgeknüpft
  flat-woven | Flat-woven by hand | Handgewebt
  turned | Turned wood | Gedrechselt
  joined | Joined wood | Gefügt
  plaited | Plaited by hand | Handgeflochten
  stone-cut | Cut from stone | Aus Stein gearbeitet
  screen-printed | Screen-printed | Siebdruck
  pigment-printed | Pigment print | Pigmentdruck
  letterpress | Letterpress | Buchdruck
  assorted | Several techniques | Verschiedene Techniken
`);

const CARE = choices(`
  dishwasher | Dishwasher safe | Spülmaschinenfest
  microwave | Microwave safe | Mikrowellengeeignet
  oven | Ovenproof | Ofenfest
  hand-wash | Wash by hand | Handwäsche
  machine-40 | Machine wash 40 °C | Maschinenwäsche 40 °C
  machine-60 | Machine wash 60 °C | Maschinenwäsche 60 °C
  food-safe | Food safe | Lebensmittelecht
  wipe | Wipe clean | Abwischbar
  vacuum | Vacuum | Absaugen
  outdoors | For outdoors | Für draußen
  dry | Keep dry | Trocken halten
`);

const COUNTRIES = choices(`
  DE | Germany | Deutschland
  FR | France | Frankreich
  PT | Portugal | Portugal
  JP | Japan | Japan
  CZ | Czechia | Tschechien
  SE | Sweden | Schweden
  AT | Austria | Österreich
  GB | United Kingdom | Vereinigtes Königreich
  MA | Morocco | Marokko
  ES | Spain | Spanien
  IT | Italy | Italien
`).map((choice) => ({ ...choice, code: choice.code.toLowerCase() }));

const PATTERNS = choices(`
  plain | Plain | Uni
  blocks | Blocks | Flächen
  contour | Contour lines | Höhenlinien
  weave | Weave | Bindung
  stripe | Stripes | Streifen
  arcs | Arcs | Bögen
  grain | Grain | Korn
  tide | Tide | Gezeiten
  grid | Grid | Raster
`);

const WOODS = choices(`
  oak | Oak | Eiche
  walnut | Walnut | Nussbaum
  beech | Beech | Buche
  ash-black | Blackened ash | Geschwärzte Esche
`);

const FITTINGS = choices(`
  e27 | E27 | E27
  e14 | E14 | E14
`);

type Shape = Omit<AttributeLine, 'kind' | 'name'> & { en: string; de: string };

const shapes = (series: readonly { code: string; name: string }[]): Shape[] => [
  { code: 'color', en: 'Colour', de: 'Farbe', valueType: 'choice', facetable: true, choices: COLORS },
  { code: 'material', en: 'Material', de: 'Material', valueType: 'choice', facetable: true, comparable: true, choices: MATERIALS },
  { code: 'wood', en: 'Wood', de: 'Holz', valueType: 'choice', facetable: true, comparable: true, choices: WOODS },
  { code: 'pattern', en: 'Pattern', de: 'Muster', valueType: 'choice', facetable: true, choices: PATTERNS },
  { code: 'room', en: 'Room', de: 'Raum', valueType: 'choice', facetable: true, choices: ROOMS },
  {
    code: 'series',
    en: 'Series',
    de: 'Serie',
    valueType: 'choice',
    facetable: true,
    choices: series.map(({ code, name }) => ({ code, label: { en: name, de: name } })),
  },
  { code: 'technique', en: 'Technique', de: 'Technik', valueType: 'choice', facetable: true, comparable: true, choices: TECHNIQUES },
  { code: 'origin', en: 'Made in', de: 'Herkunft', valueType: 'choice', facetable: true, comparable: true, choices: COUNTRIES },
  { code: 'care', en: 'Care', de: 'Pflege', valueType: 'choice', facetable: true, comparable: true, choices: CARE },
  { code: 'height_cm', en: 'Height', de: 'Höhe', valueType: 'number', unit: 'cm', facetable: true, comparable: true },
  { code: 'width_cm', en: 'Width', de: 'Breite', valueType: 'number', unit: 'cm', facetable: true, comparable: true },
  { code: 'length_cm', en: 'Length', de: 'Länge', valueType: 'number', unit: 'cm', comparable: true },
  { code: 'depth_cm', en: 'Depth', de: 'Tiefe', valueType: 'number', unit: 'cm', comparable: true },
  { code: 'diameter_cm', en: 'Diameter', de: 'Durchmesser', valueType: 'number', unit: 'cm', comparable: true },
  { code: 'capacity_l', en: 'Capacity', de: 'Fassungsvermögen', valueType: 'number', unit: 'l', facetable: true, comparable: true },
  { code: 'fitting', en: 'Lamp fitting', de: 'Fassung', valueType: 'choice', facetable: true, comparable: true, choices: FITTINGS },
  { code: 'cord_m', en: 'Cord', de: 'Kabellänge', valueType: 'number', unit: 'm', comparable: true },
  { code: 'dimmable', en: 'Dimmable', de: 'Dimmbar', valueType: 'boolean', facetable: true, comparable: true },
  { code: 'paper_gsm', en: 'Paper', de: 'Papiergewicht', valueType: 'number', unit: 'g/m²', comparable: true },
  { code: 'pieces', en: 'Pieces', de: 'Teile', valueType: 'number', comparable: true },
];

/** Attribute definitions; `series` are the lines of the range in the order in which they are offered as choices. */
export function* attributeLines(series: readonly { code: string; name: string }[]): Generator<AttributeLine> {
  for (const { en, de, ...rest } of shapes(series)) yield { kind: 'attribute', name: both([en, de]), ...rest };
}

const COMMON = 'color material series room technique origin care';

const TYPES = rows(`
  tableware | Tableware | Geschirr | height_cm width_cm length_cm depth_cm diameter_cm capacity_l
  vase | Vase | Vase | height_cm diameter_cm capacity_l
  glassware | Glassware | Gläser und Glasgefäße | height_cm diameter_cm capacity_l
  lamp | Lamp | Leuchte | height_cm diameter_cm fitting cord_m dimmable
  candle | Candle piece | Kerzenständer | height_cm width_cm length_cm depth_cm diameter_cm
  textile | Textile | Textilie | width_cm length_cm pattern
  bed-linen | Bed linen | Bettwäsche | width_cm length_cm pattern
  rug | Rug | Teppich | width_cm length_cm diameter_cm pattern
  kitchen-tool | Kitchen tool | Küchenhelfer | height_cm width_cm length_cm depth_cm diameter_cm capacity_l wood
  cookware | Cookware | Kochgeschirr | height_cm diameter_cm capacity_l
  print | Print | Druck | width_cm height_cm pattern paper_gsm
  stationery | Stationery | Papeterie | width_cm height_cm pattern paper_gsm
  wallpaper | Wallpaper | Tapete | width_cm length_cm pattern paper_gsm
  furniture | Small furniture | Kleinmöbel | height_cm width_cm length_cm depth_cm diameter_cm wood
  storage | Storage | Aufbewahrung | height_cm width_cm length_cm depth_cm diameter_cm capacity_l wood
  planter | Planter | Pflanzgefäß | height_cm diameter_cm
  garden-tool | Garden piece | Gartenstück | height_cm width_cm length_cm depth_cm diameter_cm capacity_l
  gift-set | Gift set | Geschenkset | pieces
`);

export function* productTypeLines(): Generator<ProductTypeLine> {
  for (const [code, en, de, own] of TYPES) {
    yield { kind: 'product-type', code: code!, name: both([en!, de!]), attributes: `${COMMON} ${own}`.split(' ') };
  }
}

/** The codes a product type knows; a piece is given no others. */
export function attributesOf(productType: string): ReadonlySet<string> {
  const own = TYPES.find(([code]) => code === productType)?.[3];
  if (own === undefined) throw new Error(`no such product type: ${productType}`);
  return new Set(`${COMMON} ${own}`.split(' '));
}
