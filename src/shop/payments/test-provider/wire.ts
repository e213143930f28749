import { Agent, request as send } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderUnavailable } from '../provider.ts';

export type WireAnswer = { status: number; body: Record<string, unknown> };

export type Wire = ReturnType<typeof createWire>;

type WireOptions = {
  address: (options: { again: boolean }) => string | null;
  secret: () => string;
  timeoutMs: number;
  /** How long a provider that does not listen (yet) is waited for. */
  startMs: number;
};

const START_PAUSE_MS = 50;
const NOT_STARTED = new Error('no address');

type Call = { method: 'GET' | 'POST' | 'PUT'; path: string; key?: string; body?: unknown };

/**
 * Calls over kept connections. An answer of 500 and above, none within the limit, and a broken connection are all the same to
 * us: it is unknown what was done.
 * @param address asked before each call, since the provider may come back at another place
 */
export function createWire({ address, secret, timeoutMs, startMs }: WireOptions) {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });

  /** Nothing was sent as long as nobody listens, so it may be tried again: the provider is being started. */
  const call = async (request: Call): Promise<WireAnswer> => {
    const until = performance.now() + startMs;
    for (let again = false; ; again = true) {
      try {
        return await callOnce(request, address({ again }));
      } catch (error) {
        if (!isRefused(error) || performance.now() > until) throw error;
        await sleep(START_PAUSE_MS);
      }
    }
  };

  const callOnce = ({ method, path, key, body }: Call, base: string | null): Promise<WireAnswer> => {
    return new Promise((done, failed) => {
      if (base === null) return failed(new ProviderUnavailable('The test provider has not been started.', NOT_STARTED));
      const text = body === undefined ? '' : JSON.stringify(body);
      const headers = {
        authorization: `Bearer ${secret()}`,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(text === '' ? {} : { 'content-type': 'application/json' }),
        'content-length': Buffer.byteLength(text),
      };
      const fail = (error: unknown) => failed(new ProviderUnavailable('The test provider does not answer.', error));
      const call = send(`${base}${path}`, { method, headers, agent, timeout: timeoutMs }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', fail);
        response.on('end', () => {
          const status = response.statusCode ?? 500;
          if (status >= 500 || status === 429) return failed(new ProviderUnavailable(`The test provider answered with ${status}.`));
          try {
            done({ status, body: JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown> });
          } catch (error) {
            fail(error);
          }
        });
      });
      call.on('timeout', () => call.destroy(new Error(`no answer within ${timeoutMs} ms`)));
      call.on('error', fail);
      call.end(text);
    });
  };

  return { call, close: () => agent.destroy() };
}

function isRefused(error: unknown): boolean {
  const cause = error instanceof ProviderUnavailable ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
  return cause === NOT_STARTED || cause?.code === 'ECONNREFUSED';
}
