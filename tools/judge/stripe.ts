import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
import { join } from 'node:path';
import { createStripeProvider, type PaymentProvider, ProviderUnavailable } from '../../src/shop/payments/index.ts';
import { freePort } from '../../test/support/shop.ts';
import { type Finding, finding, missing, run, VERSIONS, workshop } from './workshop.ts';

type Seen = { line: string; status: number; said: string };

/**
 * Every request that the Stripe adapter makes, replayed through stripe-mock, which checks it against Stripe's own OpenAPI
 * document. The mock keeps no state: requests are judged, not courses of events.
 */
export async function stripeMock(): Promise<Finding> {
  const folder = join(workshop, 'go');
  mkdirSync(folder, { recursive: true });
  const built = await run('go', ['install', `github.com/stripe/stripe-mock@v${VERSIONS.stripeMock}`], { env: { GOBIN: folder } });
  if (built.code !== 0) return missing(`go install stripe-mock: ${built.output.slice(-600)}`);
  const port = await freePort();
  const mock = spawn(join(folder, 'stripe-mock'), ['-http-port', String(port)], { stdio: 'ignore' });
  const ended = new Promise((done) => mock.once('exit', done));
  try {
    await listens(port);
    const { seen, faults } = await replay(port);
    const refused = seen.filter(({ status }) => status >= 400);
    const lines = [...refused.map(({ line, status, said }) => `${line}: ${status} ${said.slice(0, 300)}`), ...faults];
    const kinds = new Set(seen.map(({ line }) => line.replace(/(?:pi|re)_\w+/g, 'ID').replace(/\?.*/, '')));
    if (kinds.size < KINDS) lines.push(`only ${kinds.size} kinds of request were made: ${[...kinds].join(', ')}`);
    return finding(
      lines.length === 0,
      lines.length > 0 ? lines.join('\n') : `${seen.length} requests of ${kinds.size} kinds, none refused`,
    );
  } finally {
    mock.kill();
    await ended;
  }
}

/** create, retrieve, search, list, capture, cancel, list refunds, create refund. */
const KINDS = 8;

async function replay(port: number): Promise<{ seen: Seen[]; faults: string[] }> {
  const seen: Seen[] = [];
  const proxy = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = forward({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const body = Buffer.concat(parts);
        seen.push({ line: `${method} ${url}`, status: answer.statusCode ?? 0, said: body.toString('utf8').replace(/\s+/g, ' ') });
        outgoing.writeHead(answer.statusCode ?? 500, { 'content-type': 'application/json' }).end(body);
      });
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const address = proxy.address();
  const apiBase = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const provider = createStripeProvider({ secretKey: 'sk_test_judged', webhookSecret: 'whsec_judged', apiBase });
  const faults: string[] = [];
  try {
    for (const [name, call] of Object.entries(callsOf(provider)))
      await call().catch((error: unknown) => {
        // The mock's fixed intent waits for a payment method or for nothing: what it is told to be is not what is judged here.
        if (!(error instanceof ProviderUnavailable) || isRefusal(error))
          faults.push(`${name}: ${String(error)} ${String((error as Error).cause ?? '')}`);
      });
  } finally {
    proxy.closeAllConnections();
    await new Promise((done) => proxy.close(done));
  }
  return { seen, faults };
}

/** Each call that the adapter knows, in each of its forms. */
function callsOf(provider: PaymentProvider): Record<string, () => Promise<unknown>> {
  const key = 'checkout:0190a000-0000-7000-8000-000000000000';
  const reference = 'pi_judged';
  const charge = {
    key,
    amount: 2589,
    currency: 'EUR',
    captureMode: 'automatic' as const,
    returnUrl: 'https://shop.example/eu/en/checkout/return?checkout=1',
  };
  return {
    'authorize a payment method': () => provider.authorize({ ...charge, method: 'pm_card_visa' }),
    'authorize a confirmation token': () => provider.authorize({ ...charge, key: `${key}-2`, method: 'ctoken_1judged' }),
    'authorize yen': () => provider.authorize({ ...charge, key: `${key}-3`, currency: 'JPY', method: 'pm_card_visa' }),
    capture: () => provider.capture({ key, reference, amount: 2000, currency: 'EUR' }),
    void: () => provider.void({ key, reference, request: null }),
    'void by key': () => provider.void({ key, reference: null, request: { ...charge, key, method: 'pm_card_visa' } }),
    refund: () => provider.refund({ reference, amount: 500, currency: 'EUR', refundKey: 'refund:1:cancellation' }),
    lookup: () => provider.lookup({ key, reference }),
    'lookup by key': () => provider.lookup({ key, reference: null }),
    list: () => Array.fromAsync(provider.list({ since: new Date('2026-01-01T00:00:00Z') })),
  };
}

function isRefusal({ cause }: ProviderUnavailable): boolean {
  return cause !== undefined;
}

async function listens(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const up = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (up) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error('stripe-mock does not listen');
}
