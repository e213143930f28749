import { Agent, request } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';

/** `status` 0: there was no answer, so what became of the call is unknown. */
export type Answer = { status: number; body: Json; text: string };
/** What came back as JSON; members that are not there read as undefined. */
// biome-ignore lint/suspicious/noExplicitAny: answers of a shop under proof are not ours to type.
export type Json = any;

/** Where the proof buys: the shop's first market, one of its countries, and a way of delivery there. */
export type Place = { market: string; language: string; country: string; delivery: string };

export type Client = {
  place: Place;
  calls(): number;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** As staff. */
  staff(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** As staff, and anything but success ends the proof. */
  must(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Json>;
  close(): void;
};

const WAIT_MS = 60_000;
const MOST_TRIES = 60;

/** Calls a shop over as many connections as are wanted at once; they are kept open, and spread over its processes. */
export function openClient(origin: string, token: string): Client {
  const base = new URL(origin);
  const isTls = base.protocol === 'https:';
  const agent = new (isTls ? TlsAgent : Agent)({ keepAlive: true, maxSockets: 512, scheduling: 'fifo' });
  let calls = 0;
  const once = (method: string, path: string, body: unknown, headers: Record<string, string>) =>
    new Promise<Answer & { retryAfter: number | null }>((done) => {
      const bytes = body === undefined ? null : Buffer.from(JSON.stringify(body));
      const unanswered = () => done({ status: 0, body: null, text: '', retryAfter: null });
      const call = (isTls ? tlsRequest : request)(
        new URL(path, base),
        {
          method,
          agent,
          timeout: WAIT_MS,
          headers: { ...headers, ...(bytes ? { 'content-type': 'application/json', 'content-length': bytes.length } : {}) },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', unanswered);
          answer.on('end', () => {
            const text = Buffer.concat(parts).toString('utf8');
            const retryAfter = answer.statusCode === 429 ? Number(answer.headers['retry-after'] ?? 1) : null;
            done({ status: answer.statusCode ?? 0, body: parsed(text), text, retryAfter });
          });
        },
      );
      call.on('timeout', () => call.destroy());
      call.on('error', unanswered);
      call.end(bytes ?? undefined);
    });
  const send: Client['send'] = async (method, path, body, headers = {}) => {
    calls += 1;
    for (let tries = 0; ; tries += 1) {
      const { retryAfter, ...answer } = await once(method, path, body, headers);
      // A shop that limits what one address may ask is asked again later.
      if (retryAfter === null || tries === MOST_TRIES) return answer;
      await new Promise((next) => setTimeout(next, Math.min(60, retryAfter) * 1000));
    }
  };
  const staff: Client['staff'] = (method, path, body, headers = {}) =>
    send(method, path, body, { authorization: `Bearer ${token}`, ...headers });
  return {
    place: { market: '', language: '', country: '', delivery: '' },
    calls: () => calls,
    send,
    staff,
    async must(method, path, body, headers) {
      const answer = await staff(method, path, body, headers);
      if (answer.status === 0) throw new Error(`${origin} does not answer`);
      if (answer.status < 200 || answer.status > 299)
        throw new Error(`${method} ${path} answers ${answer.status}: ${answer.text.slice(0, 500)}`);
      return answer.body;
    },
    close: () => agent.destroy(),
  };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
