import { fail } from '../../kernel/errors.ts';
import type { Locale } from '../../kernel/market.ts';
import { createRateLimit, type Route, type RouteReply, type RouteRequest, route } from '../../platform/http/index.ts';
import { addressErrors, type CheckoutForm, emptyCheckout, type FormError, formErrors, readCheckout, stepOf } from '../checkout-form.ts';
import type { PageContext } from '../context.ts';
import type { StorefrontDeps } from '../deps.ts';
import { links } from '../links.ts';
import { type CheckoutTrouble, checkoutPage, emptyCheckoutPage } from '../templates/checkout.ts';
import type { Checkout } from '../templates/checkout-view.ts';
import { paymentActionPage } from '../templates/payment-action.ts';
import { cartIdOf, currentCart, keepCart } from './cart-cookie.ts';
import { refusalOfCode } from './codes.ts';
import { contextOf, seeOther, sendPrivate, textOf } from './common.ts';
import { likelyCountry, requireLocale } from './locale.ts';

/** Who tries more codes is guessing. */
const MOST_GUESSES_PER_MINUTE = 20;

/** One page and one form. Every post carries all of it; only the last one changes anything. */
export function checkoutRoutes(deps: StorefrontDeps): Route[] {
  const shared = { url: '/:market/:language/checkout', access: 'public', tags: ['storefront'], schema: {} } as const;
  const guesses = createRateLimit({ perMinute: MOST_GUESSES_PER_MINUTE });
  return [
    route({ ...shared, method: 'GET', summary: 'Checkout', handler: (request, reply) => open(deps, request, reply) }),
    route({
      ...shared,
      method: 'POST',
      summary: 'Next step, or order and pay',
      handler: (request, reply) => proceed(deps, request, reply, guesses),
    }),
    route({
      ...shared,
      method: 'GET',
      url: '/:market/:language/checkout/return',
      summary: 'Back from a page of the payment provider',
      handler: (request, reply) => comeBack(deps, request, reply),
    }),
    route({
      ...shared,
      method: 'GET',
      url: '/:market/:language/pay/:token',
      summary: 'Pay an order that staff have prepared',
      handler: (request, reply) => payDraft(deps, request, reply),
    }),
  ];
}

type Stage = { deps: StorefrontDeps; request: RouteRequest; reply: RouteReply; locale: Locale; context: PageContext; cartId: string };

async function open(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): Promise<RouteReply> {
  const stage = await stageOf(deps, request, reply);
  if ('sent' in stage) return stage.sent;
  const country = likelyCountry(stage.locale.market, stage.locale.language, request.headers['accept-language']);
  const isDeclined = request.query.declined !== undefined;
  const previous = String(request.query.declined ?? request.query.ended ?? '');
  const ask = { cartId: stage.cartId, language: stage.locale.language };
  const view = await deps.checkouts.prepare({ ...ask, country, ...(previous ? { previous } : {}) });
  if (!view.entered) return show(stage, view, emptyCheckout(view.country, null));
  // An attempt that was declined comes back with all that was entered, at the step where another choice helps.
  const again = await deps.checkouts.prepare({
    ...ask,
    country: view.entered.country,
    region: view.entered.region,
    postalCode: view.entered.postalCode,
    email: view.entered.email,
    vatId: view.entered.vatId,
  });
  const delivery = String(request.query.delivery ?? '');
  const form: CheckoutForm = { ...emptyCheckout(again.country, view.entered), delivery, step: 3 };
  return show(stage, again, form, {
    trouble: { message: isDeclined ? stage.context.texts.checkout.declined : stage.context.texts.checkout.conflict, toCart: false },
  });
}

/** What staff have put together becomes the visitor's cart, and the checkout opens where only paying is left. */
async function payDraft(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): Promise<RouteReply> {
  const locale = requireLocale(deps, request.params);
  const found = await deps.drafts.byToken(String((request.params as { token?: string }).token ?? ''));
  if (!found) fail('not_found');
  const { draft, contact, checkout } = found;
  const to = links(locale);
  if (draft.orderId) {
    const order = await deps.orders.get(draft.orderId);
    return seeOther(reply, to.order(order.number, deps.orders.tokenOf(draft.orderId)));
  }
  if (draft.market !== locale.market.code || draft.language !== locale.language)
    return seeOther(reply, `/${draft.market}/${draft.language}/pay/${String((request.params as { token?: string }).token)}`);
  keepCart(request, reply, draft.cartId);
  if (!checkout || checkout.cart.lines.length === 0) return sendEmpty(deps, request, reply, locale);
  const form: CheckoutForm = { ...emptyCheckout(checkout.country, contact), delivery: draft.delivery, step: 3 };
  const isKnown = checkout.deliveryOptions.some(({ code }) => code === draft.delivery);
  const context = await contextHere(deps, request, locale);
  return show({ deps, request, reply, locale, context, cartId: draft.cartId }, checkout, isKnown ? form : { ...form, step: 2 });
}

