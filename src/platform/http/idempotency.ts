import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ShopError } from '../../kernel/errors.ts';
import type { IdempotencyStore, StoredAnswer } from './idempotency.store.ts';

export type Call = { scope: string; key: string; fingerprint: Buffer };
export type OwnedCall = Call & { hashedKey: string; lock: string };

export type Idempotency = ReturnType<typeof createIdempotency>;

/** 16 to 255 visible ASCII characters, bare or as a quoted string: an anonymous caller is known by nothing but an unguessable key. */
export const KEY_PATTERN = '^"?[\\x21\\x23-\\x7e]{16,255}"?$';

/**
 * The first call with a key runs, the others get its answer. What is kept is unreadable without the key itself: the row holds
 * the key's hash, and the answer is encrypted under a key derived from it, since answers may hold personal data.
 */
export function createIdempotency(options: { store: IdempotencyStore; lockSeconds?: number; waitMs?: number }) {
  const { store, lockSeconds = 30, waitMs = 2_000 } = options;

  /** Ours to run, or the stored answer. A call under way is waited for a little, then refused with Retry-After. */
  async function begin(call: Call): Promise<{ owned: OwnedCall } | { answer: StoredAnswer }> {
    const hashedKey = createHash('sha256').update(call.key).digest('base64url');
    const until = performance.now() + waitMs;
    for (;;) {
      const claim = await store.claim({ scope: call.scope, key: hashedKey, fingerprint: call.fingerprint, lockSeconds });
      if (claim.state === 'ours') return { owned: { ...call, hashedKey, lock: claim.lock } };
      if (claim.state === 'mismatch') throw new ShopError('idempotency_mismatch');
      if (claim.state === 'answered') return { answer: { ...claim.answer, body: unseal(claim.answer.body, call) } };
      if (performance.now() > until) throw new InProgress(claim.retrySeconds);
      await sleep(50);
    }
  }

  /** Keeps an answer below 500; others free the key for another try. */
  async function finish(call: OwnedCall, answer: StoredAnswer): Promise<void> {
    const place = { scope: call.scope, key: call.hashedKey, lock: call.lock };
    if (answer.status >= 500) await store.release(place);
    else await store.keep(place, { ...answer, body: seal(answer.body, call) });
  }

  return { begin, finish };
}

export class InProgress extends ShopError {
  readonly retrySeconds: number;

  constructor(retrySeconds: number) {
    super('idempotency_in_progress');
    this.retrySeconds = retrySeconds;
  }
}

/** The key of a header value, or a refusal. */
export function readKey(header: string | string[]): string {
  if (typeof header !== 'string' || !new RegExp(KEY_PATTERN).test(header)) {
    throw new ShopError('payload_invalid', 'Idempotency-Key is 16 to 255 visible ASCII characters; a UUID does well.', {
      fields: [{ path: 'Idempotency-Key', code: 'format', message: 'must be 16 to 255 visible ASCII characters' }],
    });
  }
  return header.startsWith('"') && header.endsWith('"') ? header.slice(1, -1) : header;
}

export function fingerprint(method: string, url: string, body: unknown): Buffer {
  const hash = createHash('sha256').update(`${method} ${url}\n`);
  if (body instanceof Uint8Array) hash.update(body);
  else hash.update(JSON.stringify(body ?? null));
  return hash.digest();
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function keyOf(call: Call): Buffer {
  return Buffer.from(hkdfSync('sha256', call.key, call.scope, 'stoa idempotency answer', 32));
}

function seal(body: Buffer, call: Call): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(call), nonce);
  const sealed = Buffer.concat([cipher.update(body), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function unseal(stored: Buffer, call: Call): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(call), stored.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(stored.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(stored.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}
