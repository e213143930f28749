/** A process of `npm test`: runs the files it is given, one after another, and tells its parent what becomes of each test. */
import { run } from 'node:test';
import { inspect } from 'node:util';

export type Report =
  | { kind: 'start'; file: string; name: string }
  | {
      kind: 'result';
      file: string;
      line: number;
      name: string;
      outcome: 'passed' | 'failed' | 'skipped' | 'todo';
      reason: string;
      error: string;
      ms: number;
    }
  | { kind: 'end' };

/** What the runner hands out with a test that passed or failed. */
type Outcome = {
  name: string;
  file?: string;
  line?: number;
  skip?: string | boolean;
  todo?: string | boolean;
  details: { type?: string; duration_ms: number; error?: Error & { failureType?: string } };
};

if (process.send) {
  const [namePattern = '', ...files] = process.argv.slice(2);
  // By way of exit(), so that exit handlers run: they stop the test database.
  process.on('SIGTERM', () => process.exit(143));
  process.on('disconnect', () => process.exit(143));
  // The runner calls it a day when nothing keeps the process alive any more; listening to the parent must not.
  process.channel?.unref();
  await runFiles(files, namePattern);
}

async function runFiles(files: string[], namePattern: string): Promise<void> {
  const events = run({ files, isolation: 'none', ...(namePattern ? { testNamePatterns: [namePattern] } : {}) });
  for await (const event of events) {
    if (event.type === 'test:start') tell({ kind: 'start', file: event.data.file ?? '', name: event.data.name });
    if (event.type === 'test:pass' || event.type === 'test:fail') tellOutcome(event.data as Outcome, event.type === 'test:pass');
  }
  tell({ kind: 'end' });
}

function tellOutcome({ name, file = '', line = 0, skip, todo, details }: Outcome, passed: boolean): void {
  const error = details.error;
  // A suite counts for nothing itself, nor does a parent that failed for its subtests alone.
  if (details.type === 'suite' && (passed || error?.failureType === 'subtestsFailed')) return;
  if (error?.failureType === 'subtestsFailed') return;
  const outcome = skip !== undefined ? 'skipped' : todo !== undefined ? 'todo' : passed ? 'passed' : 'failed';
  const reason = [skip, todo].find((one) => typeof one === 'string' && one !== '') ?? '';
  tell({
    kind: 'result',
    file,
    line,
    name,
    outcome,
    reason: String(reason),
    error: error ? inspect(error.cause ?? error) : '',
    ms: details.duration_ms,
  });
}

function tell(report: Report): void {
  process.send?.(report);
}
