import type { SearchDocument, SearchRequest, SearchSettings, SuggestRequest } from '../search.ts';
import { countOf, has, positionsOf } from './bits.ts';
import { type BrowseAnswer, type BrowseQuestion, browse, type Counter } from './browse.ts';
import { type CodesState, createCodes } from './codes.ts';
import { countingFor } from './collect.ts';
import type { Tally } from './columns.ts';
import { createDocuments, type DocumentsState } from './documents.ts';
import { type Matched, match, meet, nothingMatched, nowhere, type Scratch, scratchFor } from './match.ts';
import { aboveAll, type Found, keyNumber, keyText, ordered } from './page.ts';
import { createLexicon, type Lexicon, partsOf, planOf } from './plan.ts';
import { ADDITION, asksForThings } from './rerank.ts';
import { createSegment, type Segment, type SegmentState } from './segment.ts';
import { type Synonyms, synonymsOf } from './synonyms.ts';
import { createTextIndex, type TextState } from './text-index.ts';
import { createTypos } from './typos.ts';

export type EngineOptions = SearchSettings & {
  /** Lines of synonyms by language, see `synonymsOf`. */
  synonyms?: Readonly<Record<string, string>>;
};

/** All there is in an engine, for a snapshot; valid until its next change. */
export type EngineState = {
  documents: DocumentsState;
  codes: CodesState;
  texts: Record<string, TextState>;
  segments: Record<string, { segment: SegmentState; placeOf: Uint32Array }>;
};

export type Engine = ReturnType<typeof createEngine>;

/** Up to so many documents of a category are looked at one by one. */
const mostOneByOne = 3000;

