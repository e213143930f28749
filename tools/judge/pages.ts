import { createVisitor, type SeenPage } from './visitor.ts';

/** A page and what it is a page of. */
export type TemplatePage = SeenPage & { name: string };

type Card = { handle: string; stock: string; variantId: number | null };
type Goods = { simple: Card; withOptions: Card; soldOut: Card; category: string };

const ADDRESSES: Record<string, Record<string, string>> = {
  eu: { street: 'Uferweg 12', postalCode: '20095', city: 'Hamburg', country: 'DE' },
  us: { street: '12 Harbor Road', postalCode: '02110', city: 'Boston', country: 'US', region: 'MA' },
};

/** Every template, in every market and language; those that need a cart or an order are reached by posting forms. */
export async function templatePages(origin: string): Promise<TemplatePage[]> {
  const pages: TemplatePage[] = [];
  for (const [market, language] of [
    ['eu', 'en'],
    ['eu', 'de'],
    ['us', 'en'],
  ] as const) {
    const goods = await findGoods(origin, market, language);
    const place = `/${market}/${language}`;
    const name = (text: string) => `${market} ${language}: ${text}`;
    pages.push(...(await openPages(origin, place, goods)).map((page) => ({ ...page, name: name(page.name) })));
    pages.push(...(await buy(origin, place, goods, ADDRESSES[market]!)).map((page) => ({ ...page, name: name(page.name) })));
  }
  const guest = createVisitor(origin);
  pages.push({ name: 'API docs', ...expect(await guest.open('/api/docs'), 200) });
  pages.push({ name: 'a market that is not there', ...expect(await guest.open('/mars/en/'), 404) });
  return pages;
}

async function openPages(origin: string, place: string, goods: Goods): Promise<TemplatePage[]> {
  const visitor = createVisitor(origin);
  const pages: TemplatePage[] = [];
  const open = async (name: string, path: string, status = 200) => {
    const page = { name, ...expect(await visitor.open(place + path), status) };
    pages.push(page);
    return page;
  };
  const home = await open('home', '/');
  await open('category', `/c/${goods.category}`);
  await open('category, filtered and sorted', `/c/${goods.category}?stock=in&sort=price-asc`);
  await open('category without a match', `/c/${goods.category}?price=1-2`);
  await open('all products, page 2', '/shop?page=2');
  await open('search', '/search?q=bowl');
  await open('search, misspelt', '/search?q=bowll');
  await open('search without a match', '/search?q=qqzzxx');
  await open('search without words', '/search?q=');
  await open('product without options', `/p/${goods.simple.handle}`);
  await open('product with options', `/p/${goods.withOptions.handle}`);
  await open('product, sold out', `/p/${goods.soldOut.handle}`);
  const legal = [...home.html.matchAll(/href="[^"]*\/legal\/([a-z-]+)"/g)].map(([, slug]) => slug!);
  for (const slug of new Set(legal)) await open(`legal, ${slug}`, `/legal/${slug}`);
  await open('nothing there', '/p/no-such-piece', 404);
  await open('cart, empty', '/cart');
  await open('checkout, empty', '/checkout');
  const lookUp = await open('order status', '/order-status');
  const look = (fields: Record<string, string>) => visitor.submit(lookUp, `${place}/order-status`, fields);
  pages.push({ name: 'order status, nothing entered', ...expect(await look({}), 422) });
  pages.push({ name: 'order status, not found', ...expect(await look({ number: 'A-0', email: 'nobody@example.com' }), 404) });
  return pages;
}

/** From the product to the order, with the refusals on the way. */
async function buy(origin: string, place: string, goods: Goods, address: Readonly<Record<string, string>>): Promise<TemplatePage[]> {
  const pages: TemplatePage[] = [];
  const visitor = createVisitor(origin);
  const keep = (name: string, page: SeenPage, status = 200) => {
    pages.push({ name, ...expect(page, status) });
    return page;
  };
  const add = async (card: Card, changes: Record<string, string> = {}) =>
    visitor.submit(await visitor.open(`${place}/p/${card.handle}`), `${place}/cart/lines`, changes);
  await add(goods.withOptions);
  const cart = keep('cart', await add(goods.simple, { quantity: '2' }));
  const line = /action="([^"]*\/cart\/lines\/\d+)"/.exec(cart.html)?.[1] ?? '';
  keep('cart, a quantity refused', await visitor.submit(cart, line, { quantity: 'many' }), 422);
  keep('cart, a line taken out', await visitor.submit(cart, line, { quantity: '0' }));

  const checkout = `${place}/checkout`;
  const start = keep('checkout', await visitor.open(checkout));
  keep('checkout, nothing entered', await visitor.submit(start, checkout, {}, 'delivery'), 422);
  const contact = { email: 'judge@example.com', name: 'Zoë "Quill" <Ash>', note: 'Ring twice & wait', ...address };
  const delivery = keep('checkout, delivery', await visitor.submit(start, checkout, contact, 'delivery'));
  const payment = keep('checkout, payment', await visitor.submit(delivery, checkout, {}, 'payment'));
  const declined = keep('checkout, declined', await visitor.submit(payment, checkout, { payment: 'test:decline' }, 'pay'));
  const order = keep('order placed', await visitor.submit(declined, checkout, { payment: 'test:success' }, 'pay'));
  const number = /\/orders\/([A-Z0-9-]+)/.exec(order.path)?.[1];
  if (!number) throw new Error(`paying led to ${order.path} and not to an order`);
  keep('order by its link', await visitor.open(order.path.replace('&thanks=1', '')));
  const lookUp = await visitor.open(`${place}/order-status`);
  keep('order by number and e-mail', await visitor.submit(lookUp, `${place}/order-status`, { number, email: contact.email }));
  return pages;
}

/** Products of each kind, as the API lists them. */
async function findGoods(origin: string, market: string, language: string): Promise<Goods> {
  const ask = async <T>(path: string): Promise<T> => (await fetch(`${origin}/api/${path}`)).json() as Promise<T>;
  const where = `market=${market}&language=${language}`;
  const cards: Card[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { items: Card[]; nextCursor: string | null } = await ask(`products?${where}&limit=100${cursor && `&cursor=${cursor}`}`);
    cards.push(...page.items);
    cursor = page.nextCursor;
  }
  const categories = await ask<{ items: { slug: string }[] }>(`categories?${where}`);
  const pick = (kind: string, fits: (card: Card) => boolean): Card => {
    const card = cards.find(fits);
    if (!card) throw new Error(`the demo shop has no product ${kind} in ${market}`);
    return card;
  };
  return {
    simple: pick('without options', (card) => card.variantId !== null && card.stock === 'in'),
    withOptions: pick('with options', (card) => card.variantId === null && card.stock === 'in'),
    soldOut: pick('that is sold out', (card) => card.stock === 'out'),
    category: categories.items[0]?.slug ?? '',
  };
}

function expect(page: SeenPage, status: number): SeenPage {
  if (page.status !== status) throw new Error(`${page.path} answers ${page.status} and not ${status}`);
  return page;
}
