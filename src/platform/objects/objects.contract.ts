import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import type { Objects } from './objects.ts';

/** What every adapter of the objects port does alike. */
export function objectsContract(adapter: string, open: () => Promise<Objects>): void {
  const named = (sentence: string, fn: (objects: Objects) => Promise<void>) =>
    test(`${adapter}: ${sentence}`, async () => fn(await open()));

  named('bytes and streams come back as they were put, with size and type', async (objects) => {
    await objects.put('media/ab/one.jpg', Buffer.from('0123456789'), { contentType: 'image/jpeg' });
    await objects.put('exports/all.csv', Readable.from([Buffer.from('a,'), Buffer.from('b')]), { contentType: 'text/csv' });
    assert.deepEqual(await objects.head('media/ab/one.jpg'), { sizeBytes: 10, contentType: 'image/jpeg' });
    assert.equal((await buffer(objects.read('media/ab/one.jpg'))).toString(), '0123456789');
    assert.equal((await buffer(objects.read('exports/all.csv'))).toString(), 'a,b');
  });

  named('a range is inclusive on both ends', async (objects) => {
    await objects.put('r.bin', Buffer.from('0123456789'), { contentType: 'application/octet-stream' });
    assert.equal((await buffer(objects.read('r.bin', { start: 2, end: 4 }))).toString(), '234');
  });

  named('what is not there has no head, cannot be read and can be deleted', async (objects) => {
    assert.equal(await objects.head('none/at/all.jpg'), null);
    await assert.rejects(buffer(objects.read('none/at/all.jpg')));
    await objects.delete('none/at/all.jpg');
  });

  named('a put replaces, a delete removes', async (objects) => {
    await objects.put('x.json', Buffer.from('1'), { contentType: 'application/json' });
    await objects.put('x.json', Buffer.from('22'), { contentType: 'application/json' });
    assert.equal((await objects.head('x.json'))?.sizeBytes, 2);
    await objects.delete('x.json');
    assert.equal(await objects.head('x.json'), null);
  });

  named('a sweep takes what was written before a moment, right below its folder alone', async (objects) => {
    for (const name of ['swept/a.bin', 'swept/b.bin', 'swept/deep/c.bin', 'kept.bin'])
      await objects.put(name, Buffer.from('1'), { contentType: 'application/octet-stream' });
    assert.equal(await objects.sweep('swept', new Date(Date.now() - 60_000)), 0);
    assert.equal(await objects.sweep('swept', new Date(Date.now() + 60_000)), 2);
    const left = await Promise.all(['swept/a.bin', 'swept/b.bin', 'swept/deep/c.bin', 'kept.bin'].map((name) => objects.head(name)));
    assert.deepEqual(
      left.map((head) => head !== null),
      [false, false, true, true],
    );
    assert.equal(await objects.sweep('never/made', new Date()), 0);
  });

  named('a put that breaks off leaves what was there', async (objects) => {
    await objects.put('y.bin', Buffer.from('whole'), { contentType: 'application/octet-stream' });
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw new Error('the sender is gone');
      })(),
    );
    await assert.rejects(objects.put('y.bin', broken, { contentType: 'application/octet-stream' }), /the sender is gone/);
    assert.equal((await buffer(objects.read('y.bin'))).toString(), 'whole');
  });

  named('names that lead elsewhere are refused', async (objects) => {
    for (const name of ['../x', 'a/../../x', '/etc/passwd', 'a//b', 'a/', '.hidden', 'a\\b', 'a\0b', 'A', 'a..b', '']) {
      await assert.rejects(async () => objects.put(name, Buffer.from('x'), { contentType: 'text/csv' }), /not a name of an object/, name);
      assert.throws(() => objects.read(name), /not a name of an object/, name);
    }
  });
}
