import type { CareCode } from './care.ts';
import { type Pair, rows } from './words.ts';

/** One size of a piece. Lengths in cm, `capacity` in litres, `weight` in grams, `price` in whole-euro terms with tax. */
export type Size = {
  /** `one` where there is no choice. */
  code: string;
  diameter?: number;
  width?: number;
  depth?: number;
  height?: number;
  capacity?: number;
  weight: number;
  price: number;
};

/** What every piece of a form has in common, whoever makes it. */
export type FormFacts = {
  form: string;
  noun: Pair;
  productType: string;
  category: string;
  rooms: readonly string[];
  care: CareCode;
  sizes: readonly Size[];
};

const FIELDS: Readonly<Record<string, keyof Size>> = {
  o: 'diameter',
  w: 'width',
  d: 'depth',
  h: 'height',
  c: 'capacity',
  g: 'weight',
  e: 'price',
};

/** Reads `s: o12 h14 g500 e32; l: o15 h24 g1100 e54` (letters as in FIELDS). */
export function readSizes(text: string): Size[] {
  return text.split(';').map((part) => {
    const [head, tail] = part.includes(':') ? part.split(':') : ['one', part];
    const size: Size = { code: head!.trim(), weight: 0, price: 0 };
    for (const token of tail!.trim().split(/\s+/)) {
      const field = FIELDS[token.charAt(0)];
      const value = Number(token.slice(1));
      if (!field || !Number.isFinite(value)) throw new Error(`cannot read size "${token}" in "${text}"`);
      Object.assign(size, { [field]: value });
    }
    return size;
  });
}

