/** Finding products: what a product document is, the index fed by events, and the views that pages and the API are made from. */

export type { BulkDocuments } from './bulk.ts';
export { bulkDocuments } from './bulk.ts';
export { discoveryRoutes } from './discovery.routes.ts';
export type { Discovery, DiscoveryDeps } from './discovery.service.ts';
export { createDiscovery, searchSettings } from './discovery.service.ts';
export type { ListedState } from './document.ts';
export { createFollower, type Follower } from './follower.service.ts';
export type { MediaRow } from './media-view.ts';
export { productStore } from './product.store.ts';
export { projectionStore } from './projection.store.ts';
export { createStructures } from './structure.service.ts';
export type { Label, StructureRows } from './structure.ts';
export type {
  Breadcrumb,
  CategoryNode,
  CategoryView,
  ContactView,
  Facet,
  FacetValue,
  ListingQuery,
  ListingView,
  MediaView,
  PriceView,
  ProductCard,
  ProductOptionView,
  ProductView,
  Redirect,
  RowRule,
  RowView,
  SafetyView,
  SearchQuery,
  SearchView,
  SitemapEntry,
  Sort,
  StockState,
  SuggestView,
  VariantView,
} from './views.ts';
