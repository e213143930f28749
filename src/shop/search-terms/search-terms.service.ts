import { type Clock, systemClock } from '../../kernel/clock.ts';
import type { Keys } from '../../platform/keys/index.ts';
import type { CountedTerm, SearchTermStore } from './search-term.store.ts';
import { type TermPlace, type TermSort, termOf } from './search-term.ts';

const FLUSH_MS = 5000;
/** Different terms that wait; what is new beyond them is not counted, so that a flood of nonsense costs no memory. */
const MOST_WAITING = 5000;
const MOST_A_CALL = 500;
const KEPT_DAYS = 400;
const RARE_DAYS = 30;
const DAY_MS = 86_400_000;

export type SearchTerms = ReturnType<typeof createSearchTerms>;

/**
 * Counts what is searched for. Counting is done in memory and written every few seconds, off the way of the answer; what a process that
 * is killed had not written yet is lost.
 */
export function createSearchTerms({ store, keys, clock = systemClock }: { store: SearchTermStore; keys: Keys; clock?: Clock }) {
  let waiting = new Map<string, CountedTerm>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

  const entryOf = ({ market, language }: TermPlace, typed: string): CountedTerm | null => {
    const term = termOf(typed);
    if (term === null) return null;
    const name = `${market} ${language} ${term}`;
    const known = waiting.get(name);
    if (known) return known;
    if (waiting.size >= MOST_WAITING) return null;
    const fresh = { market, language, term, hash: keys.lookup('search-term', name), searches: 0, withoutResult: 0, clicks: 0 };
    waiting.set(name, fresh);
    return fresh;
  };

  const write = async (terms: readonly CountedTerm[], day: string) => {
    for (let at = 0; at < terms.length; at += MOST_A_CALL) await store.count(terms.slice(at, at + MOST_A_CALL), day);
  };

  /** Writes what waits. Throws what the database says; those counts are given up. */
  const flush = (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    const terms = [...waiting.values()];
    waiting = new Map();
    const day = dayOf(clock.now().getTime());
    const done = writing.then(() => write(terms, day));
    writing = done.catch(() => undefined);
    return done;
  };

  const flushSoon = () => {
    timer ??= setTimeout(() => void flush().catch(() => undefined), FLUSH_MS).unref();
  };

  return {
    /** Somebody has searched, and so many products were found. */
    heard({ market, language, q, total }: TermPlace & { q: string; total: number }): void {
      const entry = entryOf({ market, language }, q);
      if (!entry) return;
      entry.searches += 1;
      if (total === 0) entry.withoutResult += 1;
      flushSoon();
    },
    /** Somebody has opened a product that this search had found. */
    clicked({ market, language, q }: TermPlace & { q: string }): void {
      const entry = entryOf({ market, language }, q);
      if (!entry) return;
      entry.clicks += 1;
      flushSoon();
    },
    flush,
    /** @param from @param to days, `YYYY-MM-DD`, both included; default the last 30 */
    report(asked: Partial<TermPlace> & { from?: string; to?: string; sort?: TermSort; limit?: number }) {
      const now = clock.now().getTime();
      const { from = dayOf(now - 29 * DAY_MS), to = dayOf(now), market, language, sort = 'searches', limit = 100 } = asked;
      return store.report({ from, to, market: market ?? null, language: language ?? null, sort, limit });
    },
    /** Job, daily: what is older than 400 days, and rare terms after 30. */
    sweep(): Promise<number> {
      const now = clock.now().getTime();
      return store.sweep(dayOf(now - KEPT_DAYS * DAY_MS), dayOf(now - RARE_DAYS * DAY_MS));
    },
  };
}
