/** Search behind one port: documents in, pages with exact totals and facet counts out. */

export { embeddedSearch } from './embedded/embedded-search.ts';
export { createEngine, type Engine, type EngineOptions, type EngineState } from './embedded/engine.ts';
export { readSnapshot, writeSnapshot } from './embedded/snapshot.ts';
export { shopVocabulary } from './embedded/vocabulary.ts';
export { editDistance, fold, foldCode } from './fold.ts';
export { type OpenSearchOptions, openSearch } from './opensearch/open-search.ts';
export {
  ensureTrigrams,
  type Filler,
  type Pack,
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
