/** Products and what describes them; the one way in and out is the catalog line. */

export type { Bulk, BulkRows, CatalogNames } from './bulk.store.ts';
export { bulkFits, inBulk, joinedRows, lastIds, namesOf } from './bulk.store.ts';
export type { BulkProduct } from './bulk.ts';
export { bulkProducts } from './bulk.ts';
export { catalogRoutes } from './catalog.routes.ts';
export { catalogStore } from './catalog.store.ts';
export type { CatalogLine, CategoryLine, MediaRef, ProductLine, VariantLine } from './catalog-line.ts';
export type { LineFault } from './checks.ts';
export { csvRecords, detectDelimiter } from './csv.ts';
export type { CatalogImporter, ImportItem, ImportOptions, ImportSummary, ReportRow } from './import.service.ts';
export { createImporter } from './import.service.ts';
export { lineItems } from './lines-file.ts';
export type { CatalogReader } from './read.service.ts';
export { createReader } from './read.service.ts';
export { createShopifyExport, shopifyContext } from './shopify-export.service.ts';
export type { ShopifyContext } from './shopify-fields.ts';
export { shopifyItems } from './shopify-file.ts';
export type { CatalogStaff } from './staff.service.ts';
export { createStaffCatalog } from './staff.service.ts';
export type { CatalogWriter, WriteOptions, WriteOutcome, WriteResult } from './write.service.ts';
export { createWriter } from './write.service.ts';
