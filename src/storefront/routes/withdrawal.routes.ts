import { ShopError } from '../../kernel/errors.ts';
import { isUuid, uuidv7 } from '../../kernel/ids.ts';
import { type Route, type RouteReply, type RouteRequest, route } from '../../platform/http/index.ts';
import { type Units, withdrawableLines } from '../../shop/orders/index.ts';
import type { FormError } from '../checkout-form.ts';
import type { PageContext } from '../context.ts';
import type { StorefrontDeps } from '../deps.ts';
import { links } from '../links.ts';
import type { Order } from '../templates/order.ts';
import {
  type Identity,
  withdrawalChoosePage,
  withdrawalClosedPage,
  withdrawalConfirmPage,
  withdrawalFindPage,
  withdrawalReceiptPage,
} from '../templates/withdrawal.ts';
import { contextOf, sendPrivate, textOf } from './common.ts';
import { requireLocale } from './locale.ts';

/** The withdrawal function: find the order, state what, confirm. Works without an account and without script. */
export function withdrawalRoutes(deps: StorefrontDeps): Route[] {
  const shared = { access: 'public', tags: ['storefront'], schema: {}, url: '/:market/:language/withdrawal' } as const;
  return [
    route({
      ...shared,
      method: 'GET',
      summary: 'Withdraw from a contract',
      limited: true,
      handler: (request, reply) => open(deps, request, reply),
    }),
    route({ ...shared, method: 'POST', summary: 'Next step of a withdrawal', handler: (request, reply) => proceed(deps, request, reply) }),
  ];
}

async function open(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): Promise<RouteReply> {
  const context = await surroundings(deps, request);
  const identity = { token: String(request.query.token ?? ''), number: '', email: '' };
  const order = identity.token === '' ? null : await deps.orders.byToken(identity.token);
  reply.header('referrer-policy', 'no-referrer');
  return order
    ? choose(context, reply, order, identity, [])
    : sendPrivate(reply, withdrawalFindPage(context, { ...identity, token: '' }, []));
}

async function proceed(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): Promise<RouteReply> {
  const context = await surroundings(deps, request);
  const { body } = request;
  const identity: Identity = {
    token: textOf(body, 'token', 64),
    number: textOf(body, 'number', 32).trim(),
    email: textOf(body, 'email', 254).trim(),
  };
  const step = textOf(body, 'step', 16);
  const { texts } = context;
  const missing: FormError[] = identity.token
    ? []
    : [
        ...(identity.number === '' ? [{ field: 'number', message: texts.orderStatus.required.number }] : []),
        ...(identity.email === '' ? [{ field: 'email', message: texts.orderStatus.required.email }] : []),
      ];
  if (missing.length > 0) return sendPrivate(reply, withdrawalFindPage(context, identity, missing), 422);
  const order = identity.token
    ? await deps.orders.byToken(identity.token)
    : await deps.orders.byNumberAndEmail(identity.number, identity.email);
  if (!order)
    return sendPrivate(
      reply,
      withdrawalFindPage(context, { ...identity, token: '' }, [{ field: 'number', message: texts.orderStatus.notFound }]),
      404,
    );
  const id = textOf(body, 'id', 36);
  if (step === 'confirm' && isUuid(id)) return confirm(deps, context, reply, order, identity, id, unitsOf(body, order));
  if (step !== 'review') return choose(context, reply, order, identity, []);
  const units = unitsOf(body, order);
  if (units.length === 0) return choose(context, reply, order, identity, [{ field: 'lines', message: texts.withdrawal.nothing }], 422);
  return sendPrivate(reply, withdrawalConfirmPage(context, order, identity, uuidv7(), units));
}

async function confirm(
  deps: StorefrontDeps,
  context: PageContext,
  reply: RouteReply,
  order: Order,
  identity: Identity,
  id: string,
  units: readonly Units[],
): Promise<RouteReply> {
  try {
    const receipt = await deps.desk.withdrawals.declare(order, { id, lines: units });
    return sendPrivate(reply, withdrawalReceiptPage(context, order, receipt));
  } catch (error) {
    if (!(error instanceof ShopError) || error.status >= 500) throw error;
    return choose(context, reply, order, identity, [{ field: 'lines', message: context.texts.withdrawal.changed }], 409);
  }
}

function choose(context: PageContext, reply: RouteReply, order: Order, identity: Identity, errors: FormError[], status = 200): RouteReply {
  if (!order.isWithdrawable || withdrawableLines(order).length === 0) return sendPrivate(reply, withdrawalClosedPage(context, order), 409);
  return sendPrivate(reply, withdrawalChoosePage(context, order, identity, errors), status);
}

/** The pieces that the form names, of lines that the order has. */
function unitsOf(body: unknown, order: Order): Units[] {
  return order.lines.flatMap(({ position, quantity }) => {
    const given = Number(textOf(body, `q-${position}`, 6) || '0');
    return Number.isInteger(given) && given > 0 && given <= quantity ? [{ position, quantity: given }] : [];
  });
}

function surroundings(deps: StorefrontDeps, request: RouteRequest): Promise<PageContext> {
  const locale = requireLocale(deps, request.params);
  return contextOf(deps, locale, { origin: request.origin, address: links(locale).withdrawal() });
}
