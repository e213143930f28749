/** A place where goods lie. A closed one has none and takes none. */
export type Location = { id: number; code: string; name: string; active: boolean };

export type LocationLevel = { locationId: number; code: string; onHand: number; reserved: number };

/** A part of a bundle. `variantId` null: the part was deleted, and the bundle is not sold until it is mended. */
export type BundlePart = { variantId: number | null; quantity: number };

/** How a variant is sold that is not in stock. */
export type SaleTerms = {
  /** Always, without limit. */
  backorder: boolean;
  /** Until then it is a preorder; null: it is none. */
  preorderUntil: Date | null;
  /** Most pieces of the preorder beyond stock; null: any number. */
  preorderLimit: number | null;
};
