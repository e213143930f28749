import { type Database, type Queryable, sql } from '../../platform/postgres/index.ts';
import type { StaffToken } from './staff-token.ts';

const COLUMNS = `id, name, scopes, created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"`;

const inserted = sql('staff_token.inserted', 'insert into staff_token (id, name, token_hash, scopes) values ($1, $2, $3, $4::text[])');

const byHash = sql(
  'staff_token.by_hash',
  `select id, name, scopes, token_hash as hash, (last_used_at is null or last_used_at < now() - interval '1 minute') as stale
   from staff_token where token_hash = $1 and revoked_at is null`,
);

/** The condition stands again, so that a burst of calls writes once. */
const used = sql(
  'staff_token.used',
  `update staff_token set last_used_at = now() where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
);

const all = sql('staff_token.all', `select ${COLUMNS} from staff_token order by created_at, id limit 1000`);

const revoked = sql('staff_token.revoked', 'update staff_token set revoked_at = now() where id = $1 and revoked_at is null returning id');

const anyToken = sql('staff_token.any', 'select 1 as one from staff_token limit 1');

const firstLock = sql('staff_token.first_lock', `select pg_advisory_xact_lock(hashtext('stoa.first-staff-token'))`);

type NewRow = { id: string; name: string; hash: Buffer; scopes: readonly string[] };

export type StaffTokenStore = ReturnType<typeof staffTokenStore>;

export function staffTokenStore(db: Database) {
  const insert = (on: Queryable, row: NewRow) => on.query(inserted, [row.id, row.name, row.hash, row.scopes]);
  return {
    async insert(row: NewRow) {
      await insert(db, row);
    },
    async byHash(hash: Buffer) {
      const [row] = await db.query<{ id: string; name: string; scopes: string[]; hash: Buffer; stale: boolean }>(byHash, [hash]);
      return row ?? null;
    },
    async touch(id: string) {
      await db.query(used, [id]);
    },
    all: () => db.query<StaffToken>(all),
    async revoke(id: string): Promise<boolean> {
      return (await db.query(revoked, [id])).length === 1;
    },
    /** Runs `make` and stores its row when there is no token at all; one caller at a time. False when there is one. */
    insertFirst(make: () => NewRow): Promise<boolean> {
      return db.transaction(async (tx) => {
        await tx.query(firstLock);
        if ((await tx.query(anyToken)).length > 0) return false;
        await insert(tx, make());
        return true;
      });
    },
  };
}