/** The index in memory: everything at once and without a wait. Not to be called again from within. */
export function createEngine(options: EngineOptions = {}, state: EngineState | null = null) {
  const uncounted = new Set(options.uncounted ?? []);
  const fewHits = options.fewHits ?? 1;
  const documents = createDocuments(state?.documents);
  const codes = createCodes(state?.codes);
  const lexicons = new Map<string, Lexicon>();
  const segments = new Map<string, { segment: Segment; placeOf: Uint32Array }>();
  const synonyms = new Map<string, Synonyms>();
  const tallies = new WeakMap<Tally, ReadonlyMap<string, ReadonlyMap<string, number>>>();
  let scratch: Scratch = scratchFor(1024);

  function lexiconOf(language: string, from?: TextState): Lexicon {
    let lexicon = lexicons.get(language);
    if (!lexicon) {
      const text = createTextIndex(language, from);
      const said = synonyms.get(language) ?? synonymsOf(options.synonyms?.[language] ?? '', language);
      synonyms.set(language, said);
      const typos = createTypos(text.dictionary, {
        documentsOf: (word) => text.countOf(text.termAt(word)),
        documents: () => text.documents(),
      });
      lexicon = createLexicon(text, said, typos);
      lexicons.set(language, lexicon);
    }
    return lexicon;
  }

  function segmentOf(name: string): { segment: Segment; placeOf: Uint32Array } {
    let known = segments.get(name);
    if (!known) {
      known = { segment: createSegment(uncounted), placeOf: new Uint32Array(1024).fill(nowhere) };
      segments.set(name, known);
    }
    return known;
  }

  function place(name: string, slot: number, position: number): void {
    const known = segmentOf(name);
    if (slot >= known.placeOf.length) {
      const wide = new Uint32Array(Math.ceil((slot + 1) * 1.5)).fill(nowhere);
      wide.set(known.placeOf);
      known.placeOf = wide;
    }
    known.placeOf[slot] = position;
  }

  function empty(slot: number): void {
    for (const { placeOf } of segments.values()) if (slot < placeOf.length) placeOf[slot] = nowhere;
  }

  for (const [language, text] of Object.entries(state?.texts ?? {})) lexiconOf(language, text);
  for (const [name, { segment, placeOf }] of Object.entries(state?.segments ?? {}))
    segments.set(name, { segment: createSegment(uncounted, segment), placeOf });

  /** Whether the document is newer than what is known of it, and was taken. */
  function put(document: SearchDocument): boolean {
    if (documents.versionOf(document.id) >= document.version) return false;
    const { slot, before, fresh } = documents.put(document);
    if (fresh) {
      if (before >= 0) empty(before);
      for (const [language, { text }] of Object.entries(document.languages)) lexiconOf(language).text.add(slot, text);
      codes.add(slot, [...new Set(Object.values(document.languages).flatMap(({ text }) => text.codes))]);
    }
    for (const [name, { segment }] of segments)
      if (!(name in document.segments)) {
        segment.remove(document.id);
        place(name, slot, nowhere);
      }
    const row = {
      id: document.id,
      popularity: document.popularity,
      createdAtMs: Date.parse(document.createdAt),
      rating: Math.round((document.rating ?? -1) * 1000),
    };
    for (const [name, part] of Object.entries(document.segments)) {
      const { segment } = segmentOf(name);
      segment.put(part, row);
      place(name, slot, segment.columns.positionOf(document.id));
    }
    return true;
  }

  function remove(id: number, version: number): void {
    if (documents.versionOf(id) >= version) return;
    const slot = documents.remove(id, version);
    if (slot < 0) return;
    empty(slot);
    for (const { segment } of segments.values()) segment.remove(id);
  }

  function search(request: SearchRequest): Found {
    const known = segments.get(request.segment);
    if (!known) return nothing(request.counts);
    const text = request.text?.trim() ?? '';
    if (text !== '') return searchText(known, text, request);
    const { rules, ranges } = request;
    const plain = !rules?.pin?.length && !rules?.hide?.length && !rules?.weigh?.length && Object.keys(ranges ?? {}).length === 0;
    return plain && known.segment.numbers.size === 0
      ? (browseFew(known.segment, request) ?? browseAll(known.segment, request))
      : browseByRules(known.segment, request);
  }

  /** Few documents are looked at one by one; of many, sets of bits and kept counts are cheaper. */
  function browseFew(segment: Segment, request: SearchRequest): Found | null {
    const { within, sort } = request;
    if (!within) return null;
    const { columns } = segment;
    const positions = columns.listOf(segment.find(within.field, within.value));
    if (positions.length > mostOneByOne) return null;
    return ordered(
      segment,
      { positions, count: positions.length, scores: null, slots: null, plan: null, text: null },
      { ...request, sort: sort === 'relevance' ? 'popular' : sort },
    );
  }

  function browseAll(segment: Segment, request: SearchRequest): Found {
    const { columns } = segment;
    const filters = Object.entries(request.filters ?? {}).filter(([, values]) => values.length > 0);
    const sort = request.sort === 'relevance' ? 'popular' : request.sort;
    const question: BrowseQuestion = {
      scope: request.within ? segment.find(request.within.field, request.within.value) : null,
      filters: filters.map(([field, values]) => values.map((value) => segment.find(field, value))),
      price: request.price ?? null,
      sort,
      offset: request.offset,
      limit: request.limit,
      after: request.after ? { key: keyNumber(request.after[0]), id: request.after[1] } : null,
      counts: request.counts,
    };
    const counter = counterOf(
      segment,
      filters.map(([field]) => field),
    );
    const answer = counter ? browse(columns, question, counter) : browse(columns, question);
    return {
      total: answer.total,
      ids: answer.ids,
      keys: answer.ids.map((id, i) => [keyText(sort, answer.keys[i]!), id] as const),
      counts: countsOf(segment, answer, filters),
      price: answer.found ? answer.price : null,
      ranges: new Map(),
      corrected: null,
      better: null,
    };
  }

  function countsOf(segment: Segment, answer: BrowseAnswer, filters: readonly (readonly [string, unknown])[]): Found['counts'] {
    if (!answer.found) return null;
    let all = tallies.get(answer.found);
    if (!all) {
      all = named(segment, answer.found, null);
      tallies.set(answer.found, all);
    }
    if (filters.length === 0) return all;
    const counts = new Map(all);
    for (const [i, [field]] of filters.entries()) {
      const own = named(segment, answer.own[i]!, field).get(field);
      if (own) counts.set(field, own);
      else counts.delete(field);
    }
    return counts;
  }

  function browseByRules(segment: Segment, request: SearchRequest): Found {
    const { length } = segment.columns.raw();
    const all = segment.columns.scopeBits(null);
    const positions = new Uint32Array(length);
    let count = 0;
    for (let position = 0; position < length; position += 1) if (has(all, position)) positions[count++] = position;
    return ordered(segment, { positions, count, scores: null, slots: null, plan: null, text: null }, request);
  }

  function searchText(known: { segment: Segment; placeOf: Uint32Array }, asked: string, request: SearchRequest, completing = false): Found {
    const { segment, placeOf } = known;
    const lexicon = lexicons.get(request.language);
    if (!lexicon) return nothing(request.counts);
    if (scratch.mark.length < documents.slots()) scratch = scratchFor(Math.ceil(documents.slots() * 1.5));
    const { whole, begun } = codes.find(asked);
    const coded = new Map<number, number>();
    for (const slot of begun) coded.set(slot, aboveAll.begun);
    for (const slot of whole) coded.set(slot, aboveAll.code);
    for (const slot of coded.keys()) if ((placeOf[slot] ?? nowhere) === nowhere) coded.delete(slot);
    const plan = planOf(lexicon, asked, { completing });
    const exact = coded.size > 0;
    let matched: Matched = exact && plan.corrected !== null ? nothingMatched : match(lexicon.text, plan, { how: 'all', scratch, placeOf });
    const parts = plan.groups.filter((group) => !group.common).length || plan.groups.length;
    if (!exact && matched.count < fewHits && parts > 1) matched = match(lexicon.text, plan, { how: 'any', scratch, placeOf });
    if (asksForThings(lexicon.text, plan, matched)) lowerAdditions(lexicon.text.additions(), matched);
    const { slots, scores, positions, count: length } = coded.size > 0 ? withCodes(matched, coded, placeOf) : matched;
    const found = ordered(segment, { positions, count: length, scores, slots, plan, text: lexicon }, request);
    const mended = found.total > 0 || length > 0;
    return { ...found, corrected: mended && !exact ? plan.corrected : null, better: mended && !exact ? plan.better : null };
  }

  /** What was typed with its last word completed, and documents for it. One letter alone shows words only. */
  function suggest({ segment, language, text, limit }: SuggestRequest): { completions: string[]; ids: number[] } {
    const parts = partsOf(text).map(({ word }) => word);
    const last = parts.at(-1);
    const known = segments.get(segment);
    const lexicon = lexicons.get(language);
    if (last === undefined || !known || !lexicon) return { completions: [], ids: [] };
    const head = parts.slice(0, -1);
    const index = lexicon.text;
    const rest = head.map((word) => index.find(word)).filter((term) => index.countOf(term) > 0);
    const begun = index.order.beginning(last, head.length > 0 ? limit * 4 : limit);
    const completions: string[] = [];
    for (let i = 0; i < begun.length && completions.length < limit; i += 1) {
      const word = begun[i]!;
      if (rest.length === 0 || meet(index, [...rest, index.termAt(word)]))
        completions.push([...head, index.dictionary.wordOf(word)].join(' '));
    }
    if (last.length < 3 && head.length === 0) return { completions, ids: [] };
    const request: SearchRequest = { segment, language, text, sort: 'relevance', offset: 0, limit, counts: false };
    const found = searchText(known, text, request, true);
    return { completions, ids: found.ids };
  }

  /** Puts in order what came since, when that is much; called when nothing waits. */
  function settle(): void {
    for (const { text } of lexicons.values()) {
      if (text.postings.tailEntries() > Math.max(50_000, text.postings.entries() * 0.1)) text.compact(null);
      text.order.refresh();
    }
    codes.prepare();
    for (const { segment } of segments.values()) {
      segment.columns.prepare();
      segment.fieldColumns.prepare();
    }
  }

  return {
    put,
    remove,
    search,
    suggest,
    settle,
    versionOf: documents.versionOf,
    documents,
    countScopes(name: string, field: string): Map<string, number> {
      const segment = segments.get(name)?.segment;
      return (segment && named(segment, segment.columns.scopeTally(null), field).get(field)) ?? new Map();
    },
    isIn: (name: string, id: number): boolean => (segments.get(name)?.segment.columns.positionOf(id) ?? -1) >= 0,
    lexicon: (language: string): Lexicon | undefined => lexicons.get(language),
    /** Puts what came since in order; with `slots`, slots that are no longer used are given up too. */
    compact({ slots = false }: { slots?: boolean } = {}): void {
      const moved = slots ? documents.compact() : null;
      const slotOf = moved ? (slot: number) => moved[slot]! : null;
      for (const { text } of lexicons.values()) text.compact(slotOf);
      if (!moved) return;
      codes.compact((slot) => moved[slot] ?? -1);
      for (const known of segments.values()) {
        const placeOf = new Uint32Array(Math.max(1024, documents.slots())).fill(nowhere);
        for (let slot = 0; slot < moved.length; slot += 1) if (moved[slot]! >= 0) placeOf[moved[slot]!] = known.placeOf[slot] ?? nowhere;
        known.placeOf = placeOf;
      }
    },
    state(): EngineState {
      for (const { text } of lexicons.values()) text.compact(null);
      return {
        documents: documents.state(),
        codes: codes.state(),
        texts: Object.fromEntries([...lexicons].map(([language, { text }]) => [language, text.state()])),
        segments: Object.fromEntries(
          [...segments].map(([name, { segment, placeOf }]) => [
            name,
            { segment: segment.state(), placeOf: placeOf.slice(0, documents.slots()) },
          ]),
        ),
      };
    },
    bytes(): Record<string, number> {
      const sizes: Record<string, number> = { documents: documents.bytes(), codes: codes.bytes() };
      for (const [language, { text }] of lexicons) sizes[`text ${language}`] = text.bytes();
      for (const [name, { segment, placeOf }] of segments) sizes[`segment ${name}`] = segment.columns.bytes() + placeOf.byteLength;
      return sizes;
    },
  };
}

