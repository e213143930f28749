import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gather } from './gather.ts';

/** Batches wait until `open` is called, in turn. */
function gated(fail: (items: readonly number[]) => boolean = () => false) {
  const batches: number[][] = [];
  const gates: (() => void)[] = [];
  const run = async (items: readonly number[]) => {
    batches.push([...items]);
    await new Promise<void>((open) => gates.push(open));
    if (fail(items)) throw new Error(`not with ${items.join()}`);
    return items.map((item) => item * 10);
  };
  return { batches, run, open: () => gates.shift()?.() };
}

const turn = () => new Promise<void>((done) => setImmediate(() => setImmediate(done)));

test('calls of one turn go together, later ones while a batch is under way go into the next', async () => {
  const { batches, run, open } = gated();
  const call = gather({ run, most: 10, atOnce: 1 });
  const first = [call(1), call(2)];
  await turn();
  const second = [call(3), call(4), call(5)];
  await turn();
  assert.deepEqual(batches, [[1, 2]]);
  open();
  assert.deepEqual(await Promise.all(first), [10, 20]);
  await turn();
  assert.deepEqual(batches, [
    [1, 2],
    [3, 4, 5],
  ]);
  open();
  assert.deepEqual(await Promise.all(second), [30, 40, 50]);
});

test('a batch holds at most so many, and only so many are under way', async () => {
  const { batches, run, open } = gated();
  const call = gather({ run, most: 2, atOnce: 2 });
  const all = Promise.all([1, 2, 3, 4, 5].map(call));
  await turn();
  assert.deepEqual(batches, [
    [1, 2],
    [3, 4],
  ]);
  open();
  await turn();
  assert.deepEqual(batches.at(-1), [5]);
  open();
  open();
  assert.deepEqual(await all, [10, 20, 30, 40, 50]);
});

test('a batch begins beside another one only when enough are waiting', async () => {
  const { batches, run, open } = gated();
  const call = gather({ run, most: 10, leastBeside: 3 });
  const first = call(1);
  await turn();
  const few = [call(2), call(3)];
  await turn();
  assert.deepEqual(batches, [[1]]);
  const enough = call(4);
  await turn();
  assert.deepEqual(batches, [[1], [2, 3, 4]]);
  open();
  open();
  assert.deepEqual(await Promise.all([first, ...few, enough]), [10, 20, 30, 40]);
});

test('one that spoils its batch fails alone', async () => {
  const call = gather<number, number>({
    most: 10,
    run: async (items) => {
      if (items.includes(3)) throw new Error('three');
      return items.map((item) => item * 10);
    },
  });
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(call));
  assert.deepEqual(
    outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason.message)),
    [10, 20, 'three', 40],
  );
});

test('a batch that answers too little is nobody’s answer', async () => {
  const call = gather<number, number>({ most: 10, run: async (items) => items.slice(1) });
  await assert.rejects(call(1), /A batch of 1 gave 0 results/);
});
