import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApiDocument } from '../platform/http/index.ts';
import type { Database } from '../platform/postgres/index.ts';
import { apiRoutes } from './api-routes.ts';
import type { Command } from './command.ts';
import { composeShop } from './shop.ts';

export const command: Command = {
  name: 'openapi',
  summary: 'Writes the OpenAPI 3.1 document of the API.',
  usage: '[FILE]',
  help: 'Without FILE to standard output. Needs no database: the document is made of the routes alone.',
  mostArguments: 1,
  run: async (context) => {
    const text = JSON.stringify(apiDocument(), null, 2);
    const [file] = context.arguments;
    if (file === undefined) context.print(text);
    else await writeFile(file, `${text}\n`);
    return 0;
  },
};

/** The document of the API as this program serves it. */
export function apiDocument() {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  // Composing opens a key file; what it opens here belongs to nobody and goes at once.
  const dataDir = mkdtempSync(join(tmpdir(), 'stoa-openapi-'));
  try {
    const shop = composeShop(noDatabase, { dataDir, orderPrefix: 'A', mediaFetch: false });
    return openApiDocument(apiRoutes(shop, version), { title: 'Stoa', version });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Stands where a database would be: the shop is composed and never used. */
const noDatabase = new Proxy({} as Database, {
  get: (_target, name) => {
    throw new Error(`The API document is made without a database, and yet something asked for its ${String(name)}.`);
  },
});
