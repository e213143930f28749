import type { Stripe } from 'stripe';
import type { AuthorizeRequest, PaymentProvider, ProviderAnswer, RefundAnswer } from '../provider.ts';
import { ProviderUnavailable, WebhookRefused } from '../provider.ts';
import { toStripe } from './amounts.ts';
import { aboutOf, answerOf, declineCodeOf, hasFailed, KEY, listedOf } from './answers.ts';

export type StripeOptions = {
  secretKey: string;
  webhookSecret: string;
  /** Another address than Stripe's own, e.g. of a stripe-mock. */
  apiBase: string | null;
  timeoutMs?: number;
};

const SIGNATURE_SECONDS = 300;

/**
 * Stripe by Payment Intents. Money is authorised first and captured in a second call, since an intent cannot say "at once, but
 * only if nothing is asked of the buyer". Methods are tokens of its fields in the browser (`ctoken_...`) or payment methods (`pm_...`).
 */
export function createStripeProvider({ secretKey, webhookSecret, apiBase, timeoutMs = 20_000 }: StripeOptions): PaymentProvider {
  let loading: Promise<Stripe> | null = null;
  /** Loaded with the first call: shops without it, and commands, need not wait for so much code. */
  const open = (): Promise<Stripe> => {
    loading ??= import('stripe').then(
      (module) => new module.Stripe(secretKey, { ...place(apiBase), timeout: timeoutMs, maxNetworkRetries: 1, telemetry: false }),
    );
    return loading;
  };

  const search = async (key: string): Promise<Stripe.PaymentIntent | null> => {
    const { data } = await (await open()).paymentIntents.search({ query: `metadata['${KEY}']:'${key}'`, limit: 1 });
    return data[0] ?? null;
  };
  const retrieve = async (reference: string): Promise<ProviderAnswer> => answerOf(await (await open()).paymentIntents.retrieve(reference));

  /** What the call gave, or gave the first time; null when nothing came to be. Throws what the bank or Stripe has against it. */
  const create = async (request: AuthorizeRequest, amount: number) =>
    (await open()).paymentIntents.create(paramsOf(request, amount), { idempotencyKey: request.key });

  /**
   * The intent under our key. Stripe's search tells of those of before but lags behind by up to a minute; the call that makes it, once
   * more under the same key, tells of those of a day. One that never was is made by it: whoever wants none of it cancels it.
   */
  const referenceOf = async (key: string, request: AuthorizeRequest | null): Promise<string | null> => {
    const found = await search(key);
    const amount = request && toStripe(request.amount, request.currency);
    if (found || !request || amount === null) return found?.id ?? null;
    try {
      return (await create(request, amount)).id;
    } catch (error) {
      return refusedBy(error).reference;
    }
  };

  return {
    name: 'stripe',
    accepts: (method) => /^(?:ctoken|pm)_\w{1,200}$/.test(method),
    authorize: (request) =>
      guarded(async () => {
        const amount = toStripe(request.amount, request.currency);
        if (amount === null) return { status: 'failed', reference: null, fault: 'amount_not_chargeable' };
        try {
          const intent = await create(request, amount);
          // An answer of before says how it stood then.
          return intent.lastResponse.headers['idempotent-replayed'] === 'true' ? await retrieve(intent.id) : answerOf(intent);
        } catch (error) {
          const refused = refusedBy(error);
          return refused.status === 'declined' && refused.reference ? await retrieve(refused.reference) : refused;
        }
      }),
    capture: ({ key, reference, amount, currency }) =>
      guarded(async () => {
        const sum = toStripe(amount, currency);
        if (sum === null) return retrieve(reference);
        const request = { amount_to_capture: sum };
        return orAsItIs((await open()).paymentIntents.capture(reference, request, { idempotencyKey: `${key}:capture` }), reference);
      }),
    void: ({ key, reference, request }) =>
      guarded(async () => {
        const id = reference ?? (await referenceOf(key, request));
        if (!id) return { status: 'voided', reference: null };
        return orAsItIs((await open()).paymentIntents.cancel(id, {}, { idempotencyKey: `${key}:cancel` }), id);
      }),
    refund: ({ reference, amount, currency, refundKey }) =>
      guarded(async (): Promise<RefundAnswer> => {
        const sum = toStripe(amount, currency);
        if (sum === null) return { status: 'refused', code: 'amount_not_refundable' };
        // Stripe forgets idempotency keys after a day; what it has made stays with its metadata.
        for await (const known of (await open()).refunds.list({ payment_intent: reference, limit: 100 }))
          if (known.metadata?.[KEY] === refundKey) return refundAnswerOf(known);
        const params = { payment_intent: reference, amount: sum, metadata: { [KEY]: refundKey } };
        try {
          return refundAnswerOf(await (await open()).refunds.create(params, { idempotencyKey: refundKey }));
        } catch (error) {
          if (isOf(error, 'StripeInvalidRequestError')) return { status: 'refused', code: error.code ?? 'invalid_request' };
          throw error;
        }
      }),
    lookup: ({ key, reference }) =>
      guarded(async () => {
        if (reference) return retrieve(reference);
        const intent = await search(key);
        return intent && answerOf(intent);
      }),
    async *list({ since }) {
      const created = { gte: Math.floor(since.getTime() / 1000) };
      try {
        const intents = (await open()).paymentIntents.list({ created, limit: 100, expand: ['data.latest_charge.refunds'] });
        for await (const intent of intents) if (intent.status !== 'requires_payment_method' || intent.metadata[KEY]) yield listedOf(intent);
      } catch (error) {
        throw unavailable(error);
      }
    },
    async readWebhook({ headers, body, now }) {
      const signature = headers['stripe-signature'];
      if (typeof signature !== 'string') throw new WebhookRefused('The header stripe-signature is missing.');
      try {
        const event = (await open()).webhooks.constructEvent(body, signature, webhookSecret, SIGNATURE_SECONDS, undefined, now.getTime());
        return { id: event.id, type: event.type, about: aboutOf(event) };
      } catch (error) {
        if (error instanceof ProviderUnavailable) throw error;
        throw new WebhookRefused('The signature does not fit, or the call is too old.', error);
      }
    },
    async close() {},
  };

  /** An intent in another state is no fault: how it stands is the answer. */
  async function orAsItIs(change: Promise<Stripe.PaymentIntent>, reference: string): Promise<ProviderAnswer> {
    try {
      return answerOf(await change);
    } catch (error) {
      // 409: the same call is under way elsewhere, and how it will stand is not known yet.
      const isOther = isOf(error, 'StripeIdempotencyError') && error.statusCode !== 409;
      if (!isOf(error, 'StripeInvalidRequestError') && !isOther) throw error;
      return retrieve(reference);
    }
  }
}