/** What is made for the things that are asked for comes after them, but not below what has fewer words. */
function lowerAdditions(additions: Uint8Array, { slots, scores, count }: Matched): void {
  for (let i = 0; i < count; i += 1) {
    if (!additions[slots[i]!]) continue;
    const score = scores[i]!;
    scores[i] = score >= aboveAll.words ? aboveAll.words + (score - aboveAll.words) * ADDITION.factor : score * ADDITION.factor;
  }
}

/** With the documents that have the code that was typed. */
function withCodes(matched: Matched, coded: ReadonlyMap<number, number>, placeOf: Uint32Array): Matched {
  const slots = new Uint32Array(matched.count + coded.size);
  const scores = new Float32Array(slots.length);
  slots.set(matched.slots.subarray(0, matched.count));
  scores.set(matched.scores.subarray(0, matched.count));
  let count = matched.count;
  for (const [slot, score] of coded) {
    const at = matched.slots.subarray(0, matched.count).indexOf(slot);
    if (at >= 0) scores[at]! += score;
    else {
      slots[count] = slot;
      scores[count] = score;
      count += 1;
    }
  }
  return { slots, scores, positions: slots.map((slot) => placeOf[slot]!), count };
}

function nothing(counts: boolean): Found {
  return { total: 0, ids: [], keys: [], counts: counts ? new Map() : null, price: null, ranges: new Map(), corrected: null, better: null };
}

