import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import { LIMITS } from './media.ts';
import { isPublicAddress } from './public-address.ts';

export type FetchProblemCode =
  | 'bad_address'
  | 'private_address'
  | 'unknown_host'
  | 'too_many_redirects'
  | 'not_found'
  | 'refused'
  | 'server_error'
  | 'too_large'
  | 'timeout'
  | 'unreachable'
  | 'not_a_picture';

/** Why an address gave nothing; `lasting` means that asking again is of no use. */
export class FetchProblem extends Error {
  readonly code: FetchProblemCode;
  readonly lasting: boolean;

  constructor(code: FetchProblemCode, lasting: boolean, cause?: unknown) {
    super(code, { cause });
    this.name = 'FetchProblem';
    this.code = code;
    this.lasting = lasting;
  }
}

export type DownloadOptions = {
  timeoutMs?: number;
  redirects?: number;
  mostBytes?: number;
  /** For tests, which have nothing but private addresses. */
  isAllowed?(address: string): boolean;
  /** For tests of what names resolve to. */
  resolve?(host: string): Promise<string[]>;
};

/**
 * Opens an address that a stranger has named. Every hop is checked anew: http or https, no credentials, and every address the
 * name resolves to public; the socket then connects to a checked address itself, so that a second answer of the name server
 * cannot lead elsewhere. The stream fails when the time or the bytes run out.
 */
export async function download(address: string, options: DownloadOptions = {}): Promise<Readable> {
  const { timeoutMs = 10_000, redirects = 3 } = options;
  const deadline = AbortSignal.timeout(timeoutMs);
  let url = parse(address);
  for (let hop = 0; hop <= redirects; hop++) {
    const response = await get(url, deadline, options);
    const status = response.statusCode ?? 0;
    if (status >= 300 && status < 400 && response.headers.location !== undefined) {
      response.resume();
      url = parse(response.headers.location, url);
      continue;
    }
    if (status !== 200) {
      response.destroy();
      throw problemOf(status);
    }
    const announced = Number(response.headers['content-length'] ?? 0);
    if (announced > (options.mostBytes ?? LIMITS.imageBytes)) {
      response.destroy();
      throw new FetchProblem('too_large', true);
    }
    return Readable.from(told(response, deadline), { objectMode: false });
  }
  throw new FetchProblem('too_many_redirects', true);
}

async function* told(response: IncomingMessage, deadline: AbortSignal): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of response) yield chunk as Buffer;
  } catch (error) {
    throw new FetchProblem(deadline.aborted ? 'timeout' : 'unreachable', false, error);
  }
}

function parse(address: string, base?: URL): URL {
  const url = URL.canParse(address, base) ? new URL(address, base) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new FetchProblem('bad_address', true);
  }
  return url;
}

function problemOf(status: number): FetchProblem {
  if (status === 404 || status === 410) return new FetchProblem('not_found', true);
  if (status >= 500 || status === 429) return new FetchProblem('server_error', false);
  return new FetchProblem('refused', true);
}

async function get(url: URL, signal: AbortSignal, options: DownloadOptions): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = await checkedAddresses(host, signal, options);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((done, failed) => {
    const request: ClientRequest = send(url, {
      agent: false,
      signal,
      lookup: (_host, lookupOptions, answer) => answerWith(addresses, lookupOptions, answer),
      headers: { accept: 'image/avif, image/webp, image/*, video/mp4, video/webm', 'accept-encoding': 'identity', 'user-agent': 'Stoa' },
    });
    request.on('response', done);
    request.on('error', (error) =>
      failed(signal.aborted ? new FetchProblem('timeout', false, error) : new FetchProblem('unreachable', false, error)),
    );
    request.end();
  });
}

/** The addresses of a host, all of them allowed; one that is not refuses the whole name. */
async function checkedAddresses(host: string, signal: AbortSignal, options: DownloadOptions): Promise<string[]> {
  const isAllowed = options.isAllowed ?? isPublicAddress;
  const addresses = isIP(host) ? [host] : await Promise.race([(options.resolve ?? resolveAll)(host), aborted(signal)]);
  if (addresses.length === 0) throw new FetchProblem('unknown_host', false);
  if (!addresses.every(isAllowed)) throw new FetchProblem('private_address', true);
  return addresses;
}

function resolveAll(host: string): Promise<string[]> {
  return new Promise((done, failed) => {
    lookup(host, { all: true, verbatim: true }, (error, found) =>
      error ? failed(new FetchProblem('unknown_host', false, error)) : done(found.map(({ address }) => address)),
    );
  });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, failed) => signal.addEventListener('abort', () => failed(new FetchProblem('timeout', false)), { once: true }));
}

type LookupAnswer = (error: null, address: string | LookupAddress[], family?: number) => void;

function answerWith(addresses: readonly string[], options: LookupOptions, answer: LookupAnswer): void {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  const [first = { address: '', family: 4 }] = found;
  if (options.all) answer(null, found);
  else answer(null, first.address, first.family);
}
