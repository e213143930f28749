import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { migrate } from '../platform/postgres/index.ts';
import {
  catalogStore,
  createImporter,
  createReader,
  createWriter,
  type ImportItem,
  type ImportSummary,
  lineItems,
  shopifyContext,
  shopifyItems,
} from '../shop/catalog/index.ts';
import { type Command, type Context, UsageError } from './command.ts';
import { type FetchedPictures, fetchPictures } from './import-pictures.ts';
import { migrationsFolder } from './migrate.ts';
import { createProgress } from './progress.ts';
import { openReport, type ReportFile } from './report-file.ts';
import { openTextFile, type TextFile } from './text-file.ts';

const forms = ['shopify', 'products'] as const;
type Form = (typeof forms)[number];

export const command: Command = {
  name: 'import',
  summary: "Brings a catalogue in: Shopify's product export, or catalog lines.",
  usage: 'shopify FILE.csv | products FILE.jsonl[.gz]',
  help: `A line that was imported before and has not changed changes nothing, so an import can be repeated at any time; one that was
broken off goes on where it stood. Rows that cannot be taken are listed in FILE.report.jsonl, and the others are kept.
Exit code: 0 all taken, 3 some refused, 1 failed.
  stoa import shopify products_export.csv
  stoa import shopify products_export.csv --market us --language en
  stoa import products catalogue.jsonl.gz
The form of catalog lines: docs/reference/catalog-lines.md.`,
  options: {
    market: { type: 'string', value: 'CODE', about: "shopify: the market of the prices. Default: the shop's first." },
    language: { type: 'string', value: 'CODE', about: "shopify: the language of the texts. Default: the market's first." },
    'currency-check': { type: 'string', value: 'EUR', about: "shopify: stop unless this is the market's currency." },
    force: { type: 'boolean', about: 'Write unchanged lines too: undoes what staff have changed since.' },
    restart: { type: 'boolean', about: 'Begin anew although an earlier run was broken off.' },
    'no-images': { type: 'boolean', about: 'Do not fetch pictures now; a running shop fetches them in the background.' },
    json: { type: 'boolean', about: 'Print the result as one JSON line.' },
  },
  mostArguments: 2,
  stopsItself: true,
  run: async (context) => {
    const [form, given] = context.arguments;
    if (!forms.includes(form as Form)) throw new UsageError(`Say what to import: ${forms.join(' or ')}.`);
    if (!given) throw new UsageError('Say which file to import.');
    const path = resolve(given);
    const file = await openTextFile(path);
    if (file.encoding !== 'utf-8') context.note(`${basename(path)} is not UTF-8; it is read as ${file.encoding}.`);
    const db = await context.database();
    await migrate(db, { folder: migrationsFolder, report: context.note });
    const store = catalogStore(db);
    const { items, identity } = await itemsOf(form as Form, file, context, createReader({ store }));

    const report = await openReport(path, context.config.dataDir, context.note);
    const startedAt = performance.now();
    try {
      const summary = await write(context, { file, items, identity, report, store, path, form: form as Form });
      if (summary.created >= manyCreated) await store.learnFigures();
      const pictures = summary.finished && !context.flag('no-images') ? await fetchPictures(db, context) : null;
      if (pictures && pictures.rows.length > 0) await report.put(pictures.rows);
      report.settle();
      const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(3));
      const reported = report.isEmpty() ? null : report.path;
      if (context.flag('json')) context.print(jsonFor({ ...summary, pictures, reported, seconds }));
      else for (const line of wordsFor({ ...summary, pictures, reported, seconds })) context.print(line);
      if (!summary.finished) return 1;
      return summary.refused > 0 ? 3 : 0;
    } finally {
      await report.close();
    }
  },
};

/** As many new products make the server's figures on the tables worthless. */
const manyCreated = 1000;

type Work = {
  file: TextFile;
  items: AsyncIterable<ImportItem>;
  identity: Buffer;
  report: ReportFile;
  store: ReturnType<typeof catalogStore>;
  path: string;
  form: Form;
};

async function write(context: Context, { file, items, identity, report, store, path, form }: Work): Promise<ImportSummary> {
  const progress = createProgress(form === 'shopify' ? 'products' : 'lines');
  try {
    return await createImporter({ store, writer: createWriter({ store }) }).run(items, {
      fingerprint: identity,
      name: basename(path),
      source: form,
      force: context.flag('force'),
      afresh: context.flag('restart'),
      keepStructure: form === 'shopify',
      signal: context.signal,
      onStart: (position) => {
        if (position > 0) context.note(`An earlier run was broken off after ${position}; going on from there.`);
        return report.resume(position);
      },
      onReport: report.put,
      onBatch: (done) => {
        report.settle();
        progress.update(done, file.share());
      },
    });
  } finally {
    progress.end();
  }
}

type Items = { items: AsyncIterable<ImportItem>; identity: Buffer };

async function itemsOf(form: Form, file: TextFile, context: Context, reader: ReturnType<typeof createReader>): Promise<Items> {
  if (form === 'products') {
    for (const option of ['market', 'language', 'currency-check'])
      if (context.text(option) !== null)
        throw new UsageError(`--${option} goes with shopify; catalog lines name their markets and languages.`);
    return { items: lineItems(file.text()), identity: mixed(file.identity, ['products']) };
  }
  const settings = await shopifyContext(reader, { market: context.text('market'), language: context.text('language') });
  const wanted = context.text('currency-check')?.toUpperCase() ?? settings.currency;
  if (wanted !== settings.currency)
    throw new UsageError(
      `The market ${settings.market} has prices in ${settings.currency}, not in ${wanted}. Choose another with --market.`,
    );
  const { market, currency, language } = settings;
  return { items: shopifyItems(file.text(), settings), identity: mixed(file.identity, ['shopify', market, currency, language]) };
}

function mixed(identity: Buffer, words: readonly string[]): Buffer {
  return createHash('sha256').update(identity).update(words.join('\n')).digest();
}

type Outcome = {
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  notes: number;
  items: number;
  finished: boolean;
  pictures: FetchedPictures | null;
  reported: string | null;
  seconds: number;
};

function jsonFor({ pictures, reported, ...rest }: Outcome): string {
  const { rows: _rows, ...counts } = pictures ?? { rows: [] };
  return JSON.stringify({ ...rest, ...(pictures ? { pictures: counts } : {}), report: reported });
}

function wordsFor({ created, updated, unchanged, refused, items, finished, pictures, reported, seconds }: Outcome): string[] {
  const nothing = finished && created + updated + refused === 0;
  return [
    nothing
      ? `Nothing to do, ${unchanged} unchanged.`
      : `${created} created, ${updated} updated, ${unchanged} unchanged, ${refused} refused in ${seconds.toFixed(1)} s.`,
    ...(finished ? [] : [`Stopped after ${items}; the same command goes on from there.`]),
    ...(reported ? [`What was refused or deserves a look: ${reported}`] : []),
    ...(pictures && pictures.stored + pictures.failed > 0
      ? [`${pictures.stored} pictures fetched, ${pictures.failed} not (the placeholder is shown).`]
      : []),
    ...(pictures?.more ? ['The other pictures are fetched in the background by the running shop.'] : []),
  ];
}
