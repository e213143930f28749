import { testDatabase } from '../../../../test/support/database.ts';
import { searchContract } from '../search.contract.ts';
import { postgresSearch } from './postgres-search.ts';

const db = await testDatabase();

async function empty(): Promise<void> {
  await db.transaction((tx) =>
    tx.exec('truncate search_document, search_text, search_stored, search_entry, search_scope, search_word, search_value, search_field'),
  );
}

for (const eager of [false, true])
  searchContract(eager ? 'PostgreSQL by the ways for large scopes' : 'PostgreSQL', async (settings) => {
    await empty();
    return postgresSearch(db, settings, { eager });
  });
