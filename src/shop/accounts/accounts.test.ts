import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { count } from '../../../test/race/goods.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { openKeys } from '../../platform/keys/index.ts';
import { createPersons, createStaffTokens, personStore, staffTokenStore } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'stoa-accounts-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const db = await testDatabase();
const staffTokens = createStaffTokens({ store: staffTokenStore(db) });
const keys = openKeys({ file: join(folder, 'master.key') });
const persons = createPersons({ store: personStore(db), keys });

test('the first token is made once, however many processes start, and lies in a file for its owner alone', async () => {
  const made = await Promise.all(Array.from({ length: 5 }, () => staffTokens.ensureFirst(folder)));
  const tokens = made.filter((token) => token !== null);
  assert.equal(tokens.length, 1);
  const file = join(folder, 'staff-token');
  assert.equal(readFileSync(file, 'utf8'), `${tokens[0]}\n`);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(await staffTokens.ensureFirst(folder), null);
  assert.deepEqual((await staffTokens.verify(tokens[0]!))?.scopes, ['*']);
});

test('a token is known by its hash alone, and not at all once revoked', async () => {
  const { id, token } = await staffTokens.create(' Ada ', ['orders:read']);
  assert.match(token, /^stoa_[A-Za-z0-9_-]{43}$/);
  assert.deepEqual(await staffTokens.verify(token), { id, name: 'Ada', scopes: ['orders:read'] });
  assert.equal(await count(db, 'staff_token t where t::text like $1', [`%${token.slice(5, 25)}%`]), 0);
  assert.equal(await staffTokens.verify(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`), null);
  assert.equal(await staffTokens.verify('stoa_short'), null);
  assert.equal(await staffTokens.revoke(id), true);
  assert.equal(await staffTokens.revoke(id), false);
  assert.equal(await staffTokens.revoke('nonsense'), false);
  assert.equal(await staffTokens.verify(token), null);
  const listed = (await staffTokens.list()).find((row) => row.id === id);
  assert.ok(listed?.revokedAt && listed.lastUsedAt);
});

test('the time of use is written once a minute at most', async () => {
  const { id, token } = await staffTokens.create('Busy', ['*']);
  await Promise.all(Array.from({ length: 20 }, () => staffTokens.verify(token)));
  const version = () => db.query<{ xmin: string }>({ name: '', text: 'select xmin::text as xmin from staff_token where id = $1' }, [id]);
  const before = await version();
  await staffTokens.verify(token);
  assert.deepEqual(await version(), before);
});

test('a token without a name or a scope is refused', async () => {
  await assert.rejects(staffTokens.create('  ', ['*']), { code: 'payload_invalid' });
  await assert.rejects(staffTokens.create('Ada', []), { code: 'payload_invalid' });
});

test('a person seals and opens, and is found by the hash of an address in any case', async () => {
  const person = persons.create();
  await person.save(db);
  const place = { table: 'customer_order', column: 'email_sealed', row: 'x' };
  const sealed = persons.seal(person, place, 'a@b.example');
  const opened = await persons.open(person.id);
  assert.equal(persons.unseal(opened!, place, sealed), 'a@b.example');
  assert.deepEqual(persons.emailLookup(' A@b.Example '), persons.emailLookup('a@b.example'));
  assert.equal(await persons.open('00000000-0000-7000-8000-000000000000'), null);
});

test('a key file of another shop stops the start', async () => {
  await persons.checkKeys();
  await persons.checkKeys();
  const foreign = createPersons({ store: personStore(db), keys: openKeys({ file: join(folder, 'other.key') }) });
  await assert.rejects(foreign.checkKeys(), { code: 'key_file_mismatch' });
});
