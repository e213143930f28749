// `medusa exec ./seed.js` with BENCH_CATALOGUE and BENCH_WORLD (files): fills the shop through Medusa's own workflows.
const { readFileSync, writeFileSync } = require('node:fs');
const { ContainerRegistrationKeys, Modules } = require('@medusajs/framework/utils');
const flows = require('@medusajs/medusa/core-flows');

const BATCH = 50;

exports.default = async ({ container }) => {
  const catalogue = JSON.parse(readFileSync(process.env.BENCH_CATALOGUE, 'utf8'));
  const say = (text) => console.log(`medusa: ${text}`);
  const link = container.resolve(ContainerRegistrationKeys.LINK);
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const fulfillment = container.resolve(Modules.FULFILLMENT);
  const run = async (flow, input) => (await flow(container).run({ input })).result;

  // One sales channel, as the starter has: a second one makes every list many times slower.
  const [store] = await container.resolve(Modules.STORE).listStores();
  const name = 'Default Sales Channel';
  const [there] = await container.resolve(Modules.SALES_CHANNEL).listSalesChannels({ name });
  const channel = there ?? (await run(flows.createSalesChannelsWorkflow, { salesChannelsData: [{ name }] }))[0];
  await run(flows.updateStoresWorkflow, {
    selector: { id: store.id },
    update: { supported_currencies: [{ currency_code: 'eur', is_default: true }], default_sales_channel_id: channel.id },
  });
  const [region] = await run(flows.createRegionsWorkflow, {
    regions: [{ name: 'Europe', currency_code: 'eur', countries: ['de'], payment_providers: ['pp_system_default'] }],
  });
  await run(flows.createTaxRegionsWorkflow, [{ country_code: 'de', provider_id: 'tp_system' }]);

  const [location] = await run(flows.createStockLocationsWorkflow, {
    locations: [{ name: 'Store room', address: { address_1: 'Long Street 1', city: 'Berlin', country_code: 'DE' } }],
  });
  const place = { [Modules.STOCK_LOCATION]: { stock_location_id: location.id } };
  await link.create({ ...place, [Modules.FULFILLMENT]: { fulfillment_provider_id: 'manual_manual' } });
  const [usual] = await fulfillment.listShippingProfiles({ type: 'default' });
  const profile = usual ?? (await run(flows.createShippingProfilesWorkflow, { data: [{ name: 'Default', type: 'default' }] }))[0];
  const set = await fulfillment.createFulfillmentSets({
    name: 'Delivery',
    type: 'shipping',
    service_zones: [{ name: 'Europe', geo_zones: [{ type: 'country', country_code: 'de' }] }],
  });
  await link.create({ ...place, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } });
  await run(flows.createShippingOptionsWorkflow, [
    {
      name: 'Standard',
      price_type: 'flat',
      provider_id: 'manual_manual',
      service_zone_id: set.service_zones[0].id,
      shipping_profile_id: profile.id,
      type: { code: 'standard', label: 'Standard', description: 'By parcel' },
      prices: [{ currency_code: 'eur', amount: 4.9 }],
      rules: [
        { attribute: 'enabled_in_store', operator: 'eq', value: 'true' },
        { attribute: 'is_return', operator: 'eq', value: 'false' },
      ],
    },
  ]);
  await run(flows.linkSalesChannelsToStockLocationWorkflow, { id: location.id, add: [channel.id] });
  const [key] = await run(flows.createApiKeysWorkflow, { api_keys: [{ title: 'Bench', type: 'publishable', created_by: '' }] });
  await run(flows.linkSalesChannelsToApiKeyWorkflow, { id: key.id, add: [channel.id] });

  const made = await run(flows.createProductCategoriesWorkflow, {
    product_categories: catalogue.categories.map((each) => ({ name: each.name, handle: each.slug, is_active: true })),
  });
  const categories = catalogue.categories.map(({ slug }) => made.find(({ handle }) => handle === slug).id);
  for (let from = 0; from < catalogue.products.length; from += BATCH) {
    const products = catalogue.products.slice(from, from + BATCH).map(({ title, handle, description, category, variants }) => ({
      title,
      handle,
      description,
      status: 'published',
      category_ids: [categories[category]],
      sales_channels: [{ id: channel.id }],
      shipping_profile_id: profile.id,
      options: [{ title: 'Size', values: variants.map(({ size }) => size) }],
      variants: variants.map(({ sku, size, price }) => ({
        title: size,
        sku,
        manage_inventory: true,
        options: { Size: size },
        prices: [{ currency_code: 'eur', amount: price / 100 }],
      })),
    }));
    await run(flows.createProductsWorkflow, { products });
    if (from % (5 * BATCH) === 0) say(`${from + products.length} of ${catalogue.products.length} products`);
  }

  const stockOf = new Map(catalogue.products.flatMap(({ variants }) => variants.map(({ sku, stock }) => [sku, stock])));
  const { data: items } = await query.graph({ entity: 'inventory_item', fields: ['id', 'sku'] });
  for (let from = 0; from < items.length; from += 500) {
    const inventory_levels = items
      .slice(from, from + 500)
      .map(({ id, sku }) => ({ inventory_item_id: id, location_id: location.id, stocked_quantity: stockOf.get(sku) }));
    await run(flows.createInventoryLevelsWorkflow, { inventory_levels });
  }
  writeFileSync(process.env.BENCH_WORLD, JSON.stringify({ key: key.token, region: region.id, categories }));
};
