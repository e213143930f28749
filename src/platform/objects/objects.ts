import type { Readable } from 'node:stream';

/** Names of stored things: lower-case segments joined by `/`, each beginning with a letter or digit; an extension tells the type. */
export const OBJECT_NAME = /^[a-z0-9][a-z0-9._-]{0,127}(\/[a-z0-9][a-z0-9._-]{0,127}){0,7}$/;

export type PutOptions = {
  contentType: string;
  /** False for what can be made again: it need not survive a power cut. Default true. */
  durable?: boolean;
};

export type ObjectHead = { sizeBytes: number; contentType: string };

/** Where files lie: media, exports, backups. Contents never change under a name, so whoever reads sees all or nothing of them. */
export type Objects = {
  /** Appears under its name only when it is complete; replaces what was there. */
  put(name: string, data: Uint8Array | Readable, options: PutOptions): Promise<void>;
  head(name: string): Promise<ObjectHead | null>;
  /** The bytes from `start` to `end` inclusive, or all. The stream fails when there is no such object. */
  read(name: string, range?: { start: number; end: number }): Readable;
  /** Does nothing when there is none. */
  delete(name: string): Promise<void>;
  /**
   * Deletes what lies right below the folder `prefix`, half-written files of ended processes included, and was last written
   * before `before`. Returns how many.
   */
  sweep(prefix: string, before: Date): Promise<number>;
};

const TYPES: Record<string, string> = {
  avif: 'image/avif',
  bin: 'application/octet-stream',
  csv: 'text/csv',
  gif: 'image/gif',
  gz: 'application/gzip',
  jpg: 'image/jpeg',
  json: 'application/json',
  jsonl: 'application/jsonl',
  mp4: 'video/mp4',
  png: 'image/png',
  webm: 'video/webm',
  webp: 'image/webp',
};

/** The content type that an object's extension stands for. */
export function typeOfName(name: string): string {
  return TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}
