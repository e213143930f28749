import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Intent = {
  id: string;
  object: 'payment_intent';
  amount: number;
  amount_received: number;
  currency: string;
  created: number;
  status: string;
  metadata: Record<string, string>;
  next_action: { type: 'redirect_to_url'; redirect_to_url: { url: string; return_url: string } } | null;
  latest_charge: null;
  last_payment_error: { code: string; decline_code: string; type: string } | null;
};
type Refund = { id: string; object: 'refund'; amount: number; payment_intent: string; status: string; metadata: Record<string, string> };

/**
 * The edge of the card network where Stripe stands: as much of its API as the adapter asks for, with a memory. Tokens decide what
 * comes of a charge: `ctoken_declined`, `ctoken_challenge` (asks the buyer on a page of its own), all others succeed. A request that
 * is repeated under its idempotency key gives the first answer.
 */
export async function startStripeApi() {
  const intents = new Map<string, Intent>();
  const refunds: Refund[] = [];
  const answered = new Map<string, { status: number; body: unknown }>();
  const calls: { path: string; key: string | null }[] = [];
  let serial = 0;
  let origin = '';

  const handle = (method: string, path: string, query: URLSearchParams, form: URLSearchParams): { status: number; body: unknown } => {
    const [, , kind, id, step] = path.split('/');
    if (kind === 'refunds')
      return method === 'POST' ? refund(form) : listed(refunds.filter((one) => one.payment_intent === query.get('payment_intent')));
    if (kind !== 'payment_intents') return fault(404, 'resource_missing');
    if (!id) return method === 'POST' ? create(form) : listed([...intents.values()]);
    if (id === 'search') {
      const key = /'([^']+)'$/.exec(query.get('query') ?? '')?.[1];
      return {
        status: 200,
        body: { object: 'search_result', has_more: false, data: [...intents.values()].filter((one) => one.metadata.stoa_key === key) },
      };
    }
    const intent = intents.get(id);
    if (!intent) return fault(404, 'resource_missing');
    if (step === 'capture') {
      if (intent.status !== 'requires_capture') return fault(400, 'payment_intent_unexpected_state');
      Object.assign(intent, { status: 'succeeded', amount_received: Number(form.get('amount_to_capture') ?? intent.amount) });
    }
    if (step === 'cancel') {
      if (intent.status === 'succeeded') return fault(400, 'payment_intent_unexpected_state');
      intent.status = 'canceled';
    }
    return { status: 200, body: intent };
  };

  const create = (form: URLSearchParams) => {
    serial += 1;
    const id = `pi_${serial}`;
    const token = form.get('confirmation_token') ?? form.get('payment_method') ?? '';
    const intent: Intent = {
      id,
      object: 'payment_intent',
      amount: Number(form.get('amount')),
      amount_received: 0,
      currency: form.get('currency') ?? '',
      created: Math.floor(Date.now() / 1000),
      status: token === 'ctoken_challenge' ? 'requires_action' : 'requires_capture',
      metadata: { stoa_key: form.get('metadata[stoa_key]') ?? '' },
      next_action: null,
      latest_charge: null,
      last_payment_error: null,
    };
    if (token === 'ctoken_challenge') {
      const url = `${origin}/challenge/${id}`;
      intent.next_action = { type: 'redirect_to_url', redirect_to_url: { url, return_url: form.get('return_url') ?? '' } };
    }
    intents.set(id, intent);
    if (token !== 'ctoken_declined') return { status: 200, body: intent };
    const error = { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds', message: 'declined' };
    Object.assign(intent, { status: 'requires_payment_method', last_payment_error: error });
    return { status: 402, body: { error: { ...error, payment_intent: intent } } };
  };

  const refund = (form: URLSearchParams) => {
    const intent = intents.get(form.get('payment_intent') ?? '');
    const amount = Number(form.get('amount'));
    const given = refunds.filter((one) => one.payment_intent === intent?.id).reduce((sum, one) => sum + one.amount, 0);
    if (!intent || given + amount > intent.amount_received) return fault(400, 'charge_already_refunded');
    const made: Refund = {
      id: `re_${refunds.length + 1}`,
      object: 'refund',
      amount,
      payment_intent: intent.id,
      status: 'succeeded',
      metadata: { stoa_key: form.get('metadata[stoa_key]') ?? '' },
    };
    refunds.push(made);
    return { status: 200, body: made };
  };

  const server = createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stripe');
    const asked = /^\/challenge\/(pi_\d+)$/.exec(pathname);
    if (asked) return challenge(intents.get(asked[1]!), response);
    let text = '';
    for await (const part of request) text += part;
    const key = request.method === 'POST' ? String(request.headers['idempotency-key'] ?? '') || null : null;
    if (key) calls.push({ path: pathname, key });
    const known = key === null ? undefined : answered.get(key);
    const said = known ?? handle(request.method ?? 'GET', pathname, searchParams, new URLSearchParams(text));
    if (key) answered.set(key, structuredClone(said));
    response.writeHead(said.status, { 'content-type': 'application/json' }).end(JSON.stringify(said.body));
  }

  /** The bank's page: here it is content at once, and leads back. */
  function challenge(intent: Intent | undefined, response: ServerResponse): void {
    const back = intent?.next_action?.redirect_to_url.return_url;
    if (!intent || !back) return void response.writeHead(404).end();
    if (intent.status === 'requires_action') Object.assign(intent, { status: 'requires_capture', next_action: null });
    response.writeHead(303, { location: back }).end();
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    intents: () => [...intents.values()],
    refunds: () => [...refunds],
    /** Requests that change something, with their idempotency keys. */
    calls: () => [...calls],
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}

const listed = (data: readonly unknown[]) => ({ status: 200, body: { object: 'list', has_more: false, data, url: '/' } });
const fault = (status: number, code: string) => ({ status, body: { error: { type: 'invalid_request_error', code, message: code } } });
