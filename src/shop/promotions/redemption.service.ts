import { type Clock, systemClock } from '../../kernel/clock.ts';
import { gather } from '../../kernel/gather.ts';
import type { RedemptionScope, RedemptionStore, UseRefusal, WantedUse } from './redemption.store.ts';

export type Redemptions = ReturnType<typeof createRedemptions>;

/** Checkouts whose uses are held by one call. */
const MOST_HOLDERS = 64;

/**
 * Uses of promotions. A use lives with the reservation of its holder's id: it is consumed when the goods are sold, and released when they
 * are given back or their time is over, in the same transaction. So nothing here has to be released or consumed by anyone.
 */
export function createRedemptions({ store, clock = systemClock }: { store: RedemptionStore; clock?: Clock }) {
  const holdTogether = gather<readonly WantedUse[], UseRefusal | null>({
    most: MOST_HOLDERS,
    async run(all) {
      const refused = new Map((await store.hold(all.flat(), clock.now())).map((one) => [one.holder, one]));
      return all.map(([first]) => (first && refused.get(first.holder)) ?? null);
    },
  });

  return {
    /**
     * All uses of a holder or none, once its goods are held and before money moves. Limits are checked and counted in one call, together
     * with the buyers of the same moment. Harmless to repeat. @returns why it got none; null when all are held
     */
    hold: async (holder: string, uses: readonly Omit<WantedUse, 'holder'>[]): Promise<UseRefusal | null> =>
      uses.length === 0 ? null : holdTogether(uses.map((use) => ({ ...use, holder }))),
    /** After a cancellation: frees the uses of an order where the promotion says so, once. `holders`: its checkout's id and its own. */
    giveBack: (on: RedemptionScope, holders: readonly string[]): Promise<void> => store.giveBack(on, holders),
    /** Counters that differ from what was counted: none, or the books are wrong. */
    unequal: () => store.unequal(),
  };
}
