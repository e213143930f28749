#!/usr/bin/env node
// The command `stoa`: completes the installation, then runs src/cli/stoa.ts under the Node that it was written for.
import { launch } from './lib/launch.mjs';

await launch('src/cli/stoa.ts', process.argv.slice(2));
