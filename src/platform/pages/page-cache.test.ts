import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normaliseAddress } from './address.ts';
import { codingsFor } from './conditional.ts';
import { createPageCache, type Rendered } from './page-cache.ts';

function page(body: string, tags: string[] = [], status = 200): Rendered {
  return { status, headers: { 'content-type': 'text/html' }, body, tags };
}

/** A render that waits until it is let go. */
function gate(result: () => Rendered) {
  const waiting: (() => void)[] = [];
  let renders = 0;
  return {
    make: async () => {
      renders += 1;
      await new Promise<void>((done) => waiting.push(done));
      return result();
    },
    open: () => {
      for (const done of waiting.splice(0)) done();
    },
    renders: () => renders,
  };
}

const tick = () => new Promise((done) => setImmediate(done));

test('a burst on a missing page renders it once', async () => {
  const cache = createPageCache({ maxBytes: 1e6 });
  const slow = gate(() => page('x', ['a']));
  const all = Array.from({ length: 100 }, () => cache.get('/p', slow.make));
  await tick();
  slow.open();
  const pages = await Promise.all(all);
  assert.equal(slow.renders(), 1);
  assert.equal(new Set(pages).size, 1);
  assert.deepEqual([cache.stats().hits, cache.stats().misses, cache.stats().renders], [0, 100, 1]);
});

test('a render that began before a purge is sent to those who waited and kept for nobody', async () => {
  const cache = createPageCache({ maxBytes: 1e6 });
  let price = 1;
  const slow = gate(() => page('unused'));
  const read = async () => {
    const seen = price;
    await slow.make();
    return page(String(seen), ['product:1']);
  };
  const early = cache.get('/p', read);
  await tick();
  price = 2;
  cache.purge(['product:1']);
  const late = cache.get('/p', read);
  await tick();
  slow.open();
  assert.equal((await early).identity.bytes.toString(), '1');
  await tick();
  slow.open();
  assert.equal((await late).identity.bytes.toString(), '2');
  assert.equal((await cache.get('/p', read)).identity.bytes.toString(), '2');
  assert.equal(cache.stats().discarded, 1);
});

test('a purge of other tags during a render does not waste it', async () => {
  const cache = createPageCache({ maxBytes: 1e6 });
  const slow = gate(() => page('x', ['product:1']));
  const first = cache.get('/p', slow.make);
  await tick();
  cache.purge(['product:2']);
  const second = cache.get('/p', slow.make);
  await tick();
  slow.open();
  await Promise.all([first, second]);
  assert.equal(slow.renders(), 1);
  assert.equal(cache.stats().pages, 1);
});

test('a purge drops exactly the pages that show the tag', async () => {
  const cache = createPageCache({ maxBytes: 1e6 });
  await cache.get('/1', async () => page('1', ['product:1', 'category:1']));
  await cache.get('/2', async () => page('2', ['product:2', 'category:1']));
  await cache.get('/3', async () => page('3', ['product:3']));
  assert.equal(cache.purge(['product:1', 'product:9']), 1);
  assert.deepEqual(
    ['/1', '/2', '/3'].map((key) => cache.peek(key) !== null),
    [false, true, true],
  );
  assert.equal(cache.purge(['category:1']), 1);
  cache.clear();
  assert.equal(cache.stats().pages, 0);
  assert.equal(cache.stats().bytes, 0);
});

test('the budget holds, and what was asked for again outlives a crawl', async () => {
  const cache = createPageCache({ maxBytes: 100_000 });
  const body = 'x'.repeat(6_000);
  await cache.get('/hot', async () => page(body));
  for (let i = 0; i < 200; i++) {
    cache.peek('/hot');
    await cache.get(`/crawl/${i}`, async () => page(body, [`t${i}`]));
  }
  assert.equal(cache.stats().bytes <= 100_000, true);
  assert.equal(cache.stats().pages, 12);
  assert.equal(cache.stats().evicted, 189);
  assert.notEqual(cache.peek('/hot'), null);
  await cache.get('/huge', async () => page('x'.repeat(200_000)));
  assert.equal(cache.peek('/huge'), null);
});

test('absent pages are kept for a moment, faults not at all', async () => {
  let now = 0;
  const cache = createPageCache({ maxBytes: 1e6, negativeMs: 5_000, now: () => now });
  await cache.get('/none', async () => page('none', [], 404));
  assert.notEqual(cache.peek('/none'), null);
  now = 5_000;
  assert.equal(cache.peek('/none'), null);
  await cache.get('/fault', async () => page('fault', [], 503));
  assert.equal(cache.peek('/fault'), null);
  await assert.rejects(
    cache.get('/throws', () => Promise.reject(new Error('no'))),
    /no/,
  );
  assert.equal((await cache.get('/throws', async () => page('well'))).status, 200);
});

test('compressed forms are made once and count against the budget', async () => {
  const cache = createPageCache({ maxBytes: 1e6 });
  const kept = await cache.get('/p', async () => page('word '.repeat(2_000)));
  const before = cache.stats().bytes;
  const first = cache.encoded('/p', kept, 'br');
  assert.equal(cache.encoded('/p', kept, 'br'), first);
  const one = await first;
  assert.equal(cache.stats().bytes, before + one.bytes.length);
  assert.equal((await cache.encoded('/p', await cache.get('/s', async () => page('short')), 'gzip')).etag.includes('gzip'), false);
});

test('accepted codings follow the header', () => {
  assert.deepEqual(codingsFor(undefined), ['identity']);
  assert.deepEqual(codingsFor('gzip, deflate, br, zstd'), ['br', 'gzip', 'identity']);
  assert.deepEqual(codingsFor('br;q=0.5, gzip'), ['gzip', 'br', 'identity']);
  assert.deepEqual(codingsFor('br;q=0, *'), ['gzip', 'identity']);
  assert.deepEqual(codingsFor(''), ['identity']);
});

test('an address has one normal form', () => {
  const known = ['page', 'f.*'];
  assert.equal(normaliseAddress('/c', 'utm=1&page=2&f.b=2&f.a=1&f.b=1&page=', known).address, '/c?f.a=1&f.b=2&f.b=1&page=2');
  assert.equal(normaliseAddress('/c', 'f=1&utm=2', known).address, '/c');
  assert.equal(normaliseAddress('/c', 'page=%C3%A4%20b', known).address, '/c?page=%C3%A4+b');
});
