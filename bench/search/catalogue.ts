import type { SearchDocument } from '../../src/platform/search/index.ts';

/**
 * A made-up catalogue of any size, the same at every run. Its words grow with it, as those of real ones do: every product has a model
 * number and a SKU of its own, every few hundred a new series name, and a description says a word that nobody else does now and then.
 */
export type Catalogue = {
  documentAt(place: number, version?: number): SearchDocument;
  /** What is asked of it: see `questions.ts`. */
  titleAt(place: number): string[];
  brands: readonly string[];
  kinds: readonly string[];
  size: number;
};

export type Random = { below(limit: number): number; share(): number; skewed(limit: number): number };

/** Numbers that depend on the seed alone. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0 || 1;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    share,
    below: (limit) => Math.floor(share() * limit),
    // Few are common, most are rare: the chance falls with the rank.
    skewed: (limit) => Math.min(limit - 1, Math.floor(limit ** share()) - 1 + (share() < 0.3 ? Math.floor(share() * limit) : 0)),
  };
}

const syllables =
  'ba be bo da de do fa fi ga go ka ke ki ko la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se si so ta te ti to va ve vi vo za zo'.split(
    ' ',
  );
const ends = ['', 'n', 'r', 's', 'l', 't', 'x', 'nd', 'rk'];

/** A word that can be said, one for each number. */
export function wordOf(number: number): string {
  let rest = number;
  let word = '';
  do {
    word += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length);
  } while (rest > 0);
  return word + syllables[(number * 7) % syllables.length] + ends[(number * 3) % ends.length];
}

const colors = 'black white silver grey blue red green yellow pink purple orange brown gold beige'.split(' ');
const materials = 'steel oak glass cotton leather plastic aluminium ceramic wool bamboo linen rubber'.split(' ');
const kindWords =
  'lamp chair table desk laptop monitor printer camera phone tablet speaker headset keyboard mouse router kettle toaster blender fan heater bag case cover stand mount cable charger battery adapter cartridge bowl vase cup plate knife pan pot towel pillow blanket rug mirror frame clock shelf jacket shirt dress shoe boot scarf glove watch ring tent bike helmet drill saw hammer'.split(
    ' ',
  );

export function catalogueOf(size: number): Catalogue {
  const commonWords = Array.from({ length: 18_000 }, (_, i) => wordOf(i + 60));
  const brands = Array.from({ length: 600 }, (_, i) => wordOf(i + 40_000));
  const kinds = Array.from({ length: 1900 }, (_, i) => `${commonWords[(i * 13) % 900]} ${kindWords[i % kindWords.length]}`);

  function partsAt(place: number) {
    const random = randomOf(place * 2_654_435_761 + 17);
    const kind = random.skewed(kinds.length);
    const brand = random.skewed(brands.length);
    const model = `${commonWords[place % 700]!.slice(0, 2)}${(place * 7919) % (size * 10)}${'abcdefgh'[place % 8]}`;
    const series = wordOf(100_000 + Math.floor(place / 300));
    const color = colors[random.skewed(colors.length)]!;
    const size24 = 5 + random.below(95);
    return { random, kind, brand, model, series, color, size: size24, material: materials[random.skewed(materials.length)]! };
  }

  function titleAt(place: number): string[] {
    const { kind, brand, model, series, color, size: measure } = partsAt(place);
    return [brands[brand]!, series, ...kinds[kind]!.split(' '), model, color, `${measure}`, 'cm'];
  }

  function documentAt(place: number, version = 1): SearchDocument {
    const { random, kind, brand, color, material, size: measure } = partsAt(place);
    const description = Array.from({ length: 16 }, () => commonWords[random.skewed(commonWords.length)]!);
    if (random.share() < 0.1) description.push(wordOf(1_000_000 + place));
    const rating = random.below(51) / 10;
    const price = 199 + random.skewed(200_000);
    const [top, middle] = [kind % 20, kind % 200];
    const title = titleAt(place);
    return {
      id: place + 1,
      version,
      createdAt: new Date(1_600_000_000_000 + ((place * 7_919_333) % 200_000_000) * 1000).toISOString(),
      popularity: random.skewed(10_000),
      rating,
      languages: {
        en: {
          text: {
            title: version > 1 ? `${title.join(' ')} v${version % 10}` : title.join(' '),
            topics: `${brands[brand]} ${kinds[kind]}`,
            attributes: `${color} ${material} ${measure} cm ${commonWords[random.below(300)]} ${commonWords[random.below(300)]}`,
            description: description.join(' '),
            codes: [`SKU-${place + 100_000}`],
          },
          stored: '0',
        },
      },
      segments: {
        eu: {
          price,
          facets: {
            category: [`t${top}`, `m${middle}`, `l${kind}`],
            brand: [`b${brand}`],
            color: [color],
            material: [material],
            size: [`${Math.ceil(measure / 10)}0`],
            rating: [`${Math.floor(rating)}`],
            stock: [random.share() < 0.85 ? '1' : '0'],
            band: [`${Math.floor(Math.log2(price))}`],
          },
          stored: '0',
        },
      },
    };
  }

  return { documentAt, titleAt, brands, kinds, size };
}
