import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256 } from '../../../kernel/ids.ts';
import { openBooks } from './books.ts';
import { challengePage } from './challenge-page.ts';
import type { Charge } from './charge.ts';
import { changeFaults, type Faults, noFaults } from './faults.ts';
import { createSender } from './sender.ts';
import { createService, Refused } from './service.ts';

export type TestProviderOptions = {
  /** Of its books; made when it is not there. */
  file: string;
  host?: string;
  /** 0 takes a free one. */
  port?: number;
  /** Shared with the shop: authorises its calls and signs webhooks. */
  secret: string;
  /** Which changes are told by webhook, until the control interface says otherwise. */
  webhooks?: Faults['webhooks']['send'];
  /** Does not keep the process alive. */
  unref?: boolean;
  /** Of the method `slow`. */
  slowMs?: number;
};

export type RunningTestProvider = { url: string; port: number; faults(): Faults; stop(): Promise<void> };

type Answer = { status: number; body: unknown };
type Step = Faults['step'];

const MOST_BODY_BYTES = 16_384;

/** Serves the test provider over HTTP: its API, the page of its "bank", and the control interface of its fault modes. */
export async function startTestProvider(options: TestProviderOptions): Promise<RunningTestProvider> {
  const { file, host = '127.0.0.1', port = 0, secret, slowMs = 3000 } = options;
  let faults = noFaults(options.webhooks ?? 'news');
  const books = openBooks(file);
  const sender = createSender({ secret, faults: () => faults.webhooks });
  const service = createService({ books, sender, faults: () => faults });
  const wanted = sha256(`Bearer ${secret}`);
  const failedOnce = new Set<string>();

  /** Answers, unless a fault comes before or after what is done. */
  const carryOut = async (step: Step, response: ServerResponse, work: () => Promise<unknown> | unknown): Promise<void> => {
    if (faults.latencyMs > 0) await sleep(faults.latencyMs);
    const isHit = faults.step === null || faults.step === step;
    if (isHit && faults.error500 > 0) {
      faults.error500 -= 1;
      return reply(response, { status: 500, body: { code: 'internal' } });
    }
    const body = await work();
    if (isHit && faults.lostAnswers > 0) {
      faults.lostAnswers -= 1;
      response.destroy();
      return;
    }
    reply(response, { status: 200, body });
  };

  const authorize = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { amount, currency, method, capture, returnUrl } = await readJson(request);
    const key = keyOf(request);
    const valid = Number.isSafeInteger(amount) && Number(amount) > 0 && /^[A-Z]{3}$/.test(String(currency)) && typeof method === 'string';
    if (!valid) throw new Refused(400, 'invalid', 'amount, currency or method is missing or wrong.');
    if (method === 'slow' && !service.find(key)) await sleep(slowMs);
    if (method === 'error' && !failedOnce.has(key)) {
      failedOnce.add(key);
      return reply(response, { status: 500, body: { code: 'internal' } });
    }
    const isNew = service.find(key) === null;
    await carryOut('authorize', response, async () => {
      const charge = await service.charge({
        key,
        amount: Number(amount),
        currency: String(currency),
        method,
        captureAtOnce: capture === true,
        returnUrl: String(returnUrl ?? ''),
      });
      if (method === 'timeout' && isNew) response.destroy();
      return shown(charge, request);
    });
  };

  const api = async (request: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams): Promise<void> => {
    const route = `${request.method} ${path.replace(/\/(?:ch|re)_[\w-]+/, '/ID')}`;
    const id = /\/((?:ch|re)_[\w-]+)/.exec(path)?.[1] ?? '';
    switch (route) {
      case 'POST /charges':
        return authorize(request, response);
      case 'GET /charges':
        return carryOut(null, response, () => {
          const key = query.get('key');
          if (key === null) return service.list({ since: query.get('since') ?? '', after: query.get('after'), limit: 100 });
          const charge = service.find(key);
          return { items: charge ? [{ ...shown(charge, request), refunds: service.refundsOf(charge.id) }] : [] };
        });
      case 'POST /charges/ID/captures': {
        const { amount } = await readJson(request);
        return carryOut('capture', response, async () => shown(await service.capture(id, Number(amount)), request));
      }
      case 'POST /voids':
        return carryOut('void', response, async () => shown(await service.void(keyOf(request)), request));
      case 'POST /refunds': {
        const { charge, amount } = await readJson(request);
        return carryOut('refund', response, () => service.refund({ key: keyOf(request), charge: String(charge), amount: Number(amount) }));
      }
      case 'GET /control/faults':
        return reply(response, { status: 200, body: faults });
      case 'PUT /control/faults': {
        const body = await readJson(request);
        try {
          faults = changeFaults(faults, body);
        } catch (error) {
          throw new Refused(400, 'invalid', (error as Error).message);
        }
        sender.flush();
        return reply(response, { status: 200, body: faults });
      }
      case 'POST /control/charges/ID/webhooks':
        service.tell(id);
        return reply(response, { status: 200, body: {} });
      case 'POST /control/charges/ID/disputes': {
        const { status } = await readJson(request);
        if (status !== 'open' && status !== 'won' && status !== 'lost') throw new Refused(400, 'invalid', 'status is open, won or lost.');
        return reply(response, { status: 200, body: await service.dispute(id, status) });
      }
      case 'POST /control/refunds/failures':
        return reply(response, { status: 200, body: await service.failRefund(keyOf(request)) });
      default:
        throw new Refused(404, 'not_found', 'There is nothing at this address.');
    }
  };

  /** The buyer's browser: no secret, the charge's own id opens it. */
  const challenge = async (request: IncomingMessage, response: ServerResponse, id: string): Promise<void> => {
    const charge = books.charge(id);
    if (!charge) throw new Refused(404, 'no_such_charge', 'There is no such charge.');
    if (request.method === 'GET') return sendPage(response, challengePage(charge, request.headers['accept-language']));
    if (request.method !== 'POST') throw new Refused(405, 'method_not_allowed', 'GET or POST.');
    const decision = new URLSearchParams((await readBody(request)).toString('utf8')).get('decision');
    await service.decide(id, decision === 'approve');
    response.writeHead(303, { location: charge.returnUrl, 'cache-control': 'no-store' }).end();
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://provider');
    const page = /^\/challenges\/(ch_[\w-]+)$/.exec(url.pathname)?.[1];
    if (page) return challenge(request, response, page);
    if (url.pathname === '/health') return reply(response, { status: 200, body: { status: 'ok' } });
    if (!timingSafeEqual(sha256(request.headers.authorization ?? ''), wanted))
      throw new Refused(401, 'unauthorized', 'The secret is wrong.');
    return api(request, response, url.pathname, url.searchParams);
  };

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.destroyed || response.headersSent) return;
      const known = error instanceof Refused;
      reply(response, { status: known ? error.status : 500, body: { code: known ? error.code : 'internal', message: String(error) } });
    });
  });
  if (options.unref) server.unref().on('connection', (socket) => socket.unref());
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen({ port, host, exclusive: true }, done);
  });
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${taken}`,
    port: taken,
    faults: () => faults,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      await sender.close();
      books.close();
    },
  };
}

/** A charge as the API tells it; an action has its address on the site that was called. */
function shown(charge: Charge, request: IncomingMessage): Charge & { actionUrl: string | null } {
  const isOpen = charge.status === 'action_required';
  return { ...charge, actionUrl: isOpen ? `http://${request.headers.host}/challenges/${charge.id}` : null };
}

function keyOf(request: IncomingMessage): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.length > 255) throw new Refused(400, 'key_missing', 'An Idempotency-Key is needed.');
  return key;
}

function reply(response: ServerResponse, { status, body }: Answer): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}

function sendPage(response: ServerResponse, page: string): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  };
  response.writeHead(200, headers).end(page);
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = (await readBody(request)).toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new Refused(400, 'invalid', 'The body is no JSON object.');
}

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((done, failed) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size > MOST_BODY_BYTES) failed(new Refused(413, 'too_large', 'The body is too large.'));
      else parts.push(part);
    });
    request.on('end', () => done(Buffer.concat(parts)));
    request.on('error', failed);
  });
}
