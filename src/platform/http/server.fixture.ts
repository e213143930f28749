import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { after } from 'node:test';
import { createHealth, createLogger, type FinishedSpan, startTelemetry } from '../telemetry/index.ts';
import { createHttpServer, type HttpServerOptions } from './server.ts';

export const STAFF_TOKEN = 'staff-token-for-tests';

type Overrides = Partial<HttpServerOptions> & Pick<HttpServerOptions, 'routes' | 'idempotency'>;

/** A listening server with real sockets; closed when the file ends. `lines` are its log, `spans` its finished spans. */
export async function startServer(overrides: Overrides) {
  const lines: Record<string, unknown>[] = [];
  const spans: FinishedSpan[] = [];
  const telemetry = await startTelemetry({
    service: 'stoa-web',
    version: '0',
    instance: 0,
    metricsPort: null,
    otlpEndpoint: null,
    traceRatio: 1,
    finishSpan: (span) => spans.push(span),
  });
  const logger = createLogger({ level: 'debug', format: 'json', stream: { write: (line) => lines.push(JSON.parse(line)) } });
  const server = await createHttpServer({
    logger,
    telemetry,
    health: createHealth({ parts: {} }),
    origin: null,
    trustedProxies: [],
    verifyStaff: async (token) => (token === STAFF_TOKEN ? { id: 'staff-1', name: 'Ada', scopes: ['catalog:write'] } : null),
    pageCacheBytes: 1024 * 1024,
    rateLimitPerMinute: 0,
    checkAnswers: true,
    ...overrides,
  });
  const address = await server.listen({ port: 0, host: '127.0.0.1' });
  after(() => server.close());
  return { ...server, address, port: Number(new URL(address).port), lines, spans, telemetry };
}

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string; bytes: Buffer };

/** One request over a real socket with exactly these headers (fetch would add its own and hide some answers). */
export function send(
  port: number,
  path: string,
  options: { method?: string; headers?: Record<string, string | string[]>; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((done, failed) => {
    const request = httpRequest(
      { port, host: '127.0.0.1', path, method: options.method ?? 'GET', headers: options.headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          done({ status: response.statusCode ?? 0, headers: response.headers, text: bytes.toString('utf8'), bytes });
        });
      },
    );
    request.on('error', failed);
    request.end(options.body);
  });
}

export function sendJson(
  port: number,
  path: string,
  value: unknown,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...options.headers };
  return send(port, path, { method: options.method ?? 'POST', headers, body: JSON.stringify(value) });
}
