import { testDatabase } from '../../../../test/support/database.ts';
import { searchContract } from '../search.contract.ts';
import { postgresSearch } from './postgres-search.ts';

const db = await testDatabase();

searchContract('PostgreSQL', async (settings) => {
  await db.transaction((tx) =>
    tx.exec('truncate search_document, search_text, search_stored, search_entry, search_scope, search_word, search_value, search_field'),
  );
  return postgresSearch(db, settings);
});
