import { parseArgs } from 'node:util';
import { ShopError } from '../kernel/errors.ts';
import { formatMoney } from '../kernel/money.ts';
import type { Page } from '../kernel/page.ts';
import { translate } from '../kernel/translated.ts';
import { ORDER_STATUSES, type OrderStatus, type OrderSummary, type OrderView } from '../shop/orders/index.ts';

export const summary = 'Show what was ordered';

export const usage = `stoa orders list [--status ${ORDER_STATUSES.join('|')}] [--email ADDRESS] [--limit N] [--json]
stoa orders show NUMBER [--json]

Lists orders, newest first (24 unless --limit says otherwise, at most 1000), or shows one with its lines, its buyer and its
timeline. --json prints one JSON object a line.
`;

/** The part of the order readings that this command needs. */
type Reading = {
  list(filter: { cursor?: string; status?: OrderStatus; email?: string; limit: number }): Promise<Page<OrderSummary>>;
  get(idOrNumber: string): Promise<OrderView<unknown>>;
};

type Print = (text: string) => void;

/** Runs `stoa orders ...`; answers with the exit code: 0 done, 1 no such order, 2 wrong arguments. */
export async function run(args: readonly string[], { reading, print, complain }: { reading: Reading; print: Print; complain: Print }) {
  const [verb, ...rest] = args;
  try {
    if (verb === 'list') return await list(rest, reading, print);
    if (verb === 'show') return await show(rest, reading, print);
  } catch (error) {
    if (error instanceof ShopError) {
      complain(`${error.detail}\n`);
      return 1;
    }
    if (!isArgumentFault(error)) throw error;
    complain(`${error.message}\n`);
  }
  complain(usage);
  return 2;
}

async function list(args: string[], reading: Reading, print: Print): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { status: { type: 'string' }, email: { type: 'string' }, limit: { type: 'string', default: '24' }, json: { type: 'boolean' } },
  });
  const status = ORDER_STATUSES.find((known) => known === values.status);
  if (values.status !== undefined && !status) throw new ArgumentFault(`--status is one of ${ORDER_STATUSES.join(', ')}`);
  let left = Number(values.limit);
  if (!Number.isInteger(left) || left < 1 || left > 1000) throw new ArgumentFault('--limit is a whole number from 1 to 1000');
  let cursor: string | undefined;
  do {
    const page: Page<OrderSummary> = await reading.list({ cursor, status, email: values.email, limit: Math.min(left, 100) });
    for (const order of page.items) print(values.json ? `${JSON.stringify(order)}\n` : `${line(order)}\n`);
    left -= page.items.length;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && left > 0);
  return 0;
}

async function show(args: string[], reading: Reading, print: Print): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { json: { type: 'boolean' } }, allowPositionals: true });
  const [number, ...more] = positionals;
  if (!number || more.length > 0) throw new ArgumentFault('say which order: stoa orders show NUMBER');
  const order = await reading.get(number);
  print(values.json ? `${JSON.stringify(order)}\n` : details(order));
  return 0;
}

function line(order: OrderSummary): string {
  const who = order.customer ? `${order.customer.name} <${order.customer.email}>` : 'erased';
  const total = formatMoney(order.total, order.currency, 'en').padStart(12);
  return `${order.number.padEnd(10)} ${minute(order.placedAt)}  ${order.status.padEnd(9)} ${total}  ${String(order.itemCount).padStart(3)} pcs  ${order.country}  ${who}`;
}

function details(order: OrderView<unknown>): string {
  const money = (amount: number) => formatMoney(amount, order.currency, 'en').padStart(12);
  const { contact } = order;
  const address = contact
    ? [
        `${contact.name} <${contact.email}> ${contact.phone}`.trim(),
        contact.street,
        contact.extra,
        `${contact.postalCode} ${contact.city} ${contact.region} ${contact.country}`.replace(/\s+/g, ' '),
        contact.note && `Note: ${contact.note}`,
      ].filter(Boolean)
    : ['erased'];
  const rows = [
    `${order.number}  ${order.status}  ${minute(order.placedAt)}  ${order.market}/${order.language}`,
    '',
    ...address.map((row) => `  ${row}`),
    '',
    ...order.lines.map((l) =>
      `  ${money(l.total)}  ${l.quantity} x ${l.title}${l.variantTitle ? ` (${l.variantTitle})` : ''}  ${l.sku ?? ''}`.trimEnd(),
    ),
    `  ${money(order.deliveryAmount)}  ${translate(order.delivery.name, 'en')}`,
    `  ${money(order.total)}  total, ${order.taxIncluded ? 'with' : 'and'} ${money(order.taxAmount).trim()} tax`,
    '',
    ...(order.payment ? [`  paid by ${order.payment.provider} (${order.payment.method}): ${order.payment.status}`] : []),
    ...(order.tracking ? [`  parcel ${order.tracking}`] : []),
    ...order.timeline.map((event) => `  ${minute(event.at)}  ${event.type}  by ${event.actor}`),
  ];
  return `${rows.join('\n')}\n`;
}

function minute(at: Date): string {
  return at.toISOString().slice(0, 16).replace('T', ' ');
}

class ArgumentFault extends Error {}

function isArgumentFault(error: unknown): error is Error {
  if (error instanceof ArgumentFault) return true;
  return error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
}
