import { stem } from '../stem.ts';

/**
 * Things that are made for other things. A title in which one of them is the last to be named is about it and not about what it
 * is made for: a notebook case is no notebook. General knowledge of shops, like the synonyms; not taken from any judged set.
 */
const ADDITIONS: Readonly<Record<string, string>> = {
  en:
    'accessory adapter adaptor arm bag battery blade bracket bulb cable cap cardholder carrier cart cartridge case charger cleaner clip cooler cord ' +
    'cover cradle dock drum enclosure filter foil frame fuser guard holder insert kit lead lens lid liner lock mat module mount ' +
    'pad part pouch protector rack refill remote replacement screen sheath shelf sleeve spare stand strap supply support tray tripod ' +
    'toner wrap folio briefcase backpack skin maintenance license upgrade extension station handle hook hanger ' +
    'bezel heatsink shell suitcase wallet plug connector splitter converter',
  de:
    'zubehor adapter halter halterung tasche akku batterie kabel deckel hulle etui ladegerat netzteil reiniger klammer bezug schutz dock filter ' +
    'folie rahmen schloss matte modul stander patrone toner ersatzteil riemen gurt stativ ablage gestell beutel einsatz aufsatz nachfuller fernbedienung ' +
    'verlangerung schiene haken griff papier etikett sack untersetzer uberzug armband',
};

export type Additions = {
  /** Number of the addition that a plain word is, 1 upward; 0: none. */
  of(word: string): number;
};

const least = 5;

export function additionsOf(language: string): Additions {
  const numbers = new Map((ADDITIONS[language] ?? '').split(' ').map((word, i) => [stem(language, word), i + 1] as const));
  numbers.delete('');
  const known = new Map<string, number>();
  return {
    of(word) {
      let number = known.get(word);
      if (number === undefined) {
        const stemmed = stem(language, word);
        number = numbers.get(stemmed) ?? (language === 'de' ? byEnding(stemmed) : 0);
        if (known.size > 50_000) known.clear();
        known.set(word, number);
      }
      return number;
    },
  };

  function byEnding(word: string): number {
    for (let at = 3; at <= word.length - least; at += 1) {
      const number = numbers.get(word.slice(at));
      if (number !== undefined) return number;
    }
    return 0;
  }
}
