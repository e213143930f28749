import { type Clock, systemClock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/errors.ts';
import { isUuid, uuidv7 } from '../../kernel/ids.ts';
import type { OpenPerson, Persons } from '../accounts/index.ts';
import type { Credit } from '../credit/index.ts';
import { creditShares, type Invoice, type InvoiceBuyer, type Invoices, type InvoiceTax } from '../invoices/index.ts';
import { type Payments, ProviderUnavailable } from '../payments/index.ts';
import type { Redemptions } from '../promotions/index.ts';
import { type Contact, storedContact } from './contact.ts';
import { billOf, creditOf, grossOf, withRest } from './order-billing.ts';
import type { ChangeScope, ChangingLine, ChangingOrder, OrderChangeStore, Told } from './order-change.store.ts';
import { type OrderFacts, overpaidOf, type Step, statesOf, statusOf, type Units, worthOf } from './order-states.ts';

export type OrderChanges = ReturnType<typeof createOrderChanges>;

/** Money and paper that follow from a change. `credit` is what is not owed any more, `amount` what goes back. */
export type Settlement = {
  key: string;
  credit: number;
  amount: number;
  units: readonly Units[];
  reason: string;
  id?: string;
  /** False: the books know already that it is not owed. */
  isDue?: boolean;
};

/** An order under its lock, within one transaction. */
export type OpenOrder = {
  on: ChangeScope;
  order: ChangingOrder;
  /** As they were when the lock was taken. */
  lines: readonly ChangingLine[];
  facts: OrderFacts;
  at: Date;
  actor: string;
  /** Takes a step of the rules; throws what the caller did wrong. Answers with what is not owed any more. */
  take(step: Step): number;
  /** Writes a row of the timeline and an event of the same name. No personal data. */
  tell(type: string, detail?: Record<string, unknown>): void;
  /** The invoice of what is owed, issued when there is none. Null for an order that costs nothing. */
  bill(): Promise<Invoice | null>;
  /** Takes an issued invoice back in full: the next one bills the order as it will be. */
  takeBackInvoice(name: string): Promise<void>;
  /** Gives money back and credits it, once by `key`. Call `bill` before the step where money was paid. */
  settle(settlement: Settlement): Promise<string | null>;
  /** What came with a cancelled order is undone: uses of codes, gift cards it sold. */
  undo(): Promise<void>;
  /** For what is shown beside the states. */
  mark(facts: { tracking?: string | null; deliveredAt?: Date }): void;
  person(): Promise<OpenPerson | null>;
  contact(person: OpenPerson): Contact;
};

/** Runs changes of orders: lock, rules, rows, timeline and event in one transaction; the provider is called after it. */
export function createOrderChanges(deps: {
  store: OrderChangeStore;
  persons: Persons;
  invoices: Invoices;
  payments: Payments;
  redemptions: Redemptions;
  credit: Credit;
  clock?: Clock;
}) {
  const { store, persons, invoices, payments, redemptions, credit: cards, clock = systemClock } = deps;

  const finishRefunds = async (paymentId: string | null): Promise<void> => {
    if (!paymentId) return;
    try {
      await payments.finishRefunds({ paymentId });
    } catch (error) {
      // Written down: the job carries it out when the provider answers again.
      if (!(error instanceof ProviderUnavailable)) throw error;
    }
  };

  /** Money that is held for an order that is cancelled now. */
  const letGo = async (paymentId: string | null): Promise<void> => {
    const payment = paymentId === null ? null : await payments.byId(paymentId);
    if (payment?.status !== 'authorized') return;
    try {
      await payments.void(payment);
    } catch (error) {
      // The job lets go of it when the provider answers again.
      if (!(error instanceof ProviderUnavailable)) throw error;
    }
  };

  const openIn = async (on: ChangeScope, id: string, actor: string) => {
    const order = isUuid(id) ? await store.lock(on, id) : null;
    if (!order) fail('order_not_found', 'There is no order with this id.');
    const lines = await store.lines(on, id);
    const at = clock.now();
    const told: Told[] = [];
    const marks: { tracking: string | null; deliveredAt: Date | null } = { tracking: null, deliveredAt: null };
    const effects = { hasRefund: false, isChanged: false };
    let known: Promise<OpenPerson | null> | null = null;
    const person = () => (known ??= persons.open(order.personId));
    const contact = (opened: OpenPerson) => contactIn(persons, opened, order);

    const buyer = async () => {
      const opened = await person();
      return opened && { person: opened, address: buyerOf(contact(opened)) };
    };
    const documentFor = (series: 'invoice' | 'credit_note', key: string) => ({
      orderId: order.id,
      key,
      series,
      language: order.language,
      currency: order.currency,
    });

    const open: OpenOrder = {
      on,
      order,
      lines,
      facts: factsOf(order, lines),
      at,
      actor,
      take(step) {
        if (!step.ok) refuse(step, open);
        open.facts = step.facts;
        effects.isChanged = true;
        return step.credit;
      },
      tell(type, detail = {}) {
        effects.isChanged = true;
        told.push({ type, actor, detail });
      },
      mark: (given) => void Object.assign(marks, given),
      person,
      contact,
      undo: async () => {
        await redemptions.giveBack(on, [order.checkoutId, order.id]);
        await cards.withdraw(on, order.id);
      },
      async bill() {
        const { standing, remaining, count } = await invoices.standing(on, order.id);
        if (standing && !isTakenBack(remaining)) return standing;
        const content = billOf(order, lines);
        // An invoice that was taken back in full stays the one of the order until goods are added.
        if (content.lines.length === 0 || (standing && isTakenBack(content.taxes))) return standing;
        const draft = { ...documentFor('invoice', `invoice:${count + 1}`), refersTo: null, content };
        const issued = await invoices.issue(on, draft, await buyer());
        open.tell('invoiced', { invoice: issued.number });
        return issued;
      },
      async takeBackInvoice(name) {
        const { standing, remaining } = await invoices.standing(on, order.id);
        if (!standing || isTakenBack(remaining)) return;
        const taxes = remaining.filter(({ net, tax }) => net + tax !== 0);
        const content = withRest(order, { ...standing.content, taxes, reason: 'correction' });
        const draft = { ...documentFor('credit_note', invoices.correctionKey(name)), refersTo: standing, content };
        const note = await invoices.issue(on, draft, await buyer());
        open.tell('credited', { invoice: note.number });
      },
      async settle({ key, credit, amount, units, reason, id: given, isDue = true }) {
        const { standing, remaining } = await invoices.standing(on, order.id);
        if (standing && credit > 0) {
          const { lines: shown, wanted } = creditOf(order, lines, units);
          const taxes = creditShares(remaining, credit, wanted);
          const content = withRest(order, { ...billOf(order, lines), lines: shown, charges: [], taxes, reason });
          const draft = { ...documentFor('credit_note', `credit:${key}`), refersTo: standing, content };
          const note = await invoices.issue(on, draft, await buyer());
          open.tell('credited', { invoice: note.number });
        }
        const reference = `order:${order.id}:${key}`;
        const { currency } = order;
        if (credit > amount) {
          await store.book(on, { kind: 'not-owed', reference, currency, to: 'refunds', from: 'customer', amount: credit - amount, at });
        }
        // Paid beyond what was owed before this: an earlier step has booked that it is not owed, and the refund books it once more.
        if (isDue && amount > credit)
          await store.book(on, { kind: 'owed-back', reference, currency, to: 'customer', from: 'refunds', amount: amount - credit, at });
        if (amount === 0) return null;
        const refundId = given ?? uuidv7(at.getTime());
        // What was paid by gift cards and store credit goes back to them first, then to the payment; what is left, by hand.
        const creditAmount = await cards.giveBack(on, [order.checkoutId, order.id], { amount, key });
        const payment = order.paymentId ? await payments.byId(order.paymentId) : null;
        const refundable = payment ? payment.capturedAmount - payment.refundIntended : 0;
        const providerAmount = Math.max(0, Math.min(amount - creditAmount, refundable));
        const worth = units.map((unit) => ({ ...unit, amount: worthIn(open, unit) }));
        const isNew = await store.insertRefund(on, {
          id: refundId,
          orderId: order.id,
          key,
          amount,
          providerAmount,
          creditAmount,
          reason,
          lines: worth,
          actor,
          at,
        });
        if (!isNew) fail('conflict', 'There is another refund of this id.');
        if (payment && providerAmount > 0) {
          const intended = await payments.intendRefund(payment, { amount: providerAmount, key, forSale: isDue }, on);
          if (!intended.ok) fail('refund_exceeds_paid', 'The payment provider holds less than this for the order.');
          effects.hasRefund = true;
        }
        const byHand = amount - creditAmount - providerAmount;
        if (byHand > 0) {
          const posting = { kind: 'refund-by-hand', reference: `order-refund:${refundId}`, currency: order.currency } as const;
          await store.book(on, { ...posting, to: isDue ? 'refunds' : 'customer', from: 'clearing:desk', amount: byHand, at });
        }
        open.tell('refunded', {
          refund: refundId,
          amount,
          reason,
          ...(byHand > 0 ? { byHand } : {}),
        });
        return refundId;
      },
    };

    const save = async () => {
      if (!effects.isChanged) return;
      const { facts } = open;
      const states = statesOf(facts);
      const { paid, refunded, credited } = facts;
      await store.save(on, order.id, {
        status: statusOf(states),
        states,
        paid,
        refunded,
        credited,
        ...marks,
        lines: facts.lines,
        told,
        at,
      });
    };
    return { open, save, effects };
  };

  return {
    /** Throws `order_not_found`, and what `work` throws; then nothing has changed. */
    async change<T>(id: string, actor: string, work: (open: OpenOrder) => Promise<T>): Promise<T> {
      const { result, paymentId, given } = await store.transaction(async (tx) => {
        const { open, save, effects } = await openIn(tx, id, actor);
        const done = await work(open);
        await save();
        const given = open.facts.isCancelled && open.order.orderState !== 'cancelled' ? open.order.paymentId : null;
        return { result: done, paymentId: effects.hasRefund ? open.order.paymentId : null, given };
      });
      await finishRefunds(paymentId);
      await letGo(given);
      return result;
    },
  };
}

export function factsOf(order: ChangingOrder, lines: readonly ChangingLine[]): OrderFacts {
  const { total, paid, refunded, credited } = order;
  return {
    isDraft: order.orderState === 'draft',
    isCancelled: order.orderState === 'cancelled',
    total,
    paid,
    refunded,
    credited,
    lines: lines.map((line) => ({
      position: line.position,
      quantity: line.quantity,
      gross: grossOf(order, line),
      cancelled: line.cancelled,
      shipped: line.shipped,
      returned: line.returned,
      credited: line.credited,
    })),
  };
}

/** What can be given back at once, now that something is not owed any more. */
export function refundable(facts: OrderFacts): number {
  return Math.min(overpaidOf(facts), facts.paid - facts.refunded);
}

function worthIn(open: OpenOrder, unit: Units): number {
  const line = open.lines.find(({ position }) => position === unit.position);
  return line ? worthOf({ ...line, gross: grossOf(open.order, line) }, Math.min(unit.quantity, line.quantity - line.credited)) : 0;
}

function refuse(step: Extract<Step, { ok: false }>, { order, facts }: OpenOrder): never {
  const states = statesOf(facts);
  const path = `/lines/${step.position ?? 0}`;
  if (step.reason === 'state')
    fail('order_state', `The order ${order.number} is ${states.order}, ${states.payment}, ${states.fulfilment}: it does not allow this.`);
  if (step.reason === 'too_much')
    fail('refund_exceeds_paid', `Of ${facts.paid} paid, ${facts.refunded} were given back already (minor units of ${order.currency}).`);
  if (step.reason === 'nothing') fail('payload_invalid', 'Name at least one piece, or an amount above zero.');
  if (step.reason === 'line_unknown')
    fail('payload_invalid', 'The order has no such line.', { fields: [{ path, code: 'unknown', message: 'no line of this order' }] });
  fail('order_quantity', 'These are more pieces than the line has left for it.', {
    fields: [{ path, code: 'too_many', message: 'more than the line has left' }],
  });
}

export function contactIn(persons: Persons, person: OpenPerson, row: Pick<ChangingOrder, 'id' | 'emailSealed' | 'contactSealed'>): Contact {
  const unseal = (column: string, sealed: Buffer) => persons.unseal(person, { table: 'customer_order', column, row: row.id }, sealed);
  const rest = storedContact(unseal('contact_sealed', row.contactSealed));
  return { ...rest, email: unseal('email_sealed', row.emailSealed) };
}

function isTakenBack(remaining: readonly InvoiceTax[]): boolean {
  return remaining.every(({ net, tax }) => net === 0 && tax === 0);
}

function buyerOf({ name, street, extra, postalCode, city, region, country, company, vatId }: Contact): InvoiceBuyer {
  return { name, street, extra, postalCode, city, region, country, company, vatId };
}
