import type { Database, Tx } from '../../src/platform/postgres/index.ts';

/** The process is gone: whatever it meant to do next does not happen. */
export class Death extends Error {}

/**
 * A database as a process sees it that dies at its `dieAt`-th step: `before` the statement reaches the server, or `after` it
 * was carried out and before the answer arrived. A commit counts as a step. `steps()` tells how many there were.
 */
export function mortal(db: Database, dieAt: number, when: 'before' | 'after'): Database & { steps(): number } {
  let steps = 0;
  let dead = false;
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (dead) throw new Death();
    steps += 1;
    const mine = steps;
    if (mine === dieAt && when === 'before') {
      dead = true;
      throw new Death();
    }
    const result = await work();
    if (mine === dieAt) dead = true;
    if (dead) throw new Death();
    return result;
  };
  const withSteps = (tx: Tx): Tx => ({ ...tx, query: (statement, values) => step(() => tx.query(statement, values)) });
  return {
    ...db,
    query: (statement, values) => step(() => db.query(statement, values)),
    alone: (statement, values, options) => step(() => db.alone(statement, values, options)),
    transaction: (work, options) =>
      step(() =>
        db.transaction(async (tx) => {
          const result = await work(withSteps(tx));
          // Dying between the last statement and the commit.
          if (dead) throw new Death();
          return result;
        }, options),
      ),
    steps: () => steps,
  };
}

/** A database that stops before the first statement of this name and lets `meanwhile` happen. */
export function interrupted(db: Database, name: string, meanwhile: () => Promise<void>): Database {
  let pending: (() => Promise<void>) | null = meanwhile;
  const pause = async (statement: { name: string }) => {
    if (statement.name !== name || !pending) return;
    const now = pending;
    pending = null;
    await now();
  };
  return {
    ...db,
    query: async (statement, values) => {
      await pause(statement);
      return db.query(statement, values);
    },
    alone: async (statement, values, options) => {
      await pause(statement);
      return db.alone(statement, values, options);
    },
    transaction: (work, options) =>
      db.transaction(
        (tx) =>
          work({
            ...tx,
            query: async (statement, values) => {
              await pause(statement);
              return tx.query(statement, values);
            },
          }),
        options,
      ),
  };
}
