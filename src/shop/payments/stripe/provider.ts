import type { Stripe } from 'stripe';
import { minorUnits } from '../../../kernel/money.ts';
import type { AuthorizeRequest, PaymentProvider, ProviderAnswer, RefundAnswer } from '../provider.ts';
import { ProviderUnavailable, WebhookRefused } from '../provider.ts';
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

  const find = async (key: string, reference: string | null): Promise<Stripe.PaymentIntent | null> => {
    if (reference) return (await open()).paymentIntents.retrieve(reference);
    const { data } = await (await open()).paymentIntents.search({ query: `metadata['${KEY}']:'${key}'`, limit: 1 });
    return data[0] ?? null;
  };

  return {
    name: 'stripe',
    accepts: (method) => /^(?:ctoken|pm)_\w{1,200}$/.test(method),
    authorize: (request) =>
      guarded(async () => {
        if (!countsAsWeDo(request)) return { status: 'declined', reference: null, code: 'card_declined' };
        try {
          return answerOf(await (await open()).paymentIntents.create(paramsOf(request), { idempotencyKey: request.key }));
        } catch (error) {
          return declinedBy(error);
        }
      }),
    capture: ({ key, reference, amount }) =>
      guarded(async () => {
        const request = { amount_to_capture: amount };
        return orAsItIs((await open()).paymentIntents.capture(reference, request, { idempotencyKey: `${key}:capture` }), reference);
      }),
    void: ({ key, reference }) =>
      guarded(async () => {
        const intent = await find(key, reference);
        if (!intent) return { status: 'voided', reference: null };
        return orAsItIs((await open()).paymentIntents.cancel(intent.id, {}, { idempotencyKey: `${key}:cancel` }), intent.id);
      }),
    refund: ({ reference, amount, refundKey }) =>
      guarded(async (): Promise<RefundAnswer> => {
        // Stripe forgets idempotency keys after a day; what it has made stays with its metadata.
        for await (const known of (await open()).refunds.list({ payment_intent: reference, limit: 100 }))
          if (known.metadata?.[KEY] === refundKey) return refundAnswerOf(known);
        const params = { payment_intent: reference, amount, metadata: { [KEY]: refundKey } };
        try {
          return refundAnswerOf(await (await open()).refunds.create(params, { idempotencyKey: refundKey }));
        } catch (error) {
          if (isOf(error, 'StripeInvalidRequestError')) return { status: 'refused', code: error.code ?? 'invalid_request' };
          throw error;
        }
      }),
    lookup: ({ key, reference }) =>
      guarded(async () => {
        const intent = await find(key, reference);
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
        const at = Math.floor(now.getTime() / 1000);
        const event = (await open()).webhooks.constructEvent(body, signature, webhookSecret, SIGNATURE_SECONDS, undefined, at);
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
      if (!isOf(error, 'StripeInvalidRequestError')) throw error;
      return answerOf(await (await open()).paymentIntents.retrieve(reference));
    }
  }
}

/** The parameters of a charge: authorised and confirmed in one call. The same for the same payment, whenever it is repeated. */
export function paramsOf({ key, amount, currency, method, returnUrl }: AuthorizeRequest): Stripe.PaymentIntentCreateParams {
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

/**
 * Stripe counts some currencies otherwise than we do: in hundredths what has none here, and three decimals with a 0 at the end
 * (docs.stripe.com/currencies). Nothing is charged there rather than a hundredth of the sum.
 */
export function countsAsWeDo({ amount, currency }: Pick<AuthorizeRequest, 'amount' | 'currency'>): boolean {
  const decimals = minorUnits(currency);
  if (['HUF', 'ISK', 'UGX', 'MGA'].includes(currency)) return false;
  return decimals < 3 || amount % 10 === 0;
}

function declinedBy(error: unknown): ProviderAnswer {
  if (isOf(error, 'StripeCardError'))
    return { status: 'declined', reference: error.payment_intent?.id ?? null, code: declineCodeOf(error) };
  // A token that was used up or never was: nothing is charged, and another try with it is of no use.
  if (isOf(error, 'StripeInvalidRequestError')) return { status: 'declined', reference: null, code: 'card_declined' };
  throw error;
}

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

type StripeFault = Error & { type: string; code?: string; decline_code?: string; payment_intent?: { id: string } };

/** The SDK's errors by the beginning of their type. */
function isOf(error: unknown, type: string): error is StripeFault {
  return error instanceof Error && String((error as Partial<StripeFault>).type ?? '').startsWith(type);
}
