import { createHash, randomBytes } from 'node:crypto';

/** A UUID version 7 (RFC 9562): the first 48 bits are milliseconds, so that new rows land beside each other in an index. */
export function uuidv7(nowMs: number = Date.now()): string {
  const bytes = randomPart(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  return uuidText(bytes, 7);
}

/** A UUID version 8 that follows from the text: the same text, the same id. */
export function uuidOf(text: string): string {
  return uuidText(sha256(text).subarray(0, 16), 8);
}

function uuidText(bytes: Buffer, version: number): string {
  bytes[6] = (bytes[6]! & 0x0f) | (version << 4);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

let pool = Buffer.alloc(0);

/** So many random bytes, each given out once. The system is asked for many at a time: a call of it costs more than they do. */
export function randomPart(sizeBytes: number): Buffer {
  if (pool.length < sizeBytes) pool = randomBytes(8192);
  const part = pool.subarray(0, sizeBytes);
  pool = pool.subarray(sizeBytes);
  return part;
}

/** An unguessable token in base64url; 32 bytes are 256 bits. */
export function randomToken(sizeBytes = 32): string {
  return randomBytes(sizeBytes).toString('base64url');
}

export function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}
