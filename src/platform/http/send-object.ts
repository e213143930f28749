import { Readable } from 'node:stream';
import type { RouteReply, RouteRequest } from './route.ts';

export type Sendable = {
  sizeBytes: number;
  contentType: string;
  /** Strong, with quotes. */
  etag: string;
  /** Name for saving; letters, digits, dots and dashes. */
  fileName: string;
  read(range?: { start: number; end: number }): Promise<Buffer | Readable>;
};

/** Sends a file whose bytes never change: If-None-Match, one byte range, HEAD. Its own policy lets nothing in it run. */
export async function sendObject(request: RouteRequest, reply: RouteReply, file: Sendable): Promise<RouteReply> {
  reply.headers({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    // Pictures are shown by feeds, mails and other sites; there is nothing in them to protect.
    'cross-origin-resource-policy': 'cross-origin',
    'content-disposition': `inline; filename="${file.fileName.replaceAll(/[^A-Za-z0-9.-]/g, '')}"`,
    'accept-ranges': 'bytes',
    etag: file.etag,
  });
  const held = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (held?.includes(file.etag) || held?.includes('*')) return reply.code(304).send();
  reply.type(file.contentType);
  const range = rangeOf(request.headers, file);
  if (range === 'unsatisfiable') {
    return reply
      .code(416)
      .header('content-range', `bytes */${file.sizeBytes}`)
      .header('cache-control', 'no-store')
      .header('content-length', '0')
      .send();
  }
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`);
  reply.header('content-length', String(range ? range.end - range.start + 1 : file.sizeBytes));
  // An empty stream: the framework would count the bytes of anything else and overwrite the length.
  if (request.raw.method === 'HEAD') return reply.send(Readable.from([]));
  return reply.send(await file.read(range ?? undefined));
}

/** The one range asked for; null for none, several (which may be answered whole) or one of an older file. */
function rangeOf(headers: RouteRequest['headers'], file: Sendable): { start: number; end: number } | 'unsatisfiable' | null {
  const condition = headers['if-range'];
  if (condition !== undefined && condition !== file.etag) return null;
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const last = file.sizeBytes - 1;
  if (match[1] === '') {
    const length = Math.min(Number(match[2]), file.sizeBytes);
    return length === 0 ? 'unsatisfiable' : { start: file.sizeBytes - length, end: last };
  }
  const start = Number(match[1]);
  const end = match[2] === '' ? last : Math.min(Number(match[2]), last);
  if (match[2] !== '' && Number(match[2]) < start) return null;
  return start > last ? 'unsatisfiable' : { start, end };
}
