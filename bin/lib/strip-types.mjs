// Loaded with --import when this package lies below node_modules, where Node refuses TypeScript: strips our own types, and only ours.
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = pathToFileURL(resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')).href;

registerHooks({
  load(url, context, next) {
    if (!url.startsWith(`${root}/`) || !url.endsWith('.ts') || url.slice(root.length).includes('/node_modules/')) return next(url, context);
    return { format: 'module', source: stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8')), shortCircuit: true };
  },
});
