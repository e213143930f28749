import assert from 'node:assert/strict';
import { connect, createServer, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { testDatabase } from '../support/database.ts';
import { startShop } from '../support/shop.ts';
import { until } from './selling.ts';

const db = await testDatabase({ empty: true });
const link = await openLink(new URL(db.url));
const shop = await startShop({ env: { DATABASE_URL: link.url, STOA_DEMO: 'off', STOA_WORKERS: '1', STOA_LOG_LEVEL: 'warn' } });
after(async () => {
  await shop.stop();
  link.close();
});

const status = (path: string) => fetch(shop.origin + path, { headers: { accept: 'text/html' } }).then((answer) => answer.status);
const ready = () => status('/health/ready');
const FIVE_SECONDS = 5_000;

for (const [way, leave] of [
  ['refuses connections', () => link.cut()],
  ['does not answer any more', () => link.freeze()],
] as const)
  test(`O9 while the database ${way} the shop lives, says that it is not ready, and is back by itself`, async () => {
    assert.equal(await status('/eu/en/legal/imprint'), 200);
    assert.equal(await ready(), 200);
    leave();
    await until(
      async () => (await ready()) === 503,
      () => 'not ready',
      FIVE_SECONDS,
    );
    assert.equal(await status('/health/live'), 200);
    assert.equal(await status('/eu/en/legal/imprint'), 200, 'finished pages are still served');
    const page = await fetch(`${shop.origin}/eu/en/shop?${way.length}`, { headers: { accept: 'text/html' } });
    if (page.status !== 200) {
      const text = await page.text();
      assert.ok(page.status === 503 || page.status === 500, String(page.status));
      assert.match(text, /class="wordmark/, 'the page of a fault is one of the shop');
      assert.doesNotMatch(text, /ECONN|postgres|127\.0\.0\.1:\d+\/|stack/i);
    }
    const problem = await fetch(`${shop.origin}/api/products?market=eu&language=en&limit=7`);
    assert.equal(problem.status, 503);
    assert.equal(problem.headers.get('retry-after') !== null, true);
    link.mend();
    await until(
      async () => (await ready()) === 200,
      () => `ready again\n${shop.output().slice(-1500)}`,
      30_000,
    );
    assert.equal((await fetch(`${shop.origin}/api/products?market=eu&language=en&limit=7`)).status, 200);
  });

/** A line to the database that can be cut, or fall silent. */
async function openLink(database: URL) {
  let state: 'open' | 'cut' | 'frozen' = 'open';
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (state === 'cut') return void near.destroy();
    if (state === 'frozen') return void near.pause();
    const port = database.port || '5432';
    const host = database.searchParams.get('host') ?? decodeURIComponent(database.hostname);
    const far = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(Number(port), host);
    keep(far);
    near.pipe(far).pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const url = new URL(database);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' && address ? address.port : 0);
  url.search = '';
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cut() {
      state = 'cut';
      drop();
    },
    freeze() {
      state = 'frozen';
      for (const socket of sockets) socket.unpipe().pause();
    },
    mend() {
      state = 'open';
      drop();
    },
    close() {
      server.close();
      drop();
    },
  };
}
