/**
 * npm run prove -- [--url URL --staff-token TOKEN] [--seed N] [--rounds N] [--parallel N] [--workers N] [--only NAME ...] [--quick] [--json] [--keep FOLDER]
 *
 * Races and faults against the real thing. Prints what was tried and what broke; ends with 1 when anything did, 2 when it could not be tried.
 */
import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Client, openClient } from './client.ts';
import { type History, openHistory } from './history.ts';
import { judgeHistories, plantRace } from './linearizability.ts';
import { randomOf } from './random.ts';
import { createReport, type Report } from './report.ts';
import { SCENARIOS } from './scenarios/index.ts';
import { openProvedShop, type ProvedShop } from './shop.ts';
import { findPlace } from './shopper.ts';
import type { Scenario, Stage } from './stage.ts';

const HELP = `npm run prove: races and faults against a real shop

  npm run prove                            starts a shop of its own and tries everything on it
  npm run prove -- --url URL               the black-box part, against a shop that runs; it adds products, buys them and archives them
    --staff-token TOKEN                    of that shop, with the scopes catalog:write, orders:write, stock:read
  --seed N      repeats the choices of a run
  --rounds N    of each scenario (20)
  --parallel N  calls at once, at least (64)
  --workers N   web processes of its own shop (4)
  --only NAME   a scenario, may be given several times: ${SCENARIOS.map(({ name }) => name).join(', ')}
  --quick       1 round: the short form
  --json        a JSON object a line
  --keep FOLDER where the histories are kept

Ends with 0 when nothing broke, 1 when something did, 2 when it could not be tried.`;

type Options = {
  rounds: number;
  parallel: number;
  workers: number;
  seed: number;
  only: string[];
  json: boolean;
  url: string | null;
  token: string;
  folder: string;
};

process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean' },
      url: { type: 'string' },
      'staff-token': { type: 'string', default: '' },
      seed: { type: 'string' },
      rounds: { type: 'string' },
      parallel: { type: 'string', default: '64' },
      workers: { type: 'string', default: '4' },
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      keep: { type: 'string' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const unknown = values.only.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name));
  if (unknown.length > 0)
    return complain(`There is no scenario ${unknown.join(', ')}. Those there are: ${SCENARIOS.map(({ name }) => name).join(', ')}.`);
  const numbers = {
    rounds: values.rounds ?? (values.quick ? '1' : '20'),
    parallel: values.parallel,
    workers: values.workers,
    seed: values.seed ?? String(randomInt(2 ** 31)),
  };
  for (const [name, given] of Object.entries(numbers))
    if (!/^[1-9]\d{0,9}$/.test(given)) return complain(`--${name}: "${given}" is not a whole number above 0.`);
  if (values.url && !URL.canParse(values.url)) return complain(`--url: "${values.url}" is not an address such as http://localhost:3000.`);
  if (values.url && !values['staff-token'])
    return complain('--staff-token: a shop that runs already wants one; `stoa staff-token` makes it.');
  const folder = values.keep ? resolve(values.keep) : mkdtempSync(join(tmpdir(), 'stoa-histories-'));
  mkdirSync(folder, { recursive: true });
  const { rounds, parallel, workers, seed } = numbers;
  const options = {
    rounds: Number(rounds),
    parallel: Number(parallel),
    workers: Number(workers),
    seed: Number(seed),
    only: values.only,
    json: values.json,
    url: values.url ?? null,
    token: values['staff-token'],
    folder,
  };
  try {
    return await prove(options);
  } catch (error) {
    return complain(`It could not be tried: ${(error as Error).message}.`);
  } finally {
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
}

function complain(what: string): number {
  process.stderr.write(`${what}\nnpm run prove -- --help tells more.\n`);
  return 2;
}

async function prove(options: Options): Promise<number> {
  const report = createReport({ json: options.json });
  report.begin({ seed: options.seed, rounds: options.rounds, parallel: options.parallel, url: options.url });
  const shop = options.url === null ? await openProvedShop(options) : null;
  const origin = shop?.origin ?? options.url!;
  const client = openClient(origin, shop?.token ?? options.token);
  const files: string[] = [];
  try {
    await findPlace(client);
    for (const scenario of SCENARIOS) {
      if (options.only.length > 0 && !options.only.includes(scenario.name)) continue;
      if (scenario.needsInside && shop === null) {
        report.left(scenario.name, 'needs to look inside the shop, which --url does not allow');
        continue;
      }
      files.push(await tryOne(scenario, { options, shop, origin, client, report }));
    }
    await judge(files, options.folder, report);
    if (report.broken() && shop) process.stderr.write(`${shop.inside.output().split('\n').slice(-40).join('\n')}\n`);
  } finally {
    client.close();
    await shop?.stop();
  }
  return report.end();
}

type Setting = { options: Options; shop: ProvedShop | null; origin: string; client: Client; report: Report };

async function tryOne(scenario: Scenario, { options, shop, origin, client, report }: Setting): Promise<string> {
  const file = join(options.folder, `${scenario.name}.jsonl`);
  const history: History = openHistory(file);
  const random = randomOf(options.seed);
  const calls = client.calls();
  const startedAt = performance.now();
  const stage: Stage = {
    ...options,
    origin,
    client,
    history,
    random,
    inside: shop?.inside ?? null,
    tick: () => report.tick(scenario.name),
  };
  const found = await scenario
    .run(stage)
    .catch((error: Error) => ({ breaches: [`it ended early: ${error.message}`], rounds: 0, facts: '' }));
  history.close();
  const seconds = (performance.now() - startedAt) / 1000;
  report.add({ name: scenario.name, about: scenario.about, ...found, calls: client.calls() - calls, seconds });
  return file;
}

/** The histories of all scenarios, and one that must be refused. */
async function judge(files: readonly string[], folder: string, report: Report): Promise<void> {
  const startedAt = performance.now();
  const planted = join(folder, 'planted.jsonl');
  await plantRace(planted);
  const refused = await judgeHistories([planted]);
  const name = 'linearizability';
  const about = 'the recorded histories could have been made by one call after the other; a planted race is refused (porcupine)';
  if (refused.verdict === 'missing') {
    report.left(name, `NOT JUDGED: ${refused.detail}. Install Go to have the histories judged by porcupine`);
    return;
  }
  const breaches = refused.models.some(({ illegal }) => illegal.length > 0) ? [] : ['the planted race was not refused'];
  const judged = await judgeHistories(files);
  const models = judged.verdict === 'judged' ? judged.models : [];
  for (const { model, illegal, undecided } of models) {
    for (const key of illegal) breaches.push(`${model} ${key}: no order of the calls gives these answers`);
    for (const key of undecided) breaches.push(`${model} ${key}: not decided in time`);
  }
  const facts =
    models.map(({ model, operations, keys }) => `${model}: ${operations} operations on ${keys}`).join(', ') || 'nothing was recorded';
  report.add({
    name,
    about,
    breaches,
    rounds: 1,
    calls: 0,
    facts: `${facts}; the planted race was ${breaches.length ? 'looked at' : 'refused'}`,
    seconds: (performance.now() - startedAt) / 1000,
  });
}
