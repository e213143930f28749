import { createPrinter, type Figure } from './figures.ts';
import { benchPages } from './pages.ts';

/** `npm run bench -- NAME [--json] [--quick]`: prints figures, each beside its floor or peer measured in the same run. */
export type BenchContext = { quick: boolean; add(figure: Figure): void; say(line: string): void };

const BENCHES: Record<string, { about: string; run(context: BenchContext): Promise<void> }> = {
  pages: { about: 'storefront pages and API reads on 10,000 products, beside a bare node:http server', run: benchPages },
};

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const flags = args.filter((arg) => arg.startsWith('--'));
const unknown = [...names.filter((name) => !(name in BENCHES)), ...flags.filter((flag) => !['--json', '--quick', '--help'].includes(flag))];
if (flags.includes('--help') || names.length === 0 || unknown.length > 0) {
  const list = Object.entries(BENCHES).map(([name, bench]) => `  ${name.padEnd(10)}${bench.about}`);
  const usage = `usage: npm run bench -- NAME [--json] [--quick]\n\n${list.join('\n')}\n\n  --json   one JSON object a line\n  --quick  the short form for CI\n`;
  if (unknown.length > 0) process.stderr.write(`bench: unknown ${unknown.join(', ')}\n`);
  (unknown.length > 0 ? process.stderr : process.stdout).write(usage);
  process.exit(flags.includes('--help') ? 0 : 2);
}

const printer = createPrinter(flags.includes('--json'));
for (const name of names) {
  const quick = flags.includes('--quick');
  await BENCHES[name]!.run({ quick, add: (figure) => printer.add(figure), say: (line) => process.stderr.write(`${line}\n`) });
}
process.exitCode = printer.failed() ? 1 : 0;
