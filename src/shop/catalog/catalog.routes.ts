import { Type } from 'typebox';
import { fail } from '../../kernel/errors.ts';
import { Id, listOf, MarketCode, pageQuery, type Route, route } from '../../platform/http/index.ts';
import {
  AttributeSchema,
  BrandSchema,
  CategorySchema,
  PriceSchema,
  ProductPatch,
  ProductSchema,
  ProductTypeSchema,
  TranslatedText,
} from './catalog.schemas.ts';
import type { CatalogStaff } from './staff.service.ts';

const tags = ['Staff: catalogue'];
const status = Type.Union([Type.Literal('draft'), Type.Literal('active'), Type.Literal('archived')]);

const Summary = Type.Object(
  {
    id: Id,
    version: Type.Integer({ minimum: 1 }),
    handle: Type.String(),
    status,
    title: TranslatedText,
    brand: Type.Union([Type.String(), Type.Null()]),
    variants: Type.Integer({ minimum: 0 }),
    updatedAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'StaffProductSummary', additionalProperties: false },
);

const Product = Type.Object(
  {
    id: Id,
    version: Type.Integer({ minimum: 1, description: 'Rises with every change; send it as `ifVersion`.' }),
    updatedAt: Type.String({ format: 'date-time' }),
    variantIds: Type.Array(Id, { description: 'In the order of `product.variants`.' }),
    product: ProductSchema,
  },
  { $id: 'StaffProduct', additionalProperties: false },
);

const byId = Type.Object({ id: Id });
const ifVersion = Type.Object(
  {
    ifVersion: Type.Optional(
      Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'Refuse (409) unless the product has this version.' }),
    ),
  },
  { additionalProperties: false },
);

/** Products, prices, categories, brands, product types and attributes, for staff. */
export function catalogRoutes({ staff }: { staff: CatalogStaff }): Route[] {
  return [...productRoutes(staff), priceRoute(staff), ...structureRoutes(staff)];
}

function productRoutes(staff: CatalogStaff): Route[] {
  return [
    route({
      method: 'GET',
      url: '/api/staff/products',
      access: { staff: 'catalog:read' },
      summary: 'List products, newest first',
      tags,
      operationId: 'listStaffProducts',
      schema: {
        query: Type.Object(
          {
            ...pageQuery,
            status: Type.Optional(status),
            brand: Type.Optional(Type.String({ minLength: 1, maxLength: 120, description: 'Code of a brand.' })),
            sku: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
            text: Type.Optional(Type.String({ minLength: 2, maxLength: 100, description: 'Part of a title or handle.' })),
          },
          { additionalProperties: false },
        ),
        response: { 200: listOf(Summary, 'StaffProductList') },
      },
      handler: ({ query }) => staff.list({ ...query, limit: query.limit ?? 24 }),
    }),
    route({
      method: 'POST',
      url: '/api/staff/products',
      access: { staff: 'catalog:write' },
      summary: 'Create a product',
      description:
        'The body is a catalog line without its `kind`. Brands, types, categories and attributes it names are made where they are missing.',
      tags,
      operationId: 'createProduct',
      errors: ['handle_taken', 'catalog_rejected'],
      schema: { body: ProductSchema, response: { 201: Product } },
      async handler({ body }, reply) {
        const created = await staff.create(body);
        reply.header('location', `/api/staff/products/${created.id}`);
        return created;
      },
    }),
    route({
      method: 'GET',
      url: '/api/staff/products/:id',
      access: { staff: 'catalog:read' },
      summary: 'Read a product',
      tags,
      operationId: 'getStaffProduct',
      errors: ['product_not_found'],
      schema: { params: byId, response: { 200: Product } },
      handler: ({ params }) => staff.get(params.id),
    }),
    route({
      method: 'PUT',
      url: '/api/staff/products/:id',
      access: { staff: 'catalog:write' },
      summary: 'Replace a product',
      description: 'Variants are told by their option values, then by SKU; those that are not named go. A new handle leaves a redirect.',
      tags,
      operationId: 'replaceProduct',
      errors: ['product_not_found', 'handle_taken', 'conflict', 'catalog_rejected'],
      schema: { params: byId, query: ifVersion, body: ProductSchema, response: { 200: Product } },
      handler: ({ params, query, body }) => staff.replace(params.id, body, query.ifVersion ?? null),
    }),
    route({
      method: 'PATCH',
      url: '/api/staff/products/:id',
      access: { staff: 'catalog:write' },
      summary: 'Change parts of a product',
      description: 'Members that are given replace those that stand; null takes a member away.',
      tags,
      operationId: 'patchProduct',
      errors: ['product_not_found', 'handle_taken', 'conflict', 'catalog_rejected'],
      schema: { params: byId, query: ifVersion, body: ProductPatch, response: { 200: Product } },
      handler: ({ params, query, body }) => staff.patch(params.id, body, query.ifVersion ?? null),
    }),
    route({
      method: 'DELETE',
      url: '/api/staff/products/:id',
      access: { staff: 'catalog:write' },
      summary: 'Archive a product',
      description: 'It is no longer sold or shown; orders keep naming it.',
      tags,
      operationId: 'archiveProduct',
      errors: ['product_not_found'],
      schema: { params: byId, response: { 204: null } },
      async handler({ params }, reply) {
        await staff.archive(params.id);
        return reply.code(204).send();
      },
    }),
  ];
}

