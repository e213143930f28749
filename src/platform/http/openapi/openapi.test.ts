import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { Type } from 'typebox';
import { type Route, route } from '../route.ts';
import { Id, listOf, pageQuery } from '../schemas.ts';
import { docsPage } from './docs-page.ts';
import { openApiDocument } from './document.ts';

const Money = Type.Object({ amount: Type.Integer(), currency: Type.String() }, { $id: 'Money', additionalProperties: false });
const Product = Type.Object(
  {
    id: Id,
    status: Type.Union([Type.Literal('draft'), Type.Literal('active')]),
    note: Type.Union([Type.String(), Type.Null()]),
    price: Money,
    reference: Type.Union([Money, Type.Null()]),
    labels: Type.Record(Type.String(), Type.String()),
  },
  { $id: 'Product', additionalProperties: false },
);

const routes = [
  route({
    method: 'GET',
    url: '/api/products',
    access: 'public',
    summary: 'List products',
    tags: ['products'],
    operationId: 'listProducts',
    schema: { query: Type.Object({ ...pageQuery }), response: { 200: listOf(Product, 'ProductList') } },
    handler: () => ({ items: [], nextCursor: null }),
  }),
  route({
    method: 'PATCH',
    url: '/api/staff/products/:id',
    access: { staff: 'catalog:write' },
    summary: 'Change a product',
    tags: ['catalogue'],
    schema: { params: Type.Object({ id: Id }), body: Type.Object({ note: Type.String() }), response: { 200: Product } },
    errors: ['conflict', 'product_not_found'],
    handler: () => assert.fail(),
  }),
  route({ method: 'GET', url: '/health/live', access: 'public', summary: 'Live', tags: ['health'], schema: {}, handler: () => ({}) }),
];

const api = openApiDocument(routes, { title: 'Shop API', version: '1.2.3' });

test('named schemas stand once, unions of constants and null are what tools expect', () => {
  assert.deepEqual(Object.keys(api.components.schemas), ['FieldProblem', 'Money', 'Problem', 'Product', 'ProductList']);
  assert.deepEqual(api.components.schemas.Product?.properties, {
    id: { type: 'integer', minimum: 1, maximum: 9007199254740991, format: 'int64' },
    status: { type: 'string', enum: ['draft', 'active'] },
    note: { type: ['string', 'null'] },
    price: { $ref: '#/components/schemas/Money' },
    reference: {
      type: ['object', 'null'],
      required: ['amount', 'currency'],
      properties: { amount: { type: 'integer', format: 'int64' }, currency: { type: 'string' } },
      additionalProperties: false,
    },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
  });
});

test('an operation documents its parameters, its body and every status it can answer with', () => {
  const change = api.paths['/api/staff/products/{id}']?.patch;
  assert.equal(change?.operationId, 'updateStaffProductsById');
  assert.deepEqual(change.security, [{ staffToken: [] }]);
  assert.deepEqual(
    change.parameters?.map((p) => [p.in, p.name, p.required]),
    [
      ['path', 'id', true],
      ['header', 'Idempotency-Key', false],
    ],
  );
  assert.deepEqual(Object.keys(change.responses), [
    '200',
    '400',
    '401',
    '403',
    '404',
    '406',
    '409',
    '413',
    '415',
    '422',
    '429',
    '500',
    '503',
  ]);
  assert.equal(change.responses['404']?.description, '`not_found`, `product_not_found`.');
  assert.equal(api.paths['/health/live'], undefined);
  assert.deepEqual(api.servers[0]?.url, '/');
});

test('clashing operation ids, clashing schemas and names that Go cannot take are refused', () => {
  const [first] = routes as [Route];
  assert.throws(() => openApiDocument([first, { ...first, url: '/api/other' }], api.info), /two operations are called listProducts/);
  const respond = (schema: ReturnType<typeof Type.Object>) => ({
    ...first,
    url: '/api/o',
    operationId: 'other',
    schema: { response: { 200: schema } },
  });
  assert.throws(
    () => openApiDocument([first, respond(Type.Object({}, { $id: 'Money' }))], api.info),
    /two different schemas are called Money/,
  );
  assert.throws(() => openApiDocument([respond(Type.Object({}, { $id: 'NewOrder' }))], api.info), /NewOrder is no name/);
});

test('the docs page is valid HTML without script and links every schema and error', async () => {
  const page = docsPage(api);
  const report = await new HtmlValidate({ extends: ['html-validate:recommended'], rules: { 'no-inline-style': 'off' } }).validateString(
    page,
  );
  assert.deepEqual(
    report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId} ${m.line}:${m.column} ${m.message}`)),
    [],
  );
  assert.equal(page.includes('<script'), false);
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]));
  const links = [...page.matchAll(/ href="#([^"]+)"/g)].map((m) => m[1]);
  assert.deepEqual(
    links.filter((link) => !ids.has(link)),
    [],
  );
});
