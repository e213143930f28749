import { test } from 'node:test';
import { testDatabase } from '../support/database.ts';
import { runPaymentModel } from './payment-model.ts';

const db = await testDatabase({ transactions: 6 });

test('random commands on payments, several at once and with faults, leave books, ledger and provider in agreement', () =>
  runPaymentModel(db, { sequences: 150 }));
