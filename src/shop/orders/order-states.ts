import { divideRounded } from '../../kernel/money.ts';

export type OrderState = 'draft' | 'open' | 'completed' | 'cancelled';
export type PaymentState = 'unpaid' | 'partially_paid' | 'paid' | 'partially_refunded' | 'refunded';
export type FulfilmentState = 'unfulfilled' | 'partially_fulfilled' | 'fulfilled' | 'partially_returned' | 'returned';

/** The three states of an order, kept apart. */
export type States = { order: OrderState; payment: PaymentState; fulfilment: FulfilmentState };

/** The states in one word: `placed` waits for money, `paid` for being sent. */
export type OrderStatus = 'draft' | 'placed' | 'paid' | 'fulfilled' | 'cancelled';

export const ORDER_STATUSES = ['draft', 'placed', 'paid', 'fulfilled', 'cancelled'] as const satisfies readonly OrderStatus[];

/** Pieces of a line. `gross` is what all `quantity` of them cost the buyer, tax and discounts included, in minor units. */
export type LineFacts = {
  position: number;
  quantity: number;
  gross: number;
  cancelled: number;
  shipped: number;
  returned: number;
  /** Pieces of which the worth was given back, or is not owed any more. */
  credited: number;
};

/** All that the states follow from. Amounts in minor units. */
export type OrderFacts = {
  isDraft: boolean;
  isCancelled: boolean;
  total: number;
  /** Taken from the buyer, by whatever means. */
  paid: number;
  /** Given back. */
  refunded: number;
  /** Of the total, not owed any more: pieces cancelled or returned, goodwill. */
  credited: number;
  lines: readonly LineFacts[];
};

export type Units = { position: number; quantity: number };

export type Verb =
  | 'send'
  | 'cancel'
  | 'cancelLines'
  | 'edit'
  | 'exchange'
  | 'readdress'
  | 'requestReturn'
  | 'withdraw'
  | 'receiveReturn'
  | 'refund'
  | 'receiveMoney'
  | 'completeDraft';

type Gate = { order: readonly OrderState[]; payment?: readonly PaymentState[]; fulfilment?: readonly FulfilmentState[] };

/** What may be done in which states; what is not listed is refused. `docs/reference/orders.md` shows it as a table. */
export const GATES: Readonly<Record<Verb, Gate>> = {
  send: {
    order: ['open'],
    payment: ['paid', 'partially_refunded', 'refunded'],
    fulfilment: ['unfulfilled', 'partially_fulfilled', 'partially_returned'],
  },
  cancel: { order: ['draft', 'open'], fulfilment: ['unfulfilled'] },
  cancelLines: { order: ['open'], fulfilment: ['unfulfilled', 'partially_fulfilled', 'partially_returned'] },
  edit: { order: ['draft', 'open'], fulfilment: ['unfulfilled'] },
  exchange: { order: ['open', 'completed'], fulfilment: ['partially_fulfilled', 'fulfilled', 'partially_returned', 'returned'] },
  readdress: { order: ['draft', 'open'], fulfilment: ['unfulfilled'] },
  requestReturn: { order: ['open', 'completed'], fulfilment: ['partially_fulfilled', 'fulfilled', 'partially_returned'] },
  withdraw: { order: ['open', 'completed'] },
  receiveReturn: { order: ['open', 'completed'], fulfilment: ['partially_fulfilled', 'fulfilled', 'partially_returned'] },
  refund: { order: ['open', 'completed', 'cancelled'], payment: ['paid', 'partially_paid', 'partially_refunded'] },
  receiveMoney: { order: ['open'], payment: ['unpaid', 'partially_paid'] },
  completeDraft: { order: ['draft'] },
};

export function allows(states: States, verb: Verb): boolean {
  const gate = GATES[verb];
  return (
    gate.order.includes(states.order) &&
    (gate.payment?.includes(states.payment) ?? true) &&
    (gate.fulfilment?.includes(states.fulfilment) ?? true)
  );
}

