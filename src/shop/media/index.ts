/** Pictures and films: kept by content, checked, made in every width, and brought in from the addresses that imports name. */

export type { DownloadOptions, FetchProblemCode } from './download.service.ts';
export type { FetchResult, MediaImport } from './import.service.ts';
export { createMediaImport } from './import.service.ts';
export { mediaRoutes } from './media.routes.ts';
export type { MediaService, StoreHints } from './media.service.ts';
export { createMedia } from './media.service.ts';
export { mediaStore } from './media.store.ts';
export type { Media, MediaFacts, MediaView } from './media.ts';
export { mediaView, PLACEHOLDER_ADDRESS, placeholderView } from './media.ts';
