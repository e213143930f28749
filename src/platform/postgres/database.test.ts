import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { connectionShares, json, openDatabase, type Sql, sql } from './index.ts';

const db = await testDatabase({ reads: 3, transactions: 3 });
const unnamed = (text: string): Sql => ({ name: '', text });
const one = sql('database_test.one', 'select $1::int as n');
const addTo = sql('database_test.add_to', 'update account set balance = balance + $2 where id = $1');
const balances = sql('database_test.balances', 'select id, balance from account order by id');

await db.transaction((tx) =>
  tx.exec(
    'create table account (id int primary key, balance int not null check (balance >= 0)); insert into account values (1, 10), (2, 10)',
  ),
);

test('values come back in the types the interface promises', async () => {
  const rows = await db.query(
    sql(
      'database_test.types',
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

test('an integer that a number cannot hold is an error, and the connection goes on', async () => {
  await assert.rejects(db.query(sql('database_test.too_big', 'select 9007199254740993::int8 as n')), RangeError);
  assert.deepEqual(await db.query(one, [7]), [{ n: 7 }]);
});

test('a thousand statements at once come back each with its own answer, over no more than the allowed connections', async () => {
  const answers = await Promise.all(Array.from({ length: 1000 }, (_, n) => db.query<{ n: number }>(one, [n])));
  assert.deepEqual(
    answers.map(([row]) => row!.n),
    Array.from({ length: 1000 }, (_, n) => n),
  );
  assert.ok(db.stats().reads.connected <= 3);
  assert.equal(db.stats().reads.inFlight, 0);
});

test('a failing statement between others spoils none of them', async () => {
  const broken = sql('database_test.broken', 'select 1 / $1::int as n');
  const results = await Promise.allSettled([db.query(one, [1]), db.query(broken, [0]), db.query(broken, [1]), db.query(one, [2])]);
  assert.deepEqual(
    results.map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as { code: string }).code)),
    [[{ n: 1 }], '22012', [{ n: 1 }], [{ n: 2 }]],
  );
});

test('a value that cannot be written as a parameter is refused, and its statement goes on working', async () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const echo = sql('database_test.echo', 'select $1::text as text');
  await assert.rejects(db.query(echo, [circular]), TypeError);
  assert.deepEqual(await db.query(echo, ['well']), [{ text: 'well' }]);
});

test('a statement whose table has changed is prepared anew', async () => {
  await db.transaction((tx) => tx.exec('create table shape (a int); insert into shape values (1)'));
  const all = sql('database_test.shape', 'select * from shape');
  assert.deepEqual(await db.query(all), [{ a: 1 }]);
  await db.transaction((tx) => tx.exec("alter table shape add column b text default 'new'"));
  assert.deepEqual(await db.query(all), [{ a: 1, b: 'new' }]);
});

