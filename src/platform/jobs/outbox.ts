import { json, type Queryable, sql } from '../postgres/index.ts';
import { currentTrace, traceparent } from '../telemetry/index.ts';

/**
 * Writes an event in the transaction of the change it tells of; the relay hands it to its handlers after the commit.
 * The payload is JSON without personal data. No notification is sent: `notify` would make all commits queue up behind one
 * lock of the server, while the relay's look every few milliseconds costs next to nothing.
 * @param type `module.what-happened`, such as `catalog.products-changed`
 */
export async function appendEvent(tx: Queryable, type: string, payload: unknown): Promise<void> {
  const trace = currentTrace();
  await tx.query(append, [type, json(payload), trace ? traceparent(trace) : null]);
}

const append = sql('jobs.append_event', 'insert into outbox (type, payload, traceparent) values ($1, $2::jsonb, $3)');
