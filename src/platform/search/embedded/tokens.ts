/** What `scan` calls for each token: `text` from `start` to `end`; `joined` ones repeat what came as parts before. */
export type Take = (text: string, start: number, end: number, joined: boolean) => void;

/** One spelling for asking and indexing: lower case, no accents (ü is u, ß is ss). */
export function plain(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower;
  return lower
    .replace(/[®™©℠]/g, ' ')
    .replace(/[″”“]/g, '"')
    .normalize('NFKD')
    .replace(/[\p{M}’]+/gu, '')
    .replace(/[ßæœøłđ]/g, (letter) => LETTERS[letter]!)
    .replace(/×/g, 'x');
}

/**
 * The tokens of a plain text, at most so many: runs of letters and digits, decimals as one (`43.2`). What hyphens, slashes and dots
 * hold together comes in parts and once more as a whole (`tn-2110`: tn, 2110, tn2110); a number with the unit behind it once
 * more as one (`4 gb`: 4, gb, 4gb; `17"`: 17, 17in).
 */
export function scan(text: string, most: number, take: Take): void {
  const length = text.length;
  let taken = 0;
  let chain = 0;
  let chainText = '';
  let numberEnd = -1;
  let numberText = '';
  for (let i = 0; i < length && taken < most; ) {
    if (!isWord(text, i)) {
      if (text.charCodeAt(i) === quote && numberEnd === i) takeWhole(`${numberText}in`, take);
      i += 1;
      continue;
    }
    const start = i;
    let digits = true;
    let folded = false;
    while (i < length) {
      const code = text.charCodeAt(i);
      if (code >= 48 && code <= 57) i += 1;
      else if (code === dot && digits && isDigit(text.charCodeAt(i + 1)) && !isDigitDotDigit(text, i)) i += 1;
      else if (isWord(text, i)) {
        digits = false;
        i += 1;
      } else if (code === apostrophe && i + 1 < length && isLetter(text.charCodeAt(i + 1))) {
        folded = true;
        i += 1;
      } else break;
    }
    const word = folded ? text.slice(start, i).replaceAll("'", '') : text;
    const [from, to] = folded ? [0, word.length] : [start, i];
    take(word, from, to, false);
    taken += 1;
    if (!digits && numberEnd >= 0 && start - numberEnd <= 1) {
      const unit = UNITS.get(word.slice(from, to));
      if (unit !== undefined) takeWhole(numberText + unit, take);
    }
    numberEnd = digits ? i : -1;
    if (digits) numberText = text.slice(start, i);
    const joiner = text.charCodeAt(i);
    const joins = (joiner === hyphen || joiner === slash || joiner === underscore) && i + 1 < length && isWord(text, i + 1);
    if (chain > 0 || joins) {
      chainText += word.slice(from, to);
      chain += 1;
    }
    if (!joins && chain > 0) {
      if (chain > 1 && chainText.length <= mostJoined) takeWhole(chainText, take);
      chain = 0;
      chainText = '';
    }
  }
}

function takeWhole(word: string, take: Take): void {
  take(word, 0, word.length, true);
}

/** `1.2.3` is no decimal. */
function isDigitDotDigit(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0; i -= 1) {
    const code = text.charCodeAt(i);
    if (code === dot) return true;
    if (!isDigit(code)) return false;
  }
  return false;
}

const mostJoined = 24;
const [quote, dot, apostrophe, hyphen, slash, underscore] = [34, 46, 39, 45, 47, 95];

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return isLetter(code) || isDigit(code);
  return OTHER.test(text.charAt(at));
}

const OTHER = /[\p{L}\p{N}\ud800-\udfff]/u;

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/;

const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' };

/** Units of goods, by how they are written. */
export const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    in: 'in inch inches zoll',
    cm: 'cm centimeter centimetre zentimeter',
    mm: 'mm millimeter millimetre',
    m: 'm meter metre meters metres',
    ft: 'ft foot feet',
    gb: 'gb gigabyte gigabytes go',
    mb: 'mb megabyte megabytes',
    tb: 'tb terabyte terabytes',
    kg: 'kg kilo kilogram kilograms kilogramm',
    g: 'g gram grams gramm',
    l: 'l liter litre liters litres',
    ml: 'ml milliliter millilitre',
    cl: 'cl centiliter',
    oz: 'oz ounce ounces unze',
    lb: 'lb lbs pound pounds',
    w: 'w watt watts',
    kw: 'kw kilowatt',
    v: 'v volt volts',
    mah: 'mah',
    hz: 'hz hertz',
    mhz: 'mhz megahertz',
    ghz: 'ghz gigahertz',
    mp: 'mp megapixel megapixels mpx',
    rpm: 'rpm',
    dpi: 'dpi',
    port: 'port ports',
    pack: 'pack pk pcs pc piece pieces stuck stk er',
  }).flatMap(([unit, written]) => written.split(' ').map((each) => [each, unit] as const)),
);
