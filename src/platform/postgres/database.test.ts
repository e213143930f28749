import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { json, sql } from './index.ts';

const db = await testDatabase();

test('values come back in the types the interface promises', async () => {
  const rows = await db.query(
    sql(
      'test.types',
      `select 9007199254740991::int8 as big, array[1, 2, null]::int8[] as bigs, 1.50::numeric as exact, true as flag,
       '2026-02-03T04:05:06Z'::timestamptz as moment, '2026-02-03'::date as day, '2026-02-03 04:05:06'::timestamp as local,
       $1::jsonb as document, '\\x00ff'::bytea as bytes, null::text as nothing`,
    ),
    [json([1, { a: 'b' }])],
  );
  assert.deepEqual(rows, [
    {
      big: 9007199254740991,
      bigs: [1, 2, null],
      exact: '1.50',
      flag: true,
      moment: new Date('2026-02-03T04:05:06Z'),
      day: '2026-02-03',
      local: '2026-02-03 04:05:06',
      document: [1, { a: 'b' }],
      bytes: Buffer.from([0, 255]),
      nothing: null,
    },
  ]);
});
