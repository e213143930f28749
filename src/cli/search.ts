import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalNode } from '../platform/search/opensearch/local-node.ts';
import { type Command, UsageError } from './command.ts';

export const command: Command = {
  name: 'search',
  summary: 'Starts an OpenSearch node to try at home.',
  usage: 'opensearch [--port N]',
  help: 'Needs Java 17 or later and Maven, which fetches OpenSearch once (60 MB). 512 MiB of heap, on the loopback address, without passwords.\nIts data go when Ctrl-C stops it.',
  options: { port: { type: 'string', value: 'N', about: 'Port from 9201 to 9299; default 9201.' } },
  mostArguments: 1,
  stopsItself: true,
  run: async (context) => {
    if (context.arguments[0] !== 'opensearch') throw new UsageError('what is started is named: stoa search opensearch');
    const port = Number(context.text('port') ?? 9201);
    if (!Number.isInteger(port) || port < 9201 || port > 9299) throw new UsageError('--port takes a number from 9201 to 9299');
    const folder = mkdtempSync(join(tmpdir(), 'stoa-opensearch-'));
    try {
      const node = await startLocalNode({ folder, port, note: context.note });
      context.print(`OpenSearch answers on ${node.url}; its data are in ${folder} until Ctrl-C stops it.`);
      const stopped = new Promise<void>((done) => {
        if (context.signal.aborted) done();
        context.signal.addEventListener('abort', () => done(), { once: true });
      });
      await Promise.race([stopped, node.ended]);
      await node.stop();
      return context.signal.aborted ? 0 : 1;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
