import { stem } from '../stem.ts';

/**
 * Things that are made for other things. A title in which one of them is the last to be named is about it and not about what it
 * is made for: a notebook case is no notebook. General knowledge of shops, like the synonyms; not taken from any judged set.
 */
const ADDITIONS: Readonly<Record<string, string>> = {
  en:
    'case cover sleeve bag pouch holster cable cord lead adapter adaptor charger dock stand mount bracket ' +
    'holder arm strap lanyard lock filter refill cartridge toner ink paper battery bulb remote stylus ' +
    'tripod lens cap hood cleaner spare replacement kit protector film skin mat tray drawer rack hook ' +
    'clip hinge gasket nozzle brush pad liner insert lid handle knob wheel bearing screw bolt cushion ' +
    'topper',
  de:
    'hülle tasche schutzhülle etui kabel adapter ladegerät netzteil ständer halterung halter ' +
    'wandhalterung arm riemen gurt schloss filter nachfüllung patrone toner tinte papier batterie akku ' +
    'leuchtmittel fernbedienung stift stativ deckel kappe reiniger ersatzteil zubehör schutzfolie folie ' +
    'matte einsatz einlage schublade haken klammer scharnier dichtung düse bürste griff knopf rolle ' +
    'schraube polster auflage bezug',
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
