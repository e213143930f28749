import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../bin/stoa.mjs', import.meta.url));
const base = mkdtempSync(join(tmpdir(), 'stoa-serve-'));
after(() => rmSync(base, { recursive: true }));

test('a port that is taken is one sentence with its setting, before the database is begun', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  after(() => other.close());
  const { port } = other.address() as AddressInfo;
  const dataDir = join(base, 'ports');
  for (const setting of ['PORT', 'METRICS_PORT']) {
    const { code, err } = await serve({ PORT: '0', STOA_DATA_DIR: dataDir, [setting]: String(port) });
    assert.equal(
      err,
      `stoa serve: Port ${port} (${setting}) is taken by another program: end that one, or set ${setting} to another port. [port_in_use]\n`,
    );
    assert.equal(code, 1);
    assert.deepEqual(readdirSync(dataDir), []);
  }
});

test('an address that is not of this machine is told with HOST', async () => {
  const { code, err } = await serve({ PORT: '0', HOST: '192.0.2.1', STOA_DATA_DIR: join(base, 'host') });
  assert.match(err, /^stoa serve: 192\.0\.2\.1 \(HOST\) is no address of this machine.*\[listen_failed\]\n$/);
  assert.equal(code, 1);
});

test('a data folder that is a file, lies below one or cannot be made is told without a trace', async () => {
  const file = join(base, 'file');
  writeFileSync(file, '');
  for (const dataDir of [file, join(file, 'below', 'it'), '/proc/no-such-process/data']) {
    const { code, err } = await serve({ PORT: '0', STOA_DATA_DIR: dataDir });
    assert.match(
      err,
      /^stoa serve: \/.* cannot be used as the data folder: .* set STOA_DATA_DIR to another folder\. \[database_folder\]\n$/,
    );
    assert.ok(err.includes(dataDir));
    assert.equal(code, 1);
  }
});

async function serve(settings: Record<string, string>): Promise<{ code: number; err: string }> {
  const env = { ...process.env, HOST: '127.0.0.1', STOA_DEMO: 'off', STOA_WORKERS: '1', NODE_TEST_CONTEXT: undefined, ...settings };
  const child = spawn(process.execPath, [script, 'serve'], { env, cwd: base, stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, err };
}
