import { Agent } from 'node:http';
import { HOT_STOCK } from './catalogue.ts';
import type { Measured } from './ratios.ts';
import { sender } from './sender.ts';
import { shopperOf, type World } from './shoppers.ts';

/** The one driver of all shops, in a process of its own: closed loops over keep-alive connections. */
export type DriverWork = { world: World; seconds: number };

const READERS = 32;
const CART_BUYERS = 32;
const CHECKOUT_BUYERS = 16;
const HOT_BUYERS = 50;
const HOT_ATTEMPTS = 300;
/** A shop that stalls on the last case is not waited for without end. */
const HOT_LIMIT_MS = 180_000;

async function run({ world, seconds }: DriverWork): Promise<Measured[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const shopper = shopperOf[world.peer](sender(world.port, agent), world);
  const one = (items: readonly string[]) => items[Math.floor(Math.random() * items.length)]!;
  const cases: [string, number, () => Promise<void>][] = [
    ['list', READERS, () => shopper.list(one(world.categories))],
    ['detail', READERS, () => shopper.detail(one(world.products))],
    ['cart', CART_BUYERS, () => shopper.cart(one(world.variants))],
    ['checkout', CHECKOUT_BUYERS, () => shopper.checkout(one(world.variants))],
  ];
  const measured: Measured[] = [];
  for (const [name, workers, call] of cases) {
    await loop(workers, call, { until: performance.now() + 2_000, most: Number.POSITIVE_INFINITY });
    measured.push({
      case: name,
      ...(await loop(workers, call, { until: performance.now() + seconds * 1000, most: Number.POSITIVE_INFINITY })),
    });
  }
  let sold = 0;
  const buyHot = async () => {
    await shopper.checkout(world.hot);
    sold += 1;
  };
  const hot = await loop(HOT_BUYERS, buyHot, { until: performance.now() + HOT_LIMIT_MS, most: HOT_ATTEMPTS });
  const refused = hot.errors;
  measured.push({
    case: 'hot',
    ...hot,
    // Everybody beyond the stock has to be refused; an order too few is a fault as well.
    errors: Math.max(0, HOT_STOCK - sold),
    sold,
    oversold: Math.max(0, sold - HOT_STOCK),
    note: `${sold} sold, ${refused} refused or failed of ${sold + refused} attempts by ${HOT_BUYERS} at once${hot.note ? `; ${hot.note}` : ''}`,
  });
  agent.destroy();
  return measured;
}

/** Loops that begin no new call after `until` or `most` calls, and wait for every answer. */
async function loop(workers: number, call: () => Promise<void>, { until, most }: { until: number; most: number }) {
  const times: number[] = [];
  const faults = new Map<string, number>();
  let begun = 0;
  const started = performance.now();
  const cpu = process.cpuUsage();
  const work = async () => {
    while (begun < most && performance.now() < until) {
      begun += 1;
      const at = performance.now();
      try {
        await call();
        times.push(performance.now() - at);
      } catch (error) {
        const fault = (error as Error).message.slice(0, 160);
        faults.set(fault, (faults.get(fault) ?? 0) + 1);
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  const elapsed = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const [first] = faults.keys();
  const driverCpu = Math.round(((used.user + used.system) / 1e6 / elapsed) * 100) / 100;
  return {
    perSecond: times.length / elapsed,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    errors: begun - times.length,
    note: `driver cpu ${driverCpu}${first ? `; first failure: ${first}` : ''}`,
  };
}

process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2]!) as DriverWork)));
