import type { Database, Queryable, Sql, Tx } from '../postgres/index.ts';
import type { Telemetry } from './telemetry.ts';
import { errorName, nowMs } from './trace.ts';

/**
 * The same database, measured: a duration for each statement by the module it belongs to (`catalog.product_by_id` counts
 * under `catalog`), a client span inside sampled traces, and the state of its pools. Values never leave it.
 */
export function observeDatabase(db: Database, telemetry: Pick<Telemetry, 'registry' | 'tracer'>): Database {
  const durations = telemetry.registry.histogram({
    name: 'db.client.operation.duration',
    help: 'Duration of database statements.',
    unit: 's',
    labels: ['db.system.name', 'db.query.summary', 'error.type'],
    bounds: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10],
    maxSeries: 60,
  });
  telemetry.registry.observe(
    'gauge',
    {
      name: 'db.client.connection.count',
      help: 'Connections by pool and state.',
      unit: '{connection}',
      labels: ['db.client.connection.pool.name', 'db.client.connection.state'],
    },
    () => {
      const { reads, transactions } = db.stats();
      return [
        { values: ['reads', 'used'], value: reads.connected },
        { values: ['transactions', 'idle'], value: transactions.idle },
        { values: ['transactions', 'used'], value: transactions.clients - transactions.idle },
      ];
    },
  );
  telemetry.registry.observe(
    'gauge',
    {
      name: 'db.client.connection.pending_requests',
      help: 'Callers that wait.',
      unit: '{request}',
      labels: ['db.client.connection.pool.name'],
    },
    () => {
      const { reads, transactions } = db.stats();
      return [
        { values: ['reads'], value: reads.waiting },
        { values: ['transactions'], value: transactions.waiting },
      ];
    },
  );

  async function measured<T>(name: string, run: () => Promise<T>): Promise<T> {
    const module = name.slice(0, Math.max(0, name.indexOf('.'))) || 'other';
    const startMs = nowMs();
    try {
      const result = await telemetry.tracer.span(
        name || 'statement',
        'client',
        { 'db.system.name': 'postgresql', 'db.query.summary': name },
        run,
      );
      durations.cell('postgresql', module, '').record((nowMs() - startMs) / 1_000);
      return result;
    } catch (error) {
      durations.cell('postgresql', module, errorName(error)).record((nowMs() - startMs) / 1_000);
      throw error;
    }
  }

  const query = (target: Queryable) => {
    return <Row>(sql: Sql, values?: readonly unknown[]) => measured(sql.name, () => target.query<Row>(sql, values));
  };
  const watch = (tx: Tx): Tx => ({
    query: query(tx),
    exec: (text) => tx.exec(text),
    copyFrom: (sql) => tx.copyFrom(sql),
    copyTo: (sql) => tx.copyTo(sql),
  });

  return {
    query: query(db),
    transaction: (fn, options) => measured('transaction', () => db.transaction((tx) => fn(watch(tx)), options)),
    alone: (sql, values, options) => measured(sql.name, () => db.alone(sql, values, options)),
    listen: (channel, fn, onReconnect) => db.listen(channel, fn, onReconnect),
    get pgPool() {
      return db.pgPool;
    },
    url: db.url,
    serverVersion: db.serverVersion,
    embedded: db.embedded,
    stats: () => db.stats(),
    close: () => db.close(),
  };
}
