import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openKeys } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'stoa-keys-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const place = { table: 'customer_order', column: 'email_sealed', row: '0197' };

test('the key file is created once, closed to others, and read again', () => {
  const file = join(folder, 'new', 'master.key');
  const first = openKeys({ file });
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(join(folder, 'new')), ['master.key']);
  const second = openKeys({ file });
  assert.equal(second.fingerprint, first.fingerprint);
  const { key, wrapped, masterKeyId } = first.newPersonKey();
  assert.deepEqual(second.unwrap(wrapped, masterKeyId).secret.export(), key.secret.export());
});

test('a key file that others can read is refused with the command that mends it', () => {
  const file = join(folder, 'open.key');
  openKeys({ file });
  chmodSync(file, 0o640);
  assert.throws(() => openKeys({ file }), /mode 0640.*chmod 600/);
});

test('a damaged key file is refused without showing a key', () => {
  const file = join(folder, 'damaged.key');
  openKeys({ file });
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/^master 1 ..../m, 'master 1 '));
  assert.throws(
    () => openKeys({ file }),
    (error: Error) => /damaged/.test(error.message) && /backup/.test(error.message) && !error.message.includes(text.slice(-40, -1)),
  );
  writeFileSync(file, '');
  assert.throws(() => openKeys({ file }), /a line is missing/);
});

test('a sealed text opens in its place and nowhere else', () => {
  const keys = openKeys({ file: join(folder, 'seal.key') });
  const { key } = keys.newPersonKey();
  const sealed = keys.seal(key, place, 'Änne Ölçer 🙂');
  assert.equal(keys.open(key, place, sealed), 'Änne Ölçer 🙂');
  for (const other of [
    { ...place, table: 'person' },
    { ...place, column: 'contact_sealed' },
    { ...place, row: '0198' },
  ])
    assert.throws(() => keys.open(key, other, sealed), /does not open/);
  assert.throws(() => keys.open(keys.newPersonKey().key, place, sealed), /does not open/);
});

test('no bit of a sealed text can be changed', () => {
  const keys = openKeys({ file: join(folder, 'bits.key') });
  const { key } = keys.newPersonKey();
  const sealed = keys.seal(key, place, 'a@b.example');
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed);
    changed[index]! ^= 1;
    assert.throws(() => keys.open(key, place, changed), /sealed value/);
  }
  assert.throws(() => keys.open(key, place, sealed.subarray(0, 20)), /unknown form/);
});

test('the same text is never sealed twice to the same bytes', () => {
  const keys = openKeys({ file: join(folder, 'nonce.key') });
  const { key } = keys.newPersonKey();
  const seen = new Set(Array.from({ length: 200 }, () => keys.seal(key, place, 'same').toString('hex')));
  assert.equal(seen.size, 200);
});

test('a look-up hash is the same for the same value and differs by purpose and by key file', () => {
  const one = openKeys({ file: join(folder, 'one.key') });
  const two = openKeys({ file: join(folder, 'two.key') });
  assert.deepEqual(one.lookup('email', 'a@b.example'), one.lookup('email', 'a@b.example'));
  assert.equal(one.lookup('email', 'a@b.example').length, 32);
  assert.notDeepEqual(one.lookup('email', 'a@b.example'), one.lookup('phone', 'a@b.example'));
  assert.notDeepEqual(one.lookup('email', 'a@b.example'), two.lookup('email', 'a@b.example'));
});

test('a rotated master key seals new persons and still opens old ones', () => {
  const file = join(folder, 'rotated.key');
  const before = openKeys({ file });
  const old = before.newPersonKey();
  const address = before.lookup('email', 'a@b.example');
  writeFileSync(file, `${readFileSync(file, 'utf8')}master 2 ${Buffer.alloc(32, 7).toString('base64')}\n`);
  const after = openKeys({ file });
  assert.equal(after.newPersonKey().masterKeyId, '2');
  assert.deepEqual(after.unwrap(old.wrapped, old.masterKeyId).secret.export(), old.key.secret.export());
  assert.deepEqual(after.lookup('email', 'a@b.example'), address);
  assert.throws(() => before.unwrap(after.newPersonKey().wrapped, '2'), /no master key 2/);
});
