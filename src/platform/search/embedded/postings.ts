/**
 * Which slots a term is in and how much it says there, four bytes each: the slot above, one byte of weight below. What was put
 * in order lies in one run a term (base); what came since hangs on chains of small blocks (tail) until `merge`.
 */
export type Postings = ReturnType<typeof createPostings>;
export type PostingsState = { starts: Uint32Array; entries: Uint32Array };

export const mostSlots = 1 << 24;
const pageBits = 18;
const pageSize = 1 << pageBits;
const leastBlock = 2;
const mostBlock = 512;

type Tail = { heads: Uint32Array; lasts: Uint32Array; counts: Uint32Array; pages: Uint32Array[]; used: number; entries: number };

function newTail(terms: number): Tail {
  const room = Math.max(1024, terms);
  // Block 0 is never given out: 0 ends a chain.
  return { heads: new Uint32Array(room), lasts: new Uint32Array(room), counts: new Uint32Array(room), pages: [], used: 1, entries: 0 };
}

/** A block is [next block, room, taken, entry ...]. */
const head = 3;

export function createPostings(state?: PostingsState) {
  let { starts, entries }: PostingsState = state ?? { starts: new Uint32Array(1), entries: new Uint32Array(0) };
  let tail = newTail(0);
  let based = starts.length - 1;

  function block(room: number): number {
    const size = head + room;
    if ((tail.used & (pageSize - 1)) + size > pageSize || tail.used >>> pageBits >= tail.pages.length) {
      tail.used = Math.max(1, tail.pages.length * pageSize);
      tail.pages.push(new Uint32Array(pageSize));
    }
    const at = tail.used;
    tail.used += size;
    const page = tail.pages[at >>> pageBits]!;
    page[(at & (pageSize - 1)) + 1] = room;
    return at;
  }

  /** Slots of a term come in rising order. */
  function add(term: number, slot: number, weight: number): void {
    if (term >= tail.heads.length) growTo(Math.max(term + 1, Math.ceil(tail.heads.length * 1.5)));
    let at = tail.lasts[term]!;
    let page = tail.pages[at >>> pageBits];
    let offset = at & (pageSize - 1);
    if (at === 0 || page![offset + 2] === page![offset + 1]) {
      const next = block(at === 0 ? leastBlock : Math.min(mostBlock, page![offset + 1]! * 2));
      if (at === 0) tail.heads[term] = next;
      else page![offset] = next;
      tail.lasts[term] = next;
      at = next;
      page = tail.pages[at >>> pageBits];
      offset = at & (pageSize - 1);
    }
    page![offset + head + page![offset + 2]!] = (slot << 8) | weight;
    page![offset + 2]! += 1;
    tail.counts[term]! += 1;
    tail.entries += 1;
  }

  function growTo(terms: number): void {
    for (const key of ['heads', 'lasts', 'counts'] as const) {
      const wide = new Uint32Array(terms);
      wide.set(tail[key]);
      tail[key] = wide;
    }
  }

  function countOf(term: number): number {
    const base = term < based ? starts[term + 1]! - starts[term]! : 0;
    return base + (term < tail.counts.length ? tail.counts[term]! : 0);
  }

  /** Its entries one after another: as they lie in the base, copied when some are in the tail. */
  function listOf(term: number): Uint32Array {
    const base = term < based ? entries.subarray(starts[term]!, starts[term + 1]!) : none;
    const late = term < tail.counts.length ? tail.counts[term]! : 0;
    if (late === 0) return base;
    const list = new Uint32Array(base.length + late);
    list.set(base);
    copyTail(term, list, base.length);
    return list;
  }

  function copyTail(term: number, list: Uint32Array, from: number): void {
    let to = from;
    for (let at = tail.heads[term]!; at !== 0; ) {
      const page = tail.pages[at >>> pageBits]!;
      const offset = at & (pageSize - 1);
      const taken = page[offset + 2]!;
      for (let i = 0; i < taken; i += 1) list[to + i] = page[offset + head + i]!;
      to += taken;
      at = page[offset]!;
    }
  }

  /**
   * Puts everything in one run a term and forgets slots that `slotOf` gives -1 for; the others get the slot it gives, in the same
   * order.
   */
  function merge(terms: number, slotOf: ((slot: number) => number) | null): void {
    const next = new Uint32Array(entries.length + tail.entries);
    const from = new Uint32Array(terms + 1);
    let to = 0;
    for (let term = 0; term < terms; term += 1) {
      const start = to;
      if (term < based) {
        next.set(entries.subarray(starts[term]!, starts[term + 1]!), to);
        to += starts[term + 1]! - starts[term]!;
      }
      if (term < tail.counts.length && tail.counts[term]! > 0) {
        copyTail(term, next, to);
        to += tail.counts[term]!;
      }
      if (slotOf) {
        let kept = start;
        for (let i = start; i < to; i += 1) {
          const slot = slotOf(next[i]! >>> 8);
          if (slot >= 0) next[kept++] = (slot << 8) | (next[i]! & 255);
        }
        to = kept;
      }
      from[term + 1] = to;
    }
    entries = to === next.length ? next : next.slice(0, to);
    starts = from;
    based = terms;
    tail = newTail(terms);
  }

  return {
    add,
    countOf,
    listOf,
    merge,
    tailEntries: () => tail.entries,
    entries: () => entries.length + tail.entries,
    bytes: () => entries.byteLength + starts.byteLength + tail.pages.length * pageSize * 4 + tail.heads.byteLength * 3,
    state: (): PostingsState => ({ starts, entries }),
  };
}

const none = new Uint32Array(0);
