import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fault, type Intent, openStripeAccount, type Said, type StripeEvent, signStripe } from './stripe-account.ts';

/** A call that changes something; `create` authorises. */
export type StripeStep = 'create' | 'capture' | 'cancel' | 'refund';

/** Carried out and not answered; not carried out and error 500; not carried out, since the same call is under way elsewhere. */
export type StripeFaultKind = 'lost' | 'error500' | 'busy';

/**
 * The edge of the card network where Stripe stands: as much of its API as the adapter asks for, with a memory (`stripe-account.ts`), its
 * idempotency and its faults. Events go to `webhooks.url` once that is set, signed with `webhooks.secret`.
 */
export async function startStripeApi({ webhooks }: { webhooks?: { url: string; secret: string } } = {}) {
  const answered = new Map<string, { said: Said; request: string }>();
  const calls: { path: string; key: string | null }[] = [];
  const events: StripeEvent[] = [];
  const faults: { step: StripeStep; kind: StripeFaultKind; left: number }[] = [];
  const sending = new Set<Promise<void>>();
  let origin = '';

  const deliver = (event: StripeEvent): void => {
    events.push(event);
    if (!webhooks) return;
    const body = JSON.stringify(event);
    const headers = { 'content-type': 'application/json', ...signStripe(webhooks.secret, body) };
    const sent = fetch(webhooks.url, { method: 'POST', headers, body }).then(
      async (answer) => void (await answer.arrayBuffer()),
      () => undefined,
    );
    sending.add(sent);
    void sent.finally(() => sending.delete(sent));
  };
  const account = openStripeAccount({ origin: () => origin, tell: deliver });

  const handle = (method: string, path: string, query: URLSearchParams, form: URLSearchParams): Said => {
    const [, , kind, id, step] = path.split('/');
    if (kind === 'refunds') return method === 'POST' ? account.refund(form) : listed(account.refundsOf(query.get('payment_intent') ?? ''));
    if (kind !== 'payment_intents') return fault(404, 'resource_missing');
    if (!id) return method === 'POST' ? account.create(form) : account.list(query);
    if (id === 'search') {
      const key = /'([^']+)'$/.exec(query.get('query') ?? '')?.[1] ?? '';
      return { status: 200, body: { object: 'search_result', has_more: false, data: account.search(key) } };
    }
    const intent = account.intent(id);
    if (!intent) return fault(404, 'resource_missing');
    if (step === 'capture') return account.capture(intent, form);
    return step === 'cancel' ? account.cancel(intent) : { status: 200, body: intent };
  };

  /** The first answer under its key again; a refusal of what was asked for is not kept. */
  const once = (key: string, request: string, work: () => Said): { said: Said; isReplayed: boolean } => {
    const known = answered.get(key);
    if (known)
      return { said: known.request === request ? known.said : fault(400, 'idempotency_error', 'idempotency_error'), isReplayed: true };
    const said = structuredClone(work());
    if (said.status !== 400) answered.set(key, { said, request });
    return { said, isReplayed: false };
  };

  const faultOf = (step: StripeStep | null, kind: StripeFaultKind): boolean => {
    const found = faults.find((one) => one.step === step && one.kind === kind && one.left > 0);
    if (found) found.left -= 1;
    return found !== undefined;
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stripe');
    const asked = /^\/challenge\/(pi_\d+)$/.exec(pathname)?.[1];
    if (asked) return challenge(asked, searchParams.get('decision') !== 'refuse', response);
    const { method = 'GET', headers } = request;
    let text = '';
    for await (const part of request) text += part;
    const key = method === 'POST' ? String(headers['idempotency-key'] ?? '') || null : null;
    const step = method === 'POST' ? stepOf(pathname) : null;
    if (key) calls.push({ path: pathname, key });
    if (faultOf(step, 'busy')) return reply(response, fault(409, 'idempotency_key_in_use', 'idempotency_error'));
    if (faultOf(step, 'error500')) return reply(response, fault(500, 'internal', 'api_error'));
    const work = () => handle(method, pathname, searchParams, new URLSearchParams(text));
    const { said, isReplayed } = key ? once(key, `${pathname} ${text}`, work) : { said: work(), isReplayed: false };
    if (faultOf(step, 'lost')) return void response.destroy();
    reply(response, said, isReplayed ? { 'idempotent-replayed': 'true' } : {});
  }

  /** The bank's page: here it is content at once, and leads back. */
  function challenge(id: string, approved: boolean, response: ServerResponse): void {
    const back = account.intent(id)?.next_action?.redirect_to_url.return_url;
    account.decide(id, approved);
    response.writeHead(back ? 303 : 404, back ? { location: back } : {}).end();
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    account,
    intents: (): Intent[] => account.intents(),
    refunds: () => account.refunds(),
    /** Requests that change something, with their idempotency keys. */
    calls: () => [...calls],
    /** All that was told, oldest first, whether somebody listened or not. */
    events: () => [...events],
    /** So many calls of this step meet with a fault. The SDK tries twice. */
    fault: (step: StripeStep, kind: StripeFaultKind, count: number) => void faults.push({ step, kind, left: count }),
    /** Until everything that was told so far has been answered. */
    async told(): Promise<void> {
      while (sending.size > 0) await Promise.all(sending);
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      await Promise.all(sending);
    },
  };
}

function stepOf(path: string): StripeStep {
  if (path.endsWith('/capture')) return 'capture';
  if (path.endsWith('/cancel')) return 'cancel';
  return path.endsWith('/refunds') ? 'refund' : 'create';
}

function reply(response: ServerResponse, { status, body }: Said, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

const listed = (data: readonly unknown[]): Said => ({ status: 200, body: { object: 'list', has_more: false, data, url: '/' } });
