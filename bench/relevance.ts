import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { SearchDocument, SearchEngine } from '../src/platform/search/index.ts';
import { documentOf, type JudgedProduct } from './relevance/documents.ts';
import { ENGINES } from './relevance/engines.ts';
import { type Judgment, ndcgOf } from './relevance/ndcg.ts';

/** `npm run relevance -- DIR [--engine NAME] [--out FILE] [--each]`: how good the first ten results are, by judged queries. */
const usage = `usage: npm run relevance -- DIR [--engine ${Object.keys(ENGINES).join('|')}] [--out FILE] [--each]

  DIR         products*.jsonl.gz, queries.jsonl {qid, query} and judgments.jsonl {qid, docid, rating 0..3}
  --engine    the engine that is asked; default embedded
  --out FILE  where the run is written, a line a query {qid, docids}; default a file in the temporary folder
  --each      a line for each query as well
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: 'string', default: 'embedded' },
    out: { type: 'string' },
    each: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [dir] = positionals;
const make = ENGINES[values.engine];
if (values.help || dir === undefined || !make) {
  if (!values.help && dir !== undefined) process.stderr.write(`relevance: there is no engine ${values.engine}\n`);
  (values.help ? process.stdout : process.stderr).write(usage);
  process.exit(values.help ? 0 : 2);
}

const { engine, close } = await make();
try {
  await run(engine, dir);
} finally {
  await close();
}

async function run(engine: SearchEngine, from: string): Promise<void> {
  const files = readdirSync(from).filter((file) => /^products.*\.jsonl\.gz$/.test(file));
  if (files.length === 0) throw new Error(`${from} holds no products*.jsonl.gz`);
  for (const file of files.sort()) {
    const products = linesOf<JudgedProduct>(gunzipSync(readFileSync(join(from, file))).toString('utf8'));
    for (let at = 0; at < products.length; at += 1000) {
      const some: SearchDocument[] = products.slice(at, at + 1000).map(documentOf);
      await engine.index(some, { bulk: true });
    }
  }
  await engine.refresh();
  const judgments = linesOf<Judgment>(readFileSync(join(from, 'judgments.jsonl'), 'utf8'));
  const results = new Map<string, string[]>();
  const queries = linesOf<{ qid: string | number; query: string }>(readFileSync(join(from, 'queries.jsonl'), 'utf8'));
  for (const { qid, query } of queries) {
    const page = await engine.search({
      segment: 'judged',
      language: 'en',
      text: query,
      sort: 'relevance',
      offset: 0,
      limit: 10,
      counts: false,
    });
    results.set(
      String(qid),
      page.hits.map(({ id }) => String(id)),
    );
  }
  const out = values.out ?? join(tmpdir(), `relevance-${values.engine}-${process.pid}.jsonl`);
  writeFileSync(out, [...results].map(([qid, docids]) => `${JSON.stringify({ qid, docids })}\n`).join(''));
  const scores = ndcgOf(judgments, results);
  if (values.each)
    for (const { qid, query } of queries) {
      const score = scores.get(String(qid));
      process.stdout.write(`${score === undefined ? 'unjudged' : score.toFixed(3).padStart(8)}  ${query}\n`);
    }
  const mean = [...scores.values()].reduce((sum, score) => sum + score, 0) / scores.size;
  process.stderr.write(`${scores.size} judged queries of ${queries.length}; the run is in ${out}\n`);
  process.stdout.write(`nDCG@10 ${mean.toFixed(3)}\n`);
}

function linesOf<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
