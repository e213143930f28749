import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import { type Route, route } from '../../platform/http/index.ts';
import { WebhookRefused, type Webhooks } from '../payments/index.ts';
import type { Checkouts } from './checkout.service.ts';

const MOST_BYTES = 262_144;

export type WebhookDeps = { webhooks: Webhooks; checkout: Pick<Checkouts<unknown>, 'goOn'> };

/** What payment providers tell: each event once, and the checkout it is about goes on, as after the buyer's return. */
export function webhookRoutes({ webhooks, checkout }: WebhookDeps): Route[] {
  return [
    route({
      method: 'POST',
      url: '/api/webhooks/:provider',
      access: 'public',
      summary: 'Receive an event of a payment provider',
      description:
        'The signature is checked over the bytes of the body and is good for five minutes. A copy of an event changes nothing; events that mean nothing here are taken and ignored.',
      tags: ['Payments'],
      operationId: 'receivePaymentEvent',
      errors: ['not_found', 'webhook_refused', 'body_too_large', 'unsupported_media_type'],
      idempotent: false,
      limited: false,
      rawBody: { types: ['application/json'], maxBytes: MOST_BYTES },
      schema: {
        params: Type.Object({ provider: Type.String({ pattern: '^[a-z]{1,32}$' }) }),
        response: { 200: Type.Object({ received: Type.Literal(true) }, { $id: 'EventReceived', additionalProperties: false }) },
      },
      async handler({ params, headers, body }) {
        if (!webhooks.knows(params.provider)) fail('not_found', 'There is no such payment provider here.');
        const bytes = await readAll(body as Readable);
        const { checkoutId } = await webhooks.take(params.provider, { headers, body: bytes }).catch((error: unknown) => {
          if (error instanceof WebhookRefused) fail('webhook_refused', undefined, { cause: error });
          throw error;
        });
        if (checkoutId) await checkout.goOn(checkoutId);
        return { received: true as const };
      },
    }),
  ];
}

async function readAll(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    size += (part as Buffer).length;
    if (size > MOST_BYTES) fail('body_too_large');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}
