import type { Peer } from './ratios.ts';

/** How to reach a shop, and what can be asked for there, in its own ids. */
export type World = {
  peer: Peer;
  port: number;
  categories: string[];
  products: string[];
  variants: string[];
  hot: string;
  /** Medusa: region and publishable key. */
  region?: string;
  key?: string;
};

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<{ status: number; json: Json; headers: Record<string, string | string[] | undefined> }>;

// biome-ignore lint/suspicious/noExplicitAny: answers of three foreign interfaces, read member by member
export type Json = any;

/** One buyer's calls. Each throws when the shop does not answer as it should. */
export type Shopper = {
  list(category: string): Promise<void>;
  detail(product: string): Promise<void>;
  /** A new cart with one line. */
  cart(variant: string): Promise<void>;
  /** From nothing to a paid order. */
  checkout(variant: string): Promise<void>;
};

export const shopperOf: Record<Peer, (send: Send, world: World) => Shopper> = { stoa, vendure, medusa };

const PAGE = 24;
let serial = 0;
const nextEmail = () => `buyer-${process.pid}-${++serial}@example.org`;

function need(isRight: unknown, step: string, answer: { status: number; json: Json }): void {
  if (!isRight) throw new Error(`${step}: ${answer.status} ${JSON.stringify(answer.json).slice(0, 240)}`);
}

function stoa(send: Send): Shopper {
  const place = 'market=eu&language=en';
  const newCart = async (variant: string): Promise<string> => {
    const made = await send('POST', '/api/carts', { market: 'eu', language: 'en' });
    need(made.status === 201, 'cart', made);
    const added = await send('POST', `/api/carts/${made.json.id}/lines`, { variantId: Number(variant), quantity: 1 });
    need(added.status === 200, 'line', added);
    return made.json.id;
  };
  return {
    async list(category) {
      const answer = await send('GET', `/api/products?${place}&limit=${PAGE}&category=${category}`);
      need(answer.json?.items?.length === PAGE, 'list', answer);
    },
    async detail(product) {
      const answer = await send('GET', `/api/products/${product}?${place}`);
      need(answer.json?.variants?.length === 2, 'detail', answer);
    },
    async cart(variant) {
      await newCart(variant);
    },
    async checkout(variant) {
      const cartId = await newCart(variant);
      const contact = {
        name: 'Ada Buyer',
        email: nextEmail(),
        street: 'Long Street 1',
        postalCode: '10115',
        city: 'Berlin',
        country: 'DE',
      };
      const payment = { provider: 'test', method: 'success' };
      const placed = await send('POST', '/api/checkouts', { cartId, contact, delivery: 'standard', payment });
      need(placed.status === 201, 'checkout', placed);
    },
  };
}

