import { testProviderPlace } from '../src/shop/payments/index.ts';
import type { Json } from './client.ts';
import { pause } from './time.ts';

const MOST_TRIES = 100;

/** The test provider of a shop that this command has started: its faults, and its books as it keeps them. */
export function openProvider(dataDir: string) {
  const place = testProviderPlace(dataDir);
  const once = async (method: string, path: string, body?: unknown): Promise<Response | null> => {
    const address = place.address({ again: true });
    if (address === null) return null;
    const headers = { authorization: `Bearer ${place.secret()}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
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
    async chargeOf(checkoutId: string): Promise<{ id: string; status: string; amount: number; captured: number; refunded: number } | null> {
      const { items } = await call('GET', `/charges?key=${encodeURIComponent(`checkout:${checkoutId}`)}`);
      return items[0] ?? null;
    },
  };
}
