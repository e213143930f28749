import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import { decodeCursor } from '../../kernel/page.ts';
import { listOf, pageQuery, type Route, route, sendObject } from '../../platform/http/index.ts';
import type { MediaImport } from './import.service.ts';
import type { MediaFile, MediaService, Stored } from './media.service.ts';
import { FORMATS, filmName, LIMITS, type Media, mediaView, PLACEHOLDER_SVG, type RenditionFormat } from './media.ts';

const Id = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the file.' });

const MediaSchema = Type.Object(
  {
    id: Id,
    kind: Type.Union([Type.Literal('image'), Type.Literal('video')]),
    type: Type.String({ description: 'Media type of the original.' }),
    width: Type.Integer({ minimum: 1 }),
    height: Type.Integer({ minimum: 1 }),
    durationMs: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    sizeBytes: Type.Integer({ minimum: 1 }),
    color: Type.Union([Type.String({ description: 'Dominant colour, CSS hex; null until it is known.' }), Type.Null()]),
    posterId: Type.Union([Id, Type.Null()]),
    src: Type.String({ description: 'Address that every browser can show.' }),
    source: Type.String({ description: 'How catalogue lines refer to it: `sha256:ID`.' }),
  },
  { $id: 'StoredMedia', additionalProperties: false },
);

const ProblemRow = Type.Object(
  {
    source: Type.String(),
    problem: Type.String({ description: 'Why the address gave no picture.' }),
    attempts: Type.Integer({ minimum: 1 }),
    nextTryAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  },
  { $id: 'MediaFetchProblem', additionalProperties: false },
);

export function mediaRoutes({ media, imports }: { media: MediaService; imports: Pick<MediaImport, 'problems'> }): Route[] {
  return [
    route({
      method: 'GET',
      url: '/media/placeholder.svg',
      access: 'public',
      summary: 'Show what stands where there is no picture',
      tags: [],
      schema: {},
      handler: (_request, reply) =>
        reply
          .headers({ 'cache-control': 'public, max-age=86400', 'content-security-policy': "default-src 'none'; sandbox" })
          .type('image/svg+xml')
          .send(PLACEHOLDER_SVG),
    }),
    route({
      method: 'GET',
      url: '/media/:id/:file',
      access: 'public',
      summary: 'Show a picture or film',
      tags: [],
      schema: { params: Type.Object({ id: Id, file: Type.String({ pattern: '^(\\d{1,4}\\.(avif|webp|jpg)|original\\.(mp4|webm))$' }) }) },
      handler: async (request, reply) => {
        const { id, file } = request.params;
        const found = await fileOf(media, id, file);
        if (!found) fail('media_not_found');
        const etag = `"${id.slice(0, 20)}-${file.replace('.', '-')}"`;
        return sendObject(request, reply, {
          ...found,
          etag,
          fileName: `${id.slice(0, 12)}-${file}`,
          read: (range) => media.read(found, range),
        });
      },
    }),
    route({
      method: 'POST',
      url: '/api/staff/media',
      access: { staff: 'media:write' },
      summary: 'Upload a picture or film',
      description:
        'The body is the file itself; what it is is told by its content. The same file twice is one. Pictures: JPEG, PNG, WebP, AVIF, GIF up to 20 MiB; films: MP4, WebM up to 200 MiB.',
      tags: ['Staff: media'],
      operationId: 'uploadMedia',
      schema: { query: Type.Object({ posterId: Type.Optional(Id) }, { additionalProperties: false }), response: { 201: MediaSchema } },
      errors: ['media_rejected', 'media_not_found'],
      rawBody: { types: ['application/octet-stream', 'image/*', 'video/mp4', 'video/webm'], maxBytes: LIMITS.videoBytes },
      handler: async ({ body, query }, reply) => {
        if (query.posterId !== undefined && (await media.get(query.posterId))?.kind !== 'image')
          fail('media_not_found', 'posterId names no picture.');
        const stored = await media.store(body as Readable, { posterId: query.posterId });
        reply.header('location', `/api/staff/media/${stored.id}`);
        return present(stored);
      },
    }),
    route({
      method: 'GET',
      url: '/api/staff/media',
      access: { staff: 'media:read' },
      summary: 'List pictures and films, newest first',
      tags: ['Staff: media'],
      operationId: 'listMedia',
      schema: { query: Type.Object(pageQuery, { additionalProperties: false }), response: { 200: listOf(MediaSchema, 'StoredMediaList') } },
      handler: async ({ query }) => {
        const page = await media.list(query.cursor === undefined ? null : readCursor(query.cursor), query.limit ?? 24);
        return { items: page.items.map(present), nextCursor: page.nextCursor };
      },
    }),
    route({
      method: 'GET',
      url: '/api/staff/media/:id',
      access: { staff: 'media:read' },
      summary: 'Read a picture or film',
      tags: ['Staff: media'],
      operationId: 'getMedia',
      schema: { params: Type.Object({ id: Id }), response: { 200: MediaSchema } },
      errors: ['media_not_found'],
      handler: async ({ params }) => present((await media.get(params.id)) ?? fail('media_not_found')),
    }),
    route({
      method: 'GET',
      url: '/api/staff/media-problems',
      access: { staff: 'media:read' },
      summary: 'List addresses that gave no picture',
      tags: ['Staff: media'],
      operationId: 'listMediaProblems',
      schema: { response: { 200: listOf(ProblemRow, 'MediaFetchProblemList') } },
      handler: async () => {
        const rows = await imports.problems(1_000);
        return { items: rows.map((row) => ({ ...row, nextTryAt: row.nextTryAt?.toISOString() ?? null })), nextCursor: null };
      },
    }),
  ];
}

async function fileOf(media: MediaService, id: string, file: string): Promise<MediaFile | null> {
  const [name = '', extension = ''] = file.split('.');
  if (name === 'original') {
    const film = await media.film(id);
    return film && filmName(film.mime) === file ? { name: film.name, sizeBytes: film.sizeBytes, contentType: film.mime } : null;
  }
  const format = FORMATS.find((f) => f === extension) as RenditionFormat;
  return media.rendition(id, Number(name), format);
}

function readCursor(cursor: string): { createdAt: string; id: string } {
  const [createdAt, id] = decodeCursor(cursor, 2).map(String);
  if (createdAt === undefined || Number.isNaN(Date.parse(createdAt)) || id === undefined)
    fail('payload_invalid', 'The cursor is not one of this list.');
  return { createdAt: new Date(createdAt).toISOString(), id };
}

function present(media: Media | Stored) {
  const { id, kind, mime, width, height, durationMs, sizeBytes, color, posterId } = media;
  const { src } = mediaView(media, '');
  return { id, kind, type: mime, width, height, durationMs, sizeBytes, color, posterId, src, source: `sha256:${id}` };
}
