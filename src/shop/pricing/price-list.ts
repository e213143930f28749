/** Prices over the base list of a market: for customer groups, for a time, by quantity. */
export type PriceList = {
  code: string;
  market: string;
  /** That of the market; the list holds only while the market sells in it. */
  currency: string;
  name: string;
  /** Empty: everybody. */
  groups: string[];
  /** 0: the lower of list and base price counts. Above: this list decides, the highest first. */
  priority: number;
  /** Whether a price below the base price is presented as reduced from it. */
  showsReduction: boolean;
  /** ISO 8601: from this on, and until before that. */
  validFrom: string | null;
  validUntil: string | null;
  isActive: boolean;
};

export type PriceListEntry = {
  variantId: number;
  /** Pieces from which the price holds. */
  fromQuantity: number;
  amount: number;
  compareAt: number | null;
};