type Guesses = ReturnType<typeof createRateLimit>;

async function proceed(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply, guesses: Guesses): Promise<RouteReply> {
  const { go, ...form } = readCheckout(request.body as Record<string, unknown>);
  // A code that stands in its field is meant to be used, whichever button (or the Enter key) sends the form: nobody pays without it.
  if (go === 'code' || go.startsWith('uncode:') || textOf(request.body, 'code').trim() !== '')
    return changeCodes(deps, request, reply, { go, form, guesses });
  // Paying comes before looking at the cart: a repeated click finds it empty, and must find its order.
  if (go === 'pay') return pay(deps, request, reply, form);
  const stage = await stageOf(deps, request, reply);
  if ('sent' in stage) return stage.sent;
  const view = await deps.checkouts.prepare({
    cartId: stage.cartId,
    country: form.values.country,
    region: form.values.region,
    postalCode: form.values.postalCode,
    email: form.values.email,
    vatId: form.values.vatId,
    language: stage.locale.language,
  });
  const errors = addressErrors(stage.context.texts, form, stage.locale.market);
  if (view.vatId === 'invalid') errors.push({ field: 'vatId', message: stage.context.texts.checkout.errors.vatIdUnknown });
  if (go === 'edit-1') return show(stage, view, { ...form, step: 1 });
  if (errors.length > 0) return show(stage, view, { ...form, step: 1 }, { errors, status: 422 });
  const isDeliveryKnown = view.deliveryOptions.some((option) => option.code === form.delivery);
  if (go !== 'payment') return show(stage, view, { ...form, step: 2 });
  if (!isDeliveryKnown)
    return show(
      stage,
      view,
      { ...form, step: 2 },
      { errors: [{ field: 'delivery', message: stage.context.texts.checkout.errors.delivery }], status: 422 },
    );
  return show(stage, view, { ...form, step: 3 });
}

/** Step 3 again, with the sums that the codes make now. */
async function changeCodes(
  deps: StorefrontDeps,
  request: RouteRequest,
  reply: RouteReply,
  { go, form, guesses }: { go: string; form: CheckoutForm; guesses: Guesses },
): Promise<RouteReply> {
  const stage = await stageOf(deps, request, reply);
  if ('sent' in stage) return stage.sent;
  const { cartId, locale } = stage;
  const entered = textOf(request.body, 'code', 64);
  let message: string | null = null;
  if (go.startsWith('uncode:')) await deps.carts.removeCode(cartId, go.slice('uncode:'.length));
  else if (guesses.take(request.ip) > 0) message = stage.context.texts.codes.tooMany;
  else message = await refusalOfCode(deps, { cartId, entered, locale });
  const { country, region, postalCode, email, vatId } = form.values;
  const view = await deps.checkouts.prepare({ cartId, country, region, postalCode, email, vatId, language: locale.language });
  return show(
    stage,
    view,
    { ...form, step: 3, ...(message ? { refusedCode: { entered, message } } : {}) },
    { status: message ? 422 : 200 },
  );
}

async function pay(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply, sent: CheckoutForm): Promise<RouteReply> {
  const locale = requireLocale(deps, request.params);
  const cartId = cartIdOf(request);
  if (!cartId) return sendEmpty(deps, request, reply, locale);
  const expectedTotal = Number(textOf(request.body, 'expectedTotal', 16) || Number.NaN);
  const expectedDue = Number(textOf(request.body, 'expectedDue', 16) || Number.NaN);
  const [provider = '', method = ''] = sent.payment.split(':');
  const checkoutId = await deps.checkouts.attemptIdOf({ cartId, checkoutId: sent.checkoutId, payment: { provider, method } });
  const form: CheckoutForm = { ...sent, checkoutId };
  const outcome = await deps.checkouts.complete({
    cartId,
    checkoutId,
    contact: form.values,
    delivery: form.delivery,
    payment: { provider, method },
    language: locale.language,
    origin: request.origin,
    ...(Number.isSafeInteger(expectedTotal) ? { expectedTotal } : {}),
    ...(Number.isSafeInteger(expectedDue) ? { expectedDue } : {}),
  });
  const to = links(locale);
  if (outcome.ok) return seeOther(reply, `${to.order(outcome.orderNumber, outcome.statusToken)}&thanks=1`);
  if (outcome.code === 'payment_action_required')
    return sendPrivate(reply, paymentActionPage(await contextHere(deps, request, locale), outcome.actionUrl));
  if (outcome.code === 'payment_declined')
    return seeOther(reply, `${to.checkout}?${new URLSearchParams({ declined: checkoutId, delivery: form.delivery })}`);
  const stage = await stageOf(deps, request, reply, { evenWithProblems: true });
  if ('sent' in stage) return stage.sent;
  const view = await deps.checkouts.prepare({
    cartId,
    country: form.values.country,
    region: form.values.region,
    postalCode: form.values.postalCode,
    email: form.values.email,
    vatId: form.values.vatId,
    language: locale.language,
  });
  return refused(stage, view, form, outcome);
}

