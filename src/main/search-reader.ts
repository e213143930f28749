import type { Config } from '../config.ts';
import type { Database } from '../platform/postgres/index.ts';
import {
  hostedSearch,
  type Mark,
  NotAnswered,
  postgresChanges,
  type SearchReader,
  socketPath,
  withFailover,
} from '../platform/search/index.ts';
import type { Telemetry } from '../platform/telemetry/index.ts';

export type ShopSearch = {
  reader: SearchReader;
  /** Call when pages are outdated: answers are from then on at least as new as the rows at the call. */
  outdated(): void;
  close(): void;
};

/** What answers shoppers of a web process: the search process of this machine, and the rows while that does not answer; null: the rows. */
export function shopSearch(
  db: Database,
  { search, dataDir }: Pick<Config, 'search' | 'dataDir'>,
  { rows, telemetry }: { rows: SearchReader; telemetry: Pick<Telemetry, 'registry'> },
): ShopSearch | null {
  if (search === 'postgres') return null;
  const changes = postgresChanges(db);
  let atLeast: Mark | null = null;
  /** Looks under way at how far the rows are: what is asked meanwhile goes to the rows themselves. */
  let looking = 0;
  const look = () => {
    looking += 1;
    changes
      .mark()
      .then((mark) => {
        if (!atLeast || mark.generation > atLeast.generation || mark.version > atLeast.version) atLeast = mark;
      })
      // Without the database there is nothing newer to be missed; the next purge looks again.
      .catch(() => undefined)
      .finally(() => {
        looking -= 1;
      });
  };
  look();
  const hosted = hostedSearch({ path: socketPath(dataDir), atLeast: () => atLeast });
  const answers = telemetry.registry.counter({
    name: 'stoa.search.answers',
    help: 'Questions about products by what answered: the index, or the rows that step in for it.',
    unit: '{answer}',
    labels: ['engine'],
  });
  const cells = { first: answers.cell('embedded'), second: answers.cell('postgres') };
  const reader = withFailover(hosted, rows, {
    usable: () => looking === 0,
    passing: (error) => error instanceof NotAnswered && error.why === 'behind',
    onAnswer: (by) => cells[by].add(1),
  });
  telemetry.registry.observe(
    'gauge',
    { name: 'stoa.search.breaker.open', help: '1 while the index is left alone because it did not answer.', unit: '{breaker}', labels: [] },
    () => [{ values: [], value: reader.open() ? 1 : 0 }],
  );
  return { reader, outdated: look, close: hosted.close };
}
