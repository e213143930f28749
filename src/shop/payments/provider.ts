/** Why a charge was refused, as far as the shopper may know. */
export type DeclineCode = 'insufficient_funds' | 'card_declined' | 'expired' | 'fraud_suspected' | 'authentication_failed';

/** What the provider says about a charge. `reference` is its own id of it; amounts are minor units. */
export type ProviderAnswer =
  | { status: 'authorized'; reference: string }
  /** `reference` null: there never was a charge. */
  | { status: 'voided'; reference: string | null }
  | { status: 'captured'; reference: string; amount: number }
  /** The buyer must go to `redirectUrl` (3-D Secure) and comes back to the request's `returnUrl`. */
  | { status: 'action_required'; reference: string; redirectUrl: string }
  | { status: 'declined'; reference: string | null; code: DeclineCode }
  /** Not possible as we have asked for it, which is no word of the buyer's bank; nothing was taken. `fault` is the provider's code. */
  | { status: 'failed'; reference: string | null; fault: string };

/** The provider did not answer, or not with an answer: whether money moved is unknown until it is asked again. */
export class ProviderUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ProviderUnavailable';
  }
}

export type AuthorizeRequest = {
  key: string;
  amount: number;
  currency: string;
  method: string;
  /** `automatic`: a provider that can takes the money in the same call, unless it asks an action of the buyer. */
  captureMode: 'automatic' | 'manual';
  /** Where the buyer comes back to after an action. */
  returnUrl: string;
};

export type RefundAnswer =
  | { status: 'done'; reference: string }
  /** Refused for good: trying again with the same key is of no use. `code` is the provider's. */
  | { status: 'refused'; code: string };

/**
 * A payment service. `key` is our idempotency key, written down before the first call and the same on every repetition:
 * a provider answers a repeated call as it answered the first. Every method may throw ProviderUnavailable.
 */
export type PaymentProvider = {
  /** Stored with each payment, e.g. `test`. */
  readonly name: string;
  /** Staff say that they were paid: never offered to buyers, and no list of its charges is kept anywhere else. */
  readonly isByHand?: boolean;
  /** Tells whether `method` is something this provider can charge: a token of its own, never a card number. */
  accepts(method: string): boolean;
  authorize(request: AuthorizeRequest): Promise<ProviderAnswer>;
  /** Takes `amount`, at most what was authorised; the rest of it is let go. Once: a second capture answers with the first one's amount. */
  capture(request: { key: string; reference: string; amount: number; currency: string }): Promise<ProviderAnswer>;
  /**
   * Gives up a charge that was not captured. When it resolves with `voided`, no money is held under this key and a late
   * `authorize` with it holds none either; a captured charge answers `captured` and is left alone. `request` is what was authorised,
   * or would have been: where its reference was never learned, the same call again tells it. Null when it is not known any more.
   */
  void(request: { key: string; reference: string | null; request: AuthorizeRequest | null }): Promise<ProviderAnswer>;
  /** `refundKey` makes it happen once. The sum of refunds never exceeds what was captured. */
  refund(request: { reference: string; amount: number; currency: string; refundKey: string }): Promise<RefundAnswer>;
  /** The charge under our key, or null when the provider has never seen it. */
  lookup(request: { key: string; reference: string | null }): Promise<ProviderAnswer | null>;
  /** Every charge made since then with its refunds, oldest or latest first; for the comparison with our books. */
  list(request: { since: Date }): AsyncIterable<ListedCharge>;
  /** Checks the signature over the raw bytes and the time of signing; throws WebhookRefused. `about` is null for what is none of our business. */
  readWebhook(request: WebhookRequest): Promise<ProviderEvent>;
  /** Lets go of its connections. */
  close(): Promise<void>;
};

/** A charge in the provider's own list. */
export type ListedCharge = {
  /** Our idempotency key; null for a charge that nobody here has made. */
  key: string | null;
  reference: string;
  currency: string;
  amount: number;
  status: ProviderAnswer['status'];
  capturedAmount: number;
  refunds: { key: string | null; reference: string; amount: number; status: 'done' | 'failed' }[];
  createdAt: Date;
};

export type WebhookRequest = {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
  /** The time by the wall, also where the shop's clock is set otherwise: a signature's age is no business of the shop. */
  now: Date;
};

/** What a provider tells by itself. `id` is the same on every copy of it. */
export type ProviderEvent = {
  id: string;
  type: string;
  about:
    | { kind: 'charge'; key: string; reference: string; answer: ProviderAnswer }
    | { kind: 'refund'; refundKey: string; status: 'done' | 'failed'; reference: string; code: string }
    | { kind: 'dispute'; reference: string; status: DisputeWord; amount: number }
    | null;
};

/**
 * The buyer's bank asks (`inquiry`, and no money is gone) and is content (`closed`), or it has taken the money back (`open`) until it
 * is decided.
 */
export type DisputeWord = 'inquiry' | 'closed' | 'open' | 'won' | 'lost';

/** Not from the provider, or not from now. */
export class WebhookRefused extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'WebhookRefused';
  }
}
