import { createServer } from 'node:http';
import { prometheusText } from './prometheus.ts';
import type { Registry } from './registry.ts';

/**
 * Prometheus text at `/metrics` on the loopback address. Every process of a shop has its own: the first one on METRICS_PORT,
 * the next on METRICS_PORT + 1 and so on, since a scrape must always meet the same process. Port 0 takes a free one.
 */
export async function startMetricsServer(registry: Registry, options: { port: number; host?: string }) {
  const server = createServer({ requestTimeout: 5_000 }, (request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const text = prometheusText(registry.metrics());
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' });
    response.end(text);
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    // Exclusive: processes of a cluster must not share the port.
    server.listen({ port: options.port, host: options.host ?? '127.0.0.1', exclusive: true }, done);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}
