/** Search behind one port: documents in, pages with exact totals and facet counts out. */

export { type EmbeddedSearch, type EmbeddedState, embeddedSearch } from './embedded/embedded-search.ts';
export { createEngine, type Engine, type EngineOptions, type EngineState } from './embedded/engine.ts';
export { readSnapshot, writeSnapshot } from './embedded/snapshot.ts';
export { shopVocabulary } from './embedded/vocabulary.ts';
export { editDistance, fold, foldCode } from './fold.ts';
export { hostedSearch, NotAnswered, type SearchReader } from './hosted/client.ts';
export { type FailoverOptions, withFailover } from './hosted/failover.ts';
export { reaches } from './hosted/frames.ts';
export { type HostOptions, hostSearch } from './hosted/host.ts';
export { socketPath } from './hosted/place.ts';
export { type OpenSearchOptions, openSearch } from './opensearch/open-search.ts';
export {
  type Change,
  ensureTrigrams,
  type Filler,
  type Mark,
  type Pack,
  type PostgresChanges,
  postgresChanges,
  postgresFiller,
  postgresSearch,
  rebuildInParts,
  type TallyPart,
} from './postgres/index.ts';
export type {
  DocumentText,
  FacetCounts,
  HitKey,
  LanguagePart,
  SearchDocument,
  SearchEngine,
  SearchFeature,
  SearchHit,
  SearchRange,
  SearchRequest,
  SearchResult,
  SearchRules,
  SearchSettings,
  SearchSort,
  SearchWeight,
  SegmentPart,
  Suggestions,
  SuggestRequest,
} from './search.ts';
