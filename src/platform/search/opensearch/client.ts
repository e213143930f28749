import http from 'node:http';
import https from 'node:https';

export type ClientOptions = {
  /** `https://user:password@host:port`, a path before ours is kept. */
  node: string;
  /** PEM of the authority that signed the cluster's certificate. */
  ca?: string;
  timeoutMs?: number;
  /** Tries after the first, for answers that say later and connections that break. */
  retries?: number;
};

/** The cluster refused, or did not answer: `status` is 0 then. Texts of requests are never part of it. */
export class SearchAway extends Error {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.name = 'SearchAway';
    this.status = status;
  }
}

export type Client = ReturnType<typeof createClient>;

const LATER = new Set([429, 502, 503, 504]);
const mostAnswerBytes = 64 * 1024 * 1024;
const firstPauseMs = 100;
const mostPauseMs = 5_000;

/** JSON over HTTP with kept connections. Of our own on node:http, since what is used of an official client is these few lines. */
export function createClient({ node, ca, timeoutMs = 10_000, retries = 3 }: ClientOptions) {
  const base = new URL(node);
  const secure = base.protocol === 'https:';
  const agent = secure ? new https.Agent({ keepAlive: true, maxSockets: 64, ca }) : new http.Agent({ keepAlive: true, maxSockets: 64 });
  const auth = base.username ? `${decodeURIComponent(base.username)}:${decodeURIComponent(base.password)}` : undefined;
  const prefix = base.pathname.replace(/\/$/, '');

  function once(method: string, path: string, body: string | undefined, waitMs: number): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const type = path.includes('_bulk') ? 'application/x-ndjson' : 'application/json';
      const headers = body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) };
      const target = { protocol: base.protocol, hostname: base.hostname.replace(/^\[|\]$/g, ''), port: base.port };
      const request = (secure ? https : http).request({ ...target, method, path: prefix + path, agent, auth, headers }, (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size > mostAnswerBytes) request.destroy(new Error('its answer is too large'));
          parts.push(part);
        });
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }));
      });
      const timer = setTimeout(() => request.destroy(new Error(`no answer within ${waitMs} ms`)), waitMs);
      request.on('close', () => clearTimeout(timer));
      request.on('error', reject);
      request.end(body);
    });
  }

  /** @param accept statuses that are answers too, e.g. 404 */
  async function send<T>(
    method: string,
    path: string,
    body?: unknown,
    { accept = [], waitMs = timeoutMs, tries = retries }: { accept?: readonly number[]; waitMs?: number; tries?: number } = {},
  ): Promise<T> {
    const text = body === undefined || typeof body === 'string' ? (body as string | undefined) : JSON.stringify(body);
    for (let tried = 0; ; tried += 1) {
      let failure: SearchAway;
      try {
        const answer = await once(method, path, text, waitMs);
        if (answer.status < 300 || accept.includes(answer.status)) return (answer.text === '' ? {} : JSON.parse(answer.text)) as T;
        failure = new SearchAway(`OpenSearch answered ${answer.status} (${reasonOf(answer.text)}) to ${method}.`, answer.status);
        if (!LATER.has(answer.status)) throw failure;
      } catch (error) {
        if (error instanceof SearchAway && !LATER.has(error.status)) throw error;
        failure = error instanceof SearchAway ? error : new SearchAway(`OpenSearch is away: ${(error as Error).message}.`, 0);
      }
      if (tried >= tries) throw failure;
      await pause(tried);
    }
  }

  return { send, close: () => agent.destroy() };
}

/** Twice as long each time, and never at the same moment as everybody else. */
export function pause(tried: number): Promise<void> {
  const most = Math.min(mostPauseMs, firstPauseMs * 2 ** tried);
  return new Promise((done) => setTimeout(done, most / 2 + (Math.random() * most) / 2));
}

/** The kind of fault alone: the sentence may repeat what somebody typed. */
function reasonOf(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: { type?: string } | string };
    return typeof error === 'object' && error.type ? error.type : 'no reason given';
  } catch {
    return 'no JSON';
  }
}
