import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { testDatabase } from '../../../test/support/database.ts';
import { sha256 } from '../../kernel/ids.ts';
import { idempotencyStore } from '../../platform/http/index.ts';
import { send, startServer } from '../../platform/http/server.fixture.ts';
import { folderObjects } from '../../platform/objects/index.ts';
import { sql } from '../../platform/postgres/index.ts';
import { download } from './download.service.ts';
import { makeMp4 } from './film.fixture.ts';
import { createMedia, createMediaImport, mediaRoutes, mediaStore } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'stoa-media-'));
after(() => rmSync(folder, { recursive: true }));
const db = await testDatabase();
const store = mediaStore(db);
const objects = folderObjects(join(folder, 'objects'));
const media = createMedia({ store, objects });
const isAllowed = (address: string) => address === '127.0.0.1';
const imports = createMediaImport({ store, media, demoFolder: folder, fetch: true, download: { isAllowed, timeoutMs: 1_000 } });

const red = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#c02010' } });
const jpeg = await red(800, 600)
  .withExif({ IFD0: { Copyright: 'canary-exif', Orientation: '6' } })
  .withMetadata({ orientation: 6 })
  .jpeg()
  .toBuffer();
const shop = await startServer({
  routes: mediaRoutes({ media, imports }),
  idempotency: idempotencyStore(db),
  verifyStaff: async () => ({ id: 's', name: 'S', scopes: ['media:read', 'media:write'] }),
});
const staff = { authorization: 'Bearer some-staff-token' };
const upload = (body: Buffer, type = 'application/octet-stream') =>
  send(shop.port, '/api/staff/media', { method: 'POST', headers: { ...staff, 'content-type': type }, body });

