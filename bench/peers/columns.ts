import pg from 'pg';

/** Rows of one column as text, with the planner's statistics made before: a fresh import has none. */
export async function columnsOf<Name extends string>(url: string, queries: Record<Name, string>): Promise<Record<Name, string[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('vacuum analyze');
    const found: [string, string[]][] = [];
    for (const [name, text] of Object.entries<string>(queries)) {
      const { rows } = await client.query<[unknown]>({ text, rowMode: 'array' });
      found.push([name, rows.map(([value]) => String(value))]);
    }
    return Object.fromEntries(found) as Record<Name, string[]>;
  } finally {
    await client.end();
  }
}
