import assert from 'node:assert/strict';
import { finished } from 'node:stream/promises';
import { test } from 'node:test';
import { testDatabase } from '../../../../test/support/database.ts';
import { termsBytes, termsOf } from './analysis.ts';
import { copyHead, copyTail, field, int4, int4Array, int8, rowOfColumns, text, timestamptz } from './binary.ts';

test('values in binary form are what their texts would be', async () => {
  const db = await testDatabase();
  const words = {
    title: "Größe 日本 'Œuvre' straße",
    topics: 'Größen größe',
    attributes: '',
    description: `${'echo '.repeat(299)}last`,
    codes: ['TN-2110', 'ÄÖ-7'],
  };
  const rows: string[] = [];
  const given = [
    { n: -1, big: -(2 ** 40) - 5, at: '1969-07-20T20:17:40.123Z', list: [] as number[], said: 'Größe 😀\n\\t' },
    { n: 2 ** 31 - 1, big: 2 ** 53 - 1, at: '2026-10-01T00:00:00.001Z', list: [1, -2, 2 ** 31 - 1], said: '' },
  ];
  for (const { n, big, at, list, said } of given)
    rows.push(
      rowOfColumns(6) +
        int4(n) +
        int8(big) +
        timestamptz(at) +
        int4Array(list) +
        text(said) +
        field(termsOf(words, 'de', { form: termsBytes }).terms),
    );
  const said = await db.transaction(async (tx) => {
    await tx.exec(
      'create temporary table copied (n integer, big bigint, at timestamptz, list integer[], said text, terms tsvector) on commit drop',
    );
    const stream = tx.copyFrom('copy copied from stdin (format binary)');
    stream.end(Buffer.from(copyHead + rows.join('') + copyTail, 'latin1'));
    await finished(stream);
    return tx.query<{ n: number; big: string; at: string; list: number[]; said: string; same: boolean; places: number }>({
      name: '',
      text: `select n, big::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, list, said,
               terms = '${termsOf(words, 'de').terms.replaceAll("'", "''")}'::tsvector as same,
               (select cardinality(positions) from unnest(terms) where lexeme = 'echo' or lexeme = 'ech') as places
             from copied order by n`,
    });
  });
  assert.deepEqual(
    said,
    given.map((row) => ({ ...row, big: String(row.big), same: true, places: 256 })),
  );
});
