import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, origin, query, visit } from './fixture.ts';
import { JUG } from './goods.ts';

test('U27 pictures come as AVIF, WebP and JPEG in several widths, sized, the first at once and the others late', async () => {
  const html = await (await fetch(`${origin}/eu/en/p/${JUG.handle}`)).text();
  const gallery = html.slice(html.indexOf('gallery-strip'), html.indexOf('gallery-thumbs'));
  const [first = '', second = ''] = gallery.split('<figure').slice(1);
  for (const type of ['image/avif', 'image/webp']) {
    const [, srcset = '', sizes = ''] = new RegExp(`type="${type}" srcset="([^"]+)" sizes="([^"]+)"`).exec(first) ?? [];
    assert.ok(srcset.split(',').length >= 3, `${type}: ${srcset}`);
    assert.ok(sizes.length > 0);
  }
  const image = (part: string) => /<img[^>]*>/.exec(part)?.[0] ?? '';
  assert.match(image(first), / width="1600" height="2000"/);
  assert.match(image(first), / fetchpriority="high"/);
  assert.doesNotMatch(image(first), /loading="lazy"/);
  assert.match(image(first), /hx-[0-9a-f]{6}/, 'a ground of its own colour');
  assert.match(image(first), /alt="Red jug"/);
  assert.match(image(second), / loading="lazy"/);
  for (const [tag] of html.matchAll(/<img[^>]*>/g)) assert.match(tag, / alt="[^"]*"[^>]* width="\d+" height="\d+"/);
});

test('U27 the browser takes the form it likes best in a width that fits, and the picture shows', () =>
  visit({ width: 390 }, async (page) => {
    await page.goto(`/eu/en/p/${JUG.handle}`);
    const image = page.locator('.gallery-item img').first();
    await image.evaluate((element: HTMLImageElement) => element.decode());
    const source = await image.evaluate((element: HTMLImageElement) => element.currentSrc);
    const width = Number(/\/media\/[0-9a-f]{64}\/(\d+)\.avif$/.exec(source)?.[1]);
    assert.ok(width >= 390 && width < 1600, `${source} for a phone`);
  }));

test('U27 picture files are kept for good, answer 304 and parts of themselves', async () => {
  const html = await (await fetch(`${origin}/eu/en/p/${JUG.handle}`)).text();
  for (const form of ['avif', 'webp', 'jpg']) {
    const path = new RegExp(`/media/[0-9a-f]{64}/\\d+\\.${form}`).exec(html)?.[0];
    assert.ok(path, form);
    const whole = await fetch(origin + path);
    assert.equal(whole.status, 200);
    assert.equal(whole.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(whole.headers.get('content-type'), form === 'jpg' ? 'image/jpeg' : `image/${form}`);
    const bytes = Buffer.from(await whole.arrayBuffer());
    const etag = whole.headers.get('etag') ?? '';
    assert.equal((await fetch(origin + path, { headers: { 'if-none-match': etag } })).status, 304);
    const part = await fetch(origin + path, { headers: { range: 'bytes=10-29' } });
    assert.equal(part.status, 206);
    assert.equal(part.headers.get('content-range'), `bytes 10-29/${bytes.length}`);
    assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(10, 30));
    const beyond = await fetch(origin + path, { headers: { range: `bytes=${bytes.length}-` } });
    assert.equal(beyond.status, 416);
  }
});

test('U27 a piece of the demo range shows its picture wherever there is one', async () => {
  const { body } = await api<{ items: { handle: string; image: object | null }[] }>(
    '/api/products?market=eu&language=en&limit=24&sort=newest',
  );
  const html = await (await fetch(`${origin}/eu/en/shop?sort=newest`)).text();
  const cards = html.split('<li class="card').slice(1);
  assert.deepEqual(
    cards.map((card) => [/href="\/eu\/en\/p\/([^"]+)"/.exec(card)?.[1], /<picture>/.test(card)]),
    body.items.map(({ handle, image }) => [handle, image !== null]),
  );
  const [{ pictured } = { pictured: 0 }] = await query<{ pictured: number }>(
    `select count(*)::int as pictured from product_media where source like 'demo:%' and media_id is not null`,
  );
  assert.ok(pictured > 0);
});

test('styles, scripts and fonts are named by their content and kept for good', async () => {
  const html = await (await fetch(`${origin}/eu/en/`)).text();
  const files = [...new Set([...html.matchAll(/"(\/assets\/[^"*]+)"/g)].map(([, path]) => path!))];
  assert.ok(files.length >= 4);
  for (const path of files) {
    const answer = await fetch(origin + path);
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable', path);
  }
});
