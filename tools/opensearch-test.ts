import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { absentForNode, startLocalNode } from '../src/platform/search/opensearch/local-node.ts';

/** The search contract on a real OpenSearch node: that of OPENSEARCH_URL, or one that is started for it. Last line: N passed, N failed. */
const given = process.env.OPENSEARCH_URL ?? null;
const lacking = given ? [] : absentForNode();
if (lacking.length > 0) leave(lacking.join(', '));
const folder = mkdtempSync(join(tmpdir(), 'stoa-opensearch-'));
const note = (line: string) => void process.stdout.write(`${line}\n`);
const node = given ? null : await startLocalNode({ folder, note, quick: true }).catch((error: Error) => leave(error.message));
try {
  const { code, text } = await run(given ?? node!.url);
  const count = (word: string) => Number(new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  process.stdout.write(`${count('pass')} passed, ${code !== 0 && failed === 0 ? 1 : failed} failed\n`);
  process.exitCode = code === 0 ? 0 : 1;
} finally {
  await node?.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** With `--present` a machine that cannot have a node is told about, and is no failure of the adapter. */
function leave(what: string): never {
  const failed = process.argv.includes('--present') ? 0 : 1;
  process.stdout.write(`!! MISSING on this machine: ${what}; the OpenSearch adapter was NOT tested. Or set OPENSEARCH_URL.\n`);
  process.stdout.write(`0 passed, ${failed} failed\n`);
  process.exit(failed);
}

function run(url: string): Promise<{ code: number | null; text: string }> {
  const tests = 'src/platform/search/opensearch/open-search.node.ts';
  const child = spawn(process.execPath, ['--test-reporter=spec', tests, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString();
    process.stdout.write(part);
  });
  return new Promise((done) => child.on('close', (code) => done({ code, text })));
}
