import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COUNT_BASE, createCounts } from './counts.ts';
import { createTally, mergedScopes, type RunReader, type ScopeCounts, type TallyPiece } from './tally.ts';

type Entry = { scopes: number[]; facets: number[]; price: number };

/** Some entries in scopes 1 (all of them), 10, 20 ... with as many values as fill a table several times. */
function entriesOf(count: number, values: number): Entry[] {
  return Array.from({ length: count }, (_, i) => {
    const scope = 10 * (1 + (i % 7));
    const value = 1_000_000 + ((i * 7919) % values);
    return { scopes: [1, scope, -3], facets: [-3, 1, scope, value, value + values], price: 100 + ((i * 31) % 997) };
  });
}

function countedByHand(entries: readonly Entry[]): ScopeCounts[] {
  const ids = [...new Set(entries.flatMap(({ scopes }) => scopes))].sort((a, b) => a - b);
  return ids.map((id) => {
    const own = entries.filter(({ scopes }) => scopes.includes(id));
    const counts = new Map<number, number>();
    for (const { facets } of own) for (const value of facets) if (value > 0) counts.set(value, (counts.get(value) ?? 0) + 1);
    const sorted = [...counts].sort((a, b) => a[0] - b[0]);
    return {
      id,
      total: counts.get(id) ?? 0,
      value_ids: sorted.map(([value]) => value),
      counts: sorted.map(([, count]) => count),
      price_min: Math.min(...own.map(({ price }) => price)),
      price_max: Math.max(...own.map(({ price }) => price)),
    };
  });
}

function readersOf(pieces: readonly TallyPiece[], runs: number): RunReader[] {
  return Array.from({ length: runs }, (_, run) => async (place: number) => {
    // Somewhere in a larger buffer, as from the driver.
    const piece = pieces.find((each) => each.run === run && each.place === place);
    return piece ? Buffer.concat([Buffer.from('x'), piece.bytes]).subarray(1) : null;
  });
}

async function merged(readers: readonly RunReader[]): Promise<ScopeCounts[]> {
  const all: ScopeCounts[] = [];
  for await (const some of mergedScopes(readers)) all.push(...some);
  return all;
}

test('counts of several tallies, each put aside several times, are what counting by hand gives', async () => {
  const entries = entriesOf(4000, 1500);
  const readers: RunReader[] = [];
  for (const half of [entries.slice(0, 1700), entries.slice(1700)]) {
    const tally = createTally({ slots: 2048 });
    const pieces: TallyPiece[] = [];
    for (const [i, entry] of half.entries()) {
      tally.add({ words: [], entries: [entry] });
      if (i % 100 === 0) pieces.push(...tally.taken());
    }
    pieces.push(...tally.taken({ all: true }));
    assert.ok(tally.runs() > 2, `${tally.runs()} runs`);
    readers.push(...readersOf(pieces, tally.runs()));
  }
  assert.deepEqual(await merged(readers), countedByHand(entries));
});

test('a tally without documents puts nothing aside', async () => {
  const tally = createTally();
  assert.deepEqual(tally.taken({ all: true }), []);
  assert.equal(tally.runs(), 0);
  assert.deepEqual(await merged([]), []);
});

test('a drained table begins anew', () => {
  const counts = createCounts(64);
  counts.add([5], [5, 7, 7, -9], 300);
  counts.add([5], [7], 200);
  const told = () => counts.drain().map(({ counted, ...rest }) => ({ ...rest, counted: [...counted] }));
  assert.deepEqual(told(), [{ scope: 5, min: 200, max: 300, counted: [5 * COUNT_BASE + 1, 7 * COUNT_BASE + 3] }]);
  assert.deepEqual(told(), []);
  counts.add([6], [7], 1);
  assert.deepEqual(told(), [{ scope: 6, min: 1, max: 1, counted: [7 * COUNT_BASE + 1] }]);
});
