import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { CLOCK_MOVED, openTestClock } from './index.ts';

const db = await testDatabase({ transactions: 4 });
const other = await openTestClock(db);
after(() => other.close());

const until = async (what: () => boolean) => {
  for (let i = 0; i < 1000 && !what(); i += 1) await new Promise((next) => setTimeout(next, 5));
  assert.ok(what());
};

test('a time that stands still is the same in every process, and later ones find it', async () => {
  let moves = 0;
  const clock = await openTestClock(db, { onMove: () => (moves += 1) });
  const before = moves;
  await clock.set(new Date('2027-03-01T12:00:00Z'), false);
  assert.equal(clock.now().toISOString(), '2027-03-01T12:00:00.000Z');
  assert.ok(moves > before);
  await until(() => other.now().toISOString() === '2027-03-01T12:00:00.000Z');
  const third = await openTestClock(db);
  assert.equal(third.now().toISOString(), '2027-03-01T12:00:00.000Z');
  await third.close();
  await clock.close();
});

test('a time that runs goes on from where it was set, and null is the time of the system', async () => {
  await other.set(new Date('2030-01-01T00:00:00Z'), true);
  assert.ok(other.now() >= new Date('2030-01-01T00:00:00Z') && other.now() < new Date('2030-01-01T01:00:00Z'));
  await other.set(null, true);
  assert.deepEqual(other.state(), { offsetMs: 0 });
  const events = await db.query<{ n: number }>({ name: '', text: 'select count(*)::int as n from outbox where type = $1' }, [CLOCK_MOVED]);
  assert.equal(events[0]?.n, 3);
});
