/** What shoppers search for, counted without knowing who they are. */
export { searchTermStore } from './search-term.store.ts';
export { searchTermRoutes } from './search-terms.routes.ts';
export type { SearchTerms } from './search-terms.service.ts';
export { createSearchTerms } from './search-terms.service.ts';
