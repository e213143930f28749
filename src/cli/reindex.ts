import type { Config } from '../config.ts';
import type { Database } from '../platform/postgres/index.ts';
import { migrate } from '../platform/postgres/index.ts';
import type { Command } from './command.ts';
import { migrationsFolder } from './migrate.ts';
import { createProgress } from './progress.ts';
import { composeShop } from './shop.ts';

export const command: Command = {
  name: 'reindex',
  summary: 'Builds the search index anew.',
  usage: '',
  help: 'The old index answers until the new one is complete. Needed after no ordinary change: events keep the index up to date.',
  run: async (context) => {
    const db = await context.database();
    await migrate(db, { folder: migrationsFolder, report: context.note });
    const progress = createProgress('products');
    const count = await rebuildSearch(db, context.config, (done) => progress.update(done, null));
    progress.end();
    context.print(`${count} products are findable.`);
    return 0;
  },
};

/** @returns the number of products in the index */
export async function rebuildSearch(db: Database, config: Config, onProgress?: (done: number) => void): Promise<number> {
  const shop = composeShop(db, config);
  await shop.markets.refresh();
  return shop.discovery.indexer.reindex(onProgress);
}
