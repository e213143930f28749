import { timingSafeEqual } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../../kernel/errors.ts';
import { isUuid, uuidv7 } from '../../kernel/ids.ts';
import type { StaffTokenStore } from './staff-token.store.ts';
import { newToken, type StaffToken, tokenHash } from './staff-token.ts';

const EVERYTHING = ['*'];

export type StaffTokens = ReturnType<typeof createStaffTokens>;

/** Tokens of the staff API: shown once, stored as hashes, each with the scopes it carries. */
export function createStaffTokens({ store }: { store: StaffTokenStore }) {
  return {
    /** Who calls, or null when the token is unknown or revoked. A revocation counts from the next call on. */
    async verify(token: string): Promise<{ id: string; name: string; scopes: readonly string[] } | null> {
      const hash = tokenHash(token);
      if (!hash) return null;
      const row = await store.byHash(hash);
      if (!row || !timingSafeEqual(row.hash, hash)) return null;
      if (row.stale) await store.touch(row.id);
      return { id: row.id, name: row.name, scopes: row.scopes };
    },
    /** The token's text is in the answer and nowhere else. `['*']` allows everything. */
    async create(name: string, scopes: readonly string[]): Promise<{ id: string; token: string }> {
      const clean = name.trim();
      if (clean === '' || clean.length > 100) fail('payload_invalid', 'A token needs a name of at most 100 characters.');
      if (scopes.length === 0) fail('payload_invalid', 'A token needs at least one scope; * allows everything.');
      const { token, hash } = newToken();
      const id = uuidv7();
      await store.insert({ id, name: clean, hash, scopes });
      return { id, token };
    },
    list: (): Promise<StaffToken[]> => store.all(),
    /** False when there is no such token or it was revoked before. */
    revoke: async (id: string): Promise<boolean> => isUuid(id) && (await store.revoke(id)),
    /** On a new shop: makes a token for everything, writes it to `<dataDir>/staff-token` (0600) and answers with it, once. */
    async ensureFirst(dataDir: string): Promise<string | null> {
      const { token, hash } = newToken();
      const made = await store.insertFirst(() => {
        writePrivately(join(dataDir, 'staff-token'), `${token}\n`);
        return { id: uuidv7(), name: 'first', hash, scopes: EVERYTHING };
      });
      return made ? token : null;
    },
  };
}

function writePrivately(file: string, text: string): void {
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, text, { mode: 0o600, flush: true });
  renameSync(aside, file);
}
