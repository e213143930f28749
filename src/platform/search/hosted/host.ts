import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { Mark } from '../postgres/index.ts';
import type { SearchEngine, SearchRequest, SuggestRequest } from '../search.ts';
import { type Answer, type Question, type Refusal, reaches, receive, send } from './frames.ts';

export type HostOptions = {
  engine: SearchEngine;
  /** Of the socket; a file that a dead process left there is replaced. */
  path: string;
  /** What the engine holds, or null while it is not whole. */
  reached(): Mark | null;
  /** Tries to reach the newest state at once; resolves when something came or the attempt has ended. */
  catchUp(): Promise<void>;
  /** Longest wait for a state that a question asks for; then it is answered from elsewhere. */
  waitMs?: number;
};

/** Answers questions about an engine over a Unix socket. Only this user may ask. */
export async function hostSearch(options: HostOptions): Promise<{ close(): Promise<void> }> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    receive<Question>(socket, (question) => {
      void answer(options, question).then((reply) => !socket.destroyed && send(socket, reply));
    });
  });
  rmSync(options.path, { force: true });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    // Its own: a child of a cluster would ask its supervisor for it, which may have died a moment ago.
    server.listen({ path: options.path, exclusive: true }, done);
  });
  chmodSync(options.path, 0o600);
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of open) socket.destroy();
      }),
  };
}

async function answer(options: HostOptions, { id, call, given, atLeast }: Question): Promise<Answer> {
  const refused = (why: Refusal): Answer => ({ id, refused: why });
  try {
    if (!options.reached()) return refused('starting');
    if (!(await reachedInTime(options, atLeast))) return refused('behind');
    return { id, value: await run(options.engine, call, given) };
  } catch {
    return refused('fault');
  }
}

async function reachedInTime({ reached, catchUp, waitMs = 50 }: HostOptions, wanted: Mark | null): Promise<boolean> {
  if (reaches(reached(), wanted)) return true;
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, waitMs);
  await Promise.race([catchUp().catch(() => undefined), late.promise]);
  clearTimeout(timer);
  return reaches(reached(), wanted);
}

/** Maps travel as lists of pairs. */
async function run(engine: SearchEngine, call: string, given: unknown): Promise<unknown> {
  if (call === 'search') {
    const found = await engine.search(given as SearchRequest);
    return {
      ...found,
      counts: found.counts && [...found.counts].map(([field, values]) => [field, [...values]]),
      ...(found.ranges ? { ranges: [...found.ranges] } : {}),
    };
  }
  if (call === 'byIds') return engine.byIds(given as Parameters<SearchEngine['byIds']>[0]);
  if (call === 'countScopes') return [...(await engine.countScopes(given as Parameters<SearchEngine['countScopes']>[0]))];
  if (call === 'suggest') return engine.suggest(given as SuggestRequest);
  throw new Error(`No call is named ${call}.`);
}
