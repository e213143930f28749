export type Result = {
  name: string;
  about: string;
  rounds: number;
  calls: number;
  seconds: number;
  facts: string;
  breaches: readonly string[];
};

export type Report = ReturnType<typeof createReport>;

const MOST_SHOWN = 10;

/** What was tried and what broke: a table for people, a JSON object a line for programs. The last line counts. */
export function createReport({ json }: { json: boolean }) {
  const results: Result[] = [];
  const left: string[] = [];
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  const show = (...cells: string[]) =>
    say(cells.map((cell, index) => (index === cells.length - 1 ? cell : cell.padEnd([18, 8, 9, 10, 10][index] ?? 10))).join(''));
  return {
    begin(settings: { seed: number; rounds: number; parallel: number; url: string | null }): void {
      if (json) say(JSON.stringify({ prove: 'begin', ...settings }));
      if (json) return;
      say(
        `${settings.url ? `against ${settings.url}` : 'a shop of its own'}, seed ${settings.seed} (--seed ${settings.seed} repeats it), ${settings.rounds} rounds, ${settings.parallel} at once\n`,
      );
      show('scenario', 'rounds', 'calls', 'seconds', 'breaches', '');
    },
    /** A sign of life, for people alone. */
    tick(name: string): void {
      if (!json && process.stderr.isTTY) process.stderr.write(`\r${name} ...`);
    },
    add(result: Result): void {
      results.push(result);
      const { name, rounds, calls, seconds, facts, breaches } = result;
      if (json) {
        const shown = breaches.slice(0, MOST_SHOWN);
        say(JSON.stringify({ prove: name, ...result, seconds: Math.round(seconds * 10) / 10, count: breaches.length, breaches: shown }));
        return;
      }
      if (process.stderr.isTTY) process.stderr.write('\r');
      show(name, String(rounds), String(calls), seconds.toFixed(1), String(breaches.length), facts);
      for (const breach of breaches.slice(0, MOST_SHOWN)) say(`    BROKEN: ${breach}`);
      if (breaches.length > MOST_SHOWN) say(`    and ${breaches.length - MOST_SHOWN} more`);
    },
    /** What was not tried, and why; it is said, not counted. */
    left(name: string, why: string): void {
      left.push(name);
      say(json ? JSON.stringify({ prove: name, left: why }) : `${name.padEnd(18)}${why}`);
    },
    broken: () => results.some(({ breaches }) => breaches.length > 0),
    /** Exit code. */
    end(): number {
      const failed = results.filter(({ breaches }) => breaches.length > 0).length;
      if (!json) say(`\n${left.length > 0 ? `not tried: ${left.join(', ')}\n` : ''}${results.length - failed} passed, ${failed} failed`);
      return failed > 0 ? 1 : 0;
    },
  };
}