function vendure(send: Send): Shopper {
  const LIST = `query($slug:String!){search(input:{collectionSlug:$slug,groupByProduct:true,take:${PAGE}}){items{productId productName slug currencyCode priceWithTax{...on PriceRange{min max} ...on SinglePrice{value}}}}}`;
  const DETAIL =
    'query($id:ID!){product(id:$id){id name slug description variants{id name sku priceWithTax stockLevel options{code name}}}}';
  const either = (member: string) => `{__typename ...on Order{${member}} ...on ErrorResult{errorCode message}}`;
  const ADD = `mutation($id:ID!){addItemToOrder(productVariantId:$id,quantity:1)${either('id totalWithTax')}}`;
  const WHO = `mutation($email:String!){setCustomerForOrder(input:{firstName:"Ada",lastName:"Buyer",emailAddress:$email})${either('id')}}`;
  const WHERE = `mutation{setOrderShippingAddress(input:{fullName:"Ada Buyer",streetLine1:"Long Street 1",city:"Berlin",postalCode:"10115",countryCode:"DE"})${either('id')}}`;
  const WAYS = 'query{eligibleShippingMethods{id priceWithTax}}';
  const WAY = `mutation($id:[ID!]!){setOrderShippingMethod(shippingMethodId:$id)${either('id')}}`;
  const READY =
    'mutation{transitionOrderToState(state:"ArrangingPayment"){__typename ...on Order{id} ...on ErrorResult{errorCode message}}}';
  const PAY = `mutation{addPaymentToOrder(input:{method:"dummy",metadata:{}})${either('code state')}}`;
  const session = () => {
    let token = '';
    return async (step: string, query: string, variables: object = {}) => {
      const answer = await send('POST', '/shop-api', { query, variables }, token ? { authorization: `Bearer ${token}` } : {});
      token = String(answer.headers['vendure-auth-token'] ?? token);
      const data: Json = answer.json?.data ? Object.values(answer.json.data)[0] : null;
      need(data && !answer.json.errors && (data.__typename ?? 'Order') === 'Order', step, answer);
      return { data, answer };
    };
  };
  return {
    async list(category) {
      const answer = await send('POST', '/shop-api', { query: LIST, variables: { slug: category } });
      need(answer.json?.data?.search?.items?.length === PAGE, 'list', answer);
    },
    async detail(product) {
      const answer = await send('POST', '/shop-api', { query: DETAIL, variables: { id: product } });
      need(answer.json?.data?.product?.variants?.length === 2, 'detail', answer);
    },
    async cart(variant) {
      await session()('line', ADD, { id: variant });
    },
    async checkout(variant) {
      const ask = session();
      await ask('line', ADD, { id: variant });
      await ask('customer', WHO, { email: nextEmail() });
      await ask('address', WHERE);
      const ways = (await ask('delivery methods', WAYS)).data[0].id;
      await ask('delivery', WAY, { id: [ways] });
      await ask('ready', READY);
      const { data, answer } = await ask('payment', PAY);
      need(data.state === 'PaymentSettled', 'payment', answer);
    },
  };
}

function medusa(send: Send, { region, key }: World): Shopper {
  const headers = { 'x-publishable-api-key': key ?? '' };
  const ask = async (step: string, method: string, path: string, body?: unknown): Promise<Json> => {
    const answer = await send(method, `/store/${path}`, body, headers);
    need(answer.status === 200, step, answer);
    return answer.json;
  };
  const newCart = async (variant: string): Promise<string> => {
    const { cart } = await ask('cart', 'POST', 'carts', { region_id: region });
    await ask('line', 'POST', `carts/${cart.id}/line-items`, { variant_id: variant, quantity: 1 });
    return cart.id;
  };
  return {
    async list(category) {
      const fields = 'id,title,handle,thumbnail,*variants.calculated_price';
      const { products } = await ask(
        'list',
        'GET',
        `products?limit=${PAGE}&category_id[]=${category}&region_id=${region}&fields=${fields}`,
      );
      if (products.length !== PAGE) throw new Error(`list: ${products.length} products`);
    },
    async detail(product) {
      const fields = '*variants.calculated_price,%2Bvariants.inventory_quantity';
      const { product: found } = await ask('detail', 'GET', `products/${product}?region_id=${region}&fields=${fields}`);
      if (found.variants.length !== 2) throw new Error(`detail: ${found.variants.length} variants`);
    },
    async cart(variant) {
      await newCart(variant);
    },
    async checkout(variant) {
      const id = await newCart(variant);
      const address = {
        first_name: 'Ada',
        last_name: 'Buyer',
        address_1: 'Long Street 1',
        city: 'Berlin',
        postal_code: '10115',
        country_code: 'de',
      };
      await ask('address', 'POST', `carts/${id}`, { email: nextEmail(), shipping_address: address, billing_address: address });
      const { shipping_options } = await ask('delivery options', 'GET', `shipping-options?cart_id=${id}`);
      await ask('delivery', 'POST', `carts/${id}/shipping-methods`, { option_id: shipping_options[0].id });
      const { payment_collection } = await ask('payment', 'POST', 'payment-collections', { cart_id: id });
      await ask('payment session', 'POST', `payment-collections/${payment_collection.id}/payment-sessions`, {
        provider_id: 'pp_system_default',
      });
      const done = await ask('complete', 'POST', `carts/${id}/complete`, {});
      if (done.type !== 'order') throw new Error(`complete: ${JSON.stringify(done).slice(0, 240)}`);
    },
  };
}
