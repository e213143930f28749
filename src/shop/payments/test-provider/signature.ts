import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old or early a signed call may be. */
export const WINDOW_SECONDS = 300;

/**
 * Headers of a signed webhook, in the form of Standard Webhooks: an HMAC-SHA-256 over id, time and the bytes of the body.
 * @param at seconds since 1970
 */
export function signWebhook({ secret, id, at, body }: { secret: string; id: string; at: number; body: string }): Record<string, string> {
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,${mac(secret, id, at, body)}` };
}

/** The signed id, or null: another key, other bytes, or outside the window. Several signatures may stand beside each other. */
export function readSignature(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  { secret, body, now }: { secret: string; body: Buffer; now: Date },
): string | null {
  const id = headers['webhook-id'];
  const at = Number(headers['webhook-timestamp']);
  const given = headers['webhook-signature'];
  if (typeof id !== 'string' || typeof given !== 'string' || !/^[\w.-]{1,200}$/.test(id) || !Number.isSafeInteger(at)) return null;
  if (Math.abs(now.getTime() / 1000 - at) > WINDOW_SECONDS) return null;
  const expected = Buffer.from(mac(secret, id, at, body));
  const matches = given.split(' ').some((signature) => {
    const sent = Buffer.from(signature.replace(/^v1,/, ''));
    return sent.length === expected.length && timingSafeEqual(sent, expected);
  });
  return matches ? id : null;
}

function mac(secret: string, id: string, at: number, body: string | Buffer): string {
  return createHmac('sha256', secret).update(`${id}.${at}.`).update(body).digest('base64');
}
