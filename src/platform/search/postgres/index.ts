export { type Change, type PostgresChanges, postgresChanges } from './changes.ts';
export type { Filler, Pack, TallyPart } from './fill.ts';
export type { Mark } from './mirror.ts';
export { postgresFiller, postgresSearch } from './postgres-search.ts';
export { rebuildInParts } from './rebuild.ts';
export { ensureTrigrams } from './trigrams.ts';
