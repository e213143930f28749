import { rmSync } from 'node:fs';
import { JUDGES } from './judges.ts';
import { startJudgedShop } from './shop.ts';
import type { Verdict } from './workshop.ts';

/** `npm run judge -- [NAME ...] [--examples N]`: tools that nobody here wrote examine the running demo shop. */
const args = process.argv.slice(2);
if (args.includes('--help')) {
  process.stdout.write(
    `usage: npm run judge -- [NAME ...] [--examples N]\n\n${JUDGES.map((j) => `  ${j.name.padEnd(14)}${j.about}`).join('\n')}\n\nA tool that cannot be had is reported as MISSING; the exit code is 1 when one failed or is missing.\n`,
  );
  process.exit(0);
}
const examplesAt = args.indexOf('--examples');
const examples = examplesAt >= 0 ? Number(args[examplesAt + 1]) : 60;
const names = args.filter((arg, i) => !arg.startsWith('--') && (examplesAt < 0 || i !== examplesAt + 1));
const unknown = names.filter((name) => !JUDGES.some((j) => j.name === name));
if (unknown.length > 0 || !Number.isInteger(examples) || examples < 1) {
  process.stderr.write(
    `judge: unknown ${unknown.join(', ') || '--examples value'}; the judges are ${JUDGES.map((j) => j.name).join(', ')}\n`,
  );
  process.exit(2);
}

process.stdout.write('starting the demo shop ...\n');
const shop = await startJudgedShop(examples);
const verdicts: Verdict[] = [];
try {
  for (const judge of JUDGES.filter((j) => names.length === 0 || names.includes(j.name))) {
    process.stdout.write(`${judge.name}: ${judge.about} ...\n`);
    const started = Date.now();
    const found = await judge.judge(shop).catch((error: unknown) => ({ verdict: 'failed' as const, detail: String(error) }));
    const verdict = { name: judge.name, seconds: Math.round((Date.now() - started) / 100) / 10, ...found };
    verdicts.push(verdict);
    const word = verdict.verdict === 'missing' ? '!! MISSING' : verdict.verdict.toUpperCase();
    process.stdout.write(`${word} ${verdict.name} (${verdict.seconds} s)\n${verdict.detail.replace(/^/gm, '    ')}\n`);
  }
} finally {
  await shop.stop();
}
// What a judge disliked is kept to be looked at.
if (verdicts.every((v) => v.verdict === 'passed')) rmSync(shop.folder, { recursive: true, force: true });
const passed = verdicts.filter((v) => v.verdict === 'passed').length;
process.stdout.write(`${passed} passed, ${verdicts.length - passed} failed\n`);
process.exitCode = passed === verdicts.length ? 0 : 1;
