import { fail } from '../../kernel/errors.ts';
import { type Route, type RouteReply, type RouteRequest, route } from '../../platform/http/index.ts';
import type { FormError } from '../checkout-form.ts';
import type { StorefrontDeps } from '../deps.ts';
import { links } from '../links.ts';
import { orderPage, orderStatusPage } from '../templates/order.ts';
import { contextOf, sendPrivate, textOf } from './common.ts';
import { requireLocale } from './locale.ts';

/** An order for whoever holds its link, or knows its number and e-mail. */
export function orderRoutes(deps: StorefrontDeps): Route[] {
  const shared = { access: 'public', tags: ['storefront'], schema: {} } as const;
  return [
    route({
      ...shared,
      method: 'GET',
      url: '/:market/:language/orders/:number',
      summary: 'Order by its link',
      limited: true,
      handler: (request, reply) => byLink(deps, request, reply),
    }),
    route({
      ...shared,
      method: 'GET',
      url: '/:market/:language/orders/:number/documents/:id',
      summary: 'Invoice or credit note of an order, as a PDF',
      limited: true,
      handler: (request, reply) => document(deps, request, reply),
    }),
    route({
      ...shared,
      method: 'GET',
      url: '/:market/:language/order-status',
      summary: 'Order look-up',
      handler: (request, reply) => form(deps, request, reply, { number: '', email: '' }, []),
    }),
    route({
      ...shared,
      method: 'POST',
      url: '/:market/:language/order-status',
      summary: 'Order by number and e-mail',
      handler: (request, reply) => byNumber(deps, request, reply),
    }),
  ];
}

async function byLink(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): Promise<RouteReply> {
  const locale = requireLocale(deps, request.params);
  const number = String(request.params.number ?? '').toUpperCase();
  const token = String(request.query.token ?? '');
  const order = token === '' ? null : await deps.orders.byToken(token);
  if (!order || order.number !== number) fail('order_not_found');
  const context = await surroundings(deps, request, links(locale).order(number));
  // The address is a key: it goes to no other site.
  reply.header('referrer-policy', 'no-referrer');
  return sendPrivate(reply, orderPage(context, order, { isNew: request.query.thanks === '1', token }));
}

/** `invoice` stands for the one that is issued when it is asked for. */
async function document(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): Promise<RouteReply> {
  requireLocale(deps, request.params);
  const token = String(request.query.token ?? '');
  const asked = String(request.params.id ?? '');
  const id = asked === 'invoice' ? await deps.desk.documents.invoiceForBuyer(token) : asked;
  const file = id ? await deps.desk.documents.pdfForBuyer(token, id) : null;
  if (!file) fail('order_not_found');
  return reply
    .header('cache-control', 'private, no-store')
    .header('referrer-policy', 'no-referrer')
    .header('content-disposition', `inline; filename="${file.fileName}"`)
    .type('application/pdf')
    .send(file.bytes);
}

async function byNumber(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): Promise<RouteReply> {
  const locale = requireLocale(deps, request.params);
  const number = textOf(request.body, 'number', 32).trim();
  const email = textOf(request.body, 'email', 254).trim();
  const context = await surroundings(deps, request, links(locale).orderStatus);
  const { texts } = context;
  const missing: FormError[] = [
    ...(number === '' ? [{ field: 'number', message: texts.orderStatus.required.number }] : []),
    ...(email === '' ? [{ field: 'email', message: texts.orderStatus.required.email }] : []),
  ];
  if (missing.length > 0) return sendPrivate(reply, orderStatusPage(context, { number, email }, missing), 422);
  const order = await deps.orders.byNumberAndEmail(number, email);
  if (order) return sendPrivate(reply, orderPage(context, order, { isNew: false, token: deps.orders.tokenOf(order.id) }));
  return sendPrivate(reply, orderStatusPage(context, { number, email }, [{ field: 'number', message: texts.orderStatus.notFound }]), 404);
}

async function form(
  deps: StorefrontDeps,
  request: RouteRequest,
  reply: RouteReply,
  values: { number: string; email: string },
  errors: FormError[],
): Promise<RouteReply> {
  const locale = requireLocale(deps, request.params);
  return sendPrivate(reply, orderStatusPage(await surroundings(deps, request, links(locale).orderStatus), values, errors));
}

function surroundings(deps: StorefrontDeps, request: RouteRequest, address: string) {
  return contextOf(deps, requireLocale(deps, request.params), { origin: request.origin, address });
}
