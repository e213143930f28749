import type { TextIndex } from './text-index.ts';

/** Compounds by their last part, in languages that write them as one word: who asks for `lampe` means `Tischlampe` too. */
export type Endings = { of(word: string): readonly number[] };

const leastLetters = 4;
const most = 60;

export function createEndings(text: TextIndex): Endings {
  if (text.language !== 'de') return { of: () => [] };
  let byEnd = new Map<string, number[]>();
  let size = 0;
  let looked = 0;

  /** Terms that are longer than what they end in, listed under each ending of theirs that leaves a part known as a word. */
  function refresh(): void {
    const { dictionary } = text;
    if (dictionary.size() === looked) return;
    // Parts may have come after the compounds that are made of them.
    if (dictionary.size() > size * 1.1 + 50) {
      byEnd = new Map();
      looked = 0;
      size = dictionary.size();
    }
    const end = dictionary.size();
    for (; looked < end; looked += 1) {
      const length = dictionary.lengthOf(looked);
      if (length < leastLetters * 2 || length > 32 || text.find(dictionary.wordOf(looked)) !== looked) continue;
      const word = dictionary.wordOf(looked);
      if (!/^[a-z]+$/.test(word)) continue;
      for (let at = leastLetters; at <= word.length - 3; at += 1) {
        const tail = dictionary.find(word, at, word.length);
        if (tail < 0 || !isHead(word.slice(0, at))) continue;
        const list = byEnd.get(word.slice(at));
        if (!list) byEnd.set(word.slice(at), [looked]);
        else if (list.length < most) list.push(looked);
      }
    }
  }

  function isHead(head: string): boolean {
    return LINKS.some(
      (link) =>
        head.endsWith(link) && head.length - link.length >= 3 && text.countOf(text.find(head.slice(0, head.length - link.length))) > 0,
    );
  }

  return {
    of(word) {
      refresh();
      const term = text.find(word);
      if (term < 0 || word.length < leastLetters) return [];
      return (byEnd.get(text.dictionary.wordOf(term)) ?? []).filter((compound) => compound !== term && text.countOf(compound) > 0);
    },
  };
}

const LINKS = ['', 's', 'n', 'en', 'es'];
