import { testDatabase } from '../../../../test/support/database.ts';
import { searchContract } from '../search.contract.ts';
import { postgresSearch } from './postgres-search.ts';
import type { Tuning } from './read.ts';

const db = await testDatabase();

async function empty(): Promise<void> {
  await db.transaction((tx) =>
    tx.exec(
      'truncate search_document, search_text, search_stored, search_entry, search_scope, search_word, search_value, search_field; update search_state set generation = generation + 1',
    ),
  );
}

const ways: Record<string, Tuning> = {
  PostgreSQL: { columns: 'off' },
  'PostgreSQL by the ways for large scopes': { columns: 'off', eager: true },
  'PostgreSQL with columns in the process': { columns: 'wait' },
};

for (const [name, tuning] of Object.entries(ways))
  searchContract(name, async (settings) => {
    await empty();
    return postgresSearch(db, settings, tuning);
  });
