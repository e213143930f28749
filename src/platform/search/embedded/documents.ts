import type { SearchDocument } from '../search.ts';
import { copied } from './arrays.ts';
import { createIds, type IdsState } from './ids.ts';
import { nowhere } from './match.ts';

export type DocumentsState = {
  ids: IdsState;
  versions: Float64Array;
  digests: Float64Array;
  slots: Uint32Array;
  next: number;
  gone: [number, number][];
};
export type Documents = ReturnType<typeof createDocuments>;

/** Deleted documents whose version is remembered, so that what comes late does not bring them back. */
const mostGone = 200_000;

/**
 * Which document has which version and which slot of the texts. A change of the texts gives a document a new slot; the old one stays
 * behind empty until `compact`.
 */
export function createDocuments(state?: DocumentsState) {
  const ids = createIds(state?.ids);
  let versions = state?.versions ?? new Float64Array(1024);
  let digests = state?.digests ?? new Float64Array(1024);
  let slots = state?.slots ?? new Uint32Array(1024);
  let next = state?.next ?? 0;
  let count = 0;
  const gone = new Map<number, number>(state?.gone ?? []);
  for (let position = 0; position < ids.size(); position += 1) if (slots[position] !== nowhere) count += 1;

  function room(position: number): void {
    if (position < versions.length) return;
    const size = Math.ceil(versions.length * 1.5);
    versions = copied(versions, new Float64Array(size));
    digests = copied(digests, new Float64Array(size));
    slots = copied(slots, new Uint32Array(size));
  }

  return {
    count: () => count,
    /** Slots that were given out, empty ones too. */
    slots: () => next,
    /** The version that is known of an id, deleted or not; -1 when it never came. */
    versionOf(id: number): number {
      const position = ids.find(id);
      if (position >= 0 && slots[position] !== nowhere) return versions[position]!;
      return gone.get(id) ?? -1;
    },
    /** The slot of a document, or -1. */
    slotOf(id: number): number {
      const position = ids.find(id);
      return position < 0 || slots[position] === nowhere ? -1 : slots[position]!;
    },
    /** Takes note of a document. Whether its texts need indexing under a new slot; `before` is the one that is left empty, or -1. */
    put(document: SearchDocument): { slot: number; before: number; fresh: boolean } {
      const digest = digestOf(document);
      let position = ids.find(document.id);
      if (position < 0) {
        position = ids.add(document.id);
        room(position);
        slots[position] = nowhere;
      }
      gone.delete(document.id);
      versions[position] = document.version;
      const before = slots[position] === nowhere ? -1 : slots[position]!;
      if (before >= 0 && digests[position] === digest) return { slot: before, before: -1, fresh: false };
      digests[position] = digest;
      if (before < 0) count += 1;
      slots[position] = next;
      next += 1;
      return { slot: slots[position]!, before, fresh: true };
    },
    /** The slot that is left empty, or -1. */
    remove(id: number, version: number): number {
      gone.set(id, version);
      if (gone.size > mostGone) gone.delete(gone.keys().next().value!);
      const position = ids.find(id);
      if (position < 0 || slots[position] === nowhere) return -1;
      const slot = slots[position]!;
      slots[position] = nowhere;
      count -= 1;
      return slot;
    },
    /** Ids that are there with their slots. */
    *all(): Generator<{ id: number; slot: number; version: number }> {
      for (let position = 0; position < ids.size(); position += 1)
        if (slots[position] !== nowhere) yield { id: ids.idAt(position), slot: slots[position]!, version: versions[position]! };
    },
    gone: (): ReadonlyMap<number, number> => gone,
    /** Gives slots anew from 0 on, in their order; returns the new slot of each old one, or -1. */
    compact(): Int32Array {
      const moved = new Int32Array(next).fill(-1);
      for (let position = 0; position < ids.size(); position += 1) if (slots[position] !== nowhere) moved[slots[position]!] = position;
      next = 0;
      for (let slot = 0; slot < moved.length; slot += 1) {
        if (moved[slot]! < 0) continue;
        slots[moved[slot]!] = next;
        moved[slot] = next;
        next += 1;
      }
      return moved;
    },
    bytes: () => ids.bytes() + versions.byteLength + digests.byteLength + slots.byteLength,
    state: (): DocumentsState => ({
      ids: ids.state(),
      versions: versions.slice(0, ids.size()),
      digests: digests.slice(0, ids.size()),
      slots: slots.slice(0, ids.size()),
      next,
      gone: [...gone],
    }),
  };
}

/** Of the texts of all languages: 53 bits, so that two texts of a product agree by chance once in 10^15 changes. */
function digestOf({ languages }: SearchDocument): number {
  let high = 0x811c9dc5;
  let low = 0x01234567;
  const take = (text: string) => {
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      high = Math.imul(high ^ code, 0x01000193);
      low = Math.imul(low ^ code, 0x85ebca6b) ^ (low >>> 13);
    }
    high = Math.imul(high ^ 0xffff, 0x01000193);
  };
  for (const [language, { text }] of Object.entries(languages)) {
    take(language);
    take(text.title);
    take(text.topics);
    take(text.attributes);
    take(text.description);
    for (const code of text.codes) take(code);
  }
  return (high >>> 0) * 2 ** 21 + ((low >>> 0) & 0x1fffff);
}
