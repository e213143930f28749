import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runPaymentModel } from '../../prove/payment-model.ts';
import { testDatabase } from '../support/database.ts';
import { provideTestProvider } from '../support/test-provider.ts';

const db = await testDatabase({ transactions: 8 });
const dataDir = mkdtempSync(join(tmpdir(), 'stoa-model-'));
after(() => rmSync(dataDir, { recursive: true }));
await provideTestProvider(dataDir);

test('random commands on payments, several at once and with faults, leave books, ledger and provider in agreement', async () => {
  assert.deepEqual(await runPaymentModel(db, { dataDir, sequences: 400, lanes: 8, seed: () => randomInt(2 ** 31) }), []);
});