test('connections that the server ends are replaced', async () => {
  await db.query(one, [1]);
  await db.transaction((tx) =>
    tx.query(
      sql(
        'database_test.end_others',
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      ),
    ),
  );
  while (db.stats().reads.connected > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(await db.query(one, [2]), [{ n: 2 }]);
});

test('a transaction that throws leaves nothing behind and hands its error on unchanged', async () => {
  const error = new Error('changed my mind');
  await assert.rejects(
    db.transaction(async (tx) => {
      await tx.query(addTo, [1, 100]);
      throw error;
    }),
    error,
  );
  assert.deepEqual(await db.query(balances), [
    { id: 1, balance: 10 },
    { id: 2, balance: 10 },
  ]);
});

test('statements asked for at once in a transaction run one after another', async () => {
  const order = await db.transaction((tx) =>
    Promise.all(
      [1, 2, 3].map((n) =>
        tx.query(sql('database_test.order', 'select $1::int as n, pg_current_xact_id_if_assigned() is null as reading'), [n]),
      ),
    ),
  );
  assert.deepEqual(order.flat(), [
    { n: 1, reading: true },
    { n: 2, reading: true },
    { n: 3, reading: true },
  ]);
});

test('a transaction that has ended takes no further statement', async () => {
  let kept: Parameters<Parameters<typeof db.transaction>[0]>[0] | undefined;
  await db.transaction(async (tx) => {
    kept = tx;
  });
  await assert.rejects(kept!.query(one, [1]), /has ended/);
});

test('a deadlock is run again when it is asked to be, and both changes are made', async () => {
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  let runs = 0;
  const move = (from: number, to: number, mine: () => void, other: Promise<void>) =>
    db.transaction(
      async (tx) => {
        runs += 1;
        await tx.query(addTo, [from, -1]);
        mine();
        await other;
        await tx.query(addTo, [to, 1]);
      },
      { retries: 5 },
    );
  await Promise.all([move(1, 2, first.resolve, second.promise), move(2, 1, second.resolve, first.promise)]);
  assert.equal(runs, 3);
  assert.deepEqual(await db.query(balances), [
    { id: 1, balance: 10 },
    { id: 2, balance: 10 },
  ]);
});

test('read-only transactions refuse changes, and a time limit ends a long statement', async () => {
  await assert.rejects(
    db.transaction((tx) => tx.query(addTo, [1, 1]), { readOnly: true }),
    { code: '25006' },
  );
  await assert.rejects(
    db.transaction((tx) => tx.query(unnamed('select pg_sleep(30)')), { statementTimeoutMs: 20 }),
    { code: '57014' },
  );
});

test('who waits too long for a connection is told so', async () => {
  const small = await openDatabase({ url: db.url, dataDir: '', transactions: 1, poolWaitMs: 500 });
  const gate = Promise.withResolvers<void>();
  const held = small.transaction(() => gate.promise);
  await assert.rejects(
    small.transaction(async () => undefined),
    { code: 'database_busy' },
  );
  gate.resolve();
  await held;
  await small.close();
});

test('rows are copied in and out as streams', async () => {
  const text = await db.transaction(async (tx) => {
    await tx.exec('create temp table copied (n int, word text) on commit drop');
    await pipeline(Readable.from(['1\tone\n', '2\t', 'two\n']), tx.copyFrom('copy copied from stdin'));
    const chunks: Buffer[] = [];
    for await (const chunk of tx.copyTo('copy copied to stdout')) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  });
  assert.equal(text, '1\tone\n2\ttwo\n');
});

test('a copy that is not finished rolls its transaction back', async () => {
  await db.transaction((tx) => tx.exec('create table kept (n int)'));
  await assert.rejects(
    db.transaction(async (tx) => {
      tx.copyFrom('copy kept from stdin').write('1\n');
      throw new Error('the file broke off');
    }),
    /the file broke off/,
  );
  assert.deepEqual(await db.query(unnamed('select count(*) as n from kept')), [{ n: 0 }]);
});

test('notifications arrive on their channel alone, until the listening ends', async () => {
  const heard: string[] = [];
  const arrived = Promise.withResolvers<void>();
  const stop = await db.listen('news', (payload) => heard.push(payload));
  const stopOther = await db.listen('other', () => arrived.resolve());
  const notify = sql('database_test.notify', 'select pg_notify($1, $2)');
  await db.query(notify, ['news', 'first']);
  await db.query(notify, ['other', '']);
  await arrived.promise;
  assert.deepEqual(heard, ['first']);
  await stop();
  await db.query(notify, ['news', 'second']);
  assert.deepEqual(heard, ['first']);
  await stopOther();
});

test('without statement names everything works the same, for poolers that know none', async () => {
  const plain = await openDatabase({ url: db.url, dataDir: '', statementNames: false });
  assert.deepEqual(await plain.query(one, [1]), [{ n: 1 }]);
  assert.deepEqual(await plain.transaction((tx) => tx.query(one, [2])), [{ n: 2 }]);
  const [row] = await plain.query<{ count: number }>(unnamed('select count(*) as count from pg_prepared_statements'));
  assert.equal(row!.count, 0);
  await plain.close();
});

test('a wrong password, an unknown database and a server that is not there are told apart, without the password', async () => {
  const address = new URL(db.url);
  const wrong = new URL(address);
  wrong.password = 'guessed-secret';
  const missing = new URL(address);
  missing.pathname = '/no_such_database';
  const cases = [
    { url: missing.href, code: 'database_refused', message: /has no such database/ },
    {
      url: 'postgresql://stoa:guessed-secret@127.0.0.1:1/stoa',
      code: 'database_unreachable',
      message: /127\.0\.0\.1:1\/stoa does not answer/,
    },
    { url: 'postgresql://stoa:guessed-secret@no-such-host.invalid/stoa', code: 'database_unreachable', message: /no-such-host\.invalid/ },
    ...(address.password ? [{ url: wrong.href, code: 'database_refused', message: /refused user or password/ }] : []),
  ];
  for (const { url, code, message } of cases)
    await assert.rejects(openDatabase({ url, dataDir: '', poolWaitMs: 60 }), (error: Error & { code?: string }) => {
      assert.equal(error.code, code);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /guessed-secret/);
      return true;
    });
});

test('the plain pool for libraries has the types of the driver', async () => {
  const { rows } = await db.pgPool.query('select 1::int8 as n');
  assert.deepEqual(rows, [{ n: '1' }]);
});

test('two statements of one name are refused where they are made', () => {
  assert.throws(() => sql('database_test.one', 'select 2'), /Two different statements are named "database_test\.one"/);
  assert.throws(() => sql('x'.repeat(64), 'select 2'), /longer than 63 bytes/);
});

test('connections are shared out so that all processes together stay below the limit', () => {
  for (const processes of [1, 2, 3, 5, 9, 17, 22]) {
    const { reads, transactions, plainPool } = connectionShares(processes);
    assert.ok(processes * (reads + transactions + plainPool + 1) <= 100, `${processes} processes`);
    assert.ok(reads >= 1 && transactions >= 1 && plainPool >= 1);
  }
  assert.deepEqual(connectionShares(2), { reads: 4, plainPool: 6, transactions: 10 });
});
