import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { JUDGES, type Judge } from './judges.ts';
import { type JudgedShop, startJudgedShop } from './shop.ts';
import { absentOf, type Verdict } from './workshop.ts';

const USAGE = `usage: npm run judge -- [NAME ...] [--examples N] [--present]

Tools that nobody here wrote examine the running demo shop.

${JUDGES.map((j) => `  ${j.name.padEnd(14)}${j.about}${j.needs.length > 0 ? ` (needs ${j.needs.join(', ')})` : ''}`).join('\n')}

  --examples N  examples an operation that schemathesis makes (60; .ci/run takes fewer)
  --present     a judge whose commands this machine lacks is named and left out instead of counted as failed

What cannot be had is reported as MISSING; the exit code is 1 when a judge failed or is missing.
`;

const { names, examples, presentOnly } = readArguments();
process.stdout.write('starting the demo shop ...\n');
const shop = await startJudgedShop(examples);
const verdicts: Verdict[] = [];
try {
  for (const judge of JUDGES.filter((j) => names.length === 0 || names.includes(j.name))) {
    process.stdout.write(`${judge.name}: ${judge.about} ...\n`);
    const verdict = await hear(judge, shop);
    verdicts.push(verdict);
    const word = verdict.verdict === 'missing' ? '!! MISSING' : verdict.verdict.toUpperCase();
    process.stdout.write(`${word} ${verdict.name} (${verdict.seconds} s)\n${verdict.detail.replace(/^/gm, '    ')}\n`);
  }
} finally {
  await shop.stop();
}
// What a judge disliked is kept to be looked at.
if (verdicts.every((v) => v.verdict !== 'failed')) rmSync(shop.folder, { recursive: true, force: true });
// Once more at the end, where it is read.
const absent = new Set(verdicts.flatMap((v) => v.absent ?? []));
if (absent.size > 0) {
  const unheard = verdicts.filter((v) => v.absent).map((v) => v.name);
  process.stdout.write(`!! MISSING on this machine: ${[...absent].join(', ')}; without a whole answer for that: ${unheard.join(', ')}\n`);
}
const passed = verdicts.filter((v) => v.verdict === 'passed').length;
const excused = presentOnly ? verdicts.filter((v) => v.verdict === 'missing' && v.absent).length : 0;
const failed = verdicts.length - passed - excused;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

async function hear(judge: Judge, judged: JudgedShop): Promise<Verdict> {
  const started = Date.now();
  const lacking = absentOf(judge.needs);
  const found =
    lacking.length > 0
      ? { verdict: 'missing' as const, detail: `this machine lacks ${lacking.join(' and ')}`, absent: lacking }
      : await judge.judge(judged).catch((error: unknown) => ({ verdict: 'failed' as const, detail: String(error) }));
  return { name: judge.name, seconds: Math.round((Date.now() - started) / 100) / 10, ...found };
}

function readArguments(): { names: readonly string[]; examples: number; presentOnly: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        examples: { type: 'string', default: '60' },
        present: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(USAGE);
      process.exit(0);
    }
    const unknown = positionals.filter((name) => !JUDGES.some((j) => j.name === name));
    if (unknown.length > 0) throw new Error(`there is no judge ${unknown.join(', ')}; there are ${JUDGES.map((j) => j.name).join(', ')}`);
    if (!/^[1-9]\d{0,4}$/.test(values.examples)) throw new Error('--examples takes a number from 1 to 99999');
    return { names: positionals, examples: Number(values.examples), presentOnly: values.present };
  } catch (error) {
    process.stderr.write(`judge: ${(error as Error).message}\n`);
    process.exit(2);
  }
}
