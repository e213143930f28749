import { type Clock, systemClock } from '../../kernel/clock.ts';
import { fail, failField } from '../../kernel/errors.ts';
import { decodeCursor, encodeCursor, type Page } from '../../kernel/page.ts';
import type { Markets } from './market.service.ts';
import type { PriceListStore } from './price-list.store.ts';
import type { PriceList, PriceListEntry } from './price-list.ts';

export type PriceLists = ReturnType<typeof createPriceLists>;

/** Price lists for staff. What everybody is presented follows in the same transaction. */
export function createPriceLists({ store, markets, clock = systemClock }: { store: PriceListStore; markets: Markets; clock?: Clock }) {
  const get = async (code: string): Promise<PriceList> => (await store.get(code)) ?? fail('not_found', `There is no price list ${code}.`);
  return {
    get,
    async list({ market = null, cursor, limit }: { market?: string | null; cursor?: string; limit: number }): Promise<Page<PriceList>> {
      const after = cursor === undefined ? '' : String(decodeCursor(cursor, 1)[0]).replaceAll('\0', '');
      const rows = await store.list(market, after, limit + 1);
      const items = rows.slice(0, limit);
      return { items, nextCursor: rows.length > limit ? encodeCursor([items.at(-1)!.code]) : null };
    },
    /** Creates it, or changes all but its market. */
    async save(list: Omit<PriceList, 'currency'>): Promise<PriceList> {
      const market = markets.get(list.market) ?? fail('market_not_found', `The shop has no market ${list.market}.`);
      if (list.validFrom !== null && list.validUntil !== null && Date.parse(list.validUntil) <= Date.parse(list.validFrom)) {
        failField('/validUntil', 'invalid', 'The end lies after the beginning.');
      }
      const saved = await store.save({ ...list, currency: market.currency }, clock.now());
      if (!saved) fail('conflict', `The price list ${list.code} belongs to another market.`);
      return get(list.code);
    },
    async remove(code: string): Promise<void> {
      if (!(await store.remove(code, clock.now()))) fail('not_found', `There is no price list ${code}.`);
    },
    async entries(code: string, { cursor, limit }: { cursor?: string; limit: number }): Promise<Page<PriceListEntry>> {
      await get(code);
      const rows = await store.entries(code, cursor === undefined ? [0, 0] : afterOf(cursor), limit + 1);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.variantId, last.fromQuantity]) : null };
    },
    /** Adds or changes prices; those that are not named stay. A variant and quantity named twice: the last counts. */
    async saveEntries(code: string, entries: readonly PriceListEntry[]): Promise<number> {
      const byKey = new Map(entries.map((entry) => [`${entry.variantId} ${entry.fromQuantity}`, entry]));
      const saved =
        (await store.saveEntries(code, [...byKey.values()], clock.now())) ?? fail('not_found', `There is no price list ${code}.`);
      if (saved.unknown.length > 0)
        fail('payload_invalid', 'Some variants do not exist.', {
          fields: entries.flatMap(({ variantId }, index) =>
            saved.unknown.includes(variantId)
              ? [{ path: `/entries/${index}/variantId`, code: 'unknown', message: 'there is no such variant' }]
              : [],
          ),
        });
      return saved.changed;
    },
    async removeEntries(code: string, variantId: number): Promise<void> {
      if (!(await store.removeEntries(code, variantId, clock.now()))) fail('not_found', `The price list ${code} has no price for it.`);
    },
  };
}

function afterOf(cursor: string): [number, number] {
  const [variant, quantity] = decodeCursor(cursor, 2);
  if (Number.isSafeInteger(variant) && Number.isInteger(quantity) && Math.abs(Number(quantity)) < 2 ** 31)
    return [Number(variant), Number(quantity)];
  return fail('payload_invalid', 'The cursor is not one that this list gave out; start again without it.');
}
