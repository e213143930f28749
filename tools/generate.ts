import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { settingsReference } from '../src/config.ts';
import { ERRORS } from '../src/kernel/errors.ts';

/** `node tools/generate.ts [--check]`: writes docs/reference from the code, or fails when a page is not fresh. */
const root = resolve(import.meta.dirname, '..');

const pages: Record<string, () => string> = {
  'docs/reference/settings.md': settingsReference,
  'docs/reference/errors.md': errorsReference,
};

const check = process.argv.includes('--check');
let stale = 0;
for (const [path, make] of Object.entries(pages)) {
  const file = join(root, path);
  const fresh = make();
  if (read(file) === fresh) continue;
  if (check) {
    stale += 1;
    process.stdout.write(`${path} is not fresh; run: npm run generate\n`);
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, fresh);
    process.stdout.write(`wrote ${path}\n`);
  }
}
process.exitCode = stale === 0 ? 0 : 1;

function errorsReference(): string {
  const rows = Object.entries(ERRORS).map(([code, kind]) => `| \`${code}\` | ${kind.status} | ${kind.title} | ${kind.advice} |`);
  return `# Errors\n\nGenerated from \`src/kernel/errors.ts\`. Answers are problem details (RFC 9457) with these codes in \`code\`; a code never changes its meaning.\n\n| code | status | title | what to do |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
