export { postgresSearch } from './postgres-search.ts';
export { ensureTrigrams } from './trigrams.ts';
