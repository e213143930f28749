import { type Database, json, sql } from '../../platform/postgres/index.ts';
import type { Attempt } from './attempt.ts';

const opened = sql(
  'checkout.opened',
  `select outcome, short_variants as "shortVariants", short_available as "shortAvailable"
   from open_checkouts($1, $2, $3::jsonb) order by place`,
);

/** A new attempt with all that belongs to it. Rows by the names of their columns. */
export type Opening = {
  attempt: Omit<Attempt, 'status' | 'outcome' | 'emptiedVersion' | 'updatedAt'>;
  person: { id: string; wrappedKey: Buffer; masterKeyId: string };
  /** Null when nothing is to be paid. */
  payment: Record<string, unknown> | null;
};

export type OpenedRow =
  /** Written and held. */
  | { outcome: 'open' }
  /** Nothing is written: another attempt has this cart, or the id is in use. */
  | { outcome: 'in_way' | 'taken' }
  /** Written as failed. */
  | { outcome: 'short'; shortVariants: number[]; shortAvailable: number[] }
  | { outcome: 'released' };

/** Opens many attempts in one transaction; each has its own outcome, in their order. */
export function openMany(db: Database, openings: readonly Opening[], at: Date, expiresAt: Date): Promise<OpenedRow[]> {
  const entries = json(openings.map(entryOf));
  return db.alone<OpenedRow>(opened, [at, expiresAt, entries], { retries: 3 });
}

function entryOf({ attempt, person, payment }: Opening) {
  return {
    checkout: {
      id: attempt.id,
      cart_id: attempt.cartId,
      cart_version: attempt.cartVersion,
      order_id: attempt.orderId,
      person_id: attempt.personId,
      market: attempt.market,
      language: attempt.language,
      country: attempt.country,
      plan: attempt.plan,
      contact_sealed: attempt.contactSealed && bytes(attempt.contactSealed),
    },
    person: { id: person.id, wrapped_key: bytes(person.wrappedKey), master_key_id: person.masterKeyId },
    payment,
    variants: attempt.plan.lines.map((line) => line.variantId),
    quantities: attempt.plan.lines.map((line) => line.quantity),
  };
}

/** As PostgreSQL reads bytes out of a text. */
function bytes(value: Buffer): string {
  return `\\x${value.toString('hex')}`;
}