/** What the buyer still has to pay. */
export function dueOf(facts: OrderFacts): number {
  return Math.max(0, facts.total - facts.credited - (facts.paid - facts.refunded));
}

/** What was taken beyond what is owed: to be given back. */
export function overpaidOf(facts: OrderFacts): number {
  return Math.max(0, facts.paid - facts.refunded - (facts.total - facts.credited));
}

export function statesOf(facts: OrderFacts): States {
  return { order: orderStateOf(facts), payment: paymentStateOf(facts), fulfilment: fulfilmentStateOf(facts.lines) };
}

export function statusOf({ order, payment, fulfilment }: States): OrderStatus {
  if (order === 'draft' || order === 'cancelled') return order;
  if (order === 'completed' || fulfilment === 'fulfilled' || fulfilment === 'returned') return 'fulfilled';
  return payment === 'unpaid' || payment === 'partially_paid' ? 'placed' : 'paid';
}

function orderStateOf(facts: OrderFacts): OrderState {
  if (facts.isCancelled) return 'cancelled';
  if (facts.isDraft) return 'draft';
  return openPieces(facts.lines) === 0 && dueOf(facts) === 0 ? 'completed' : 'open';
}

function paymentStateOf(facts: OrderFacts): PaymentState {
  if (facts.paid === 0 && facts.total > 0) return 'unpaid';
  if (dueOf(facts) > 0) return facts.paid > facts.refunded ? 'partially_paid' : 'unpaid';
  if (facts.refunded === 0) return 'paid';
  return facts.refunded >= facts.paid ? 'refunded' : 'partially_refunded';
}

function fulfilmentStateOf(lines: readonly LineFacts[]): FulfilmentState {
  const [shipped, returned] = [sum(lines, (line) => line.shipped), sum(lines, (line) => line.returned)];
  if (shipped === 0) return 'unfulfilled';
  const isAllSent = openPieces(lines) === 0;
  if (returned > 0) return isAllSent && returned === shipped ? 'returned' : 'partially_returned';
  return isAllSent ? 'fulfilled' : 'partially_fulfilled';
}

/** Pieces that are still to be sent. */
export function openPieces(lines: readonly LineFacts[]): number {
  return sum(lines, unsent);
}

export function unsent(line: LineFacts): number {
  return line.quantity - line.cancelled - line.shipped;
}

/** What `quantity` more pieces of a line are worth: shares of its gross that sum to it, however they come back. */
export function worthOf(line: Pick<LineFacts, 'gross' | 'quantity' | 'credited'>, quantity: number): number {
  const first = (pieces: number) => divideRounded(BigInt(line.gross) * BigInt(pieces), line.quantity);
  return first(line.credited + quantity) - first(line.credited);
}

export type Refusal = 'state' | 'line_unknown' | 'too_many' | 'too_much' | 'nothing';
export type Step = { ok: true; facts: OrderFacts; credit: number } | { ok: false; reason: Refusal; position?: number };

/** Pieces leave the house. */
export function send(facts: OrderFacts, units: readonly Units[]): Step {
  return perLine(facts, 'send', units, (line, quantity) =>
    quantity <= unsent(line) ? { ...line, shipped: line.shipped + quantity } : null,
  );
}

/** Pieces will not be sent: they are not owed any more. With the last one the order is cancelled, delivery included. */
export function cancelLines(facts: OrderFacts, units: readonly Units[]): Step {
  const step = perLine(facts, 'cancelLines', units, (line, quantity) => {
    if (quantity > unsent(line)) return null;
    const credited = line.credited + Math.min(quantity, line.quantity - line.credited);
    return { ...line, cancelled: line.cancelled + quantity, credited };
  });
  if (!step.ok) return step;
  const isEmpty = step.facts.lines.every((line) => line.cancelled === line.quantity);
  const credit = isEmpty ? facts.total - facts.credited : worthOfUnits(facts, units);
  return credited({ ...step.facts, isCancelled: isEmpty }, credit);
}

