#!/usr/bin/env node
// `node bin/run.mjs SCRIPT.ts [ARGUMENTS]`: any script of this repository, prepared and run the way `stoa` is.
import { isAbsolute, resolve } from 'node:path';
import { launch, root } from './lib/launch.mjs';

const [script, ...rest] = process.argv.slice(2);
if (!script) {
  console.error('usage: node bin/run.mjs SCRIPT.ts [ARGUMENTS]');
  process.exit(2);
}
await launch(isAbsolute(script) ? script : resolve(root, script), rest);
