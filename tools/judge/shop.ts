import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startShop } from '../../test/support/shop.ts';
import { workshop } from './workshop.ts';

/** The running demo shop as the judges see it. */
export type JudgedShop = {
  origin: string;
  openapiFile: string;
  staffToken: string;
  /** Examples an operation that schemathesis makes. */
  examples: number;
  /** One address of every template, errors included. */
  templateAddresses(): Promise<string[]>;
  /** Saves pages as HTML files and gives their names back. */
  savePages(addresses: readonly string[], folder: string): Promise<string[]>;
  /** Log lines of severity error so far. */
  serverFaults(): Promise<string[]>;
  stop(): Promise<void>;
};

export async function startJudgedShop(examples: number): Promise<JudgedShop> {
  const shop = await startShop({ env: { STOA_LOG_LEVEL: 'error', STOA_MEDIA_FETCH: 'off' } });
  mkdirSync(workshop, { recursive: true });
  const openapiFile = join(workshop, 'openapi.json');
  writeFileSync(openapiFile, await text(`${shop.origin}/api/openapi.json`));
  return {
    origin: shop.origin,
    openapiFile,
    staffToken: shop.staffToken,
    examples,
    templateAddresses: () => templateAddresses(shop.origin),
    savePages,
    serverFaults: async () =>
      shop
        .output()
        .split('\n')
        .filter((line) => /"level":(50|60|"error"|"fatal")/.test(line)),
    stop: async () => {
      await shop.stop();
    },
  };
}

async function templateAddresses(origin: string): Promise<string[]> {
  const products = JSON.parse(await text(`${origin}/api/products?market=eu&language=en&limit=3`)) as { items: { handle: string }[] };
  const categories = JSON.parse(await text(`${origin}/api/categories?market=eu&language=en`)) as { items: { slug: string }[] };
  const paths = ['/', '/cart', '/checkout', '/order-status', '/search?q=vase', '/search?q=zzzzzz', '/no-such-page'];
  paths.push(
    ...products.items.map((p) => `/p/${p.handle}`),
    `/c/${categories.items[0]?.slug}`,
    `/c/${categories.items[0]?.slug}?stock=in&sort=price-asc`,
  );
  const home = await text(`${origin}/eu/en/`);
  const legal = [...new Set([...home.matchAll(/href="\/eu\/en(\/legal\/[a-z-]+)"/g)].map((match) => match[1]!))];
  paths.push(...legal);
  return ['/eu/en', '/eu/de', '/us/en'].flatMap((locale) => paths.map((path) => origin + locale + path)).concat(`${origin}/api/docs`);
}

async function savePages(addresses: readonly string[], folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const address of addresses) {
    const file = join(
      folder,
      `${createHash('sha256')
        .update(new URL(address).pathname + new URL(address).search)
        .digest('hex')
        .slice(0, 12)}.html`,
    );
    writeFileSync(file, await text(address));
    files.push(file);
  }
  return files;
}

async function text(address: string): Promise<string> {
  const answer = await fetch(address);
  return answer.text();
}
