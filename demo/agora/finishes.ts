import { type Pair, rows } from './words.ts';

export type FinishGroup = 'glaze' | 'glass' | 'metal' | 'dye' | 'wood' | 'paper' | 'other';

/** How a finish is called, shown and found: `family` is the colour shoppers filter by. */
export type FinishName = { code: string; group: FinishGroup; en: string; de: string; swatch: string; family: string };

const TABLE = rows(`
  celadon | glaze | Celadon | Seladon | #a9bfae | green
  oxblood | glaze | Oxblood | Ochsenblut | #6f2420 | red
  cobalt | glaze | Cobalt | Kobalt | #2b4a86 | blue
  oatmeal | glaze | Oatmeal | Hafer | #d8cbb3 | beige
  tenmoku | glaze | Tenmoku | Tenmoku | #33241d | brown
  chalk | glaze | Chalk | Kreide | #efeae0 | white
  moss | glaze | Moss | Moos | #6b7350 | green
  rust | glaze | Rust | Rost | #a8552e | orange
  smoke | glaze | Smoke | Rauch | #7c7a78 | grey
  butter | glaze | Butter | Butter | #ecd591 | yellow
  clear | glass | Clear | Klar | #e9f0ef | clear
  amber | glass | Amber | Bernstein | #c07b2c | orange
  sea-green | glass | Sea green | Seegrün | #7fb0a0 | green
  smoke-grey | glass | Smoke grey | Rauchgrau | #77797c | grey
  rose | glass | Rose | Rosé | #d9a6a0 | pink
  brass | metal | Brass | Messing | #b5914a | brass
  black-steel | metal | Black steel | Schwarzer Stahl | #2a2a2b | black
  white-enamel | metal | White enamel | Weiße Emaille | #f3f0e8 | white
  sage-enamel | metal | Sage enamel | Salbeigrüne Emaille | #9caa90 | green
  brick-enamel | metal | Brick enamel | Ziegelrote Emaille | #a64e3a | red
  natural | dye | Undyed | Ungefärbt | #e6dcc8 | beige
  indigo | dye | Indigo | Indigo | #2f3f66 | blue
  ochre | dye | Ochre | Ocker | #c2902f | yellow
  madder | dye | Madder | Krapprot | #a3483c | red
  sage | dye | Sage | Salbei | #8f9c80 | green
  charcoal | dye | Charcoal | Anthrazit | #3d3f42 | grey
  oak | wood | Oak | Eiche | #c29a66 | wood
  walnut | wood | Walnut | Nussbaum | #6d4a32 | brown
  beech | wood | Beech | Buche | #d6ae82 | wood
  ash-black | wood | Blackened ash | Geschwärzte Esche | #2e2a27 | black
  blocks | paper | Blocks | Flächen | #b5482f | red
  contour | paper | Contour | Höhenlinien | #58745f | green
  weave | paper | Weave | Bindung | #3f4f77 | blue
  stripe | paper | Stripe | Streifen | #c9a24a | yellow
  arcs | paper | Arcs | Bögen | #c77f5c | orange
  grain | paper | Grain | Korn | #8c7a64 | brown
  tide | paper | Tide | Gezeiten | #3f6e80 | blue
  grid | paper | Grid | Raster | #4a4a48 | grey
  terracotta | other | Terracotta | Terrakotta | #b8653f | orange
  stone | other | Stone | Stein | #a29d92 | grey
  cast-iron | other | Cast iron | Gusseisen | #353434 | black
  wicker | other | Wicker | Weide | #b98e58 | wood
  marble | other | Marble | Marmor | #e4e1dc | white
`);

const FINISHES: ReadonlyMap<string, FinishName> = new Map(
  TABLE.map(([code, group, en, de, swatch, family]) => [code!, { code, group, en, de, swatch, family } as FinishName]),
);

/** German names that are adjectives, or begin with one, and so stand in small letters within a sentence. */
const ADJECTIVES = new Set([
  'clear',
  'sea-green',
  'smoke-grey',
  'black-steel',
  'white-enamel',
  'sage-enamel',
  'brick-enamel',
  'natural',
  'ash-black',
]);

/** The finish as it stands after a comma: `Mug, oatmeal`, `Becher, Hafer`, `Glas, klar`. */
export function finishInText(code: string): Pair {
  const { en, de } = finishName(code);
  return [small(en), ADJECTIVES.has(code) ? small(de) : de];
}

const small = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

export function finishName(code: string): FinishName {
  const finish = FINISHES.get(code);
  if (!finish) throw new Error(`no such finish: ${code}`);
  return finish;
}
