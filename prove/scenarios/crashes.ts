import { postmasterOf, processesOf } from '../../test/support/processes.ts';
import { booksBreaches } from '../books.ts';
import { addGoods, archive, buy, fillCart, purchaseOf, stockOf, tillAnswered } from '../shopper.ts';
import type { Inside, Scenario, Stage } from '../stage.ts';
import { moveTime, pause } from '../time.ts';

const CHECKOUTS = 500;
const VICTIMS = ['web', 'worker', 'database', 'web', 'everything'] as const;

export const crashes: Scenario = {
  name: 'crashes',
  about: `kill -9 of web processes, worker and PostgreSQL amid ${CHECKOUTS} checkouts: every confirmed order stands, every charge has its order or is given back, the books agree`,
  needsInside: true,
  async run(stage) {
    const inside = stage.inside!;
    const breaches: string[] = [];
    // Each round kills all that there is to kill once; a start of the whole shop takes seconds.
    const rounds = Math.max(1, Math.ceil(stage.rounds / VICTIMS.length));
    let confirmed = 0;
    let unanswered = 0;
    for (let round = 1; round <= rounds; round += 1) {
      const done = await oneRound(stage, inside, breaches, `round ${round}`);
      confirmed += done.confirmed;
      unanswered += done.unanswered;
      stage.tick();
    }
    return { breaches, rounds: rounds * VICTIMS.length, facts: `${confirmed} orders confirmed, ${unanswered} calls cut off` };
  },
};

async function oneRound(stage: Stage, inside: Inside, breaches: string[], about: string) {
  const { client, random } = stage;
  const checkouts = Math.max(100, Math.round((CHECKOUTS * Math.min(stage.rounds, 20)) / 20));
  const goods = await addGoods(client, { stock: checkouts * 2 });
  const confirmed = new Map<string, string>();
  let begun = 0;
  let unanswered = 0;
  const buyOne = async () => {
    const purchase = purchaseOf(await fillCart(client, [{ variantId: goods.variantId, quantity: 1 }]));
    const answer = await tillAnswered(async () => {
      const once = await buy(client, purchase);
      if (once.status === 0 || once.status >= 500) unanswered += 1;
      return once;
    });
    if (answer.status === 201) confirmed.set(purchase.checkoutId, answer.body.orderNumber);
    else if (answer.body?.code !== 'checkout_expired')
      breaches.push(`${about}: a buyer is answered ${answer.status} ${answer.body?.code ?? ''}`);
  };
  const buyers = Array.from({ length: stage.parallel }, async () => {
    while (begun < checkouts) {
      begun += 1;
      await buyOne();
    }
  });
  let next = 0;
  const killer = (async () => {
    for (const victim of random.shuffle(VICTIMS)) {
      next += checkouts / (VICTIMS.length + 1);
      while (confirmed.size < next && begun < checkouts) await pause(10);
      await kill(inside, victim, random.next());
    }
  })();
  await Promise.all([...buyers, killer]);
  await settled(stage, inside);
  const kept = await inside.query<{ checkout: string; number: string }>(
    'select checkout_id as checkout, number from customer_order where checkout_id = any($1::uuid[])',
    [[...confirmed.keys()]],
  );
  const known = new Map(kept.map(({ checkout, number }) => [checkout, number]));
  for (const [checkout, number] of confirmed)
    if (known.get(checkout) !== number) breaches.push(`${about}: the confirmed order ${number} is gone`);
  const [orders] = await inside.query<{ n: number }>('select count(*)::int as n from order_line where variant_id = $1', [goods.variantId]);
  const { onHand, reserved } = await stockOf(client, goods);
  if (onHand !== checkouts * 2 - orders!.n || reserved !== 0)
    breaches.push(`${about}: ${onHand} on hand and ${reserved} held, where ${orders!.n} of ${checkouts * 2} are ordered`);
  breaches.push(...(await booksBreaches(inside)).map((breach) => `${about}: ${breach}`));
  await archive(client, [goods]);
  return { confirmed: confirmed.size, unanswered };
}

async function kill(inside: Inside, victim: (typeof VICTIMS)[number], chance: number): Promise<void> {
  const strike = (pids: readonly number[]) => {
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // Gone with another one.
      }
    }
  };
  if (victim === 'database') return strike([postmasterOf(inside.dataDir)]);
  if (victim === 'everything') {
    strike((['supervisor', 'web', 'worker', 'database'] as const).flatMap((role) => processesOf(inside.dataDir, role)));
    return inside.restart();
  }
  const pids = processesOf(inside.dataDir, victim);
  strike(victim === 'web' ? pids.filter((_, index) => index === Math.floor(chance * pids.length)) : pids);
}

/** Brings what was left half-way to its end: recovery looks at what is older than two minutes, so the shop's time is moved on. */
async function settled({ client }: Stage, inside: Inside): Promise<void> {
  const open = () =>
    inside.query<{ n: number }>(
      `select ((select count(*) from checkout where status = 'open') + (select count(*) from reservation where status = 'held'))::int as n`,
    );
  for (let tries = 0; tries < 60; tries += 1) {
    const [{ n } = { n: 1 }] = await open();
    if (n === 0) return;
    await moveTime(client, 20);
    await pause(500);
  }
}
