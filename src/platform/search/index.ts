/** Search behind one port: documents in, pages with exact totals and facet counts out. */

export { editDistance, fold, foldCode } from './fold.ts';
export { ensureTrigrams, type Filler, postgresFiller, postgresSearch, rebuildInParts, type TallyPart } from './postgres/index.ts';
export type {
  DocumentText,
  FacetCounts,
  HitKey,
  LanguagePart,
  SearchDocument,
  SearchEngine,
  SearchHit,
  SearchRequest,
  SearchResult,
  SearchSettings,
  SearchSort,
  SegmentPart,
  Suggestions,
  SuggestRequest,
} from './search.ts';
