/** A document and the version that a later `put` has to name. */
export type Document<T> = { body: T; version: number };

export type PutResult = { version: number } | { conflict: true };

/**
 * Documents by collection and id, each with a compare-and-swap version and an expiry: carts, sessions. One interface for
 * PostgreSQL and for the cloud's document stores, so no transaction spans a document and a table.
 */
export type Documents = {
  /** Null when there is none or it has expired. */
  get<T>(collection: string, id: string): Promise<Document<T> | null>;
  /** `ifVersion: null` creates. A conflict means that somebody else was faster: read again and repeat. `ttlSeconds: null` keeps it for ever. */
  put<T>(collection: string, id: string, body: T, options: { ifVersion: number | null; ttlSeconds: number | null }): Promise<PutResult>;
  delete(collection: string, id: string): Promise<void>;
  /** Removes what has expired, a bounded number a call; answers with how many. Run it from a job. */
  sweep(): Promise<number>;
};
