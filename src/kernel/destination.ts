/** Where goods go, as far as rates depend on it. */
export type Destination = {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** The part after the dash of ISO 3166-2, such as `NY`; null: not known. */
  region?: string | null;
  postalCode?: string | null;
};
