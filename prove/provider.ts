import { testProviderPlace } from '../src/shop/payments/index.ts';
import type { Json } from './client.ts';

/** The test provider of a shop that this command has started: its faults, and its books as it keeps them. */
export function openProvider(dataDir: string) {
  const place = testProviderPlace(dataDir);
  const call = async (method: string, path: string, body?: unknown): Promise<Json> => {
    const headers = { authorization: `Bearer ${place.secret()}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await fetch(`${place.address({ again: true })}${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the test provider answers ${method} ${path} with ${answer.status}: ${await answer.text()}`);
    return answer.json();
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
