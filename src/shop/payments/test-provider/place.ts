import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomToken } from '../../../kernel/ids.ts';

/** What the shop's processes and the test provider on the same machine know of each other, in the data folder. */
export function testProviderPlace(dataDir: string) {
  const folder = join(dataDir, 'test-provider');
  const addressFile = join(folder, 'address');
  const portFile = join(folder, 'port');
  const secretFile = join(folder, 'secret');
  let address: { text: string | null; changedAt: number; lookedAt: number } = { text: null, changedAt: -1, lookedAt: -Infinity };
  let secret = '';
  return {
    booksFile: join(folder, 'books.jsonl'),
    secretFile,
    /** The last place it was at; null before its first start. Looked up anew every second at most. */
    address({ again = false }: { again?: boolean } = {}): string | null {
      const now = performance.now();
      if (!again && now - address.lookedAt < LOOK_AGAIN_MS && address.text !== null) return address.text;
      const changedAt = statSync(addressFile, { throwIfNoEntry: false })?.mtimeMs ?? -1;
      const text = changedAt === address.changedAt ? address.text : readText(addressFile);
      address = { text, changedAt, lookedAt: now };
      return text;
    },
    /** Before the shop's processes begin: what stands there is from last time. */
    forgetAddress: () => rmSync(addressFile, { force: true }),
    tellAddress({ url, port }: { url: string; port: number }): void {
      mkdirSync(folder, { recursive: true });
      writeFileSync(portFile, String(port));
      writeFileSync(`${addressFile}.new`, url);
      renameSync(`${addressFile}.new`, addressFile);
    },
    /** The port it had, so that pages that were opened before a restart still lead to it; 0 at the first start. */
    lastPort: () => Number(readText(portFile) ?? 0),
    /** Made by whoever needs it first. */
    secret(): string {
      if (secret !== '') return secret;
      mkdirSync(folder, { recursive: true });
      // Written whole before it has its name: nobody reads half of it.
      const draft = `${secretFile}.${process.pid}.${randomToken(6)}`;
      writeFileSync(draft, randomToken(), { mode: 0o600 });
      try {
        linkSync(draft, secretFile);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      unlinkSync(draft);
      secret = readFileSync(secretFile, 'utf8').trim();
      return secret;
    },
  };
}

const LOOK_AGAIN_MS = 1000;

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch {
    return null;
  }
}
