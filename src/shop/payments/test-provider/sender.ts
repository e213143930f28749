import { randomToken } from '../../../kernel/ids.ts';
import type { WebhookFaults } from './faults.ts';
import { signWebhook } from './signature.ts';

type Delivery = { url: string; id: string; body: string };

export type Sender = ReturnType<typeof createSender>;

const MOST_TRIES = 6;
const FIRST_PAUSE_MS = 500;

/** Sends signed webhooks, again with growing pauses where the shop does not take them. What the process has not sent dies with it. */
export function createSender({ secret, faults }: { secret: string; faults: () => WebhookFaults }) {
  let held: Delivery[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const waits = new Set<Promise<void>>();

  const later = (ms: number, work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  };

  const attempt = async (delivery: Delivery, tries: number): Promise<void> => {
    const { url, id, body } = delivery;
    const headers = { 'content-type': 'application/json', ...signWebhook({ secret, id, at: Math.floor(Date.now() / 1000), body }) };
    const taken = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(10_000) }).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.ok;
      },
      () => false,
    );
    if (!taken && tries < MOST_TRIES) later(FIRST_PAUSE_MS * 2 ** tries, () => track(attempt(delivery, tries + 1)));
  };

  const track = (work: Promise<void>) => {
    const wait = work.finally(() => waits.delete(wait));
    waits.add(wait);
  };

  const send = (delivery: Delivery) => {
    const { copies, delayMs } = faults();
    const go = () => {
      for (let copy = 0; copy < copies; copy += 1) track(attempt(delivery, 0));
    };
    if (delayMs > 0) later(delayMs, go);
    else go();
  };

  return {
    /** Tells the site of `returnUrl`; the same event id on every copy and try. */
    tell(returnUrl: string, type: string, data: unknown): void {
      if (!URL.canParse(returnUrl)) return;
      const id = `evt_${randomToken(12)}`;
      const delivery = { url: new URL('/api/webhooks/test', returnUrl).href, id, body: JSON.stringify({ id, type, data }) };
      const { shuffle } = faults();
      if (shuffle === 0) {
        send(delivery);
        return;
      }
      held.push(delivery);
      if (held.length < shuffle) return;
      const all = held.reverse();
      held = [];
      all.forEach(send);
    },
    /** Sends what is held back for shuffling. */
    flush(): void {
      const all = held.reverse();
      held = [];
      all.forEach(send);
    },
    async close(): Promise<void> {
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(waits);
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
