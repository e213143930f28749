import { type Clock, systemClock } from '../../kernel/clock.ts';
import { fail, failField } from '../../kernel/errors.ts';
import type { LocationStore } from './location.store.ts';
import type { BundlePart, Location, LocationLevel, SaleTerms } from './location.ts';

export type Locations = ReturnType<typeof createLocations>;

/** Where goods lie, what bundles are made of, and how is sold what is not there. */
export function createLocations({ store, clock = systemClock }: { store: LocationStore; clock?: Clock }) {
  return {
    list: (): Promise<Location[]> => store.all(),
    /** Throws `conflict` when the code is in use. */
    async make(code: string, name: string): Promise<Location> {
      return (await store.make(code, name)) ?? fail('conflict', `There is a location with the code ${code} already.`);
    },
    /** Throws `not_found`, or `conflict` when the location holds goods or is the last one. */
    async change(id: number, change: { name?: string; active?: boolean }): Promise<Location> {
      if (change.name !== undefined) await store.rename(id, change.name);
      const outcome = change.active === undefined ? 'done' : await store.activate(id, change.active);
      if (outcome === 'stock') fail('conflict', 'Goods lie at this location. Transfer them first, then close it.');
      if (outcome === 'last') fail('conflict', 'This is the last open location. Open another one first.');
      return (await store.all()).find((location) => location.id === id) ?? fail('not_found', 'There is no location with this id.');
    },
    /** Throws `variant_not_found`. */
    async levels(variantId: number): Promise<LocationLevel[]> {
      const rows = await store.levels(variantId);
      return rows.length > 0 ? rows : fail('variant_not_found');
    },
    /** Two movements in one transaction. Throws `variant_not_found`, `conflict` (closed) or `stock_reserved`. */
    async transfer(move: { variantId: number; from: number; to: number; quantity: number }, actor: string): Promise<LocationLevel[]> {
      if (move.from === move.to) {
        failField('/to', 'same', 'A transfer goes to another location.');
      }
      const { outcome, free } = await store.transfer({ ...move, reference: actor }, clock.now());
      if (outcome === 'missing') fail('variant_not_found', 'There is no such variant, or no such location.');
      if (outcome === 'closed') fail('conflict', 'The location is closed. Open it first.');
      if (outcome === 'reserved') fail('stock_reserved', `Only ${free} pieces are free at this location.`);
      return store.levels(move.variantId);
    },
    parts: (bundleId: number): Promise<BundlePart[]> => store.parts(bundleId),
    /** Makes the variant a bundle of these parts; of none, a plain variant again. Throws `variant_not_found` or `conflict`. */
    async setParts(bundleId: number, parts: readonly { variantId: number; quantity: number }[]): Promise<BundlePart[]> {
      if (new Set(parts.map((part) => part.variantId)).size < parts.length) {
        failField('/parts', 'duplicate', 'Each variant is a part once; raise its quantity instead.');
      }
      const outcome = await store.setParts(bundleId, parts);
      if (outcome === 'missing') fail('variant_not_found');
      if (outcome === 'nested') fail('conflict', 'A bundle is no part of another bundle.');
      return store.parts(bundleId);
    },
    /** Throws `variant_not_found`. */
    async setTerms(variantId: number, terms: SaleTerms): Promise<void> {
      if (!(await store.setTerms(variantId, terms))) fail('variant_not_found');
    },
  };
}
