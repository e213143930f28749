import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { FORMS, pictureName, SCENES, sceneName } from '../../demo/agora/pictures.ts';
import type { Entry, Errand, Settings } from './worker.ts';

/**
 * `npm run pictures -- [--only GLOB] [--views front,detail,group,scene] [--force] [--size 1200] [--jobs 2] [--png FOLDER] [--typical]`
 * renders what is missing of the demo shop's pictures and keeps the index true.
 */
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '*' },
    views: { type: 'string', default: 'front,scene,detail,group' },
    force: { type: 'boolean', default: false },
    typical: { type: 'boolean', default: false },
    size: { type: 'string', default: '1200' },
    jobs: { type: 'string', default: '2' },
    quality: { type: 'string', default: '56' },
    png: { type: 'string' },
    out: { type: 'string' },
  },
});

const folder = resolve(options.out ?? join(import.meta.dirname, '../../demo/agora/pictures'));
const settings: Settings = { folder, size: Number(options.size), quality: Number(options.quality), pngFolder: options.png ?? null };
const index = readIndex();
mkdirSync(folder, { recursive: true });
if (settings.pngFolder) mkdirSync(settings.pngFolder, { recursive: true });

const errands = listErrands();
process.stdout.write(`${errands.reduce((sum, one) => sum + one.finishes.length, 0)} pictures to render in ${errands.length} errands\n`);
await Promise.all(Array.from({ length: Math.max(1, Math.min(Number(options.jobs), errands.length)) }, work));
writeIndex();
process.stdout.write(`${index.size} pictures, ${[...index.values()].reduce((sum, one) => sum + one.bytes, 0)} bytes\n`);

/**
 * Everything that is wanted and missing, what matters most first: the home page, forms without any picture, the other finishes, the
 * categories; cloth, which takes ten times as long as clay, after the rest.
 * All finishes of a form go together, since they share its light.
 */
function listErrands(): Errand[] {
  const views = options.views.split(',');
  const forms = Object.entries(FORMS);
  const bare = forms.filter(([form, { typical }]) => !current(pictureName(form, typical, 'front')));
  const known = forms.filter((one) => !bare.includes(one));
  const slow = (one: (typeof forms)[number]) => Number(one[1].category === 'textiles');
  const fronts = [...bare, ...known]
    .toSorted((a, b) => slow(a) - slow(b))
    .map(([form, { finishes }]) => ({
      view: 'front' as const,
      form,
      finishes: finishes.slice(0, options.typical ? 1 : undefined),
    }));
  const scenes = SCENES.map((name) => ({ view: 'scene' as const, form: name, finishes: [''] }));
  const closer = (['detail', 'group'] as const).flatMap((view) =>
    forms.map(([form, { typical }]) => ({ view, form, finishes: [typical] })),
  );
  const home = scenes.filter((one) => one.form.startsWith('home-'));
  return [...home, ...fronts, ...scenes.filter((one) => !home.includes(one)), ...closer]
    .filter((one) => views.includes(one.view))
    .map((one) => ({ ...one, finishes: one.finishes.filter((finish) => wanted(one, finish)) }))
    .filter((one) => one.finishes.length > 0);
}

function wanted(errand: Errand, finish: string): boolean {
  const name = errand.view === 'scene' ? sceneName(errand.form) : pictureName(errand.form, finish, errand.view);
  if (!matches(name)) return false;
  return options.force || !current(name);
}

function matches(name: string): boolean {
  const pattern = options.only
    .split('*')
    .map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`).test(name);
}

/** True when the index knows the picture and the file is the one it knows. */
function current(name: string): boolean {
  const known = index.get(name);
  const file = join(folder, `${name}.avif`);
  return known !== undefined && existsSync(file) && statSync(file).size === known.bytes;
}

async function work(): Promise<void> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: settings });
  for (let errand = errands.shift(); errand; errand = errands.shift()) {
    const answer = await ask(worker, errand);
    if (answer.error) {
      process.exitCode = 1;
      process.stderr.write(`${errand.form} ${errand.view}: ${answer.error}\n`);
    }
    for (const entry of answer.entries) index.set(entry.name, entry);
    writeIndex();
    const bytes = answer.entries.reduce((sum, one) => sum + one.bytes, 0);
    process.stdout.write(
      `${errand.form} ${errand.view}: ${answer.entries.length} in ${(answer.seconds ?? 0).toFixed(1)} s, ${bytes} bytes, ${errands.length} left\n`,
    );
  }
  await worker.terminate();
}

type Answer = { entries: Entry[]; seconds?: number; error?: string };

function ask(worker: Worker, errand: Errand): Promise<Answer> {
  return new Promise((done, fail) => {
    worker.once('message', done);
    worker.once('error', fail);
    worker.postMessage(errand);
  });
}

function readIndex(): Map<string, Entry> {
  const file = join(folder, 'pictures.json');
  if (!existsSync(file)) return new Map();
  const entries: Entry[] = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(entries.map((entry) => [entry.name, entry]));
}

/** One picture a line, by name, so that changes can be read. */
function writeIndex(): void {
  const entries = [...index.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const file = join(folder, 'pictures.json');
  writeFileSync(`${file}.new`, `[\n${entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`);
  renameSync(`${file}.new`, file);
}
