import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startShop } from '../../test/support/shop.ts';
import { workshop } from './workshop.ts';

/** The running demo shop as the judges see it. */
export type JudgedShop = {
  /** Of this run alone; what the judges write lies here. */
  folder: string;
  origin: string;
  openapiFile: string;
  staffToken: string;
  /** Examples an operation that schemathesis makes. */
  examples: number;
  /** Log lines of severity error so far. */
  serverFaults(): Promise<string[]>;
  stop(): Promise<void>;
};

export async function startJudgedShop(examples: number): Promise<JudgedShop> {
  const shop = await startShop({ env: { STOA_LOG_LEVEL: 'error', STOA_MEDIA_FETCH: 'off' } });
  mkdirSync(workshop, { recursive: true });
  const folder = mkdtempSync(join(workshop, 'run-'));
  const openapiFile = join(folder, 'openapi.json');
  writeFileSync(openapiFile, await text(`${shop.origin}/api/openapi.json`));
  return {
    folder,
    origin: shop.origin,
    openapiFile,
    staffToken: shop.staffToken,
    examples,
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

async function text(address: string): Promise<string> {
  const answer = await fetch(address);
  return answer.text();
}
