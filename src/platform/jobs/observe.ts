import type { Registry } from '../telemetry/index.ts';
import type { Relay } from './relay.ts';

/** How far events are behind and what became of them. Lag and parked events are told by the one relay that works, lest they count twice. */
export function observeRelay(relay: Pick<Relay, 'stats'>, registry: Pick<Registry, 'observe'>): void {
  const working = (value: (stats: ReturnType<Relay['stats']>) => number) => () => {
    const stats = relay.stats();
    return stats.active ? [{ values: [] as [], value: value(stats) }] : [];
  };
  registry.observe(
    'gauge',
    { name: 'stoa.outbox.lag', help: 'Age of the oldest event when the last batch was taken; 0 when none waits.', unit: 's', labels: [] },
    working(({ lagMs }) => lagMs / 1_000),
  );
  registry.observe(
    'gauge',
    { name: 'stoa.outbox.parked', help: 'Events that were given up and wait for a person.', unit: '{event}', labels: [] },
    working(({ parked }) => parked),
  );
  registry.observe('gauge', { name: 'stoa.outbox.relay.active', help: '1 where the relay works.', unit: '{relay}', labels: [] }, () => [
    { values: [], value: relay.stats().active ? 1 : 0 },
  ]);
  registry.observe(
    'counter',
    { name: 'stoa.outbox.events', help: 'Events by outcome of a try.', unit: '{event}', labels: ['outcome'] },
    () => {
      const { handled, failed } = relay.stats();
      return [
        { values: ['handled'], value: handled },
        { values: ['failed'], value: failed },
      ];
    },
  );
}
