import type { CareCode } from './care.ts';
import { type FormFacts, formFacts, readSizes } from './forms.ts';
import { type Pair, pairs, rows } from './words.ts';

/** A line of pieces by one maker in one material. */
export type Series = {
  code: string;
  name: string;
  maker: string;
  materials: readonly string[];
  technique: string;
  /** Opens the plain sentence of facts: `Thrown stoneware`, `Gedrehtes Steinzeug`. */
  made: Pair;
  /** Wanted finishes; a piece has those of them that its form is pictured in. */
  finishes: readonly string[];
  /** Size against the common size of the form; for thrown and blown pieces only. */
  scale?: number;
  /** Weight against the common weight of the form, where the stuff is heavier. */
  heft?: number;
  /** Price against the common price of the form. */
  price?: number;
  /** Instead of the form's own care. */
  care?: CareCode;
  /** Further attributes of every piece. */
  attributes?: Readonly<Record<string, string | number | boolean>>;
  stories: readonly Pair[];
  pieces: readonly Piece[];
};

export type Piece = {
  form: string;
  lead: Pair;
  /** Instead of the series' finishes. */
  finishes?: readonly string[];
  /** Instead of series name and noun. */
  title?: Pair;
  /** Which of the series' stories it tells; by turns when not said. */
  story?: number;
  /** Instead of what the series says of its make. */
  made?: Pair;
  /** Instead of the form's sizes. */
  facts?: Partial<FormFacts>;
};

/** Rows of `form | lead | Einleitung [| finishes=a,b care=c story=n made=x ~ y sizes=...]`. */
export function pieces(table: string): Piece[] {
  return rows(table).map(([form, en, de, extra]) => ({ form: form!, lead: [en!, de!] as Pair, ...readExtra(form!, extra) }));
}

/** Rows of `form | finishes | title | Titel | lead | Einleitung`, for goods that are called by a title of their own. */
export function titled(table: string, noun?: Pair): Piece[] {
  return rows(table).map(([form, finishes, en, de, lead, einleitung]) => {
    const [thing, ding] = noun ?? formFacts(form!).noun;
    return {
      form: form!,
      finishes: finishes!.split(','),
      title: [`${en} ${thing}`, `${ding} ${de}`] as Pair,
      lead: [lead!, einleitung!] as Pair,
    };
  });
}

function readExtra(form: string, extra: string | undefined): Partial<Piece> {
  if (!extra) return {};
  const finishes = /finishes=([a-z,-]+)/.exec(extra)?.[1];
  const care = /care=([a-z-]+)/.exec(extra)?.[1] as CareCode | undefined;
  const story = /story=(\d)/.exec(extra)?.[1];
  const made = /made=(.+?) ~ (.+?)(?= sizes=|$)/.exec(extra);
  const sizes = /sizes=(.+)$/.exec(extra)?.[1];
  if (!finishes && !sizes && !care && !story && !made) throw new Error(`cannot read "${extra}" of ${form}`);
  const facts = { ...(care ? { care } : {}), ...(sizes ? { sizes: readSizes(sizes) } : {}) };
  return {
    ...(finishes ? { finishes: finishes.split(',') } : {}),
    ...(story ? { story: Number(story) } : {}),
    ...(made ? { made: [made[1]!, made[2]!] as Pair } : {}),
    ...(care || sizes ? { facts } : {}),
  };
}

type SeriesInput = Omit<Series, 'finishes' | 'materials' | 'stories' | 'pieces'> & {
  /** Separated by spaces. */
  finishes: string;
  materials: string;
  stories: string;
  pieces: string | readonly Piece[];
};

/** A series from its tables. */
export function series(input: SeriesInput): Series {
  return {
    ...input,
    finishes: input.finishes.split(' '),
    materials: input.materials.split(' '),
    stories: pairs(input.stories),
    pieces: typeof input.pieces === 'string' ? pieces(input.pieces) : input.pieces,
  };
}
