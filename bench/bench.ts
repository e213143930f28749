import { benchCatalogue } from './catalogue.ts';
import { createPrinter, type Figure } from './figures.ts';
import { benchOrders } from './orders.ts';
import { benchPages } from './pages.ts';
import { benchPeers } from './peers.ts';
import { benchSearch } from './search.ts';

/** `npm run bench -- NAME [--json] [--quick] [--products N] [--data FOLDER] [--only NAMES]`: prints figures, each beside its floor or peer measured in the same run. */
export type BenchContext = {
  quick: boolean;
  /** Size of the catalogue, where a bench has one; null: its own. */
  products: number | null;
  /** A data folder that was seeded before, to compare two versions on the same one; a copy of it is used. */
  data: string | null;
  /** Peers: the shops to be measured; null: all. */
  only: readonly string[] | null;
  add(figure: Figure): void;
  say(line: string): void;
};

const BENCHES: Record<string, { about: string; run(context: BenchContext): Promise<void> }> = {
  pages: { about: 'storefront pages and API reads on 10,000 products (or --products N), beside a bare node:http server', run: benchPages },
  orders: { about: 'orders a second: the database by itself, our services, whole purchases over HTTP', run: benchOrders },
  search: {
    about: 'the embedded search engine with 100,000 and 1,000,000 documents (or --products N), beside minisearch and PostgreSQL',
    run: benchSearch,
  },
  catalogue: {
    about: '100,000 products (or --products N) seeded, exported and imported, beside a bare copy of the same rows; the most memory of each',
    run: benchCatalogue,
  },
  peers: { about: 'Stoa, Vendure and Medusa with 1,000 products each (or --products N); --only stoa,vendure,medusa', run: benchPeers },
};

const args = process.argv.slice(2);
const optionOf = (option: string) => {
  const at = args.indexOf(option);
  return at < 0 ? null : (args.splice(at, 2)[1] ?? '');
};
const size = optionOf('--products');
const products = size === null ? null : Number(size.replaceAll('_', ''));
const data = optionOf('--data');
const only = optionOf('--only')?.split(',') ?? null;
const names = args.filter((arg) => !arg.startsWith('--'));
const flags = args.filter((arg) => arg.startsWith('--'));
const unknown = [...names.filter((name) => !(name in BENCHES)), ...flags.filter((flag) => !['--json', '--quick', '--help'].includes(flag))];
const faults = unknown.map((each) => `unknown ${each}`);
if (products !== null && (!Number.isInteger(products) || products < 100)) faults.push('--products is a whole number of 100 or more');
const strangers = (only ?? []).filter((peer) => !['stoa', 'vendure', 'medusa'].includes(peer));
if (strangers.length > 0) faults.push('--only takes stoa, vendure, medusa, or several with commas between');
if (flags.includes('--help') || names.length === 0 || faults.length > 0) {
  const list = Object.entries(BENCHES).map(([name, bench]) => `  ${name.padEnd(10)}${bench.about}`);
  const usage = `usage: npm run bench -- NAME [--json] [--quick] [--products N] [--data FOLDER] [--only NAMES]\n\n${list.join('\n')}\n\n  --json        one JSON object a line\n  --quick       the short form for CI\n  --products N  size of the catalogue\n  --data FOLDER a seeded data folder; a copy of it is used\n  --only NAMES  peers: the shops to be measured, with commas between\n`;
  if (faults.length > 0) process.stderr.write(`bench: ${faults.join(', ')}\n`);
  (faults.length > 0 ? process.stderr : process.stdout).write(usage);
  process.exit(flags.includes('--help') ? 0 : 2);
}

const printer = createPrinter(flags.includes('--json'));
for (const name of names) {
  const quick = flags.includes('--quick');
  await BENCHES[name]!.run({
    quick,
    products,
    data,
    only,
    add: (figure) => printer.add(figure),
    say: (line) => process.stderr.write(`${line}\n`),
  });
}
process.exitCode = printer.failed() ? 1 : 0;
