import { testProviderPlace } from '../src/shop/payments/index.ts';
import { signWebhook } from '../src/shop/payments/test-provider/signature.ts';
import type { Json } from './client.ts';
import type { Charge } from './payment-rules.ts';
import { pause } from './time.ts';

const MOST_TRIES = 100;

/** The test provider of a shop that this command has started: its faults, and its books as it keeps them. */
export function openProvider(dataDir: string) {
  const place = testProviderPlace(dataDir);
  const once = async (method: string, path: string, body?: unknown, key = ''): Promise<Response | null> => {
    const address = place.address({ again: true });
    if (address === null) return null;
    const headers = {
      authorization: `Bearer ${place.secret()}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === '' ? {} : { 'idempotency-key': key }),
    };
    return fetch(`${address}${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }).catch(() => null);
  };
  /** Faults hit our own questions too, and a provider that was killed is being started again. */
  const call = async (method: string, path: string, body?: unknown): Promise<Json> => {
    for (let tries = 0; ; tries += 1) {
      const answer = await once(method, path, body);
      if (answer?.ok) return answer.json();
      const isPassing = answer === null || answer.status >= 500;
      if (!isPassing || tries === MOST_TRIES)
        throw new Error(
          `the test provider answers ${method} ${path} with ${answer ? `${answer.status}: ${await answer.text()}` : 'nothing'}`,
        );
      await pause(50);
    }
  };
  const chargeByKey = async (key: string): Promise<Charge | null> => {
    const { items } = await call('GET', `/charges?key=${encodeURIComponent(key)}`);
    return items[0] ?? null;
  };
  return {
    /** As `PUT /control/faults`: what is not named stays as it is. */
    setFaults: (faults: object) => call('PUT', '/control/faults', faults),
    /** Everything off; also what is left of counts. */
    noFaults: () =>
      call('PUT', '/control/faults', {
        latencyMs: 0,
        error500: 0,
        lostAnswers: 0,
        step: null,
        refusedRefunds: 0,
        webhooks: { send: 'news', copies: 1, delayMs: 0, shuffle: 0 },
      }),
    /** The charge of a checkout in the provider's books; null when it has none. */
    chargeOf: (checkoutId: string) => chargeByKey(`checkout:${checkoutId}`),
    chargeByKey,
    /** A call of its control interface; null when there is nothing that it could be done to. */
    async control(path: string, body: object, key = ''): Promise<Json | null> {
      const answer = await once('POST', `/control${path}`, body, key);
      return answer?.ok ? answer.json() : null;
    },
    /** The buyer's answer on the page of his bank. */
    async decide(url: string, approved: boolean): Promise<void> {
      const body = new URLSearchParams({ decision: approved ? 'approve' : 'refuse' });
      await fetch(url, { method: 'POST', body, redirect: 'manual' }).catch(() => null);
    },
    /** An event as the provider would sign it now. */
    sign(event: { id: string; type: string; data: object }) {
      const body = JSON.stringify(event);
      const headers = signWebhook({ secret: place.secret(), id: event.id, at: Math.floor(Date.now() / 1000), body });
      return { headers, body: Buffer.from(body) };
    },
  };
}
