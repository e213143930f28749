import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import ratchet from './architecture.ratchet.json' with { type: 'json' };

const root = resolve(import.meta.dirname, '..');
const MODULES =
  'search-terms privacy letters discovery edits drafts checkout orders invoices payments cart shipping inventory promotions credit tax pricing totals ledger media catalog accounts'.split(
    ' ',
  );
const LAYERS = ['kernel', 'platform', 'shop', 'storefront', 'cli', 'main'];

type Source = { path: string; text: string; code: string; imports: string[] };

const sources = listSources('src').map(readSource);

test('layers import downward only: kernel <- platform <- shop <- storefront, cli <- main', () => {
  const breaches = edges().filter(({ from, to }) => {
    const a = layerOf(from);
    const b = layerOf(to);
    if (a === b) return false;
    if (b === 'config') return a !== 'cli' && a !== 'main';
    if (a === 'config') return b !== 'kernel';
    if (a === 'storefront' || b === 'storefront') return b !== 'storefront' ? rank(b) > rank('shop') : a !== 'cli' && a !== 'main';
    return rank(b) > rank(a);
  });
  assert.deepEqual(breaches.map(show), []);
});

test('shop modules import each other through index.ts and downward only', () => {
  const breaches = edges().filter(({ from, to }) => {
    const a = moduleOf(from);
    const b = moduleOf(to);
    if (!b || a === b || isTest(from)) return false;
    if (!to.endsWith('/index.ts')) return true;
    return a !== null && MODULES.indexOf(b) <= MODULES.indexOf(a);
  });
  assert.deepEqual(breaches.map(show), []);
});

test('inside a module: rules import the kernel, stores alone import PostgreSQL, routes alone import HTTP', () => {
  const breaches = edges().filter(({ from, to }) => {
    if (layerOf(from) !== 'shop' || isTest(from)) return false;
    if (to.startsWith('src/platform/postgres/')) return !from.endsWith('.store.ts');
    if (to.startsWith('src/platform/http/')) return !from.endsWith('.routes.ts') && !from.endsWith('/index.ts');
    const isRoute = from.endsWith('.routes.ts');
    if (isRoute && to.endsWith('.store.ts')) return true;
    return from.endsWith('.store.ts') && (to.endsWith('.service.ts') || to.endsWith('.routes.ts'));
  });
  assert.deepEqual(breaches.map(show), []);
});

test('no file takes part in an import cycle, types included', () => {
  const graph = new Map(sources.map((s) => [s.path, s.imports]));
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (path: string, trail: string[]) => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      return;
    }
    state.set(path, 'open');
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of graph.keys()) visit(path, []);
  assert.deepEqual(cycles, []);
});

test('modules of shop/ are the words of the design', () => {
  const found = readdirSync(join(root, 'src/shop'), { withFileTypes: true }).filter((e) => e.isDirectory());
  assert.deepEqual(
    found.map((e) => e.name).filter((name) => !MODULES.includes(name)),
    [],
  );
});

test('files stay under 400 lines', () => {
  assertRatchet(
    'long files',
    sources.filter((s) => s.text.split('\n').length > 401).map((s) => s.path),
  );
});

test('the environment is read in config.ts alone', () => {
  assertRatchet(
    'process.env',
    sources.filter((s) => s.path !== 'src/config.ts' && !isTest(s.path) && /process\.env/.test(s.code)).map((s) => s.path),
  );
});

test('nothing but the command line writes to the console', () => {
  assertRatchet(
    'console',
    sources
      .filter((s) => !s.path.startsWith('src/cli/') && s.path !== 'src/main.ts' && !isTest(s.path) && /\bconsole\./.test(s.code))
      .map((s) => s.path),
  );
});

test('no any, no casts through unknown, no default exports, no star exports', () => {
  const rules: [string, RegExp][] = [
    ['any', /(:|as|<)\s*any\b/],
    ['double casts', /\bas unknown as\b/],
    ['default exports', /^export default /m],
    ['star exports', /^export \*/m],
  ];
  for (const [name, pattern] of rules)
    assertRatchet(
      name,
      sources.filter((s) => !isTest(s.path) && pattern.test(withoutTexts(s.code))).map((s) => s.path),
    );
});

/** Exceptions are listed with a reason; one that is no longer needed fails too, so that the list only shrinks. */
function assertRatchet(rule: string, found: string[]): void {
  const allowed = Object.keys((ratchet as Record<string, Record<string, string>>)[rule] ?? {});
  assert.deepEqual(
    found.filter((path) => !allowed.includes(path)),
    [],
    `${rule}: new breaches`,
  );
  assert.deepEqual(
    allowed.filter((path) => !found.includes(path)),
    [],
    `${rule}: exceptions that are no longer needed, remove them`,
  );
}

/** What stands in quotes is prose. */
function withoutTexts(code: string): string {
  return code.replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''");
}

function edges(): { from: string; to: string }[] {
  return sources.flatMap((s) => s.imports.map((to) => ({ from: s.path, to })));
}

function show(edge: { from: string; to: string }): string {
  return `${edge.from} -> ${edge.to}`;
}

function layerOf(path: string): string {
  const [, first = ''] = path.split('/');
  return first.replace(/\.(test\.)?ts$/, '');
}

function rank(layer: string): number {
  const index = LAYERS.indexOf(layer);
  return index < 0 ? LAYERS.length : index;
}

function moduleOf(path: string): string | null {
  return /^src\/shop\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function isTest(path: string): boolean {
  return /\.(test|contract|fixture)\.ts$/.test(path);
}

function listSources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const imports = [...code.matchAll(/(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g)]
    .map((match) => relative(root, resolve(root, dirname(path), match[1]!)))
    .filter((to) => to.startsWith('src/') && to.endsWith('.ts'));
  return { path, text, code, imports };
}
