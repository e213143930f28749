import { ShopError } from './errors.ts';

export type Page<T> = { items: T[]; nextCursor: string | null };

/** An opaque cursor from the sort key of the last item shown. */
export function encodeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The parts of a cursor that `encodeCursor` made with as many parts; anything else is the caller's fault (400). */
export function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === length && parts.every((p) => typeof p === 'string' || Number.isFinite(p))) return parts;
  } catch {
    // falls through to the refusal below
  }
  throw new ShopError('payload_invalid', 'The cursor is not one that this list gave out; start again without it.', {
    fields: [{ path: 'cursor', code: 'invalid', message: 'not a cursor of this list' }],
  });
}
