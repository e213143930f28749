/** How calls are gathered into batches. */
export type GatherOptions<Item, Result> = {
  /** Carries a batch out; answers in its order, one result an item. An error is one of the whole batch, never of an item. */
  run(items: readonly Item[]): Promise<readonly Result[]>;
  /** Most items of a batch. */
  most: number;
  /** Batches under way at a time; default 2, so that one is prepared while the other waits for the disk. */
  atOnce?: number;
  /** A batch begins beside another one only when so many wait; default 1. Worth more where a call costs much more than an item. */
  leastBeside?: number;
};

type Caller<Item, Result> = { item: Item; resolve(result: Result): void; reject(error: unknown): void };

/**
 * Lets callers of one moment share one call: what arrives while earlier batches are under way goes together into the next.
 * There is no timer; a lone caller does not wait. A batch that fails is run again item by item, so that nobody fails for
 * another's fault: `run` must bear being repeated, also after an answer that was lost.
 */
export function gather<Item, Result>({
  run,
  most,
  atOnce = 2,
  leastBeside = 1,
}: GatherOptions<Item, Result>): (item: Item) => Promise<Result> {
  const waiting: Caller<Item, Result>[] = [];
  let underWay = 0;
  let isWoken = false;

  const isDue = () => waiting.length > 0 && underWay < atOnce && (underWay === 0 || waiting.length >= leastBeside);

  const wake = () => {
    if (isWoken || !isDue()) return;
    isWoken = true;
    // Whoever calls in the same turn of the event loop comes along.
    setImmediate(() => {
      isWoken = false;
      while (isDue()) void carryOut(waiting.splice(0, most));
    });
  };

  const carryOut = async (callers: Caller<Item, Result>[]): Promise<void> => {
    underWay += 1;
    try {
      await answer(callers);
    } finally {
      underWay -= 1;
      wake();
    }
  };

  const answer = async (callers: Caller<Item, Result>[]): Promise<void> => {
    try {
      const results = await run(callers.map(({ item }) => item));
      if (results.length !== callers.length) throw new Error(`A batch of ${callers.length} gave ${results.length} results.`);
      for (const [index, caller] of callers.entries()) caller.resolve(results[index]!);
    } catch (error) {
      if (callers.length === 1) callers[0]!.reject(error);
      else for (const caller of callers) await answer([caller]);
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      wake();
    });
}