/** The same end whether the provider's event has come before, comes later, or at this moment. */
async function comeBack(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply): Promise<RouteReply> {
  const locale = requireLocale(deps, request.params);
  const to = links(locale);
  const cartId = cartIdOf(request);
  const checkoutId = String(request.query.checkout ?? '');
  const outcome = cartId ? await deps.checkouts.comeBack({ checkoutId, cartId }) : null;
  // Somebody else's payment, or one that this browser knows nothing of (any more).
  if (!outcome) return seeOther(reply, to.orderStatus);
  if (outcome.ok) return seeOther(reply, `${to.order(outcome.orderNumber, outcome.statusToken)}&thanks=1`);
  if (outcome.code === 'payment_action_required')
    return sendPrivate(reply, paymentActionPage(await contextHere(deps, request, locale), outcome.actionUrl));
  if (outcome.code === 'payment_declined') return seeOther(reply, `${to.checkout}?${new URLSearchParams({ declined: checkoutId })}`);
  return seeOther(reply, `${to.checkout}?${new URLSearchParams({ ended: checkoutId })}`);
}

/** What was entered stays; the step that holds the fault opens, and a fresh attempt is prepared where the old one has ended. */
function refused(
  stage: Stage,
  view: Checkout,
  form: CheckoutForm,
  outcome: { code: string; fields: Parameters<typeof formErrors>[1] },
): RouteReply {
  const { texts } = stage.context;
  const again: CheckoutForm = { ...form, step: 3, checkoutId: '' };
  switch (outcome.code) {
    case 'payment_unavailable':
      // The same attempt goes on: whether money moved is not known yet.
      return show(stage, view, { ...form, step: 3 }, { trouble: { message: texts.checkout.paymentDown, toCart: false }, status: 503 });
    case 'payment_failed':
      return show(stage, view, again, { trouble: { message: texts.checkout.paymentFailed, toCart: false }, status: 402 });
    case 'code_used_up':
    case 'code_refused':
      return show(stage, view, again, { trouble: { message: texts.codes.usedUp, toCart: false }, status: 409 });
    case 'insufficient_stock':
    case 'cart_line_unavailable':
      return show(stage, view, again, { trouble: { message: texts.checkout.shortage, toCart: true }, status: 409 });
    default: {
      const errors = formErrors(texts, outcome.fields);
      if (errors.length === 0)
        return show(stage, view, again, { trouble: { message: texts.checkout.conflict, toCart: false }, status: 409 });
      const step = errors.map((error) => stepOf(error.field)).sort()[0] ?? 1;
      return show(stage, view, { ...again, step }, { errors, status: 422 });
    }
  }
}

/** The visitor's cart and the page's surroundings; else the answer that was sent instead. */
async function stageOf(
  deps: StorefrontDeps,
  request: RouteRequest,
  reply: RouteReply,
  options: { evenWithProblems?: boolean } = {},
): Promise<Stage | { sent: RouteReply }> {
  const locale = requireLocale(deps, request.params);
  const cart = await currentCart(deps, request, locale);
  if (!cart || cart.lines.length === 0) return { sent: await sendEmpty(deps, request, reply, locale) };
  const hasProblem = cart.lines.some((line) => line.problem === 'unavailable' || line.problem === 'short');
  if (hasProblem && !options.evenWithProblems) return { sent: seeOther(reply, links(locale).cart) };
  return { deps, request, reply, locale, context: await contextHere(deps, request, locale), cartId: cart.id };
}

function show(
  stage: Stage,
  view: Checkout,
  form: CheckoutForm,
  more: { errors?: FormError[]; trouble?: CheckoutTrouble; status?: number } = {},
): RouteReply {
  return sendPrivate(
    stage.reply,
    checkoutPage(stage.context, view, form, more.errors ?? [], more.trouble ?? null, stage.deps.stripe ?? null),
    more.status ?? 200,
  );
}

async function sendEmpty(deps: StorefrontDeps, request: RouteRequest, reply: RouteReply, locale: Locale): Promise<RouteReply> {
  return sendPrivate(reply, emptyCheckoutPage(await contextHere(deps, request, locale)));
}

function contextHere(deps: StorefrontDeps, request: RouteRequest, locale: Locale): Promise<PageContext> {
  return contextOf(deps, locale, { origin: request.origin, address: links(locale).checkout });
}
