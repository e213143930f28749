/**
 * One spelling for indexing and asking: lower case, no accents (ü is u, ß is ss), letters and digits alone, words parted
 * by single spaces. `TN-2110` becomes `tn 2110`.
 */
export function fold(text: string): string {
  if (ASCII.test(text))
    return text
      .toLowerCase()
      .replaceAll("'", '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}'’]+/gu, '')
    .replace(/[ßæœøłđ]/g, (letter) => LETTERS[letter]!)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A SKU or barcode without case and punctuation: `TN-2110` becomes `tn2110`. */
export function foldCode(text: string): string {
  return fold(text).replaceAll(' ', '');
}

/** At most `most` folded words, cut at 60 letters. */
export function wordsOf(text: string, most = 16): string[] {
  const folded = fold(text);
  return folded === '' ? [] : folded.split(' ', most).map((word) => word.slice(0, 60));
}

/**
 * Edits (insert, delete, replace, swap neighbours) from `a` to `b`, or `most + 1` when there are more.
 */
export function editDistance(a: string, b: string, most: number): number {
  return editsBetween(codesOf(a), 0, a.length, codesOf(b), 0, b.length, most);
}

/** The same for codes of letters, each from one place to another of an array. */
export function editsBetween(
  a: ArrayLike<number>,
  aFrom: number,
  aEnd: number,
  b: ArrayLike<number>,
  bFrom: number,
  bEnd: number,
  most: number,
): number {
  let [from, end, other, otherEnd] = [aFrom, aEnd, bFrom, bEnd];
  // A common beginning and end need no edits.
  while (from < end && other < otherEnd && a[from] === b[other]) {
    from += 1;
    other += 1;
  }
  while (end > from && otherEnd > other && a[end - 1] === b[otherEnd - 1]) {
    end -= 1;
    otherEnd -= 1;
  }
  const [length, width] = [end - from, otherEnd - other];
  if (Math.abs(length - width) > most) return most + 1;
  if (length === 0 || width === 0) return length + width;
  let [before, last, row] = rowsFor(width + 1);
  for (let j = 0; j <= width; j += 1) last[j] = j;
  for (let i = 1; i <= length; i += 1) {
    const letter = a[from + i - 1];
    row[0] = i;
    let least = i;
    for (let j = 1; j <= width; j += 1) {
      const there = b[other + j - 1];
      let cost = last[j - 1]! + (letter === there ? 0 : 1);
      if (last[j]! + 1 < cost) cost = last[j]! + 1;
      if (row[j - 1]! + 1 < cost) cost = row[j - 1]! + 1;
      if (i > 1 && j > 1 && letter === b[other + j - 2] && a[from + i - 2] === there && before[j - 2]! + 1 < cost)
        cost = before[j - 2]! + 1;
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return last[width]!;
}

let rows: [Uint32Array, Uint32Array, Uint32Array] = [new Uint32Array(64), new Uint32Array(64), new Uint32Array(64)];

function rowsFor(width: number): typeof rows {
  if (rows[0].length < width) rows = [new Uint32Array(width), new Uint32Array(width), new Uint32Array(width)];
  return rows;
}

function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i += 1) codes[i] = text.charCodeAt(i);
  return codes;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/;

const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' };
