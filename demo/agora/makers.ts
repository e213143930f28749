import type { BrandLine, ContactPoint, ProductSafety } from '../../src/shop/catalog/catalog-line.ts';
import { both, type Pair } from './words.ts';

/** A workshop of the range. Cities are real; the workshops, streets and addresses are invented. */
export type Maker = {
  code: string;
  name: string;
  /** ISO 3166 country of origin. */
  country: string;
  place: Pair;
  /** A few words for the home page. */
  craft: Pair;
  /** One or two sentences for the brand page. */
  line: Pair;
  address: string;
};

export const MAKERS: readonly Maker[] = [
  {
    code: 'lindgruen',
    name: 'Töpferei Lindgrün',
    country: 'DE',
    place: ['Höhr-Grenzhausen, Germany', 'Höhr-Grenzhausen'],
    craft: ['Thrown stoneware', 'Gedrehtes Steinzeug'],
    line: [
      'Four potters, two wheels and a gas kiln in the Westerwald. The clay comes from a pit eleven kilometres away, and the seconds are sold at the gate on Saturdays.',
      'Vier Leute, zwei Scheiben und ein Gasofen im Westerwald. Der Ton kommt aus einer Grube elf Kilometer weiter, und die zweite Wahl steht samstags am Hoftor.',
    ],
    address: 'Eulerbrink 9, 56203 Höhr-Grenzhausen, Germany',
  },
  {
    code: 'varenne',
    name: 'Maison Varenne',
    country: 'FR',
    place: ['Limoges, France', 'Limoges'],
    craft: ['Cast porcelain', 'Gegossenes Porzellan'],
    line: [
      'A porcelain house that gave up gilding in 1974 and has been better for it. Plaster moulds are renewed after forty casts, so the edges stay crisp.',
      'Eine Porzellanmanufaktur, die 1974 das Vergolden aufgab und dadurch gewann. Nach vierzig Güssen wird jede Gipsform erneuert, damit die Kanten scharf bleiben.',
    ],
    address: '17 rue des Casseaux-Blancs, 87000 Limoges, France',
  },
  {
    code: 'salgueiro',
    name: 'Olaria Salgueiro',
    country: 'PT',
    place: ['Caldas da Rainha, Portugal', 'Caldas da Rainha'],
    craft: ['Pressed stoneware and terracotta', 'Gepresstes Steinzeug und Terrakotta'],
    line: [
      'Three generations under one tiled roof. The grandmother threw flower pots, the daughter pressed plates, and the grandson mixes the glazes for both.',
      'Drei Generationen unter einem Ziegeldach. Die Großmutter drehte Blumentöpfe, die Tochter presste Teller, der Enkel mischt die Glasuren für beides.',
    ],
    address: 'Rua do Barro Vermelho 31, 2500-112 Caldas da Rainha, Portugal',
  },
  {
    code: 'hoshino',
    name: 'Hoshino Kiln',
    country: 'JP',
    place: ['Tajimi, Japan', 'Tajimi, Japan'],
    craft: ['Reduction-fired stoneware', 'Reduzierend gebranntes Steinzeug'],
    line: [
      'Aya Hoshino fires nine times a year, thirty hours each time, and breaks what does not please her. What is left is iron, ash and patience.',
      'Aya Hoshino brennt neunmal im Jahr, jedes Mal dreißig Stunden, und zerschlägt, was ihr nicht gefällt. Was bleibt, ist Eisen, Asche und Geduld.',
    ],
    address: '4-18 Kamayama-cho, Tajimi, Gifu 507-0000, Japan',
  },
  {
    code: 'javor',
    name: 'Sklárna Javor',
    country: 'CZ',
    place: ['Nový Bor, Czechia', 'Nový Bor, Tschechien'],
    craft: ['Mouth-blown glass', 'Mundgeblasenes Glas'],
    line: [
      'One furnace, six blowers, and wooden moulds turned from pear and kept wet so that they last a winter. Coloured glass is melted on Thursdays only.',
      'Ein Ofen, sechs Glasmacher und Holzformen aus Birnbaum, die nass gehalten werden und so einen Winter überstehen. Farbiges Glas wird nur donnerstags geschmolzen.',
    ],
    address: 'Pod Hutí 226, 473 01 Nový Bor, Czechia',
  },
  {
    code: 'dahl',
    name: 'Lumen Dahl',
    country: 'SE',
    place: ['Malmö, Sweden', 'Malmö'],
    craft: ['Lamps that can be mended', 'Leuchten, die man reparieren kann'],
    line: [
      'Lamps with screws instead of glue. Every socket, switch and cord is a standard part, and a drawing of how to change it lies in the box.',
      'Leuchten mit Schrauben statt Kleber. Fassung, Schalter und Kabel sind Normteile, und eine Zeichnung zum Austauschen liegt im Karton.',
    ],
    address: 'Varvsgränd 12, 211 19 Malmö, Sweden',
  },
  {
    code: 'hallmond',
    name: 'Weberei Hallmond',
    country: 'AT',
    place: ['Haslach an der Mühl, Austria', 'Haslach an der Mühl'],
    craft: ['Linen and half-linen', 'Leinen und Halbleinen'],
    line: [
      'Seven looms from the sixties, weaving flax from Normandy into cloth that is washed before it is sewn. What was going to shrink has shrunk.',
      'Sieben Webstühle aus den Sechzigern, Flachs aus der Normandie, und gewaschen wird vor dem Nähen. Was einlaufen wollte, ist schon eingelaufen.',
    ],
    address: 'Bleicherweg 3, 4170 Haslach an der Mühl, Austria',
  },
  {
    code: 'tannock',
    name: 'Tannock Mill',
    country: 'GB',
    place: ['Hawick, Scotland', 'Hawick, Schottland'],
    craft: ['Woven lambswool', 'Gewebte Lammwolle'],
    line: [
      'A wool mill on the Teviot that spins, dyes and weaves in one building. The river still softens the cloth; it no longer drives the looms.',
      'Eine Wollweberei am Teviot, die unter einem Dach spinnt, färbt und webt. Der Fluss macht das Tuch noch immer weich, treibt aber keine Stühle mehr an.',
    ],
    address: '8 Fuller Haugh, Hawick TD9 0ZZ, United Kingdom',
  },
  {
    code: 'tamesna',
    name: 'Atelier Tamesna',
    country: 'MA',
    place: ['Taznakht, Morocco', 'Taznakht, Marokko'],
    craft: ['Hand-knotted and flat-woven rugs', 'Geknüpfte und gewebte Teppiche'],
    line: [
      'A co-operative of twenty-two weavers who set their own prices and sign every rug on the back. One and a half square metres take about a month.',
      'Eine Genossenschaft von zweiundzwanzig Weberinnen, die ihre Preise selbst festlegen und jeden Teppich auf der Rückseite zeichnen. Anderthalb Quadratmeter brauchen etwa einen Monat.',
    ],
    address: '5 Derb Tissage, 45250 Taznakht, Morocco',
  },
  {
    code: 'brunnader',
    name: 'Tischlerei Brunnader',
    country: 'AT',
    place: ['Egg in the Bregenzerwald, Austria', 'Egg im Bregenzerwald'],
    craft: ['Solid wood, oiled', 'Massivholz, geölt'],
    line: [
      'Trees from within thirty kilometres, dried for three years behind the workshop. Offcuts become spoons, sawdust heats the kiln, and nothing is veneered.',
      'Bäume aus dreißig Kilometern Umkreis, drei Jahre hinter der Werkstatt getrocknet. Aus Resten werden Löffel, die Späne heizen die Trockenkammer, furniert wird nichts.',
    ],
    address: 'Sägebühel 21, 6863 Egg, Austria',
  },
  {
    code: 'ziegler-roth',
    name: 'Ziegler & Roth',
    country: 'DE',
    place: ['Leipzig, Germany', 'Leipzig'],
    craft: ['Printed and bound paper', 'Gedrucktes und gebundenes Papier'],
    line: [
      'A printer and a bookbinder in a former type foundry in Plagwitz. They mix their inks by eye and keep a drawer of every proof since 2009.',
      'Ein Drucker und eine Buchbinderin in einer früheren Schriftgießerei in Plagwitz. Farben mischen sie nach Augenmaß, und seit 2009 heben sie jeden Andruck auf.',
    ],
    address: 'Bleisatzhof 6, 04229 Leipzig, Germany',
  },
  {
    code: 'maurel',
    name: 'Fonderie Maurel',
    country: 'FR',
    place: ['Charleville-Mézières, France', 'Charleville-Mézières'],
    craft: ['Cast iron and enamel', 'Gusseisen und Emaille'],
    line: [
      'Iron poured into sand, cleaned by hand, enamelled twice. A mould is used once and broken, which is why no two pots have quite the same skin.',
      'Eisen wird in Sand gegossen, von Hand geputzt und zweimal emailliert. Jede Form wird nach einem Guss zerschlagen, deshalb gleicht keine Haut ganz der anderen.',
    ],
    address: '40 quai du Creuset, 08000 Charleville-Mézières, France',
  },
  {
    code: 'olmo',
    name: 'Cestería Olmo',
    country: 'ES',
    place: ['Cuenca, Spain', 'Cuenca, Spanien'],
    craft: ['Plaited willow', 'Geflochtene Weide'],
    line: [
      'Willow is cut in January, boiled in its bark until it turns brown, and plaited damp. Two brothers and a niece make about thirty baskets a week.',
      'Die Weide wird im Januar geschnitten, in der Rinde gekocht, bis sie braun ist, und feucht geflochten. Zwei Brüder und eine Nichte schaffen etwa dreißig Körbe in der Woche.',
    ],
    address: 'Calle del Mimbral 14, 16001 Cuenca, Spain',
  },
  {
    code: 'valdarni',
    name: 'Marmi Valdarni',
    country: 'IT',
    place: ['Carrara, Italy', 'Carrara'],
    craft: ['Marble and river stone', 'Marmor und Flussstein'],
    line: [
      'A stonemason and his sister use what the big saws leave over: the last slab of a block, too short for a floor and too good for gravel.',
      'Ein Steinmetz und seine Schwester verarbeiten, was die großen Sägen übrig lassen: die letzte Platte eines Blocks, zu kurz für einen Boden und zu gut für Kies.',
    ],
    address: 'Via della Segatura 22, 54033 Carrara MS, Italy',
  },
];

/** The shop itself answers in the EU for makers outside it. */
const IN_THE_EU: ContactPoint = {
  name: 'Agora Alltagsdinge GmbH',
  address: 'Kranichtwiete 7, 20457 Hamburg, Germany',
  email: 'safety@agora.example',
  url: 'https://agora.example',
};

const OUTSIDE_THE_EU: ReadonlySet<string> = new Set(['JP', 'GB', 'MA']);

export function maker(code: string): Maker {
  const found = MAKERS.find((one) => one.code === code);
  if (!found) throw new Error(`no such maker: ${code}`);
  return found;
}

export function* brandLines(): Generator<BrandLine> {
  for (const { code, name, line } of MAKERS) yield { kind: 'brand', code, name, slug: code, description: both(line) };
}

export function safetyOf(code: string, warnings: Pair | null): ProductSafety {
  const { name, address, country } = maker(code);
  return {
    manufacturer: { name, address, email: `safety@${code}.example`, url: `https://${code}.example` },
    responsiblePerson: OUTSIDE_THE_EU.has(country) ? IN_THE_EU : null,
    ...(warnings ? { warnings: both(warnings) } : {}),
  };
}
