import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { fontFiles, fontSheet } from './fonts.ts';
import { islandScript } from './island-script.ts';
import { styleSheet } from './style-sheet.ts';
import type { Theme } from './theme.ts';

/** Addresses of the storefront's own files, by what a page needs them for. */
export type AssetNames = {
  css: string;
  js: string;
  icon: string;
  /** Fonts of every page, fetched beside the sheet. */
  preload: readonly string[];
};

export type Asset = { name: string; type: string; bytes: Buffer; gzip: Buffer | null; br: Buffer | null };

export type Assets = { names: AssetNames; find(file: string): Asset | null; all: readonly Asset[] };

/**
 * Everything under /assets, made once at start: names carry the hash of the content, so that they may be kept for ever, and
 * the compressed forms lie ready.
 */
export function createAssets(theme: Theme): Assets {
  const fonts = fontFiles(theme.type.pair).map((font) => ({ font, asset: plain(font.name, 'font/woff2', font.bytes) }));
  const fontAddress = (name: string) => addressOf(fonts.find((f) => f.font.name === name)!.asset);
  const css = packed('shop.css', 'text/css; charset=utf-8', fontSheet(theme.type.pair, fontAddress) + styleSheet(theme));
  const js = packed('shop.js', 'text/javascript; charset=utf-8', islandScript());
  const icon = packed('icon.svg', 'image/svg+xml', iconDrawing(theme));
  const all = [css, js, icon, ...fonts.map((f) => f.asset)];
  const byName = new Map(all.map((asset) => [asset.name, asset]));
  return {
    names: {
      css: addressOf(css),
      js: addressOf(js),
      icon: addressOf(icon),
      preload: fonts.filter((f) => f.font.preload).map((f) => addressOf(f.asset)),
    },
    find: (file) => byName.get(file) ?? null,
    all,
  };
}

/** The shop's sign: the first letter's bowl, a vessel seen from the side, in the theme's accent. */
function iconDrawing(theme: Theme): string {
  const { light, dark } = theme.colors;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>path{fill:${light.accent}}@media(prefers-color-scheme:dark){path{fill:${dark.accent}}}</style><path d="M11 3h10l-1.3 1.2c.2 4 .8 5.6 3.4 8.6 4 4.7 3.6 11.2-.6 16.2h-13c-4.2-5-4.6-11.5-.6-16.2 2.6-3 3.2-4.6 3.4-8.6z"/></svg>`;
}

function packed(file: string, type: string, text: string): Asset {
  const bytes = Buffer.from(text, 'utf8');
  return {
    ...plain(file, type, bytes),
    gzip: gzipSync(bytes, { level: 9 }),
    br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  };
}

function plain(file: string, type: string, bytes: Buffer): Asset {
  const hash = createHash('sha256').update(bytes).digest('base64url').replace(/[-_]/g, '').slice(0, 12);
  const dot = file.lastIndexOf('.');
  return { name: `${file.slice(0, dot)}.${hash}${file.slice(dot)}`, type, bytes, gzip: null, br: null };
}

function addressOf(asset: Asset): string {
  return `/assets/${asset.name}`;
}
