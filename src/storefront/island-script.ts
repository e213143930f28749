import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

/** In the order of their needs: whoever is used comes first. `start` begins the work. */
const PARTS = [
  'dom',
  'announce',
  'cart-state',
  'add-to-cart',
  'gallery',
  'variant',
  'recent',
  'search-clicks',
  'filters',
  'suggest',
  'cart-page',
  'stripe',
  'checkout',
  'start',
] as const;

/**
 * The islands as one module script: types stripped, our own imports and `export` words dropped, since all parts share one
 * scope. A name used twice stops the start with a syntax error, so it cannot reach a visitor.
 */
export function islandScript(): string {
  const text = quietly(() =>
    PARTS.map((part) => strip(readFileSync(join(import.meta.dirname, 'islands', `${part}.ts`), 'utf8'))).join('\n'),
  );
  return `${text}\n`;
}

/** Stripping types is what the runtime does with our own files all the time; its call says once that it is young. */
function quietly<T>(work: () => T): T {
  const warn = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return work();
  } finally {
    process.emitWarning = warn;
  }
}

function strip(source: string): string {
  return stripTypeScriptTypes(source)
    .replace(/\/\*\*[\s\S]*?\*\//g, '')
    .replace(/^import [^;]*;$/gm, '')
    .replace(/^export /gm, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/^[ \t]+|[ \t]+$/gm, '')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/\n{2,}/g, '\n')
    .trim();
}
