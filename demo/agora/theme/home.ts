import type { HomeBlock } from '../../../src/storefront/theme.ts';
import { MAKERS } from '../makers.ts';
import { sceneName } from '../pictures.ts';
import { both } from '../words.ts';

/** On the home page stand the makers with the longest shelves; all of them have a page of their own. */
const SHOWN = ['lindgruen', 'varenne', 'salgueiro', 'hoshino', 'javor', 'dahl', 'hallmond', 'brunnader'];

export const HOME: readonly HomeBlock[] = [
  {
    block: 'hero',
    image: `demo:${sceneName('home-hero')}`,
    alt: {
      en: 'Stoneware vases and bowls in celadon, oatmeal and oxblood before a warm wall',
      de: 'Vasen und Schalen aus Steinzeug in Seladon, Hafer und Ochsenblut vor einer warmen Wand',
    },
    kicker: { en: 'From fourteen workshops', de: 'Aus vierzehn Werkstätten' },
    title: { en: 'Made to be used on a Tuesday', de: 'Gemacht für einen Dienstag' },
    text: {
      en: 'The good plates are the ones you take down without thinking. We look for pots, lamps and linen that can stand that: thrown, blown and woven by people we have visited.',
      de: 'Das gute Geschirr ist das, nach dem man greift, ohne nachzudenken. Wir suchen Töpfe, Leuchten und Leinen, die das aushalten: gedreht, geblasen und gewebt von Leuten, die wir besucht haben.',
    },
    link: { to: 'category', code: 'ceramics' },
    linkLabel: { en: 'Begin with the ceramics', de: 'Mit der Keramik anfangen' },
  },
  {
    block: 'products',
    title: { en: 'Just unpacked', de: 'Gerade ausgepackt' },
    text: {
      en: 'In the order in which the crates arrived.',
      de: 'In der Reihenfolge, in der die Kisten kamen.',
    },
    rule: { by: 'newest' },
    count: 8,
    link: { to: 'collection', rule: 'new' },
    linkLabel: { en: 'See everything new', de: 'Alles Neue ansehen' },
  },
  {
    block: 'category-tiles',
    title: { en: 'What stands where', de: 'Was wo steht' },
    tiles: [
      tile(
        'ceramics',
        ['Plates, bowls and vases in four glazes', 'Teller, Schalen und Vasen in vier Glasuren'],
        ['A hundred and forty shapes from four kilns', 'Hundertvierzig Formen aus vier Öfen'],
      ),
      tile(
        'lighting',
        ['A lit table lamp beside a pendant of enamel', 'Eine leuchtende Tischlampe neben einer Pendelleuchte aus Emaille'],
        ['Lamps with screws instead of glue', 'Leuchten mit Schrauben statt Kleber'],
      ),
      tile(
        'textiles',
        ['Folded linen and a woollen throw', 'Gefaltetes Leinen und ein Plaid aus Wolle'],
        ['Washed before it was sewn', 'Vor dem Nähen gewaschen'],
      ),
      tile(
        'kitchen',
        ['A board, a mortar and two mills', 'Ein Brett, ein Mörser und zwei Mühlen'],
        ['Things that may stay on the worktop', 'Dinge, die auf der Arbeitsplatte bleiben dürfen'],
      ),
      tile(
        'glass',
        ['Glasses and a carafe in sea green', 'Gläser und eine Karaffe in Seegrün'],
        ['Six blowers, one furnace', 'Sechs Glasmacher, ein Ofen'],
      ),
    ],
  },
  {
    block: 'story',
    image: `demo:${sceneName('home-table')}`,
    alt: {
      en: 'A table laid with stoneware plates, a jug and linen napkins',
      de: 'Ein Tisch mit Steinzeugtellern, Krug und Leinenservietten',
    },
    side: 'left',
    kicker: { en: 'Höhr-Grenzhausen, second Thursday', de: 'Höhr-Grenzhausen, zweiter Donnerstag' },
    title: { en: 'Thirty-one holes', de: 'Einunddreißig Löcher' },
    paragraphs: [
      {
        en: 'That is how many the strainer of the Holm teapot has, and each is drilled by hand before the clay is quite hard. With fewer the tea stops, with more the wall cracks. They found out by making sixty teapots, of which the potters still drink from eleven.',
        de: 'So viele hat das Sieb der Teekanne Holm, und jedes wird von Hand gebohrt, solange der Ton noch nicht ganz hart ist. Bei weniger stockt der Tee, bei mehr reißt die Wand. Herausgefunden hat man das mit sechzig Kannen; aus elf davon trinkt die Werkstatt heute noch.',
      },
      {
        en: 'We like this kind of knowledge. It does not show in a photograph, but you notice it every morning.',
        de: 'Solches Wissen mögen wir. Auf keinem Foto ist es zu sehen, aber man merkt es jeden Morgen.',
      },
    ],
    link: { to: 'product', handle: 'holm-teapot' },
    linkLabel: { en: 'The teapot', de: 'Zur Teekanne' },
  },
  {
    block: 'products',
    title: { en: 'Bought most often', de: 'Am häufigsten gekauft' },
    text: {
      en: 'And, more to the point, bought again.',
      de: 'Und, was mehr heißt, nachgekauft.',
    },
    rule: { by: 'popular' },
    count: 8,
    link: { to: 'collection', rule: 'popular' },
    linkLabel: { en: 'All by popularity', de: 'Alles nach Beliebtheit' },
  },
  {
    block: 'story',
    image: `demo:${sceneName('home-light')}`,
    alt: {
      en: 'An enamel pendant over a table at dusk',
      de: 'Eine Pendelleuchte aus Emaille über einem Tisch in der Dämmerung',
    },
    side: 'right',
    kicker: { en: 'Malmö', de: 'Malmö' },
    title: { en: 'A lamp is never finished', de: 'Eine Leuchte ist nie fertig' },
    paragraphs: [
      {
        en: 'Sockets wear out after twenty years, cords are bitten by dogs, and tastes in switches change. So the lamps of Lumen Dahl come apart with one screwdriver, and every part has a number.',
        de: 'Fassungen sind nach zwanzig Jahren müde, Kabel werden von Hunden angebissen, und auch Schalter kommen aus der Mode. Deshalb lassen sich die Leuchten von Lumen Dahl mit einem einzigen Schraubenzieher zerlegen, und jedes Teil hat eine Nummer.',
      },
    ],
    link: { to: 'brand', code: 'dahl' },
    linkLabel: { en: 'Lamps by Lumen Dahl', de: 'Leuchten von Lumen Dahl' },
  },
  {
    block: 'makers',
    title: { en: 'Who makes it', de: 'Wer es macht' },
    text: {
      en: 'We have sat at all of their lunch tables. The name stands on every product page, with the place.',
      de: 'Wir haben bei allen schon am Mittagstisch gesessen. Der Name steht bei jedem Stück, mit dem Ort.',
    },
    makers: SHOWN.map((code) => {
      const maker = MAKERS.find((one) => one.code === code)!;
      return { brand: code, name: maker.name, place: both(maker.place), line: both(maker.craft) };
    }),
  },
  {
    block: 'products',
    title: { en: 'To give away', de: 'Zum Verschenken' },
    text: {
      en: 'Boxed together, in unprinted paper, with room for a card.',
      de: 'Zusammen im Karton, in unbedrucktem Papier, mit Platz für eine Karte.',
    },
    rule: { by: 'category', category: 'gifts', sort: 'popular' },
    count: 4,
    link: { to: 'category', code: 'gifts' },
    linkLabel: { en: 'All gift sets', de: 'Alle Geschenksets' },
  },
  {
    block: 'promises',
    items: [
      {
        icon: 'parcel',
        title: { en: 'Packed in paper', de: 'In Papier verpackt' },
        text: {
          eu: {
            en: 'Two to five working days, free from €79. No plastic in the box.',
            de: 'Zwei bis fünf Werktage, ab 79 € frei. Kein Plastik im Karton.',
          },
          us: {
            en: 'Four to seven working days, free from $120. No plastic in the box.',
            de: 'Vier bis sieben Werktage, ab 120 $ frei. Kein Plastik im Karton.',
          },
        },
      },
      {
        icon: 'hand',
        title: { en: 'Broken on the way?', de: 'Unterwegs zerbrochen?' },
        text: {
          eu: {
            en: 'Send a photograph within a fortnight, and another one leaves the next day.',
            de: 'Ein Foto innerhalb von zwei Wochen genügt, am nächsten Tag geht Ersatz hinaus.',
          },
          us: {
            en: 'Send a photograph within a fortnight, and another one leaves the next day.',
            de: 'Ein Foto innerhalb von zwei Wochen genügt, am nächsten Tag geht Ersatz hinaus.',
          },
        },
      },
      {
        icon: 'return',
        title: { en: 'Sixty days', de: 'Sechzig Tage' },
        text: {
          eu: {
            en: 'Live with it for two months. If it does not fit in, it comes back at our cost.',
            de: 'Zwei Monate Probewohnen. Passt es nicht, kommt es auf unsere Kosten zurück.',
          },
          us: {
            en: 'Live with it for two months. If it does not fit in, send it back; the label is in the box.',
            de: 'Zwei Monate Probewohnen. Passt es nicht, schicken Sie es zurück; das Etikett liegt bei.',
          },
        },
      },
      {
        icon: 'pin',
        title: { en: 'Come by', de: 'Vorbeikommen' },
        text: {
          eu: {
            en: 'Kranichtwiete 7, Hamburg, Tuesday to Saturday. There is coffee, in our cups.',
            de: 'Kranichtwiete 7, Hamburg, Dienstag bis Samstag. Es gibt Kaffee, aus unseren Tassen.',
          },
          us: {
            en: '12 Cooper Ropewalk, Hudson, New York, Thursday to Sunday.',
            de: '12 Cooper Ropewalk, Hudson, New York, Donnerstag bis Sonntag.',
          },
        },
      },
    ],
  },
];

function tile(category: string, alt: readonly [string, string], line: readonly [string, string]) {
  return { category, image: `demo:${sceneName(category)}`, alt: both(alt), line: both(line) };
}
