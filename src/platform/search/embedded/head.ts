/**
 * The part of a title that can name the thing itself: what it is for, what it goes with and what comes with it is left out
 * (`bag for laptops` is a bag). Of a title without such words, all of it up to the first comma or bracket.
 */
export function headOf(title: string): string {
  const end = END.exec(title);
  return end && end.index > 0 ? title.slice(0, end.index) : title;
}

const END =
  /[,(;|:+]|\s[-–]\s|\sw\/|\s(for|with|compatible|fits|suitable|without|incl|including|fur|mit|ohne|passend|geeignet|kompatibel|inkl)\b/;

/**
 * The words of a head that can name the thing: those at the end of a run of words. What says its colour, make or measure ends a
 * run (`notebook` in `Notebook Silver 43 cm`, not in `notebook sleeve`), and `PC` or `set` behind a word add nothing to it.
 */
export function finalsOf(head: string): string {
  const words = head.match(WORD) ?? [];
  const finals: string[] = [];
  let ends = true;
  for (let i = words.length - 1; i >= 0; i -= 1) {
    const word = words[i]!;
    if (DIGIT.test(word) || BREAKS.has(word)) {
      ends = true;
      continue;
    }
    if (ends) finals.push(word);
    ends = ends && FILLERS.has(word);
  }
  return finals.join(' ');
}

const WORD = /[\p{L}\p{N}]+/gu;
const DIGIT = /\d/;

const BREAKS = new Set(
  'black white silver grey gray blue red green yellow pink purple violet orange brown gold beige ivory bronze copper chrome transparent clear multicolour multicolor cyan magenta turquoise navy charcoal anthracite graphite original compatible internal external refurbished universal pc inch cm mm gb tb mb and or in of on to the a an und oder aus schwarz weiss silber grau blau rot grun gelb rosa lila braun natur bunt anthrazit turkis'.split(
    ' ',
  ),
);

/** Words behind the name of a thing that leave it what it is. */
const FILLERS = new Set('computer system set device unit kit series machine gerat serie maschine'.split(' '));
