import { randomToken } from '../../../kernel/ids.ts';
import type { Books } from './books.ts';
import { begin, type Charge, type ChargeRefund, capture, decide, giveBack, giveUp } from './charge.ts';
import type { Faults } from './faults.ts';
import type { Sender } from './sender.ts';

/** The caller's fault, with the HTTP status that says so. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export type ChargeRequest = Pick<Charge, 'key' | 'amount' | 'currency' | 'method' | 'captureAtOnce' | 'returnUrl'>;

export type TestProviderService = ReturnType<typeof createService>;

/** What the provider does. Each call is decided at once, in one piece; its answer waits until the books hold it. */
export function createService({ books, sender, faults }: { books: Books; sender: Sender; faults: () => Faults }) {
  const keep = async (charge: Charge, event: string, { isNews = false }: { isNews?: boolean } = {}, ...more: ChargeRefund[]) => {
    await books.keep({ charge }, ...more.map((refund) => ({ refund })));
    const { send } = faults().webhooks;
    if (send === 'all' || (send === 'news' && isNews)) sender.tell(charge.returnUrl, event, { charge, refund: more[0] ?? null });
    return charge;
  };

  const known = (id: string): Charge => {
    const charge = books.charge(id);
    if (!charge) throw new Refused(404, 'no_such_charge', 'There is no such charge.');
    return charge;
  };

  return {
    charge(request: ChargeRequest): Promise<Charge> | Charge {
      const before = books.chargeByKey(request.key);
      if (before) {
        const isSame = before.amount === request.amount && before.currency === request.currency && before.method === request.method;
        if (!isSame && before.status !== 'voided') throw new Refused(409, 'key_reused', 'This key stands for another charge.');
        return before;
      }
      const charge = begin({ ...request, id: `ch_${randomToken(12)}`, createdAt: new Date().toISOString() });
      return keep(charge, `charge.${charge.status}`);
    },
    find: (key: string) => books.chargeByKey(key),
    /** The buyer's answer on the hosted page; null when it was answered before. */
    async decide(id: string, approved: boolean): Promise<Charge> {
      const charge = decide(known(id), approved);
      return charge ? keep(charge, `charge.${charge.status}`, { isNews: true }) : known(id);
    },
    async capture(id: string, amount: number): Promise<Charge> {
      const before = known(id);
      const after = capture(before, amount);
      if (!after) throw new Refused(409, 'not_capturable', `The charge is ${before.status}.`);
      return after === before ? before : keep(after, 'charge.captured');
    },
    /** By key: one that was never made is noted as given up, so that a charge under way can not come after it. */
    async void(key: string): Promise<Charge> {
      const before = books.chargeByKey(key);
      if (!before) {
        const nothing = { key, amount: 0, currency: 'XXX', method: '', captureAtOnce: false, returnUrl: '' };
        const created = { ...nothing, id: `ch_${randomToken(12)}`, createdAt: new Date().toISOString() };
        return keep({ ...begin(created), status: 'voided' }, 'charge.voided');
      }
      const after = giveUp(before);
      return after === before ? before : keep(after, 'charge.voided');
    },
    async refund(request: { key: string; charge: string; amount: number }): Promise<ChargeRefund> {
      const before = books.refundByKey(request.key);
      if (before) {
        if (before.charge !== request.charge || before.amount !== request.amount)
          throw new Refused(409, 'key_reused', 'This key stands for another refund.');
        return before;
      }
      const charge = known(request.charge);
      const isRefused = faults().refusedRefunds > 0;
      if (isRefused) faults().refusedRefunds -= 1;
      const after = giveBack(charge, request.amount);
      if (!after) throw new Refused(409, 'exceeds_captured', 'More than is left of the charge.');
      const refund: ChargeRefund = {
        ...request,
        id: `re_${randomToken(12)}`,
        status: isRefused ? 'failed' : 'done',
        createdAt: new Date().toISOString(),
      };
      await keep(isRefused ? charge : after, `refund.${refund.status}`, {}, refund);
      return refund;
    },
    /** Control: takes a refund back that was done, as a bank does. */
    async failRefund(key: string): Promise<ChargeRefund> {
      const refund = books.refundByKey(key);
      if (refund?.status !== 'done') throw new Refused(404, 'no_such_refund', 'There is no such refund that is done.');
      const charge = known(refund.charge);
      const failed: ChargeRefund = { ...refund, status: 'failed' };
      await keep({ ...charge, refunded: charge.refunded - refund.amount }, 'refund.failed', { isNews: true }, failed);
      return failed;
    },
    /** Control: the buyer's bank disputes the charge, or decides about it. */
    async dispute(id: string, status: 'open' | 'won' | 'lost'): Promise<Charge> {
      const charge = known(id);
      const fits = status === 'open' ? charge.status === 'captured' && charge.dispute === null : charge.dispute === 'open';
      if (!fits) throw new Refused(409, 'not_disputable', `The charge is ${charge.status}, its dispute ${charge.dispute ?? 'none'}.`);
      return keep({ ...charge, dispute: status }, `dispute.${status}`, { isNews: true });
    },
    /** Control: says again how a charge stands, as a late or repeated webhook. */
    tell(id: string): void {
      const charge = known(id);
      sender.tell(charge.returnUrl, `charge.${charge.status}`, { charge, refund: null });
    },
    refundsOf: (id: string): ChargeRefund[] => [...books.refundsOf(id)],
    /** Charges made since then, in the order they were made, after the one named; each with its refunds. */
    list({ since, after, limit }: { since: string; after: string | null; limit: number }) {
      const items: (Charge & { refunds: ChargeRefund[] })[] = [];
      let isAfter = after === null;
      for (const charge of books.charges()) {
        if (isAfter && charge.createdAt >= since && charge.amount > 0) items.push({ ...charge, refunds: [...books.refundsOf(charge.id)] });
        if (charge.id === after) isAfter = true;
        if (items.length === limit) break;
      }
      return { items };
    },
  };
}
