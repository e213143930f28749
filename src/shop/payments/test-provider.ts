import { setTimeout as delay } from 'node:timers/promises';
import { randomToken } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { DeclineCode, PaymentProvider, ProviderAnswer } from './provider.ts';
import { ProviderUnavailable } from './provider.ts';
import type { ChargeRow, TestProviderStore } from './test-provider.store.ts';

/** What the shopper may choose at the test provider: how the charge shall end. */
export const TEST_METHODS = ['success', 'decline', 'slow'] as const;

/**
 * A payment service for trying the shop out: no money, no card. It keeps its books in the database by our key, so that a
 * repeated call gets the first one's answer, as with a real provider.
 */
export function createTestProvider({ store, slowMs = 3000 }: { store: TestProviderStore; slowMs?: number }): PaymentProvider {
  return {
    name: 'test',
    accepts: (method) => TEST_METHODS.some((known) => known === method),
    async authorize({ key, amount, currency, method, captureMode }) {
      if (method === 'slow') await delay(slowMs);
      const taken = captureMode === 'automatic' ? 'captured' : 'authorized';
      const status = method === 'decline' ? 'declined' : taken;
      const declineCode = status === 'declined' ? 'insufficient_funds' : null;
      const charge = await store.insertOnce({ key, reference: reference('ch'), amount, currency, status, declineCode });
      const same = charge.amount === amount && charge.currency === currency;
      invariant(same || charge.status === 'voided', 'one key stands for one charge');
      return answerOf(charge);
    },
    async capture({ key }) {
      const charge = await store.move(key, 'captured');
      if (!charge) throw new ProviderUnavailable('The test provider has no such charge.');
      return answerOf(charge);
    },
    async void({ key }) {
      // A charge that was never made is noted as given up, so that an authorisation under way cannot come after it.
      const charge = await store.insertOnce({
        key,
        reference: reference('ch'),
        amount: 0,
        currency: 'XXX',
        status: 'voided',
        declineCode: null,
      });
      return answerOf(charge.status === 'authorized' ? ((await store.move(key, 'voided')) ?? charge) : charge);
    },
    async refund({ reference: charge, amount, refundKey }) {
      const done = await store.refundOnce({ key: refundKey, charge, amount, reference: reference('re') });
      if (!done) throw new ProviderUnavailable('The test provider cannot refund this charge.');
      return { status: 'done' as const, ...done };
    },
    async lookup({ key }) {
      const charge = await store.byKey(key);
      return charge ? answerOf(charge) : null;
    },
  };
}

function answerOf(charge: ChargeRow): ProviderAnswer {
  if (charge.status === 'declined')
    return { status: 'declined', reference: charge.reference, code: (charge.declineCode ?? 'card_declined') as DeclineCode };
  if (charge.status === 'captured') return { status: 'captured', reference: charge.reference, amount: charge.amount };
  return { status: charge.status, reference: charge.reference };
}

function reference(kind: string): string {
  return `test_${kind}_${randomToken(12)}`;
}
