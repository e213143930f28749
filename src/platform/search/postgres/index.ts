export type { Filler } from './fill.ts';
export { postgresFiller, postgresSearch } from './postgres-search.ts';
export { rebuildInParts } from './rebuild.ts';
export type { TallyPart } from './tally.ts';
export { ensureTrigrams } from './trigrams.ts';
