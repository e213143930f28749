import { connect, type Socket } from 'node:net';
import type { Mark } from '../postgres/index.ts';
import type { SearchEngine, SearchResult } from '../search.ts';
import { type Answer, type Refusal, receive, send } from './frames.ts';

/** What can be asked of an engine by those who do not write to it. */
export type SearchReader = Pick<SearchEngine, 'features' | 'search' | 'byIds' | 'countScopes' | 'suggest'>;

/** No answer from the search process: it is away, slow, starting, or behind of what was asked for. */
export class NotAnswered extends Error {
  readonly why: Refusal | 'away' | 'slow';

  constructor(why: Refusal | 'away' | 'slow') {
    super(`The search process did not answer (${why}).`);
    this.name = 'NotAnswered';
    this.why = why;
  }
}

export type HostedOptions = {
  path: string;
  /** Longest wait for an answer. */
  timeoutMs?: number;
  /** State that answers must at least be of; null: any will do. */
  atLeast?: () => Mark | null;
};

type Waiting = { resolve(value: unknown): void; reject(error: Error): void; timer: NodeJS.Timeout };

/** The engine that a search process of this machine hosts, over one connection that is made when it is needed and made anew when it broke. */
export function hostedSearch({ path, timeoutMs = 400, atLeast = () => null }: HostedOptions): SearchReader & { close(): void } {
  const waiting = new Map<number, Waiting>();
  let socket: Socket | null = null;
  let last = 0;

  function connection(): Socket {
    if (socket && !socket.destroyed) return socket;
    const fresh = connect(path);
    fresh.unref();
    fresh.on('error', () => undefined);
    fresh.on('close', () => {
      if (socket !== fresh) return;
      socket = null;
      for (const id of [...waiting.keys()]) settle(id, (each) => each.reject(new NotAnswered('away')));
    });
    receive<Answer>(fresh, ({ id, value, refused }) =>
      settle(id, (each) => (refused ? each.reject(new NotAnswered(refused)) : each.resolve(value))),
    );
    socket = fresh;
    return fresh;
  }

  function settle(id: number, how: (waiting: Waiting) => void): void {
    const each = waiting.get(id);
    if (!each) return;
    waiting.delete(id);
    clearTimeout(each.timer);
    how(each);
  }

  function ask<V>(call: string, given: unknown): Promise<V> {
    last += 1;
    const id = last;
    return new Promise<V>((resolve, reject) => {
      const timer = setTimeout(() => settle(id, (each) => each.reject(new NotAnswered('slow'))), timeoutMs);
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, timer });
      send(connection(), { id, call, given, atLeast: atLeast() });
    });
  }

  return {
    features: new Set(['rating', 'ranges', 'rules', 'better'] as const),
    async search(request) {
      const found = await ask<Sent>('search', request);
      return {
        ...found,
        counts: found.counts && new Map(found.counts.map(([field, values]) => [field, new Map(values)])),
        ...(found.ranges ? { ranges: new Map(found.ranges) } : {}),
      } as SearchResult;
    },
    byIds: (request) => ask('byIds', request),
    countScopes: async (request) => new Map(await ask<[string, number][]>('countScopes', request)),
    suggest: (request) => ask('suggest', request),
    close: () => socket?.destroy(),
  };
}

type Sent = Omit<SearchResult, 'counts' | 'ranges'> & {
  counts: [string, [string, number][]][] | null;
  ranges?: [string, { min: number; max: number }][];
};