/** The parameters of a charge: authorised and confirmed in one call. The same for the same payment, whenever it is repeated. */
export function paramsOf({ key, currency, method, returnUrl }: AuthorizeRequest, amount: number): Stripe.PaymentIntentCreateParams {
  const token = method.startsWith('ctoken_') ? { confirmation_token: method } : { payment_method: method };
  return {
    amount,
    currency: currency.toLowerCase(),
    capture_method: 'manual',
    confirm: true,
    automatic_payment_methods: { enabled: true },
    return_url: returnUrl,
    metadata: { [KEY]: key },
    ...token,
  };
}

/** What the bank has against it (its word to the buyer), or Stripe (our fault: the request, or a token that was used up or never was). */
function refusedBy(error: unknown): Extract<ProviderAnswer, { status: 'declined' | 'failed' }> {
  if (isOf(error, 'StripeCardError'))
    return { status: 'declined', reference: error.payment_intent?.id ?? null, code: declineCodeOf(error) };
  if (isOf(error, 'StripeInvalidRequestError')) return { status: 'failed', reference: null, fault: error.code ?? 'invalid_request' };
  throw error;
}

/** A refund that is pending has left the account and is as good as done; the bank may still send it back, which an event tells. */
function refundAnswerOf(refund: Stripe.Refund): RefundAnswer {
  return hasFailed(refund)
    ? { status: 'refused', code: refund.failure_reason ?? 'refund_failed' }
    : { status: 'done', reference: refund.id };
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unavailable(error);
  }
}

/** What Stripe does not answer, or not for us: asked again later. Other errors are our own. */
function unavailable(error: unknown): unknown {
  if (!isOf(error, 'Stripe')) return error;
  return new ProviderUnavailable(`Stripe does not answer (${error.type}).`, error);
}

function place(apiBase: string | null): Partial<Stripe.StripeConfig> {
  if (apiBase === null) return {};
  const { protocol, hostname, port } = new URL(apiBase);
  const scheme = protocol === 'http:' ? 'http' : 'https';
  return { protocol: scheme, host: hostname, port: Number(port || (scheme === 'http' ? 80 : 443)) };
}

type StripeFault = Error & { type: string; statusCode?: number; code?: string; decline_code?: string; payment_intent?: { id: string } };

/** The SDK's errors by the beginning of their type. */
function isOf(error: unknown, type: string): error is StripeFault {
  return error instanceof Error && String((error as Partial<StripeFault>).type ?? '').startsWith(type);
}
