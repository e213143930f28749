import { openDatabase } from '../../src/platform/postgres/index.ts';
import { runPaymentModel } from '../payment-model.ts';
import type { Scenario } from '../stage.ts';

const SEQUENCES = 10_000;
const LANES = 16;

export const moneyModel: Scenario = {
  name: 'money-model',
  about: 'payments moved by random commands, some at once and some unanswered: states go forward, and our sums are the provider’s',
  needsInside: true,
  async run({ inside, random, rounds }) {
    const { dataDir } = inside!;
    const db = await openDatabase({ url: null, dataDir, applicationName: 'prove money', reads: 4, transactions: LANES });
    const each = Math.ceil((SEQUENCES * Math.min(rounds, 20)) / 20 / LANES);
    try {
      const breaches = await runPaymentModel(db, { dataDir, sequences: each * LANES, lanes: LANES, seed: () => random.below(2 ** 31) });
      const facts = `${each * LANES} sequences of up to 6 steps of 1 to 3 commands at once, ${LANES} side by side`;
      return { breaches, rounds: each * LANES, facts };
    } finally {
      await db.close();
    }
  },
};
