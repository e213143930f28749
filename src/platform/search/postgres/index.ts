export { postgresSearch } from './postgres-search.ts';
