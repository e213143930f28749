import { foldCode } from '../fold.ts';
import { createDictionary, type DictionaryState } from './dictionary.ts';
import { createWordOrder } from './word-order.ts';

export type CodesState = { dictionary: DictionaryState; slots: Uint32Array; shared: [number, number[]][] };
export type Codes = ReturnType<typeof createCodes>;

/** From so many characters on, a digit among them, a code may be unfinished; words without digits would find codes that nobody means. */
const leastBegun = 4;
const mostBegun = 200;

/** SKUs and barcodes, without case and punctuation, by the slots that have them. */
export function createCodes(state?: CodesState) {
  const dictionary = createDictionary(state?.dictionary);
  let slots = state?.slots ?? new Uint32Array(1024);
  /** Codes that several slots have. */
  const shared = new Map<number, number[]>(state?.shared ?? []);
  let ones = new Uint32Array(0);
  const order = createWordOrder(dictionary, () => {
    if (ones.length < dictionary.size()) ones = new Uint32Array(dictionary.size() + 1024).fill(1);
    return ones;
  });

  function slotsOf(code: number): readonly number[] {
    return [slots[code]!, ...(shared.get(code) ?? [])];
  }

  return {
    add(slot: number, codes: readonly string[]): void {
      for (const each of codes) {
        const folded = foldCode(each);
        if (folded === '') continue;
        const before = dictionary.size();
        const code = dictionary.intern(folded);
        if (code < before) {
          const list = shared.get(code);
          if (list) list.push(slot);
          else shared.set(code, [slot]);
          continue;
        }
        if (code >= slots.length) {
          const wide = new Uint32Array(Math.ceil(slots.length * 1.5));
          wide.set(slots);
          slots = wide;
        }
        slots[code] = slot;
      }
    },
    /** Slots that have what was typed as a code, and those whose code begins so. */
    find(typed: string): { whole: readonly number[]; begun: readonly number[] } {
      const folded = foldCode(typed);
      const code = folded === '' ? -1 : dictionary.find(folded);
      const whole = code < 0 ? [] : slotsOf(code);
      if (folded.length < leastBegun || !/\d/.test(folded)) return { whole, begun: [] };
      const begun = order.beginning(folded, mostBegun, (each) => each !== code).flatMap(slotsOf);
      return { whole, begun };
    },
    /** `slotOf` gives the new slot of each, or -1. */
    compact(slotOf: (slot: number) => number): void {
      for (let code = 0; code < dictionary.size(); code += 1) {
        const left = slotsOf(code)
          .map(slotOf)
          .filter((slot) => slot >= 0);
        slots[code] = left[0] ?? gone;
        if (left.length > 1) shared.set(code, left.slice(1));
        else shared.delete(code);
      }
    },
    prepare: () => order.refresh(),
    bytes: () => dictionary.bytes() + slots.byteLength + order.bytes(),
    state: (): CodesState => ({ dictionary: dictionary.state(), slots: slots.slice(0, dictionary.size()), shared: [...shared] }),
  };
}

const gone = 0xffffffff;
