import assert from 'node:assert/strict';
import { after } from 'node:test';
import { searchContract } from '../search.contract.ts';
import { createClient } from './client.ts';
import { openSearch } from './open-search.ts';

/** Needs a node: run by `npm run test:opensearch`, which gives its address. */
const [node] = process.argv.slice(-1);
assert.match(node ?? '', /^https?:/);
const client = createClient({ node: node! });
const prefixes: string[] = [];
const engines: { close(): void }[] = [];

after(async () => {
  for (const prefix of prefixes) await client.send('DELETE', `/${prefix}-*`);
  for (const each of [client, ...engines]) each.close();
});

searchContract(
  'OpenSearch',
  async (settings) => {
    const prefix = `contract${process.pid}x${prefixes.length}`;
    prefixes.push(prefix);
    const engine = openSearch({ node: node!, prefix }, settings);
    engines.push(engine);
    return engine;
  },
  ['rating', 'rules'],
);
