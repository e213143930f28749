import { type Database, type Queryable, sql } from '../../platform/postgres/index.ts';

export type PersonRow = { id: string; wrappedKey: Buffer | null; masterKeyId: string };

const inserted = sql('person.inserted', 'insert into person (id, wrapped_key, master_key_id) values ($1, $2, $3)');

const byId = sql('person.by_id', 'select id, wrapped_key as "wrappedKey", master_key_id as "masterKeyId" from person where id = $1');

const setting = sql('person.key_fingerprint', `select value #>> '{}' as value from shop_setting where key = 'keys.fingerprint'`);

const claimed = sql(
  'person.claimed_key_fingerprint',
  `insert into shop_setting (key, value) values ('keys.fingerprint', to_jsonb($1::text)) on conflict (key) do nothing`,
);

export type PersonStore = ReturnType<typeof personStore>;

/** Where a statement may run: on its own or inside a caller's transaction. */
export type PersonScope = Queryable;

export function personStore(db: Database) {
  return {
    async insert(on: PersonScope, row: { id: string; wrappedKey: Buffer; masterKeyId: string }) {
      await on.query(inserted, [row.id, row.wrappedKey, row.masterKeyId]);
    },
    async byId(id: string): Promise<PersonRow | null> {
      const [row] = await db.query<PersonRow>(byId, [id]);
      return row ?? null;
    },
    /** The fingerprint of the key file that this database was written with; the first caller's becomes it. */
    async keyFingerprint(fingerprint: string): Promise<string> {
      await db.query(claimed, [fingerprint]);
      const [row] = await db.query<{ value: string }>(setting);
      return row?.value ?? fingerprint;
    },
  };
}
