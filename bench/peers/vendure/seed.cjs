// `node seed.cjs CATALOGUE.json` with BENCH_SEED=1: makes the tables and fills the shop through Vendure's own importer.
const { readFileSync } = require('node:fs');
const {
  bootstrap,
  Importer,
  JobQueueService,
  LanguageCode,
  RequestContextService,
  SearchService,
  TransactionalConnection,
} = require('@vendure/core');
const { populateCollections, populateInitialData } = require('@vendure/core/cli');
const { config } = require('./config.cjs');

const catalogue = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const say = (text) => console.log(`vendure: ${text}`);

/** What is not a product. Categories are collections of everything with a facet value, which is how Vendure sorts goods. */
const shop = {
  defaultLanguage: LanguageCode.en,
  defaultZone: 'Europe',
  countries: [{ name: 'Germany', code: 'DE', zone: 'Europe' }],
  taxRates: [{ name: 'Standard Tax', percentage: 19 }],
  shippingMethods: [{ name: 'Standard', price: 490 }],
  paymentMethods: [{ name: 'Dummy', handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'true' }] } }],
  collections: catalogue.categories.map(({ name, slug }) => ({
    name,
    slug,
    filters: [{ code: 'facet-value-filter', args: { facetValueNames: [name], containsAny: false } }],
  })),
};

const rowOf = ({ title, handle, description, category, variants }) => ({
  product: {
    translations: [{ languageCode: 'en', name: title, slug: handle, description, customFields: {} }],
    optionGroups: [{ translations: [{ languageCode: 'en', name: 'Size', values: variants.map(({ size }) => size) }] }],
    facets: [{ translations: [{ languageCode: 'en', facet: 'Series', value: catalogue.categories[category].name }] }],
    assetPaths: [],
  },
  variants: variants.map(({ sku, size, price, stock }) => ({
    sku,
    price: price / 100,
    stockOnHand: stock,
    trackInventory: 'TRUE',
    taxCategory: 'standard',
    facets: [],
    assetPaths: [],
    translations: [{ languageCode: 'en', optionValues: [size], customFields: {} }],
  })),
});

async function seed() {
  const app = await bootstrap(config);
  const db = app.get(TransactionalConnection).rawConnection;
  const waiting = async (queue) => {
    const [{ n }] = await db.query(
      `select count(*)::int as n from job_record where state in ('PENDING', 'RUNNING', 'RETRYING') and ($1 = '' or "queueName" = $1)`,
      [queue],
    );
    return n;
  };
  const settled = async (queue) => {
    for (let left = await waiting(queue), rounds = 0; left > 0; left = await waiting(queue), rounds += 1) {
      if (rounds % 20 === 0) say(`${left} jobs left`);
      await new Promise((next) => setTimeout(next, 500));
    }
  };
  // The import asks for every variant to be indexed singly; one reindex of everything comes to the same and is sooner done.
  const dropSingleIndexing = () => db.query(`delete from job_record where state = 'PENDING' and "queueName" = 'update-search-index'`);

  await populateInitialData(app, shop);
  const context = await app.get(RequestContextService).create({ apiType: 'admin' });
  let done = 0;
  const faults = await app.get(Importer).importProducts(context, catalogue.products.map(rowOf), () => {
    done += 1;
    if (done % 250 === 0) say(`${done} of ${catalogue.products.length} products`);
  });
  if (faults.length > 0) throw new Error(`the import refused ${faults.length}: ${faults[0]}`);
  await dropSingleIndexing();
  await app.get(JobQueueService).start();
  await populateCollections(app, shop);
  say('sorting products into categories ...');
  await settled('apply-collection-filters');
  await dropSingleIndexing();
  say('indexing ...');
  await app.get(SearchService).reindex(context);
  await settled('');
  await app.close();
}

seed().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
