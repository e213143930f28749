import { type Clock, systemClock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/errors.ts';
import { isUuid, uuidv7 } from '../../kernel/ids.ts';
import { decodeCursor, encodeCursor, type Page } from '../../kernel/page.ts';
import type { CodeStore, StoredCode } from './code.store.ts';
import { newCode } from './code.ts';
import type { CodedPromotion, PromotionStore, Usage } from './promotion.store.ts';
import {
  CODE_FORM,
  NO_OFFERS,
  type Offers,
  type PromotionDraft,
  promotionFaults,
  quotePromotion,
  type StoredPromotion,
  tidyCode,
  type Uses,
  useKey,
} from './promotion.ts';

export type Promotions = ReturnType<typeof createPromotions>;

/** Rounds of making codes until all are new; a collision is already rare in the first. */
const MOST_ROUNDS = 5;

/** Promotions as the merchant keeps them, and what they have to say to a cart. Automatic ones are kept in the process for `maxAgeMs`. */
export function createPromotions(deps: { store: PromotionStore; codes: CodeStore; clock?: Clock; maxAgeMs?: number }) {
  const { store, codes, clock = systemClock, maxAgeMs = 2000 } = deps;
  let known: { promotions: StoredPromotion[]; at: number } | null = null;

  const automatic = async (): Promise<StoredPromotion[]> => {
    const now = clock.now();
    if (known && Math.abs(now.getTime() - known.at) < maxAgeMs) return known.promotions;
    known = { promotions: await store.automatic(now), at: now.getTime() };
    return known.promotions;
  };

  const usesOf = async (
    promotions: readonly StoredPromotion[],
    subjects: readonly string[],
    coded: readonly CodedPromotion[],
  ): Promise<Uses> => {
    const limited = new Set(promotions.filter(isLimited).map(({ id }) => id));
    for (const one of coded) if (one.codeLimit !== null) limited.add(one.id);
    if (limited.size === 0) return new Map();
    const rows = await store.uses([...limited], subjects);
    return new Map(rows.map(({ promotionId, subject, used }) => [useKey(promotionId, subject), used]));
  };

  const get = async (id: string): Promise<StoredPromotion> =>
    (isUuid(id) ? await store.byId(id) : null) ?? fail('promotion_not_found', 'There is no promotion with this id.');

  const check = (draft: PromotionDraft) => {
    const fields = promotionFaults(draft);
    if (fields.length > 0) fail('payload_invalid', undefined, { fields });
  };

  return {
    /**
     * What a cart of this market may have.
     * @param asked codes as they were typed
     * @param customer keyed hash of who buys, in hex; null while it is not known: limits per customer then hold nothing back
     */
    async offersFor({
      market,
      asked,
      customer = null,
    }: {
      market: string;
      asked: readonly string[];
      customer?: string | null;
    }): Promise<Offers> {
      const tidy = [...new Set(asked.map(tidyCode))].filter((code) => CODE_FORM.test(code));
      const coded = tidy.length === 0 ? [] : await store.byCodes(tidy);
      const free = await automatic();
      if (free.length === 0 && asked.length === 0) return NO_OFFERS;
      const subjects = ['total', ...tidy.map((code) => `code:${code}`), ...(customer === null ? [] : [`customer:${customer}`])];
      const uses = await usesOf([...free, ...coded], subjects, coded);
      return offersOf({ market, asked, customer, free, coded, uses });
    },
    get,
    /** What orders and open checkouts have used, by currency. */
    usage: (id: string): Promise<Usage[]> => store.usage(id),
    /** Newest first. */
    async list({ cursor, limit }: { cursor?: string; limit: number }): Promise<Page<StoredPromotion>> {
      const rows = await store.page(cursor === undefined ? null : positionOf(cursor), limit + 1);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.createdAt.getTime(), last.id]) : null };
    },
    /** Not active yet. Throws `payload_invalid`. */
    async create(draft: PromotionDraft, id: string = uuidv7()): Promise<StoredPromotion> {
      check(draft);
      await store.insert(id, draft, clock.now());
      return get(id);
    },
    /** Checkouts that are under way keep what they were shown. Throws `payload_invalid` and `promotion_not_found`. */
    async replace(id: string, draft: PromotionDraft): Promise<StoredPromotion> {
      check(draft);
      if (!isUuid(id) || !(await store.update(id, draft, clock.now()))) fail('promotion_not_found', 'There is no promotion with this id.');
      known = null;
      return get(id);
    },
    async activate(id: string, isActive: boolean): Promise<StoredPromotion> {
      if (!isUuid(id) || !(await store.activate(id, isActive, clock.now())))
        fail('promotion_not_found', 'There is no promotion with this id.');
      known = null;
      return get(id);
    },
    /** Throws `promotion_used` when orders name it. */
    async remove(id: string): Promise<void> {
      await get(id);
      if (!(await store.delete(id))) fail('promotion_used', 'Orders have used it. Switch it off instead.');
      known = null;
    },
    /** By code, from A to Z. */
    async listCodes(id: string, { cursor, limit }: { cursor?: string; limit: number }): Promise<Page<StoredCode>> {
      await get(id);
      const after = cursor === undefined ? '' : String(decodeCursor(cursor, 1)[0]);
      const rows = await codes.page(id, after, limit + 1);
      const items = rows.slice(0, limit);
      return { items, nextCursor: rows.length > limit ? encodeCursor([items.at(-1)!.code]) : null };
    },
    /** @param limitTotal how often it may be used; null: as often as the promotion. Throws `code_taken`. */
    async addCode(id: string, code: string, limitTotal: number | null): Promise<StoredCode> {
      const promotion = await get(id);
      if (!promotion.needsCode) fail('payload_invalid', 'This promotion is automatic; let it need a code first.');
      const tidy = tidyCode(code);
      if ((await codes.insert(id, [tidy], limitTotal, clock.now())).length === 0) fail('code_taken');
      return { code: tidy, limitTotal, used: 0, createdAt: clock.now() };
    },
    /** So many new codes that nobody can guess (60 bits), each for `limitTotal` uses. */
    async makeCodes(
      id: string,
      { count, prefix, limitTotal }: { count: number; prefix: string; limitTotal: number | null },
    ): Promise<string[]> {
      const promotion = await get(id);
      if (!promotion.needsCode) fail('payload_invalid', 'This promotion is automatic; let it need a code first.');
      const made: string[] = [];
      for (let round = 0; made.length < count && round < MOST_ROUNDS; round += 1) {
        const wanted = Array.from({ length: count - made.length }, () => newCode(tidyCode(prefix)));
        made.push(...(await codes.insert(id, wanted, limitTotal, clock.now())));
      }
      return made;
    },
    /** It is refused from then on; orders keep it. */
    async removeCode(id: string, code: string): Promise<void> {
      await get(id);
      await codes.delete(id, tidyCode(code));
    },
  };
}