/** By columns of fields, where they are made: of the field of a filter alone, or of all. */
function counterOf(segment: Segment, fields: readonly string[]): Counter | null {
  const { columns, fieldColumns } = segment;
  if (!fieldColumns.isMade()) return null;
  const numbers = fields.map((field) => segment.fieldNumber(field));
  return (bits, filter) => {
    const { valueAt } = columns.raw();
    const total = countOf(bits);
    const positions = positionsOf(bits, total);
    const { counted, touched } = countingFor(valueAt.length);
    const touches = fieldColumns.count(positions, total, filter === null ? null : numbers[filter]!, { counted, touched, touches: 0 });
    const counts: [number, number][] = [];
    for (let i = 0; i < touches; i += 1) {
      const at = touched[i]!;
      counts.push([valueAt[at]!, counted[at]!]);
      counted[at] = 0;
    }
    const { min, max } = filter === null ? columns.priceBounds(bits) : { min: 1, max: 0 };
    return { total, counts, price: min > max ? null : { min, max } };
  };
}

/** Counts by name; of one field alone when it is named. */
function named(segment: Segment, { counts }: Tally, only: string | null): Map<string, Map<string, number>> {
  const result = new Map<string, Map<string, number>>();
  for (const [value, count] of counts) {
    const name = segment.nameOf(value);
    if (!name.counted || (only !== null && name.field !== only)) continue;
    const values = result.get(name.field);
    if (values) values.set(name.value, count);
    else result.set(name.field, new Map([[name.value, count]]));
  }
  return result;
}
