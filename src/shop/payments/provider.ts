/** Why a charge was refused, as far as the shopper may know. */
export type DeclineCode = 'insufficient_funds' | 'card_declined' | 'expired' | 'fraud_suspected';

/** What the provider says about a charge. `reference` is its own id of it. */
export type ProviderAnswer =
  | { status: 'authorized' | 'captured' | 'voided'; reference: string }
  | { status: 'declined'; reference: string | null; code: DeclineCode };

/** The provider did not answer, or not with an answer: whether money moved is unknown until it is asked again. */
export class ProviderUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ProviderUnavailable';
  }
}

/**
 * A payment service. `key` is our idempotency key, written down before the first call and the same on every repetition:
 * a provider answers a repeated call as it answered the first. Every method may throw ProviderUnavailable.
 */
export type PaymentProvider = {
  /** Stored with each payment, e.g. `test`. */
  readonly name: string;
  /** Tells whether `method` is something this provider can charge: a token of its own, never a card number. */
  accepts(method: string): boolean;
  authorize(request: { key: string; amount: number; currency: string; method: string }): Promise<ProviderAnswer>;
  /** Takes the whole authorised amount. */
  capture(request: { key: string; reference: string }): Promise<ProviderAnswer>;
  /**
   * Gives up a charge that was not captured. When it resolves with `voided`, no money is held under this key and a late
   * `authorize` with it holds none either; a captured charge answers `captured` and is left alone.
   */
  void(request: { key: string }): Promise<ProviderAnswer>;
  /** `refundKey` makes it happen once. Amounts are minor units; the sum of refunds never exceeds the charge. */
  refund(request: { reference: string; amount: number; refundKey: string }): Promise<{ reference: string }>;
  /** The charge under our key, or null when the provider has never seen it. */
  lookup(key: string): Promise<ProviderAnswer | null>;
};
