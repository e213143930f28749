import type { Translated } from '../../kernel/translated.ts';
import type { OrderView } from '../orders/index.ts';

export const LETTER_KINDS = ['confirmed', 'shipped', 'refunded', 'cancelled', 'withdrawal', 'return_approved'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** One e-mail. `sequence` names the parcel, refund or return it tells of; empty when there is one of its kind. */
export type Letter = { id: string; orderId: string; kind: LetterKind; sequence: string };

/** Who writes, and how his letters look. */
export type Brand = {
  name: string;
  company: string;
  address: readonly Translated[];
  email: string;
  phone: string;
  register: Translated;
  vatId: string;
  withdrawalDays: number;
  light: BrandColors;
  dark: BrandColors;
};

/** `#rrggbb` each. */
export type BrandColors = { ground: string; surface: string; ink: string; muted: string; line: string; accent: string; onAccent: string };

/** Absolute addresses of the buyer's pages. */
export type LetterLinks = {
  home(order: Place): string;
  order(order: Place): string;
  withdrawal(order: Place): string;
};
export type Place = Pick<OrderView<unknown>, 'id' | 'number' | 'market' | 'language'>;

export type Written = { subject: string; html: string; text: string };

/** What a letter tells beside the sums: set by kind. */
export type Content = {
  kind: LetterKind;
  order: OrderView<unknown>;
  parcel: OrderView<unknown>['parcels'][number] | null;
  refund: OrderView<unknown>['refunds'][number] | null;
  back: OrderView<unknown>['returns'][number] | null;
};

/** The letters that an event of an order asks for, by its type without `order.`. */
export const LETTERS_OF: Readonly<Record<string, { kind: LetterKind; sequence?: string }>> = {
  'order.placed': { kind: 'confirmed' },
  'order.sent': { kind: 'shipped', sequence: 'parcel' },
  'order.refunded': { kind: 'refunded', sequence: 'refund' },
  'order.cancelled': { kind: 'cancelled' },
  'order.withdrawn': { kind: 'withdrawal', sequence: 'return' },
  'order.return-approved': { kind: 'return_approved', sequence: 'return' },
};

/** What there is to tell; null when the letter has nothing to say (any more): the cancellation tells of its own refund. */
export function contentOf({ kind, sequence }: Pick<Letter, 'kind' | 'sequence'>, order: OrderView<unknown>): Content | null {
  const parcel = order.parcels.find(({ id }) => id === sequence) ?? null;
  const refund = order.refunds.find(({ id }) => id === sequence) ?? null;
  const back = order.returns.find(({ id }) => id === sequence) ?? null;
  if (kind === 'shipped' && !parcel) return null;
  if (kind === 'refunded' && (!refund || (order.states.order === 'cancelled' && refund.reason === 'cancellation'))) return null;
  if ((kind === 'withdrawal' || kind === 'return_approved') && !back) return null;
  return { kind, order, parcel, refund, back };
}

/** Pause before the next try: a minute, then twice as long each time, at most six hours. */
export function pauseMs(attempts: number): number {
  return Math.min(6 * 3_600_000, 60_000 * 2 ** Math.max(0, attempts - 1));
}

/** About three days of tries. */
export const MOST_ATTEMPTS = 20;
