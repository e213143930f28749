/** A small shop-like program for tests of the supervisor: one file, parent and children. usage: family.ts FOLDER [slow|broken|stuck|database] */
import cluster from 'node:cluster';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase, sql } from '../../src/platform/postgres/index.ts';
import { runChild, supervise } from '../../src/platform/processes/index.ts';

const [folder = '', mode = '', role = ''] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
const withDatabase = mode === 'database';
const open = () => openDatabase({ url: null, dataDir: folder, reads: 1, transactions: 1, report: (line) => say(`database: ${line}`) });

if (cluster.isPrimary) await parent();
else await child();

async function parent(): Promise<void> {
  let place = '';
  const group = (name: string, count: number) => ({ name, count, args: [folder, mode, name] });
  try {
    const code = await supervise({
      lockFolder: join(folder, 'serve.lock'),
      entry: fileURLToPath(import.meta.url),
      groups: [group('web', 2), group('worker', 1)],
      prepare: async () => (withDatabase ? open() : { close: async () => undefined }),
      onReady: (addresses) => {
        place = addresses.join(' ');
      },
      onComplete: () => say(`ready ${place} ${Object.values(cluster.workers ?? {}).map((w) => w?.process.pid)}`),
      log: (level, message) => say(`${level}: ${message}`),
      drainMs: 3000,
    });
    say(`ended ${code}`);
    process.exitCode = code;
  } catch (error) {
    say(`refused: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

function child(): Promise<void> {
  return runChild({
    log: (message) => say(`child: ${message}`),
    drainMs: 3000,
    start: async () => {
      if (mode === 'broken') throw Object.assign(new Error('The port is taken.'), { code: 'EADDRINUSE' });
      if (mode === 'stuck' && role === 'worker') {
        say(`starting ${process.pid}`);
        await new Promise(() => setInterval(() => undefined, 60_000));
      }
      const db = withDatabase ? await open() : null;
      if (role === 'worker') return { address: null, stop: async () => void (await db?.close()) };
      const server = createServer(async (request, response) => {
        if (request.url === '/slow') await new Promise((resolve) => setTimeout(resolve, 400));
        if (db) await db.query(sql('family.one', 'select 1'));
        response.setHeader('connection', 'close').end(String(process.pid));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as { port: number };
      const stop = async () => {
        await new Promise((resolve) => server.close(resolve));
        await db?.close();
        say(`drained ${process.pid}`);
      };
      return { address: `http://127.0.0.1:${port}`, stop };
    },
  });
}
