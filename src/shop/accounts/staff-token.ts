import { randomToken, sha256 } from '../../kernel/ids.ts';

/** Says what the text is, so that it is recognised where it must not be (logs, repositories). */
export const TOKEN_PREFIX = 'stoa_';

const FORM = /^stoa_[A-Za-z0-9_-]{43}$/;

export type StaffToken = {
  id: string;
  name: string;
  scopes: readonly string[];
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** 256 random bits; only its hash is stored. */
export function newToken(): { token: string; hash: Buffer } {
  const token = TOKEN_PREFIX + randomToken(32);
  return { token, hash: sha256(token) };
}

/** Null when the text cannot be a token of ours. */
export function tokenHash(token: string): Buffer | null {
  return FORM.test(token) ? sha256(token) : null;
}
