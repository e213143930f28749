import { createHmac } from 'node:crypto';

export type Intent = {
  id: string;
  object: 'payment_intent';
  amount: number;
  amount_received: number;
  currency: string;
  created: number;
  status: string;
  metadata: Record<string, string>;
  next_action: { type: 'redirect_to_url'; redirect_to_url: { url: string; return_url: string } } | null;
  latest_charge: { id: string; object: 'charge'; refunds: { object: 'list'; data: Refund[] } } | null;
  last_payment_error: { code: string; decline_code?: string; type: string } | null;
};
export type Refund = {
  id: string;
  object: 'refund';
  amount: number;
  currency: string;
  payment_intent: string;
  status: 'succeeded' | 'pending' | 'failed';
  failure_reason?: string;
  metadata: Record<string, string>;
};
export type Dispute = { id: string; object: 'dispute'; amount: number; currency: string; payment_intent: string; status: string };
export type StripeEvent = { id: string; object: 'event'; type: string; created: number; data: { object: unknown } };
export type Said = { status: number; body: unknown };

const KEY = 'stoa_key';

/**
 * What the account at Stripe remembers, and how it decides. Tokens decide what comes of a charge: `ctoken_declined`, `ctoken_challenge`
 * (asks the buyer on a page of its own), `ctoken_processing` (the bank takes its time), `ctoken_used` (no token any more), all others succeed.
 * @param tell every change as an event
 */
