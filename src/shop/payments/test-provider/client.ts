import { invariant } from '../../../kernel/invariant.ts';
import type {
  DeclineCode,
  ListedCharge,
  PaymentProvider,
  ProviderAnswer,
  ProviderEvent,
  RefundAnswer,
  WebhookRequest,
} from '../provider.ts';
import { ProviderUnavailable, WebhookRefused } from '../provider.ts';
import { type Charge, type ChargeRefund, TEST_METHODS } from './charge.ts';
import { readSignature } from './signature.ts';
import { createWire, type WireAnswer } from './wire.ts';

type ShownCharge = Charge & { actionUrl: string | null };

/** The shop's side of the test provider. */
export function createTestProvider({
  address,
  secret,
  timeoutMs = 20_000,
  startMs = 5000,
}: {
  address: (options: { again: boolean }) => string | null;
  secret: () => string;
  timeoutMs?: number;
  startMs?: number;
}): PaymentProvider {
  const wire = createWire({ address, secret, timeoutMs, startMs });
  const find = async (key: string): Promise<ProviderAnswer | null> => {
    const { items } = (await wire.call({ method: 'GET', path: `/charges?${new URLSearchParams({ key })}` })).body as {
      items: ShownCharge[];
    };
    return items[0] ? answerOf(items[0]) : null;
  };
  return {
    name: 'test',
    accepts: (method) => TEST_METHODS.some((known) => known === method),
    async authorize({ key, amount, currency, method, captureMode, returnUrl }) {
      const body = { amount, currency, method, capture: captureMode === 'automatic', returnUrl };
      const answer = await wire.call({ method: 'POST', path: '/charges', key, body });
      if (answer.status === 400) return { status: 'failed', reference: null, fault: String(answer.body.code) };
      return answerOf(charge(answer));
    },
    async capture({ key, reference, amount }) {
      const answer = await wire.call({ method: 'POST', path: `/charges/${reference}/captures`, key, body: { amount } });
      if (answer.status !== 409) return answerOf(charge(answer));
      // In another state meanwhile: how it stands is the answer.
      const asItIs = await find(key);
      invariant(asItIs, 'a charge that was refused a capture is there');
      return asItIs;
    },
    async void({ key }) {
      return answerOf(charge(await wire.call({ method: 'POST', path: '/voids', key })));
    },
    async refund({ reference, amount, refundKey }): Promise<RefundAnswer> {
      const answer = await wire.call({ method: 'POST', path: '/refunds', key: refundKey, body: { charge: reference, amount } });
      if (answer.status >= 400) return { status: 'refused', code: String(answer.body.code) };
      const refund = answer.body as ChargeRefund;
      return refund.status === 'done' ? { status: 'done', reference: refund.id } : { status: 'refused', code: 'refund_failed' };
    },
    async lookup({ key }) {
      return find(key);
    },
    async *list({ since }): AsyncGenerator<ListedCharge> {
      let after: string | null = null;
      while (true) {
        const query = new URLSearchParams({ since: since.toISOString(), ...(after ? { after } : {}) });
        const answer = await wire.call({ method: 'GET', path: `/charges?${query}` });
        if (answer.status !== 200) throw new ProviderUnavailable(`The test provider refused its list with ${answer.status}.`);
        const { items } = answer.body as { items: (Charge & { refunds: ChargeRefund[] })[] };
        for (const item of items) yield listed(item);
        const last = items.at(-1);
        if (!last) return;
        after = last.id;
      }
    },
    async readWebhook({ headers, body, now }: WebhookRequest): Promise<ProviderEvent> {
      const id = readSignature(headers, { secret: secret(), body, now });
      if (id === null) throw new WebhookRefused('The signature does not fit, or the call is too old.');
      const event = parse(body);
      if (event.id !== id) throw new WebhookRefused('The body names another event.');
      return { id, type: event.type, about: aboutOf(event) };
    },
    async close() {
      wire.close();
    },
  };
}

type WireEvent = { id: string; type: string; data: { charge?: Charge; refund?: ChargeRefund | null } };

function parse(body: Buffer): WireEvent {
  try {
    return JSON.parse(body.toString('utf8')) as WireEvent;
  } catch (error) {
    throw new WebhookRefused('The body is no JSON.', error);
  }
}

function aboutOf({ type, data }: WireEvent): ProviderEvent['about'] {
  const { charge: about, refund } = data;
  if (!about) return null;
  const { key, id: reference } = about;
  if (type.startsWith('refund.') && refund)
    return { kind: 'refund', refundKey: refund.key, status: refund.status, reference: refund.id, code: 'refund_failed' };
  if (type.startsWith('dispute.') && about.dispute) return { kind: 'dispute', reference, status: about.dispute, amount: about.captured };
  // A page that can be gone to is told by the call's own answer alone.
  if (type.startsWith('charge.') && about.status !== 'action_required') return { kind: 'charge', key, reference, answer: answerOf(about) };
  return null;
}

function charge({ status, body }: WireAnswer): ShownCharge {
  invariant(status === 200, `the test provider refused a call of ours with ${status}: ${String(body.code)}`);
  return body as ShownCharge;
}

function answerOf(charge: Charge & { actionUrl?: string | null }): ProviderAnswer {
  const { id: reference, status, captured, declineCode, actionUrl } = charge;
  switch (status) {
    case 'declined':
      return { status, reference, code: (declineCode ?? 'card_declined') as DeclineCode };
    case 'captured':
      return { status, reference, amount: captured };
    case 'action_required':
      return { status, reference, redirectUrl: actionUrl ?? '' };
    default:
      return { status, reference };
  }
}

/** A charge as it stands in the provider's own list. */
export function listed({
  key,
  id,
  amount,
  currency,
  status,
  captured,
  createdAt,
  refunds,
}: Charge & { refunds: ChargeRefund[] }): ListedCharge {
  return {
    key,
    reference: id,
    currency,
    amount,
    status,
    capturedAmount: captured,
    refunds: refunds.map((refund) => ({ key: refund.key, reference: refund.id, amount: refund.amount, status: refund.status })),
    createdAt: new Date(createdAt),
  };
}