// form | noun | Nomen | product type | category | rooms | care | sizes
const TABLE = rows(`
  vase-amphora | amphora vase | Amphorenvase | vase | vases | living,hall | vase | o19 h34 c3.4 g2100 e89
  vase-bottle | bottle vase | Flaschenvase | vase | vases | living,study | vase | s: o10 h20 c0.7 g620 e38; l: o13 h31 c1.6 g1350 e64
  vase-cylinder | cylinder vase | Zylindervase | vase | vases | living,dining | vase | s: o11 h16 c1.1 g760 e36; l: o14 h25 c2.8 g1480 e58
  vase-moon | moon vase | Mondvase | vase | vases | living,bedroom | vase | o23 h22 c3.9 g1900 e96
  vase-gourd | gourd vase | Kürbisvase | vase | vases | living,hall | vase | o15 h26 c1.9 g1250 e68
  vase-bud | bud vase | Knospenvase | vase | vases | bedroom,study,dining | vase | o8 h13 c0.25 g310 e22
  bowl-small | small bowl | Schälchen | tableware | bowls | kitchen,dining | stoneware | o12 h6 c0.35 g310 e18
  bowl-wide | wide bowl | Schale | tableware | bowls | dining,living | stoneware | o28 h7 c2.2 g1250 e52
  bowl-footed | footed bowl | Fußschale | tableware | bowls | dining,living | stoneware | o21 h12 c1.3 g980 e49
  bowl-salad | salad bowl | Salatschüssel | tableware | bowls | dining,kitchen | stoneware | o26 h11 c3.2 g1450 e59
  plate-dinner | dinner plate | Speiseteller | tableware | plates | dining | stoneware | o27 h2.5 g780 e26
  plate-side | side plate | Frühstücksteller | tableware | plates | dining,kitchen | stoneware | o20 h2 g440 e19
  plate-deep | deep plate | Suppenteller | tableware | plates | dining | stoneware | o22 h5 c0.8 g620 e24
  platter | platter | Servierplatte | tableware | serving | dining | oven | w38 d25 h4 g1600 e62
  cup-espresso | espresso cup | Espressotasse | tableware | cups-mugs | kitchen | stoneware | o6 h6 c0.08 g130 e14
  cup-tumbler | tumbler | Becher | tableware | cups-mugs | kitchen,dining | stoneware | o8 h9 c0.24 g240 e19
  mug | mug | Henkelbecher | tableware | cups-mugs | kitchen,study | stoneware | o9 h9.5 c0.33 g340 e24
  mug-tall | tall mug | Hoher Henkelbecher | tableware | cups-mugs | kitchen,study | stoneware | o8.5 h12 c0.42 g390 e27
  jug | jug | Krug | tableware | serving | kitchen,dining | stoneware | s: o9 h11 c0.4 g420 e34; l: o13 h19 c1.2 g980 e54
  teapot | teapot | Teekanne | tableware | serving | kitchen,dining | stoneware | w22 d14 h15 c1.1 g940 e74
  sugar-pot | sugar pot | Zuckerdose | tableware | serving | kitchen,dining | stoneware | o10 h10 c0.3 g380 e32
  butter-dish | butter dish | Butterdose | tableware | serving | kitchen | stoneware | w17 d12 h8 g760 e39
  egg-cup | egg cup | Eierbecher | tableware | cups-mugs | kitchen | stoneware | o5 h6 g90 e9.5
  glass-tumbler | tumbler | Wasserglas | glassware | drinking-glasses | kitchen,dining | glass | x2: o8 h9 c0.28 g360 e28; x6: o8 h9 c0.28 g1080 e78
  glass-highball | highball glass | Longdrinkglas | glassware | drinking-glasses | dining,kitchen | glass | x2: o7 h14.5 c0.36 g460 e32; x6: o7 h14.5 c0.36 g1380 e88
  glass-wine | wine glass | Weinglas | glassware | drinking-glasses | dining | glass | x2: o8.5 h20 c0.4 g320 e42; x6: o8.5 h20 c0.4 g960 e118
  glass-carafe | carafe | Karaffe | glassware | carafes-bottles | dining,kitchen | glass-hand | o11 h25 c1.1 g720 e49
  glass-bowl | glass bowl | Glasschale | glassware | glass-vessels | dining,living | glass | s: o14 h7 c0.6 g420 e29; l: o24 h11 c2.6 g1300 e58
  glass-vase | glass vase | Glasvase | vase | glass-vessels | living,dining | glass-hand | s: o11 h18 c1.2 g820 e45; l: o16 h29 c3.6 g1900 e82
  glass-bell | glass bell | Glasglocke | glassware | glass-vessels | kitchen,living | glass-hand | o19 h21 g1150 e64
  glass-bottle | bottle | Glasflasche | glassware | carafes-bottles | kitchen | glass | c0.75 o8 h27 g520 e27
  lamp-table | table lamp | Tischleuchte | lamp | table-lamps | living,bedroom,study | lamp | o26 h46 g2600 e169
  lamp-mushroom | mushroom lamp | Pilzleuchte | lamp | table-lamps | living,bedroom,hall | lamp | o24 h31 g2100 e149
  lamp-floor | floor lamp | Stehleuchte | lamp | floor-lamps | living,study | lamp | o34 h152 g6800 e329
  pendant-dome | dome pendant | Kuppelleuchte | lamp | pendants | dining,kitchen | lamp | s: o24 h17 g1300 e139; l: o38 h25 g2400 e209
  pendant-cone | cone pendant | Kegelleuchte | lamp | pendants | dining,kitchen,study | lamp | o30 h22 g1500 e149
  pendant-globe | globe pendant | Kugelleuchte | lamp | pendants | hall,living,bath | lamp | s: o18 h20 g1100 e119; l: o28 h30 g2200 e189
  candle-holder | candle holder | Teelichthalter | candle | candlelight | living,dining | candle | o9 h6 g260 e16
  candle-stick | candlestick | Kerzenständer | candle | candlelight | dining,living | candle | s: o9 h12 g380 e28; l: o10 h24 g720 e42
  lantern | lantern | Laterne | candle | candlelight | terrace,living | candle | w16 d16 h28 g1400 e68
  cushion-square | cushion | Kissen | textile | cushions | living,bedroom | cover | s: w45 d45 g620 e49; l: w60 d60 g1050 e69
  cushion-long | long cushion | Langes Kissen | textile | cushions | bedroom,living | cover | w35 d80 g780 e62
  throw | throw | Plaid | textile | throws-rugs | living,bedroom | wool | w130 d190 g950 e129
  rug-rect | rug | Teppich | rug | throws-rugs | living,bedroom,dining | rug | s: w80 d150 g2900 e189; m: w140 d200 g6700 e349; l: w170 d240 g9800 e489
  rug-round | round rug | Runder Teppich | rug | throws-rugs | living,bedroom | rug | s: o120 g2700 e219; l: o200 g7500 e459
  towel-bath | bath towel | Badetuch | textile | bath-kitchen-linen | bath | towel | s: w50 d100 g260 e24; l: w80 d150 g620 e46
  towel-tea | tea towel | Geschirrtuch | textile | bath-kitchen-linen | kitchen | linen | x1: w50 d70 g95 e16; x3: w50 d70 g285 e42
  tablecloth | tablecloth | Tischdecke | textile | table-linen | dining | linen | s: w140 d180 g520 e79; m: w140 d240 g690 e98; l: w160 d320 g1020 e129
  napkin | napkin | Serviette | textile | table-linen | dining | linen | x2: w45 d45 g110 e24; x6: w45 d45 g330 e64
  curtain | curtain | Vorhang | textile | bed-curtains | living,bedroom | linen | s: w140 d250 g820 e109; l: w140 d290 g950 e124
  bed-linen | bed linen | Bettwäsche | bed-linen | bed-curtains | bedroom | linen | s: w135 d200 g1300 e139; m: w155 d220 g1550 e159; l: w200 d200 g1900 e189
  cutting-board | cutting board | Schneidebrett | kitchen-tool | boards-spoons | kitchen | wood | s: w20 d30 h2 g780 e34; l: w30 d45 h2.5 g2100 e64
  utensil-jar | utensil jar | Kochlöffelbehälter | kitchen-tool | jars-bottles | kitchen | stoneware | o12 h17 c1.4 g980 e38
  salt-mill | salt mill | Salzmühle | kitchen-tool | mills-mortars | kitchen,dining | mill | s: o5.5 h15 g260 e39; l: o6 h24 g420 e54
  pepper-mill | pepper mill | Pfeffermühle | kitchen-tool | mills-mortars | kitchen,dining | mill | s: o5.5 h15 g260 e39; l: o6 h24 g420 e54
  mortar | mortar and pestle | Mörser mit Stößel | kitchen-tool | mills-mortars | kitchen | mortar | o14 h10 c0.4 g2300 e44
  storage-jar | storage jar | Vorratsdose | kitchen-tool | jars-bottles | kitchen | stoneware | s: o10 h12 c0.6 g520 e29; m: o12 h16 c1.2 g840 e38; l: o14 h21 c2.2 g1300 e49
  bread-bin | bread bin | Brotkasten | kitchen-tool | jars-bottles | kitchen | wipe | w36 d23 h19 g2900 e98
  oil-bottle | oil bottle | Ölflasche | kitchen-tool | jars-bottles | kitchen,dining | stoneware | o8 h19 c0.4 g460 e32
  trivet | trivet | Topfuntersetzer | kitchen-tool | pots-trivets | kitchen,dining | wipe | o18 h1.5 g520 e24
  wood-bowl | wooden bowl | Holzschale | kitchen-tool | boards-spoons | kitchen,dining | wood | s: o16 h6 c0.7 g320 e36; l: o28 h9 c2.9 g980 e84
  wood-spoon | cooking spoon | Kochlöffel | kitchen-tool | boards-spoons | kitchen | wood | w6 d30 g60 e12
  cast-pot | casserole | Schmortopf | cookware | pots-trivets | kitchen | iron | s: o22 h14 c3.2 g4100 e149; l: o28 h16 c5.6 g5900 e189
  stool-round | stool | Hocker | furniture | stools-benches | living,bath,bedroom | furniture | o34 h45 g4200 e149
  stool-tall | bar stool | Barhocker | furniture | stools-benches | kitchen | furniture | s: o36 h65 g5600 e219; l: o36 h75 g6000 e229
  side-table | side table | Beistelltisch | furniture | tables-shelves | living,bedroom | furniture | o45 h50 g6400 e198
  bench | bench | Bank | furniture | stools-benches | hall,dining | furniture | s: w110 d32 h45 g9800 e289; l: w150 d32 h45 g12500 e349
  shelf-wall | wall shelf | Wandregal | furniture | tables-shelves | living,study,kitchen | furniture | s: w60 d20 h18 g3200 e98; l: w100 d20 h18 g4900 e139
  mirror-round | round mirror | Runder Spiegel | furniture | mirrors-pegs | hall,bath,bedroom | furniture | s: o45 g3400 e129; l: o70 g7400 e209
  coat-peg | coat peg rail | Garderobenleiste | furniture | mirrors-pegs | hall | furniture | s: w45 d8 h9 g1100 e59; l: w80 d8 h9 g1800 e84
  basket-round | round basket | Runder Korb | storage | baskets | living,bath,hall | wicker | s: o28 h22 g700 e42; l: o42 h32 g1500 e72
  basket-tall | tall basket | Hoher Korb | storage | baskets | bath,bedroom,hall | wicker | o38 h58 g2200 e98
  box-lidded | lidded box | Deckeldose | storage | boxes-tins | study,living,bath | wipe | s: w15 d11 h8 g420 e29; l: w26 d18 h11 g1100 e46
  tray-round | round tray | Rundes Tablett | storage | trays | living,dining | wipe | s: o30 h3 g720 e39; l: o42 h3.5 g1300 e59
  tray-rect | tray | Tablett | storage | trays | kitchen,living | wipe | w45 d30 h4 g1200 e54
  tin-canister | tin | Blechdose | storage | boxes-tins | kitchen,bath | wipe | s: o10 h11 c0.8 g240 e18; l: o14 h18 c2.5 g460 e27
  hook-rail | hook rail | Hakenleiste | storage | hooks | hall,kitchen,bath | wipe | w40 d5 h7 g720 e38
  planter-round | round planter | Blumentopf | planter | planters | terrace,living | terracotta | s: o16 h15 g1300 e24; m: o24 h22 g3100 e42; l: o34 h31 g7200 e78
  planter-tall | tall planter | Hohes Pflanzgefäß | planter | planters | terrace,hall | terracotta | o28 h52 g9600 e119
  planter-bowl | planter bowl | Pflanzschale | planter | planters | terrace | terracotta | s: o28 h12 g2600 e36; l: o42 h17 g6300 e69
  watering-can | watering can | Gießkanne | garden-tool | garden-pieces | terrace,living | enamel | s: w32 d14 h24 c1.5 g640 e48; l: w46 d19 h34 c5 g1400 e74
  bird-bath | bird bath | Vogeltränke | garden-tool | garden-pieces | terrace | outdoor | o36 h9 g5200 e64
  saucer | saucer | Untersetzer | planter | planters | terrace,living | terracotta | s: o16 h2.5 g380 e9; m: o23 h3 g720 e14; l: o32 h3.5 g1500 e22
  fire-bowl | fire bowl | Feuerschale | garden-tool | garden-pieces | terrace | outdoor | o58 h24 g14500 e219
  print-portrait | art print | Kunstdruck | print | art-prints | living,study | paper | a4: w21 d29.7 g60 e29; a3: w29.7 d42 g120 e45; b2: w50 d70 g320 e79
  print-landscape | art print | Kunstdruck | print | art-prints | living,hall | paper | a4: w29.7 d21 g60 e29; a3: w42 d29.7 g120 e45; b2: w70 d50 g320 e79
  print-square | art print | Kunstdruck | print | art-prints | living,bedroom | paper | s: w30 d30 g90 e34; l: w50 d50 g260 e64
  poster | poster | Plakat | print | posters | study,kitchen | paper | w50 d70 g150 e24
  notebook | notebook | Notizbuch | stationery | notebooks-cards | study | stationery | a6: w10.5 d14.8 g130 e12; a5: w14.8 d21 g280 e18
  wallpaper | wallpaper | Tapete | wallpaper | wallpapers | living,bedroom,hall | wallpaper | w53 d1005 g1400 e79
  postcard-set | postcards | Postkarten | stationery | notebooks-cards | study | stationery | w10.5 d14.8 g70 e14
  calendar | calendar | Kalender | stationery | notebooks-cards | kitchen,study | paper | w29.7 d42 g420 e28
`);

const CARE_ALIAS: Readonly<Record<string, CareCode>> = { wipe: 'timber' };

const FACTS: ReadonlyMap<string, FormFacts> = new Map(
  TABLE.map(([form, en, de, productType, category, rooms, care, sizes]) => [
    form!,
    {
      form: form!,
      noun: [en!, de!] as Pair,
      productType: productType!,
      category: category!,
      rooms: rooms!.split(','),
      care: CARE_ALIAS[care!] ?? (care as CareCode),
      sizes: readSizes(sizes!),
    },
  ]),
);

export function formFacts(form: string): FormFacts {
  const facts = FACTS.get(form);
  if (!facts) throw new Error(`no such form: ${form}`);
  return facts;
}