function priceRoute(staff: CatalogStaff): Route {
  return route({
    method: 'PUT',
    url: '/api/staff/variants/:id/prices/:market',
    access: { staff: 'catalog:write' },
    summary: 'Set the price of a variant in a market',
    tags,
    operationId: 'setPrice',
    errors: ['variant_not_found', 'not_found'],
    schema: { params: Type.Object({ id: Id, market: MarketCode }), body: PriceSchema, response: { 204: null } },
    async handler({ params, body }, reply) {
      await staff.setPrice(params.id, params.market, { amount: body.amount, compareAt: body.compareAt ?? null });
      return reply.code(204).send();
    },
  });
}

/** The same three routes for each of the things that products refer to. */
function structureRoutes(staff: CatalogStaff): Route[] {
  const of = <K extends 'attribute' | 'product-type' | 'category' | 'brand'>(
    kind: K,
    { plural, title, schema }: { plural: string; title: string; schema: Parameters<typeof listOf>[0] },
  ): Route[] => {
    const params = Type.Object({ code: Type.String({ minLength: 1, maxLength: 120 }) });
    const name = title.replaceAll(' ', '');
    return [
      route({
        method: 'GET',
        url: `/api/staff/${plural}`,
        access: { staff: 'catalog:read' },
        summary: `List ${plural.replaceAll('-', ' ')} by code`,
        tags,
        operationId: `listStaff${name}List`,
        schema: { query: Type.Object(pageQuery, { additionalProperties: false }), response: { 200: listOf(schema, `Catalog${name}List`) } },
        handler: ({ query }) => staff.listStructure(kind, { ...query, limit: query.limit ?? 24 }),
      }),
      route({
        method: 'GET',
        url: `/api/staff/${plural}/:code`,
        access: { staff: 'catalog:read' },
        summary: `Read one of the ${plural.replaceAll('-', ' ')}`,
        tags,
        operationId: `getStaff${name}`,
        errors: ['not_found'],
        schema: { params, response: { 200: schema } },
        handler: ({ params }) => staff.getStructure(kind, params.code),
      }),
      route({
        method: 'PUT',
        url: `/api/staff/${plural}/:code`,
        access: { staff: 'catalog:write' },
        summary: `Create or replace one of the ${plural.replaceAll('-', ' ')}`,
        description: 'The code in the path and in the body are the same.',
        tags,
        operationId: `putStaff${name}`,
        errors: ['catalog_rejected'],
        schema: { params, body: schema, response: { 200: schema } },
        handler: ({ params, body }) => {
          const line = body as Parameters<typeof staff.putStructure<K>>[1];
          if (line.code !== params.code)
            fail('catalog_rejected', 'The body names another code than the path.', {
              fields: [{ path: '/code', code: 'invalid', message: 'must be the code of the path' }],
            });
          return staff.putStructure(kind, line);
        },
      }),
    ];
  };
  return [
    ...of('category', { plural: 'categories', title: 'Category', schema: CategorySchema }),
    ...of('brand', { plural: 'brands', title: 'Brand', schema: BrandSchema }),
    ...of('product-type', { plural: 'product-types', title: 'Product Type', schema: ProductTypeSchema }),
    ...of('attribute', { plural: 'attributes', title: 'Attribute', schema: AttributeSchema }),
  ];
}
