import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { folderObjects } from './folder.ts';
import { objectsContract } from './objects.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'stoa-objects-'));
after(() => {
  const partials = readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.partial'));
  rmSync(folder, { recursive: true });
  assert.deepEqual(partials, []);
});

objectsContract('folder', async () => folderObjects(folder));