/** The whole order, before anything has left. */
export function cancel(facts: OrderFacts): Step {
  if (!allows(statesOf(facts), 'cancel')) return refused('state');
  const lines = facts.lines.map((line) => ({ ...line, cancelled: line.quantity, credited: line.quantity }));
  return credited({ ...facts, isDraft: false, isCancelled: true, lines }, facts.total - facts.credited);
}

/** Pieces that were sent are back. */
export function receiveReturn(facts: OrderFacts, units: readonly Units[], extra = 0): Step {
  const step = perLine(facts, 'receiveReturn', units, (line, quantity) => {
    if (quantity > line.shipped - line.returned) return null;
    return {
      ...line,
      returned: line.returned + quantity,
      credited: line.credited + Math.min(quantity, line.quantity - line.credited),
    };
  });
  return step.ok ? credited(step.facts, worthOfUnits(facts, units) + extra) : step;
}

/** Money goes back. What is beyond an overpayment is not owed any more. Never more than was paid. */
export function refund(facts: OrderFacts, amount: number, units: readonly Units[] = []): Step {
  if (!allows(statesOf(facts), 'refund')) return refused('state');
  if (amount <= 0) return refused('nothing');
  if (amount > facts.paid - facts.refunded) return refused('too_much');
  const unknown = units.find(({ position }) => !facts.lines.some((line) => line.position === position));
  if (unknown) return refused('line_unknown', unknown.position);
  const lines = facts.lines.map((line) => {
    const quantity = quantityOf(units, line.position);
    return { ...line, credited: Math.min(line.quantity, line.credited + quantity) };
  });
  const step = credited({ ...facts, lines }, Math.max(0, amount - overpaidOf(facts)));
  return step.ok ? { ...step, facts: { ...step.facts, refunded: facts.refunded + amount } } : step;
}

/** Money comes in. */
export function receiveMoney(facts: OrderFacts, amount: number): Step {
  if (!allows(statesOf(facts), 'receiveMoney')) return refused('state');
  if (amount <= 0) return refused('nothing');
  if (amount > dueOf(facts)) return refused('too_much');
  return { ok: true, credit: 0, facts: { ...facts, paid: facts.paid + amount } };
}

/** Money was taken that was held until now, whatever the order is by now. */
export function moneyTaken(facts: OrderFacts, amount: number): Step {
  return { ok: true, credit: 0, facts: { ...facts, paid: facts.paid + amount } };
}

/** What these pieces are worth together, each line in turn. */
export function worthOfUnits(facts: OrderFacts, units: readonly Units[]): number {
  return sum(facts.lines, (line) => worthOf(line, Math.min(quantityOf(units, line.position), line.quantity - line.credited)));
}

function credited(facts: OrderFacts, amount: number): Step {
  const credit = Math.min(amount, facts.total - facts.credited);
  return { ok: true, credit, facts: { ...facts, credited: facts.credited + credit } };
}

function perLine(
  facts: OrderFacts,
  verb: Verb,
  units: readonly Units[],
  change: (line: LineFacts, quantity: number) => LineFacts | null,
): Step {
  if (!allows(statesOf(facts), verb)) return refused('state');
  if (units.length === 0) return refused('nothing');
  const unknown = units.find(({ position }) => !facts.lines.some((line) => line.position === position));
  if (unknown) return refused('line_unknown', unknown.position);
  const lines: LineFacts[] = [];
  for (const line of facts.lines) {
    const quantity = quantityOf(units, line.position);
    const changed = quantity === 0 ? line : change(line, quantity);
    if (!changed) return refused('too_many', line.position);
    lines.push(changed);
  }
  return { ok: true, credit: 0, facts: { ...facts, lines } };
}

function quantityOf(units: readonly Units[], position: number): number {
  return sum(
    units.filter((unit) => unit.position === position),
    (unit) => unit.quantity,
  );
}

function refused(reason: Refusal, position?: number): Step {
  return position === undefined ? { ok: false, reason } : { ok: false, reason, position };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
