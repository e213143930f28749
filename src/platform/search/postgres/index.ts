export type { Filler, Pack, TallyPart } from './fill.ts';
export { postgresFiller, postgresSearch } from './postgres-search.ts';
export { rebuildInParts } from './rebuild.ts';
export { ensureTrigrams } from './trigrams.ts';