test('an uploaded picture is known by its bytes, turned upright, and shown without what it told about itself', async () => {
  const answer = await upload(jpeg, 'image/jpeg');
  assert.equal(answer.status, 201);
  const made = JSON.parse(answer.text);
  const id = sha256(jpeg).toString('hex');
  assert.deepEqual([made.id, made.width, made.height, made.color, made.type], [id, 600, 800, '#b81808', 'image/jpeg']);
  assert.equal(jpeg.includes('canary-exif'), true);
  for (const [file, type] of [
    ['480.avif', 'image/avif'],
    ['480.webp', 'image/webp'],
    ['480.jpg', 'image/jpeg'],
  ] as const) {
    const shown = await send(shop.port, `/media/${id}/${file}`);
    assert.equal(shown.status, 200, file);
    assert.equal(shown.headers['content-type'], type);
    assert.equal(shown.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.match(String(shown.headers['content-security-policy']), /sandbox/);
    const found = await sharp(shown.bytes).metadata();
    assert.deepEqual([found.width, found.height, found.orientation, found.exif], [480, 640, undefined, undefined], file);
  }
});

test('the same bytes twice are one picture', async () => {
  const first = JSON.parse((await upload(jpeg)).text);
  const second = JSON.parse((await upload(jpeg)).text);
  assert.deepEqual(first, second);
  assert.equal((await media.getMany([first.id])).size, 1);
});

test('an upload that is sent again by its key answers what it answered, a key of another file is refused', async () => {
  const headers = { ...staff, 'content-type': 'image/jpeg', 'idempotency-key': 'upload-of-the-red-picture' };
  const put = (body: Buffer) => send(shop.port, '/api/staff/media', { method: 'POST', headers, body });
  const [first, second] = [await put(jpeg), await put(jpeg)];
  assert.deepEqual([first.status, second.status, second.text], [201, 201, first.text]);
  assert.deepEqual([first.headers['idempotency-replayed'], second.headers['idempotency-replayed']], [undefined, 'true']);
  const other = await put(jpeg.subarray(0, 500));
  assert.deepEqual([other.status, JSON.parse(other.text).code], [422, 'idempotency_mismatch']);
  assert.equal((await put(jpeg)).status, 201);
});

test('only widths that are offered can be asked for, however often', async () => {
  const { id } = JSON.parse((await upload(jpeg)).text);
  assert.equal((await send(shop.port, `/media/${id}/481.jpg`)).status, 404);
  assert.equal((await send(shop.port, `/media/${id}/9999.jpg`)).status, 404);
  assert.equal((await send(shop.port, `/media/${'0'.repeat(64)}/480.jpg`)).status, 404);
  assert.equal((await send(shop.port, '/media/..%2f..%2fetc/passwd')).status, 400);
  const widest = await send(shop.port, `/media/${id}/1280.jpg`);
  assert.equal((await sharp(widest.bytes).metadata()).width, 600);
  const before = readdirSync(join(folder, 'objects', 'media', id.slice(0, 2), id)).length;
  await Promise.all(Array.from({ length: 20 }, () => send(shop.port, `/media/${id}/320.webp`)));
  assert.equal(readdirSync(join(folder, 'objects', 'media', id.slice(0, 2), id)).length, before + 1);
});

test('files answer conditions, HEAD and ranges', async () => {
  const { id } = JSON.parse((await upload(jpeg)).text);
  const path = `/media/${id}/160.jpg`;
  const whole = await send(shop.port, path);
  const size = whole.bytes.length;
  const etag = String(whole.headers.etag);
  assert.equal((await send(shop.port, path, { headers: { 'if-none-match': etag } })).status, 304);
  const head = await send(shop.port, path, { method: 'HEAD' });
  assert.deepEqual([head.status, head.headers['content-length'], head.text], [200, String(size), '']);
  const part = async (range: string, more = {}) => send(shop.port, path, { headers: { range, ...more } });
  const middle = await part('bytes=10-19');
  assert.deepEqual(
    [middle.status, middle.headers['content-range'], middle.bytes],
    [206, `bytes 10-19/${size}`, whole.bytes.subarray(10, 20)],
  );
  assert.deepEqual((await part('bytes=-5')).bytes, whole.bytes.subarray(-5));
  assert.deepEqual((await part(`bytes=${size - 2}-`)).bytes, whole.bytes.subarray(-2));
  const beyond = await part(`bytes=${size}-`);
  assert.deepEqual([beyond.status, beyond.headers['content-range']], [416, `bytes */${size}`]);
  for (const range of ['bytes=5-2', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=-']) assert.equal((await part(range)).status, 200, range);
  assert.equal((await part('bytes=0-1', { 'if-range': '"other"' })).status, 200);
  assert.equal((await part('bytes=0-1', { 'if-range': etag })).status, 206);
});

test('what is no picture or film, or too much of one, is refused and leaves nothing behind', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const bomb = await sharp({ create: { width: 16_000, height: 5_000, channels: 3, background: '#fff' }, limitInputPixels: false })
    .png()
    .toBuffer();
  const noFilm = Buffer.concat([makeMp4({ width: 640, height: 360, durationMs: 1_000 }).subarray(0, 200)]);
  for (const bytes of [svg, bomb, jpeg.subarray(0, 2_000), noFilm, Buffer.from('hello'), Buffer.concat([Buffer.from('GIF89a'), svg])]) {
    const answer = await upload(bytes, 'image/jpeg');
    assert.equal(answer.status, 422, bytes.toString('latin1', 0, 20));
    assert.equal(JSON.parse(answer.text).code, 'media_rejected');
  }
  assert.equal((await upload(Buffer.alloc(0))).status, 422);
  assert.equal((await upload(svg, 'image/svg+xml')).status, 422);
  assert.equal((await upload(svg, 'text/html')).status, 415);
  const large = Readable.from(
    (async function* () {
      yield jpeg;
      for (let i = 0; i < 25; i++) yield Buffer.alloc(1024 * 1024);
    })(),
  );
  await assert.rejects(media.store(large), { code: 'body_too_large' });
  assert.deepEqual(readdirSync(join(folder, 'objects', 'incoming')), []);
});

test('what killed uploads left is swept when it is older than a day', async () => {
  const incoming = join(folder, 'objects', 'incoming');
  const hours = (n: number) => (Date.now() - n * 3_600_000) / 1000;
  for (const [name, age] of [
    ['old.bin', 25],
    ['.0123456789abcdef.partial', 25],
    ['young.bin', 23],
  ] as const) {
    writeFileSync(join(incoming, name), 'x');
    utimesSync(join(incoming, name), hours(age), hours(age));
  }
  assert.equal(await media.sweepArrivals(), 2);
  assert.deepEqual(readdirSync(incoming), ['young.bin']);
  rmSync(join(incoming, 'young.bin'));
});

test('a film is checked, kept and sent in parts', async () => {
  const film = makeMp4({ width: 1280, height: 720, durationMs: 4_000 });
  const made = JSON.parse((await upload(film, 'video/mp4')).text);
  assert.deepEqual(
    [made.kind, made.width, made.height, made.durationMs, made.src],
    ['video', 1280, 720, 4_000, `/media/${made.id}/original.mp4`],
  );
  const part = await send(shop.port, made.src, { headers: { range: 'bytes=0-99' } });
  assert.deepEqual([part.status, part.headers['content-type'], part.bytes], [206, 'video/mp4', film.subarray(0, 100)]);
  assert.equal((await send(shop.port, `/media/${made.id}/original.webm`)).status, 404);
  assert.equal((await send(shop.port, `/media/${made.id}/640.jpg`)).status, 404);
});

test('the job makes every width and notes them', async () => {
  const { id } = JSON.parse((await upload(await red(500, 500).png().toBuffer())).text);
  assert.equal((await media.renderPending({ forMs: 20_000 })) > 0, true);
  assert.equal(await media.renderPending({ forMs: 20_000 }), 0);
  const [row] = await db.query<{ renditions: { width: number; format: string }[] }>(
    sql('test.media_row', 'select renditions from media where id = $1'),
    [id],
  );
  assert.deepEqual(
    row?.renditions.map((r) => `${r.width}.${r.format}`),
    ['160.avif', '160.webp', '320.avif', '320.webp', '480.avif', '480.webp', '500.avif', '500.webp', '500.jpg'],
  );
  assert.equal((await buffer(objects.read(`media/${id.slice(0, 2)}/${id}/500.avif`))).length > 0, true);
});

test('staff see what there is, page by page', async () => {
  const first = JSON.parse((await send(shop.port, '/api/staff/media?limit=2', { headers: staff })).text);
  const second = JSON.parse((await send(shop.port, `/api/staff/media?limit=2&cursor=${first.nextCursor}`, { headers: staff })).text);
  const ids = [...first.items, ...second.items].map((item: { id: string }) => item.id);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(second.nextCursor, null);
  assert.equal((await send(shop.port, '/api/staff/media?cursor=nonsense', { headers: staff })).status, 400);
});

const product = sql(
  'test.media_product',
  `with p as (insert into product (handle, status, title) values ('p-' || gen_random_uuid(), 'active', '{}') returning id)
   insert into product_media (product_id, position, source) select id, 0, $1 from p returning product_id as id`,
);

async function serve(answer: (path: string, response: ServerResponse) => void): Promise<number> {
  const server = createServer((request, response) => answer(request.url ?? '/', response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  after(() => server.close().closeAllConnections());
  return (server.address() as { port: number }).port;
}

test('pictures named by address are fetched, shown and told of; those that fail leave their reason', async () => {
  const port = await serve((path, response) => {
    if (path === '/good.jpg') return response.end(jpeg);
    if (path === '/moved.jpg') return response.writeHead(302, { location: '/good.jpg' }).end();
    if (path === '/round') return response.writeHead(302, { location: '/round' }).end();
    if (path === '/inside') return response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
    if (path === '/file') return response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    if (path === '/large') return response.writeHead(200, { 'content-length': 21 * 1024 * 1024 }).flushHeaders();
    if (path === '/slow') return response.writeHead(200).write(jpeg.subarray(0, 100));
    if (path === '/text') return response.end('<html>');
    response.writeHead(path === '/later' ? 503 : 404).end();
  });
  writeFileSync(join(folder, 'form--blue.avif'), await red(64, 64).avif().toBuffer());
  const web = (path: string) => `http://localhost:${port}${path}`;
  const paths = ['/good.jpg', '/moved.jpg', '/round', '/inside', '/file', '/large', '/slow', '/text', '/later', '/none'];
  const sources = [
    ...paths.map(web),
    'demo:form--blue',
    'demo:../../etc/passwd',
    'gopher://x/',
    `http://0x7f000001:${port}/good.jpg`,
    'http://10.0.0.1/x.jpg',
  ];
  const products = new Map<string, number>();
  for (const source of sources) products.set(source, (await db.query<{ id: number }>(product, [source]))[0]!.id);

  const results = new Map<string, string>();
  const run = await imports.fetchPending({ onResult: (r) => results.set(r.source, 'mediaId' in r ? 'stored' : r.problem) });

  assert.deepEqual(run, { stored: 4, failed: 10, more: false });
  assert.deepEqual(Object.fromEntries(results), {
    [web('/good.jpg')]: 'stored',
    [web('/moved.jpg')]: 'stored',
    [web('/round')]: 'too_many_redirects',
    [web('/inside')]: 'private_address',
    [web('/file')]: 'bad_address',
    [web('/large')]: 'too_large',
    [web('/slow')]: 'timeout',
    [web('/text')]: 'not_a_picture',
    [web('/later')]: 'server_error',
    [web('/none')]: 'not_found',
    'demo:form--blue': 'stored',
    'demo:../../etc/passwd': 'not_found',
    [`http://0x7f000001:${port}/good.jpg`]: 'stored',
    'http://10.0.0.1/x.jpg': 'private_address',
  });
  const shown = await db.query<{ source: string }>(
    sql('test.media_shown', 'select source from product_media where media_id is not null order by 1'),
  );
  assert.equal(shown.length, 4);
  const told = await db.query<{ ids: number[] }>(
    sql('test.media_told', "select payload->'ids' as ids from outbox where type = 'catalog.products-changed'"),
  );
  assert.deepEqual(
    told.flatMap((row) => row.ids).sort((a, b) => a - b),
    [web('/good.jpg'), web('/moved.jpg'), 'demo:form--blue', `http://0x7f000001:${port}/good.jpg`]
      .map((s) => products.get(s))
      .sort((a, b) => a! - b!),
  );
  const problems = JSON.parse((await send(shop.port, '/api/staff/media-problems', { headers: staff })).text);
  assert.equal(problems.items.length, 10);
  assert.deepEqual(
    problems.items
      .filter((p: { nextTryAt: string | null }) => p.nextTryAt !== null)
      .map((p: { problem: string }) => p.problem)
      .sort(),
    ['server_error', 'timeout'],
  );
  assert.deepEqual(await imports.fetchPending(), { stored: 0, failed: 0, more: false });
});

test('a name that leads inside is refused, and the socket goes where the check looked', async () => {
  let asked = 0;
  const port = await serve((_path, response) => {
    asked += 1;
    response.end(jpeg);
  });
  const rebinding = { resolve: async () => ['93.184.216.34', '10.0.0.7'] };
  await assert.rejects(download(`http://rebind.example:${port}/`, rebinding), { code: 'private_address' });
  await assert.rejects(download(`http://localhost:${port}/`), { code: 'private_address' });
  for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '0177.0.0.1', '127.1', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]']) {
    await assert.rejects(download(`http://${host}:${port}/`), { code: 'private_address' }, host);
  }
  assert.equal(asked, 0);
  const stream = await download(`http://no-such-name.example:${port}/`, { isAllowed, resolve: async () => ['127.0.0.1'] });
  assert.deepEqual(await buffer(stream), jpeg);
  for (const address of ['ftp://example.com/', 'file:///etc/passwd', 'http://user:pass@example.com/', 'nonsense']) {
    await assert.rejects(download(address), { code: 'bad_address' }, address);
  }
});

test('the demo’s pictures are registered once, ahead of the catalogue that names them', async () => {
  writeFileSync(join(folder, 'scene--table.avif'), await red(128, 64).avif().toBuffer());
  const manifest = [
    { name: 'scene--table', width: 128, height: 64, color: '#c02010' },
    { name: 'not-there', width: 1, height: 1, color: '#000000' },
  ];
  writeFileSync(join(folder, 'pictures.json'), JSON.stringify(manifest));
  assert.equal(await imports.registerDemo(), 1);
  assert.equal(await imports.registerDemo(), 0);
  const found = await media.bySources(['demo:scene--table', 'demo:none']);
  assert.deepEqual(
    [...found].map(([source, m]) => [source, m.width, m.height, m.color]),
    [['demo:scene--table', 128, 64, '#c02010']],
  );
  const { id } = found.get('demo:scene--table')!;
  assert.equal((await send(shop.port, `/media/${id}/128.webp`)).status, 200);
  assert.equal(await media.renderPending({ forMs: 20_000 }), 0);
});