function isLimited({ limitTotal, limitPerCustomer }: StoredPromotion): boolean {
  return limitTotal !== null || limitPerCustomer !== null;
}

type Found = {
  market: string;
  asked: readonly string[];
  customer: string | null;
  free: StoredPromotion[];
  coded: CodedPromotion[];
  uses: Uses;
};

function offersOf({ market, asked, customer, free, coded, uses }: Found): Offers {
  const holdsHere = ({ markets }: StoredPromotion) => markets === null || markets.includes(market);
  const named = new Map<string, { name: StoredPromotion['name']; code: string | null }>();
  const offers: Offers = { promotions: [], named, codes: [], refused: [] };
  for (const promotion of free.filter(holdsHere)) {
    named.set(promotion.id, { name: promotion.name, code: null });
    offers.promotions.push(quotePromotion(promotion, uses, { customer }));
  }
  for (const code of asked) {
    const found = coded.find((one) => one.code === tidyCode(code));
    const refuse = (refusal: Offers['refused'][number]['refusal']) => offers.refused.push({ code, refusal });
    if (!found?.needsCode) refuse('unknownCode');
    else if (!holdsHere(found)) refuse('otherCountry');
    // A second code of the same promotion gives nothing more.
    else if (named.has(found.id)) refuse('notCombinable');
    else {
      named.set(found.id, { name: found.name, code: found.code });
      offers.codes.push(found.code);
      offers.promotions.push(quotePromotion(found, uses, { by: { code: found.code, limitTotal: found.codeLimit }, customer }));
    }
  }
  return offers;
}

function positionOf(cursor: string): { createdAt: Date; id: string } {
  const [at, id] = decodeCursor(cursor, 2);
  const createdAt = new Date(typeof at === 'number' ? at : Number.NaN);
  if (Number.isNaN(createdAt.getTime()) || typeof id !== 'string' || !isUuid(id))
    fail('payload_invalid', 'The cursor is not one of this list.');
  return { createdAt, id };
}
