import { closeSync, openSync, writeSync } from 'node:fs';

/** The models that `linearizability/models.go` knows. */
export type Model = 'stock' | 'code' | 'gift-card' | 'order';

export type Operation = {
  client: number;
  model: Model;
  /** What it is done to: each key is judged on its own. */
  key: string;
  op: 'start' | 'add' | 'take' | 'read' | 'place' | 'fulfil' | 'cancel';
  /** How many, or how much in minor units. */
  n?: number;
};

/** `unknown`: it was not answered, so it may or may not have happened. */
export type Outcome<T> = { outcome: 'ok' | 'refused' | 'unknown'; value?: number; answer: T };

export type History = ReturnType<typeof openHistory>;

/** Every operation of all clients, as JSON lines: outcome, and call and return in nanoseconds of one monotonic clock. */
export function openHistory(file: string) {
  const handle = openSync(file, 'w');
  const open: { line: Record<string, unknown> }[] = [];
  let count = 0;
  const write = (line: Record<string, unknown>) => writeSync(handle, `${JSON.stringify(line)}\n`);
  const clock = () => Number(process.hrtime.bigint());
  return {
    file,
    /** Runs the call and writes down what came of it. */
    async record<T>(operation: Operation, call: () => Promise<Outcome<T>>): Promise<T> {
      const begun = clock();
      const { outcome, value = 0, answer } = await call();
      const line = { ...operation, n: operation.n ?? 0, call: begun, ret: clock(), outcome, value };
      count += 1;
      // One that was not answered may still happen at any later time: it returns when everything has ended.
      if (outcome === 'unknown') open.push({ line });
      else write(line);
      return answer;
    },
    /** Operations so far. */
    count: () => count,
    close(): void {
      const end = clock();
      for (const { line } of open) write({ ...line, ret: end });
      closeSync(handle);
    },
  };
}
