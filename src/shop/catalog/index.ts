/** Products and what describes them; the one way in and out is the catalog line. */

export { catalogStore } from './catalog.store.ts';
export type { CatalogLine, CategoryLine, MediaRef, ProductLine, VariantLine } from './catalog-line.ts';
export type { LineFault } from './checks.ts';
export type { CatalogReader } from './read.service.ts';
export { createReader } from './read.service.ts';
export type { CatalogWriter, WriteOptions, WriteOutcome, WriteResult } from './write.service.ts';
export { createWriter } from './write.service.ts';
