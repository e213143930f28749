import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectDictionaries } from './goods.ts';
import type { JudgedShop } from './shop.ts';
import { type Finding, finding, missing, python, root, run, tail, VERSIONS } from './workshop.ts';

const STAFF = '^/api/staff/';
/** Public addresses that need a look at the whole catalogue afterwards: what staff wrote must not break them. */
const AFTERWARDS = ['/', '/shop', '/search?q=bowl', '/cart', '/checkout', '/order-status'];

/**
 * Two runs with one seed: the public part as a guest, without a token, and the staff part with one (where schemathesis also
 * leaves the token out and sends wrong ones). Afterwards the shop must still show its pages.
 */
export async function schemathesis(shop: JudgedShop): Promise<Finding> {
  const tool = await python('schemathesis', [`schemathesis==${VERSIONS.schemathesis}`]);
  if (tool.path === null) return missing(tool.why);
  const bin = tool.path;
  const config = join(shop.folder, 'schemathesis.toml');
  const dictionaries = Object.entries(await collectDictionaries(shop.origin, shop.staffToken));
  const tables = dictionaries.map(([name, values]) => `\n[dictionaries.${name}]\nvalues = ${JSON.stringify(values)}\n`);
  writeFileSync(config, readFileSync(join(root, 'tools', 'judge', 'schemathesis.toml'), 'utf8') + tables.join(''));

  const examine = async (name: string, args: readonly string[]) => {
    const fixed = [
      '--config-file',
      config,
      'run',
      `${shop.origin}/api/openapi.json`,
      '--max-examples',
      String(shop.examples),
      '--no-color',
    ];
    const { code, output } = await run(join(bin, 'schemathesis'), [...fixed, ...args], { cwd: shop.folder, timeoutMs: 1_500_000 });
    const report = join(shop.folder, `schemathesis-${name}.txt`);
    writeFileSync(report, output);
    const operations = /Selected: (\d+)\/\d+/.exec(output)?.[1] ?? 'no';
    const cases = /(\d+) generated/.exec(output)?.[1] ?? 'no';
    const line = `${name}: ${operations} operations, ${cases} cases, seed ${/Seed: (\d+)/.exec(output)?.[1]}`;
    const ok = code === 0 && Number(cases) > 0;
    return { ok, text: ok ? line : `${line}\n${tail(shortened(output), 60)}\nall of it: ${report}` };
  };
  const guest = await examine('guest', ['--exclude-path-regex', STAFF]);
  const staff = await examine('staff', ['--include-path-regex', STAFF, '--header', `Authorization: Bearer ${shop.staffToken}`]);
  const broken = await brokenPages(shop.origin);
  const faults = await shop.serverFaults();
  const lines = [
    guest.text,
    staff.text,
    broken.length === 0 ? 'afterwards every page is still shown' : `afterwards broken: ${broken.join(', ')}`,
    faults.length === 0 ? 'the shop logged no fault' : `the shop logged ${faults.length} faults, first: ${faults[0]}`,
  ];
  return finding(guest.ok && staff.ok && broken.length === 0 && faults.length === 0, lines.join('\n'), 200);
}

/** Pages that answer with a fault of ours, of all lists and of every category there is now. */
async function brokenPages(origin: string): Promise<string[]> {
  const broken: string[] = [];
  for (const place of ['eu/en', 'eu/de', 'us/en']) {
    const [market, language] = place.split('/');
    const answer = await fetch(`${origin}/api/categories?market=${market}&language=${language}`);
    const { items } = (await answer.json()) as { items: { slug: string }[] };
    for (const path of [...AFTERWARDS, ...items.map(({ slug }) => `/c/${slug}`)]) {
      const { status } = await fetch(`${origin}/${place}${path}`);
      if (status >= 400) broken.push(`/${place}${path} (${status})`);
    }
  }
  return broken;
}

/** Generated addresses may be 60 KB long. */
function shortened(output: string): string {
  return output.replace(/^(.{500}).+$/gm, '$1 ...');
}
