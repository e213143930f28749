import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

const root = resolve(import.meta.dirname, '..', '..');

/**
 * Our own flags: those of the package run everything in one process (closing one context kills the browser) and switch
 * the same-origin policy off, so that tests of it would pass falsely.
 */
const FLAGS = ['--no-sandbox', '--headless=shell', '--disable-gpu', '--hide-scrollbars', '--mute-audio', '--font-render-hinting=none'];

/**
 * A headless Chromium out of npm packages alone: it brings its own NSS libraries and a font, so that nothing of the machine
 * decides whether it starts or how a page looks. Unpacked once (about 10 s) below `node_modules/.cache`; close it when done.
 */
export async function launchBrowser(options: { args?: readonly string[] } = {}): Promise<Browser> {
  const home = await unpackedBrowser();
  const path = [join(home, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    args: [...FLAGS, ...(options.args ?? [])],
    ignoreDefaultArgs: ['--headless'],
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: path,
      FONTCONFIG_PATH: join(home, 'fonts'),
      FONTCONFIG_FILE: join(home, 'fonts', 'fonts.conf'),
    },
  });
}

/** Folder with `chromium`, `al2023/lib` and `fonts`. Two processes may unpack at once: the first to finish wins. */
async function unpackedBrowser(): Promise<string> {
  const packed = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin');
  const { version } = JSON.parse(readFileSync(join(packed, '..', 'package.json'), 'utf8')) as { version: string };
  const home = join(root, 'node_modules', '.cache', `chromium-${version}-${process.arch}`);
  if (existsSync(home)) return home;
  const draft = `${home}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  try {
    for (const name of ['al2023', 'fonts']) untar(brotliDecompressSync(readFileSync(join(packed, `${name}.tar.br`))), join(draft, name));
    writeFileSync(join(draft, 'fonts', 'fonts.conf'), fontSettings(join(home, 'fonts')));
    await pipeline(
      createReadStream(join(packed, 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(join(draft, 'chromium'), { mode: 0o755 }),
    );
    renameSync(draft, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return home;
}

/** Files, folders and links of a plain tar archive; enough for archives that we ship ourselves. */
function untar(archive: Buffer, into: string): void {
  mkdirSync(into, { recursive: true });
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const field = (from: number, size: number) => archive.toString('latin1', at + from, at + from + size).replace(/\0.*$/s, '');
    const prefix = field(257, 5) === 'ustar' ? field(345, 155) : '';
    const path = join(into, prefix, field(0, 100));
    const size = Number.parseInt(field(124, 12).trim() || '0', 8);
    const type = field(156, 1);
    if (type === '5') mkdirSync(path, { recursive: true });
    else {
      mkdirSync(dirname(path), { recursive: true });
      if (type === '2') symlinkSync(field(157, 100), path);
      else if (type === '' || type === '0') writeFileSync(path, archive.subarray(at + 512, at + 512 + size), { mode: 0o755 });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`;
}
