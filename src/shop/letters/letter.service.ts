import { type Clock, systemClock } from '../../kernel/clock.ts';
import { isUuid, uuidv7 } from '../../kernel/ids.ts';
import { type MailPort, MailRefused } from '../../platform/mail/index.ts';
import type { OrderReading } from '../orders/index.ts';
import type { LetterStore } from './letter.store.ts';
import { type Brand, contentOf, LETTERS_OF, type Letter, type LetterLinks, MOST_ATTEMPTS, pauseMs } from './letter.ts';
import { writeLetter } from './letter-html.ts';

export type Letters = ReturnType<typeof createLetters>;

/** Longer than a mail server may take to answer. */
const LEASE_MS = 120_000;
const BATCH = 10;

/**
 * E-mails to buyers. What is to be written follows from the events of orders, once by (order, kind, sequence); a job sends it and
 * tries again while no server takes it. A process that dies between the sending and its record sends the same message (same id) again.
 */
export function createLetters(deps: {
  store: LetterStore;
  reading: OrderReading<unknown>;
  mail: MailPort;
  brand: Brand;
  links: LetterLinks;
  clock?: Clock;
}) {
  const { store, reading, mail, brand, links, clock = systemClock } = deps;

  const sendOne = async (letter: Letter & { attempts: number }): Promise<void> => {
    const order = await reading.get(letter.orderId);
    const content = contentOf(letter, order);
    const address = order.contact?.email;
    if (!content || !order.contact || !address) return store.finish(letter.id, 'not_sendable', null, clock.now());
    const to = { name: order.contact.name, address };
    await mail.send({ id: letter.id, to, language: order.language, ...writeLetter(content, brand, links) });
    await store.finish(letter.id, 'sent', null, clock.now());
  };

  const trySend = async (letter: Letter & { attempts: number }): Promise<boolean> => {
    try {
      await sendOne(letter);
      return true;
    } catch (error) {
      const isOver = error instanceof MailRefused || letter.attempts >= MOST_ATTEMPTS;
      const status = error instanceof MailRefused ? 'not_sendable' : isOver ? 'given_up' : 'waiting';
      await store.finish(letter.id, status, faultOf(error), new Date(clock.now().getTime() + (isOver ? 0 : pauseMs(letter.attempts))));
      return false;
    }
  };

  return {
    /** For the relay: the events that ask for a letter, by their type. Repeatable. */
    handlers: Object.fromEntries(
      Object.entries(LETTERS_OF).map(([type, { kind, sequence }]) => [
        type,
        async (events: readonly { payload: unknown }[]): Promise<void> => {
          const letters = events.flatMap(({ payload }) => {
            const given = payload as Record<string, unknown>;
            const orderId = String(given.orderId ?? '');
            return isUuid(orderId) ? [{ id: uuidv7(), orderId, kind, sequence: sequence ? String(given[sequence] ?? '') : '' }] : [];
          });
          await store.insert(letters, clock.now());
        },
      ]),
    ),
    /** Job: sends what is due. Safe in several processes at once. Answers with how many were sent and how many were not. */
    async sendDue(): Promise<{ sent: number; failed: number }> {
      let [sent, failed] = [0, 0];
      for (let round = 0; round < 50; round += 1) {
        const now = clock.now();
        const letters = await store.take(now, new Date(now.getTime() + LEASE_MS), BATCH);
        for (const letter of letters) {
          if (await trySend(letter)) sent += 1;
          else failed += 1;
        }
        if (letters.length < BATCH) break;
      }
      return { sent, failed };
    },
    counts: store.counts,
  };
}

/** Class and code: a message may quote an address. */
function faultOf(error: unknown): string {
  const { name = 'Error', cause } = error as { name?: string; cause?: { code?: string; responseCode?: number } };
  return [name, cause?.code, cause?.responseCode].filter((part) => part !== undefined).join(' ');
}
