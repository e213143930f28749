import { formatMoney } from '../kernel/money.ts';
import type { Page } from '../kernel/page.ts';
import { translate } from '../kernel/translated.ts';
import { ORDER_STATUSES, type OrderStatus, type OrderSummary, type OrderView } from '../shop/orders/index.ts';
import { type Command, type Context, UsageError } from './command.ts';
import { composeShop } from './shop.ts';

export const command: Command = {
  name: 'orders',
  summary: 'Shows what was ordered.',
  usage: 'list | show NUMBER',
  help: '`list` prints orders, newest first; `show` one with its lines, its buyer and its timeline.',
  options: {
    status: { type: 'string', value: 'STATUS', about: `Only orders of this status: ${ORDER_STATUSES.join(', ')}.` },
    email: { type: 'string', value: 'ADDRESS', about: 'Only orders of this e-mail address.' },
    limit: { type: 'string', value: 'N', default: '24', about: 'How many to list, at most 1000.' },
    json: { type: 'boolean', about: 'One JSON object a line.' },
  },
  mostArguments: 2,
  run: async (context) => {
    const { orderReading } = composeShop(await context.database(), context.config);
    return runOrders(context, orderReading);
  },
};

/** The part of the order readings that this command needs. */
type Reading = {
  list(filter: { cursor?: string; status?: OrderStatus; email?: string; limit: number }): Promise<Page<OrderSummary>>;
  get(idOrNumber: string): Promise<OrderView<unknown>>;
};

type Asked = Pick<Context, 'arguments' | 'text' | 'flag' | 'print'>;

export async function runOrders(asked: Asked, reading: Reading): Promise<number> {
  const [verb, number, ...more] = asked.arguments;
  if (verb === 'list' && number === undefined) return list(asked, reading);
  if (verb === 'show' && number !== undefined && more.length === 0) return show(number, asked, reading);
  throw new UsageError('Say what to do: orders list, or orders show NUMBER.');
}

async function list(asked: Asked, reading: Reading): Promise<number> {
  const wanted = asked.text('status');
  const status = ORDER_STATUSES.find((known) => known === wanted);
  if (wanted !== null && !status) throw new UsageError(`--status is one of ${ORDER_STATUSES.join(', ')}.`);
  let left = Number(asked.text('limit') ?? '24');
  if (!Number.isInteger(left) || left < 1 || left > 1000) throw new UsageError('--limit is a whole number from 1 to 1000.');
  let cursor: string | undefined;
  do {
    const page: Page<OrderSummary> = await reading.list({
      cursor,
      status,
      email: asked.text('email') ?? undefined,
      limit: Math.min(left, 100),
    });
    for (const order of page.items) asked.print(asked.flag('json') ? JSON.stringify(order) : line(order));
    left -= page.items.length;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && left > 0);
  return 0;
}

async function show(number: string, asked: Asked, reading: Reading): Promise<number> {
  const order = await reading.get(number);
  asked.print(asked.flag('json') ? JSON.stringify(order) : details(order));
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
        [contact.company, contact.vatId].filter(Boolean).join(', '),
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
  return rows.join('\n');
}

function minute(at: Date): string {
  return at.toISOString().slice(0, 16).replace('T', ' ');
}
