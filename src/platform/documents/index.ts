/** Documents with compare-and-swap versions and expiry. */
export type { Document, Documents, PutResult } from './documents.ts';
export { postgresDocuments } from './postgres-documents.ts';
