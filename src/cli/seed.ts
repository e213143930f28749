import { migrate } from '../platform/postgres/index.ts';
import { fitsBulk, seedInBulk } from './bulk-seed.ts';
import { type Command, type Context, UsageError } from './command.ts';
import { mediaImportOf } from './import-pictures.ts';
import { migrationsFolder } from './migrate.ts';
import { createProgress } from './progress.ts';
import { rebuildSearch } from './reindex.ts';
import { seedShop } from './seeding.ts';
import { composeShop } from './shop.ts';

const mostProducts = 10_000_000;

export const command: Command = {
  name: 'seed',
  summary: 'Fills the shop with the demo range, or with any number of generated products.',
  usage: '[--products N [--categories N] | --empty]',
  help: `Markets, delivery and tax come first, then products. Seeding again changes nothing.
Many products into an empty shop that is not running go in at once, by every core: whole or not at all.
  stoa seed                                   the Agora demo range
  stoa seed --products 100000                 generated, over real category names; the same on every machine
  stoa seed --products 10000 --categories 50  200 products a category
  stoa seed --empty                           markets alone`,
  options: {
    products: { type: 'string', value: 'N', about: 'Generate so many products instead of the demo range.' },
    categories: { type: 'string', value: 'N', about: 'Spread them over so many categories only.' },
    empty: { type: 'boolean', about: 'No products: markets, delivery methods and tax rates alone.' },
    json: { type: 'boolean', about: 'Print the result as one JSON line.' },
  },
  run: async (context) => {
    const products = wholeNumber(context, 'products', mostProducts);
    const categories = wholeNumber(context, 'categories', 100_000);
    const empty = context.flag('empty');
    if (empty && (products !== null || categories !== null)) throw new UsageError('--empty goes without --products and --categories.');
    if (categories !== null && products === null) throw new UsageError('--categories needs --products.');
    const db = await context.database();
    await migrate(db, { folder: migrationsFolder, report: context.note });

    const progress = createProgress('products');
    const startedAt = performance.now();
    const bulk = products !== null && (await fitsBulk(db, products));
    const counts = await seedShop(db, {
      // A bulk goes into a shop that has its markets.
      empty: empty || bulk,
      pictures: mediaImportOf(db, context.config),
      ...(products === null ? {} : { products }),
      ...(categories === null ? {} : { categories }),
      onProgress: (done, total) => progress.update(done, total === null ? null : done / total),
    });
    if (bulk) {
      const pictures = mediaImportOf(db, context.config);
      await pictures.registerDemo();
      const onProgress = (done: number) => progress.update(done, done / products);
      await seedInBulk(db, composeShop(db, context.config), { products, categories, onProgress });
      counts.created = products;
    }
    progress.end();
    const seconds = (performance.now() - startedAt) / 1000;
    // At once and all together: a worker that takes so many events one by one needs several times as long.
    if (!bulk && counts.created + counts.updated > 0) {
      const finding = createProgress('products findable');
      await rebuildSearch(db, context.config, (done) => finding.update(done, null));
      finding.end();
    }
    if (context.flag('json')) context.print(JSON.stringify({ ...counts, seconds: Number(seconds.toFixed(3)) }));
    else if (empty) context.print('Markets, delivery and tax are there.');
    else
      context.print(
        `${counts.created} products created, ${counts.updated} updated, ${counts.unchanged} unchanged in ${seconds.toFixed(1)} s.`,
      );
    return 0;
  },
};

function wholeNumber(context: Context, option: string, most: number): number | null {
  const text = context.text(option);
  if (text === null) return null;
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isInteger(value) || value < 1 || value > most) throw new UsageError(`--${option} is a whole number from 1 to ${most}.`);
  return value;
}
