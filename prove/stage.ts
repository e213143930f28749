import type { Client } from './client.ts';
import type { History } from './history.ts';
import type { Random } from './random.ts';

/** What only a shop that this command has started can be asked for: its processes, its database and its payment provider. */
export type Inside = {
  dataDir: string;
  /** Rows of a statement on the shop's database. */
  query<T extends object>(text: string, values?: unknown[]): Promise<T[]>;
  /** Starts the shop again after it has been killed. */
  restart(): Promise<void>;
  /** Everything it has printed, for a look when something broke. */
  output(): string;
};

export type Stage = {
  origin: string;
  client: Client;
  history: History;
  random: Random;
  /** Calls at once, at least. */
  parallel: number;
  rounds: number;
  inside: Inside | null;
  /** Tells that a round is over. */
  tick(): void;
};

/** Everything that must not be and was seen; none is what is wanted. */
export type Breaches = string[];

export type Scenario = {
  name: string;
  /** What must hold, in one sentence. */
  about: string;
  /** Whether it needs to look inside the shop. */
  needsInside: boolean;
  run(stage: Stage): Promise<{ breaches: Breaches; rounds: number; facts: string }>;
};
