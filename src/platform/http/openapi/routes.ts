import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type Route, route } from '../route.ts';
import { pagePolicy } from '../security-headers.ts';
import { docsPage } from './docs-page.ts';
import { DOCS_STYLE } from './docs-style.ts';
import { openApiDocument } from './document.ts';

/** `/api/openapi.json` and `/api/docs` for these routes: made on the first call, the same bytes ever after. */
export function openApiRoutes(routes: readonly Route[], info: { title: string; version: string }): Route[] {
  let made: { json: Buffer; docs: Buffer; zippedDocs: Buffer; etag: string } | null = null;
  const content = () => {
    if (made) return made;
    const document = openApiDocument(routes, info);
    const json = Buffer.from(`${JSON.stringify(document, null, 2)}\n`);
    const etag = `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
    const docs = Buffer.from(docsPage(document));
    made = { json, docs, zippedDocs: gzipSync(docs), etag };
    return made;
  };
  const style = `sha256-${createHash('sha256').update(DOCS_STYLE).digest('base64')}`;

  return [
    route({
      method: 'GET',
      url: '/api/openapi.json',
      access: 'public',
      summary: 'Read the OpenAPI document',
      tags: [],
      schema: {},
      handler: (request, reply) => {
        const { json, etag } = content();
        reply.headers({ etag, 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' });
        if (request.headers['if-none-match'] === etag) return reply.code(304).send();
        return reply.type('application/json; charset=utf-8').send(json);
      },
    }),
    route({
      method: 'GET',
      url: '/api/docs',
      access: 'public',
      summary: 'Read the API docs',
      tags: [],
      produces: 'text/html',
      schema: {},
      handler: (request, reply) => {
        const { docs, zippedDocs } = content();
        reply.headers({
          'cache-control': 'public, max-age=300',
          vary: 'Accept-Encoding',
          'content-security-policy': pagePolicy({ styles: [style] }),
        });
        reply.type('text/html; charset=utf-8');
        if (!/\bgzip\b/.test(String(request.headers['accept-encoding']))) return reply.send(docs);
        return reply.header('content-encoding', 'gzip').send(zippedDocs);
      },
    }),
  ];
}
