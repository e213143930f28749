import { type Clock, systemClock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/errors.ts';
import { gather } from '../../kernel/gather.ts';
import { isUuid, uuidv7 } from '../../kernel/ids.ts';
import { decodeCursor, encodeCursor, type Page } from '../../kernel/page.ts';
import type { Keys } from '../../platform/keys/index.ts';
import type { CreditScope, CreditStore } from './credit.store.ts';
import type { CreditAccount, CreditEntry, CreditRefusal, WantedCredit } from './credit.ts';
import { codeOf, readCode, writtenCode } from './gift-card.ts';

export type Credit = ReturnType<typeof createCredit>;

/** A card that may be spent, as a cart shows it. `available`: balance less what other checkouts hold. */
export type SpendableCard = { id: string; lastFour: string; available: number };

/** A gift card that an order line sells, before it exists. */
export type NewGiftCard = { id: string; codeHash: string; lastFour: string };

const MOST_HOLDERS = 64;

/**
 * Gift cards and store credit. The code of a card follows from its id and the shop's key, so it is stored nowhere and can still be shown
 * to its buyer. What a checkout spends is held with its goods, and spent or set free with them, in the same transaction.
 */
export function createCredit({ store, keys, clock = systemClock }: { store: CreditStore; keys: Keys; clock?: Clock }) {
  const holdTogether = gather<readonly WantedCredit[], CreditRefusal | null>({
    most: MOST_HOLDERS,
    async run(all) {
      const refused = new Map((await store.hold(all.flat(), clock.now())).map((one) => [one.holder, one]));
      return all.map(([first]) => (first && refused.get(first.holder)) ?? null);
    },
  });
  const codeOfCard = (id: string) => codeOf(keys.lookup('gift-card-code', id));
  const hashOf = (code: string) => keys.lookup('gift-card', code);
  const isGood = ({ isActive, expiresAt }: CreditAccount) => isActive && (expiresAt === null || expiresAt > clock.now());

  const get = async (id: string): Promise<CreditAccount> => {
    const [account] = isUuid(id) ? await store.byIds([id]) : [];
    return account ?? fail('gift_card_not_found', 'There is no gift card with this id.');
  };

  return {
    /** Its code in groups of four: for its buyer, and for whoever issues it. */
    codeFor: (id: string): string => writtenCode(codeOfCard(id)),
    /** Null when the text is no code of a card. Otherwise its id, or why it cannot be spent in this currency. */
    async find(text: string, currency: string): Promise<{ id: string } | { refusal: 'ended' | 'limitReached' | 'otherCurrency' } | null> {
      const code = readCode(text);
      const account = code && (await store.byHash(hashOf(code)));
      if (!account) return null;
      if (account.currency !== currency) return { refusal: 'otherCurrency' };
      if (!isGood(account)) return { refusal: 'ended' };
      return account.balance === 0 ? { refusal: 'limitReached' } : { id: account.id };
    },
    /** In the order given; those that cannot be spent have nothing available. */
    async cards(ids: readonly string[], currency: string): Promise<SpendableCard[]> {
      if (ids.length === 0) return [];
      const found = new Map((await store.byIds(ids)).map((account) => [account.id, account]));
      return ids.flatMap((id) => {
        const account = found.get(id);
        if (!account) return [];
        const available = isGood(account) && account.currency === currency ? account.balance - account.held : 0;
        return [{ id, lastFour: account.lastFour ?? '', available }];
      });
    },
    /** What a customer may spend in a currency; null without an account. */
    async storeCredit(customer: Buffer, currency: string): Promise<{ id: string; available: number } | null> {
      const account = (await store.ofCustomer(customer)).find((one) => one.currency === currency);
      return account ? { id: account.id, available: account.balance - account.held } : null;
    },
    /** Every amount of a holder or none, once its goods are held and before money moves. Harmless to repeat. */
    hold: async (holder: string, amounts: readonly Omit<WantedCredit, 'holder'>[]): Promise<CreditRefusal | null> =>
      amounts.length === 0 ? null : holdTogether(amounts.map((one) => ({ ...one, holder }))),
    /**
     * Gives back of what an order has spent, to its cards first, at most `amount`; once for a key.
     * @param holders the id of its checkout and its own
     * @returns how much; the rest is to be refunded by the payment
     */
    giveBack: (on: CreditScope, holders: readonly string[], { amount, key }: { amount: number; key: string }): Promise<number> =>
      store.giveBack(on, holders, amount, key, clock.now()),
    /** A card to be sold: it exists when its order is placed. */
    newCard(): NewGiftCard {
      const id = uuidv7();
      const code = codeOfCard(id);
      return { id, codeHash: hashOf(code).toString('hex'), lastFour: code.slice(-4) };
    },
    /** Cards that an order has sold. */
    soldBy: (orderId: string): Promise<CreditAccount[]> => store.ofOrder(orderId),
    /** Cards of a cancelled order: they hold no longer, and what is left on them is taken back. */
    withdraw: (on: CreditScope, orderId: string): Promise<void> => store.withdraw(on, orderId, clock.now()),
    get,
    entries: (id: string): Promise<CreditEntry[]> => store.entriesOf(id),
    /** Newest first. */
    async list({ cursor, lastFour, limit }: { cursor?: string; lastFour?: string; limit: number }): Promise<Page<CreditAccount>> {
      const after = cursor === undefined ? null : positionOf(cursor);
      const rows = await store.page({ after, lastFour: lastFour?.toUpperCase() ?? null, limit: limit + 1 });
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.createdAt.getTime(), last.id]) : null };
    },
    /** By the staff. The code is in the answer and nowhere else. */
    async issue({ amount, currency, expiresAt = null }: { amount: number; currency: string; expiresAt?: Date | null }) {
      const id = uuidv7();
      const code = codeOfCard(id);
      await store.issue({ id, currency, hash: hashOf(code), lastFour: code.slice(-4), expiresAt, amount, at: clock.now() });
      return { ...(await get(id)), code: writtenCode(code) };
    },
    async setActive(id: string, isActive: boolean): Promise<CreditAccount> {
      if (!isUuid(id) || !(await store.setActive(id, isActive))) fail('gift_card_not_found', 'There is no gift card with this id.');
      return get(id);
    },
    /** Store credit of a customer, by currency. */
    ofCustomer: (customer: Buffer): Promise<CreditAccount[]> => store.ofCustomer(customer),
    /** Adds store credit, once for a reference; 'refunded' instead of paying back, inside the caller's transaction. False the second time. */
    grant: (
      credit: { customer: Buffer; currency: string; amount: number; reason: 'granted' | 'refunded'; reference: string },
      on: CreditScope | null = null,
    ): Promise<boolean> => store.grant({ ...credit, id: uuidv7(), at: clock.now() }, on),
    /** Accounts whose balance is not the sum of their entries: none, or the books are wrong. */
    unequal: () => store.unequal(),
  };
}

function positionOf(cursor: string): { createdAt: Date; id: string } {
  const [at, id] = decodeCursor(cursor, 2);
  const createdAt = new Date(typeof at === 'number' ? at : Number.NaN);
  if (Number.isNaN(createdAt.getTime()) || typeof id !== 'string' || !isUuid(id))
    fail('payload_invalid', 'The cursor is not one of this list.');
  return { createdAt, id };
}