export function openStripeAccount({ origin, tell }: { origin: () => string; tell: (event: StripeEvent) => void }) {
  const intents = new Map<string, Intent>();
  const refunds = new Map<string, Refund>();
  const disputes = new Map<string, Dispute>();
  /** Null: the index of the search is up to date; else what it holds. */
  let indexed: Set<string> | null = null;
  let refundsBecome: Refund['status'] = 'succeeded';
  let serial = 0;
  const nextId = (kind: string) => {
    serial += 1;
    return `${kind}_${serial}`;
  };
  const say = (type: string, object: unknown) =>
    tell({ id: nextId('evt'), object: 'event', type, created: Math.floor(Date.now() / 1000), data: { object: structuredClone(object) } });

  const move = (intent: Intent, change: Partial<Intent>, event: string): Intent => {
    Object.assign(intent, change);
    if (intent.status === 'succeeded')
      intent.latest_charge ??= { id: nextId('ch'), object: 'charge', refunds: { object: 'list', data: [] } };
    say(`payment_intent.${event}`, intent);
    return intent;
  };
  const refused = (intent: Intent, code: string, decline?: string) => {
    const error = { type: 'card_error', code, ...(decline ? { decline_code: decline } : {}) };
    return move(intent, { status: 'requires_payment_method', last_payment_error: error, next_action: null }, 'payment_failed');
  };
  const refundsOf = (intent: string) => [...refunds.values()].filter((one) => one.payment_intent === intent).reverse();

  return {
    intents: () => [...intents.values()],
    refunds: () => [...refunds.values()],
    intent: (id: string) => intents.get(id),
    create(form: URLSearchParams): Said {
      const token = form.get('confirmation_token') ?? form.get('payment_method') ?? '';
      const amount = Number(form.get('amount'));
      const currency = form.get('currency') ?? '';
      if (token === 'ctoken_used') return fault(400, 'resource_missing');
      const isWhole = ['isk', 'ugx'].includes(currency)
        ? amount % 100 === 0
        : !['kwd', 'bhd', 'jod', 'omr', 'tnd'].includes(currency) || amount % 10 === 0;
      if (!Number.isSafeInteger(amount) || amount < 1 || !isWhole) return fault(400, 'invalid_charge_amount_no_decimal_compatible');
      const intent: Intent = {
        id: nextId('pi'),
        object: 'payment_intent',
        amount,
        amount_received: 0,
        currency,
        created: Math.floor(Date.now() / 1000),
        status: 'requires_confirmation',
        metadata: { [KEY]: form.get(`metadata[${KEY}]`) ?? '' },
        next_action: null,
        latest_charge: null,
        last_payment_error: null,
      };
      intents.set(intent.id, intent);
      if (token === 'ctoken_declined') {
        refused(intent, 'card_declined', 'insufficient_funds');
        return { status: 402, body: { error: { ...intent.last_payment_error, message: 'declined', payment_intent: intent } } };
      }
      if (token === 'ctoken_challenge') {
        const url = `${origin()}/challenge/${intent.id}`;
        const next = { type: 'redirect_to_url' as const, redirect_to_url: { url, return_url: form.get('return_url') ?? '' } };
        move(intent, { status: 'requires_action', next_action: next }, 'requires_action');
      } else if (token === 'ctoken_processing') move(intent, { status: 'processing' }, 'processing');
      else move(intent, { status: 'requires_capture' }, 'amount_capturable_updated');
      return { status: 200, body: intent };
    },
    capture(intent: Intent, form: URLSearchParams): Said {
      const amount = Number(form.get('amount_to_capture') ?? intent.amount);
      if (intent.status !== 'requires_capture') return fault(400, 'payment_intent_unexpected_state');
      if (amount < 1 || amount > intent.amount) return fault(400, 'amount_too_large');
      return { status: 200, body: move(intent, { status: 'succeeded', amount_received: amount }, 'succeeded') };
    },
    cancel(intent: Intent): Said {
      if (intent.status === 'succeeded' || intent.status === 'canceled') return fault(400, 'payment_intent_unexpected_state');
      return { status: 200, body: move(intent, { status: 'canceled', next_action: null }, 'canceled') };
    },
    /** The bank lets go of what nobody has taken. */
    expire: (id: string) => void move(intents.get(id)!, { status: 'canceled' }, 'canceled'),
    /** The buyer's answer on the page of his bank. Null: there is nothing to answer. */
    decide(id: string, approved: boolean): Intent | null {
      const intent = intents.get(id);
      if (intent?.status !== 'requires_action') return null;
      if (!approved) return refused(intent, 'payment_intent_authentication_failure');
      return move(intent, { status: 'requires_capture', next_action: null }, 'amount_capturable_updated');
    },
    refund(form: URLSearchParams): Said {
      const intent = intents.get(form.get('payment_intent') ?? '');
      const amount = Number(form.get('amount'));
      const given = refundsOf(intent?.id ?? '').reduce((sum, one) => sum + (one.status === 'failed' ? 0 : one.amount), 0);
      if (intent?.status !== 'succeeded') return fault(400, 'charge_not_refundable');
      if (given + amount > intent.amount_received) return fault(400, 'charge_already_refunded');
      const { id: payment_intent, currency } = intent;
      const metadata = { [KEY]: form.get(`metadata[${KEY}]`) ?? '' };
      const made: Refund = { id: nextId('re'), object: 'refund', amount, currency, payment_intent, status: refundsBecome, metadata };
      if (made.status === 'failed') made.failure_reason = 'lost_or_stolen_card';
      refunds.set(made.id, made);
      say('refund.created', made);
      return { status: 200, body: made };
    },
    refundsOf,
    /** What comes of refunds from now on. */
    refundsBecome: (status: Refund['status']) => {
      refundsBecome = status;
    },
    /** The bank of the buyer takes a refund, or sends it back. */
    settleRefund(key: string, status: 'succeeded' | 'failed'): void {
      const refund = [...refunds.values()].find(({ metadata }) => metadata[KEY] === key)!;
      Object.assign(refund, { status, ...(status === 'failed' ? { failure_reason: 'expired_or_canceled_card' } : {}) });
      if (status === 'failed') say('refund.failed', refund);
      say('refund.updated', refund);
    },
    /** The first word about an intent opens its dispute; the last ones close it. */
    dispute(intent: Intent, status: string, amount = intent.amount_received): void {
      const known = disputes.get(intent.id);
      const id = known?.id ?? nextId('dp');
      const dispute: Dispute = { id, object: 'dispute', amount, currency: intent.currency, payment_intent: intent.id, status };
      disputes.set(intent.id, dispute);
      const isEnd = ['won', 'lost', 'warning_closed', 'prevented'].includes(status);
      say(`charge.dispute.${!known ? 'created' : isEnd ? 'closed' : 'updated'}`, dispute);
    },
    /** Something that happens to an intent of whoever else uses the account. */
    say,
    /** The index of the search stands still from now on, or has caught up. */
    lagSearch(lags: boolean): void {
      indexed = lags ? new Set(intents.keys()) : null;
    },
    search: (key: string) => [...intents.values()].filter(({ id, metadata }) => metadata[KEY] === key && (indexed?.has(id) ?? true)),
    /** Latest first; refunds where they are asked for. */
    list(query: URLSearchParams): Said {
      const since = Number(query.get('created[gte]') ?? 0);
      const all = [...intents.values()].filter(({ created }) => created >= since).reverse();
      const after = query.get('starting_after');
      const from = after ? all.findIndex(({ id }) => id === after) + 1 : 0;
      const data = all.slice(from, from + Number(query.get('limit') ?? 10)).map((intent) => ({
        ...intent,
        latest_charge: intent.latest_charge && { ...intent.latest_charge, refunds: { object: 'list', data: refundsOf(intent.id) } },
      }));
      return { status: 200, body: { object: 'list', has_more: from + data.length < all.length, data, url: '/v1/payment_intents' } };
    },
  };
}

export const fault = (status: number, code: string, type = 'invalid_request_error'): Said => ({
  status,
  body: { error: { type, code, message: code } },
});

/** As Stripe signs: a time, and an HMAC over it and the bytes. */
export function signStripe(secret: string, body: string, at = Math.floor(Date.now() / 1000)): Record<string, string> {
  return { 'stripe-signature': `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}` };
}
