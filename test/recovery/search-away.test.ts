import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { processesOf } from '../support/processes.ts';
import { freePort, startShop } from '../support/shop.ts';
import { importPiece, until } from './selling.ts';

const metricsPort = await freePort();
const shop = await startShop({
  env: { STOA_DEMO: 'off', STOA_WORKERS: '1', STOA_LOG_LEVEL: 'warn', STOA_RATE_LIMIT: '0', METRICS_PORT: String(metricsPort) },
});
after(shop.stop);

async function find(): Promise<{ status: number; handles: string[] }> {
  const answer = await fetch(`${shop.origin}/api/search?market=eu&language=en&q=recovery+cup`);
  const body = (await answer.json()) as { items?: { handle: string }[] };
  return { status: answer.status, handles: (body.items ?? []).map(({ handle }) => handle) };
}

/** How often the engine, or the rows, have answered the web process so far. */
async function answeredBy(engine: 'embedded' | 'postgres'): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return Number(new RegExp(`^stoa_search_answers_total\\{[^}]*engine="${engine}"[^}]*\\} (\\d+)`, 'm').exec(metrics)?.[1] ?? 0);
}

/** Searches until the engine has answered one. */
async function untilTheEngineAnswers(): Promise<void> {
  const before = await answeredBy('embedded');
  await until(
    async () => {
      assert.equal((await find()).status, 200);
      return (await answeredBy('embedded')) > before;
    },
    () => `an answer of the engine\n${shop.output().slice(-1500)}`,
    60_000,
  );
}

test('while the search process is killed no search fails: the rows answer, and then the next process is asked', async () => {
  await importPiece(shop);
  await until(
    async () => (await find()).handles.includes('recovery-cup'),
    () => 'the new product is found',
    30_000,
  );
  await untilTheEngineAnswers();
  const [pid] = processesOf(shop.dataDir, 'search');
  assert.ok(pid, 'there is a search process');
  const byRows = await answeredBy('postgres');
  process.kill(pid, 'SIGKILL');
  for (let asked = 0; asked < 50; asked += 1) assert.deepEqual(await find(), { status: 200, handles: ['recovery-cup'] });
  assert.ok((await answeredBy('postgres')) > byRows, 'the rows have stepped in');
  await untilTheEngineAnswers();
  assert.notEqual(processesOf(shop.dataDir, 'search')[0], pid);
  assert.deepEqual((await find()).handles, ['recovery-cup']);
});
