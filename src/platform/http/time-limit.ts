import type { FastifyInstance, FastifyReply } from 'fastify';
import { ShopError } from '../../kernel/errors.ts';

/** The handler goes on, but nobody waits for it any more. */
export class HandlerTimeout extends ShopError {
  constructor(ms: number) {
    super('unavailable', undefined, { cause: new Error(`The handler took longer than ${ms} ms.`) });
  }
}

/**
 * Answers for handlers that take longer than `ms`. The framework's own limit makes an abort signal for every request and aborts it at
 * the end of each, with an error and its stack that nobody reads; nothing here listens to it.
 */
export function limitTime(app: FastifyInstance, ms: number): void {
  const timers = new WeakMap<FastifyReply, NodeJS.Timeout>();

  const answer = (reply: FastifyReply) => {
    if (reply.sent) return;
    const late = new HandlerTimeout(ms);
    // An answer that has begun to go out cannot become another one.
    if (reply.raw.headersSent) reply.raw.destroy(late);
    else reply.send(late);
  };

  app.addHook('onRequest', (_request, reply, done) => {
    // A sender who has gone away is answered for by nobody, and does not keep the process.
    timers.set(reply, setTimeout(() => answer(reply), ms).unref());
    done();
  });
  app.addHook('onResponse', (_request, reply, done) => {
    clearTimeout(timers.get(reply));
    done();
  });
}
