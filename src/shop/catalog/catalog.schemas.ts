import { Type } from 'typebox';
import { MOST_AMOUNT } from '../../kernel/money.ts';
import { MOST_PIECES } from '../../kernel/pieces.ts';

/** What the staff API takes and gives: catalog lines without their `kind`. The limits are those of the checks. */
const closed = { additionalProperties: false } as const;
const optional = Type.Optional;
const nullable = <T extends Parameters<typeof Type.Optional>[0]>(schema: T) => Type.Union([schema, Type.Null()]);
const text = (maxLength: number, description?: string) => Type.String({ minLength: 1, maxLength, ...(description ? { description } : {}) });
const INT32 = 2_147_483_647;

const Code = text(120);
const Slug = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', minLength: 1, maxLength: 200 });
const AttributeCode = Type.String({ pattern: '^[a-z0-9_]{1,64}$' });
const Swatch = Type.String({ pattern: '^#[0-9a-fA-F]{6}$' });
const Amount = Type.Integer({ minimum: 0, maximum: MOST_AMOUNT });

const texts = (maxLength: number, $id?: string) =>
  Type.Record(Type.String({ pattern: '^[a-z]{2}(-[A-Z]{2})?$' }), Type.String({ maxLength }), {
    ...closed,
    ...($id ? { $id } : {}),
    description: 'Texts by language (ISO 639-1).',
  });

// Without a name: generators that make named maps classes of their own could then not fill a required one.
export const TranslatedText = texts(500);
const LongText = texts(500_000);

const Choice = Type.Object({ code: Code, label: texts(255), swatch: optional(nullable(Swatch)) }, closed);
const Address = text(2048, 'An http(s) address, `demo:NAME`, or `sha256:ID` of a stored file.');
const Contact = Type.Object(
  {
    name: text(500),
    address: text(1000),
    email: optional(nullable(Type.String({ maxLength: 320 }))),
    url: optional(nullable(Type.String({ maxLength: 2048 }))),
  },
  closed,
);
const Foreign = Type.Record(Type.String(), Type.Record(Type.String(), Type.String()), {
  description: 'Columns of foreign formats, by source and name.',
});

const AttributeValue = Type.Union([
  Type.String({ maxLength: 5000 }),
  Type.Number(),
  Type.Boolean(),
  // Named: Java knows no union with a list or map of its own.
  Type.Array(Code, { maxItems: 200, $id: 'AttributeChoices' }),
  texts(5000, 'AttributeText'),
]);

const Price = Type.Object(
  { amount: Amount, compareAt: optional(nullable(Amount)) },
  { ...closed, description: 'Minor units, as presented in the market.' },
);

const Variant = Type.Object(
  {
    sku: optional(nullable(Type.String({ maxLength: 255 }))),
    barcode: optional(nullable(Type.String({ maxLength: 255 }))),
    options: optional(Type.Array(Code, { maxItems: 3, description: "Value codes in the order of the product's options." })),
    weightGrams: optional(nullable(Type.Integer({ minimum: 0, maximum: INT32 }))),
    prices: Type.Record(Type.String({ pattern: '^[a-z]{2,8}$' }), Price, { ...closed, description: 'By market.' }),
    stock: optional(
      nullable(
        Type.Integer({ minimum: -MOST_PIECES, maximum: MOST_PIECES, description: 'Count at the default location; null: not tracked.' }),
      ),
    ),
    backorder: optional(Type.Boolean()),
    requiresShipping: optional(Type.Boolean()),
    taxable: optional(Type.Boolean()),
    taxCode: optional(nullable(Type.String({ maxLength: 64 }))),
    taxCategory: optional(Type.String({ maxLength: 64 })),
    media: optional(nullable(Type.Integer({ minimum: 0, maximum: 2299, description: "Place in the product's media." }))),
    foreign: optional(Foreign),
  },
  { ...closed, $id: 'CatalogVariant' },
);

const members = {
  handle: Slug,
  formerHandles: optional(Type.Array(Slug, { maxItems: 100 })),
  status: Type.Union([Type.Literal('draft'), Type.Literal('active'), Type.Literal('archived')]),
  title: TranslatedText,
  description: LongText,
  brand: optional(nullable(Code)),
  productType: optional(nullable(Code)),
  categories: optional(Type.Array(Code, { maxItems: 50, description: 'The main one first.' })),
  tags: optional(Type.Array(text(255), { maxItems: 250 })),
  attributes: optional(Type.Record(AttributeCode, AttributeValue, closed)),
  options: optional(
    Type.Array(Type.Object({ code: Code, name: texts(255), values: Type.Array(Choice, { minItems: 1, maxItems: 2048 }) }, closed), {
      maxItems: 3,
    }),
  ),
  variants: Type.Array(Variant, { minItems: 1, maxItems: 2048 }),
  media: optional(
    Type.Array(
      Type.Object(
        {
          src: Address,
          kind: optional(Type.Union([Type.Literal('image'), Type.Literal('video')])),
          alt: optional(texts(5000)),
          poster: optional(nullable(Address)),
        },
        closed,
      ),
      { maxItems: 2300 },
    ),
  ),
  seo: optional(Type.Object({ title: optional(texts(1000)), description: optional(texts(5000)) }, closed)),
  safety: optional(
    nullable(
      Type.Object({ manufacturer: Contact, responsiblePerson: optional(nullable(Contact)), warnings: optional(texts(10_000)) }, closed),
    ),
  ),
  createdAt: optional(Type.String({ format: 'date-time' })),
  publishedAt: optional(nullable(Type.String({ format: 'date-time' }))),
  popularity: optional(Type.Integer({ minimum: -INT32, maximum: INT32 })),
  foreign: optional(Foreign),
};

export const ProductSchema = Type.Object(members, { ...closed, $id: 'CatalogProduct' });

/** Null takes the member away. */
const removable = <T extends Parameters<typeof nullable>[0]>(schema: T) => optional(nullable(schema));

export const ProductPatch = Type.Object(
  {
    handle: optional(members.handle),
    status: optional(members.status),
    title: optional(members.title),
    description: optional(members.description),
    brand: members.brand,
    productType: members.productType,
    categories: removable(members.categories),
    tags: removable(members.tags),
    attributes: removable(members.attributes),
    options: removable(members.options),
    variants: optional(members.variants),
    media: removable(members.media),
    seo: removable(members.seo),
    safety: members.safety,
    publishedAt: members.publishedAt,
    popularity: removable(members.popularity),
  },
  { ...closed, $id: 'CatalogProductPatch', minProperties: 1 },
);

export const PriceSchema = Price;

export const AttributeSchema = Type.Object(
  {
    code: AttributeCode,
    name: texts(255),
    valueType: Type.Union([Type.Literal('text'), Type.Literal('number'), Type.Literal('boolean'), Type.Literal('choice')]),
    unit: optional(nullable(Type.String({ maxLength: 32 }))),
    facetable: optional(Type.Boolean()),
    comparable: optional(Type.Boolean()),
    choices: optional(Type.Array(Choice, { maxItems: 2048 })),
  },
  { ...closed, $id: 'CatalogAttribute' },
);

export const ProductTypeSchema = Type.Object(
  { code: Code, name: texts(255), attributes: Type.Array(AttributeCode, { maxItems: 500 }) },
  { ...closed, $id: 'CatalogProductType' },
);

export const CategorySchema = Type.Object(
  {
    code: Code,
    parent: optional(nullable(Code)),
    slug: Slug,
    formerSlugs: optional(Type.Array(Slug, { maxItems: 100 })),
    name: texts(255),
    description: optional(texts(100_000)),
    position: optional(Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 })),
    image: optional(nullable(Address)),
  },
  { ...closed, $id: 'CatalogCategory' },
);

export const BrandSchema = Type.Object(
  { code: Code, name: text(255), slug: Slug, description: optional(texts(100_000)) },
  { ...closed, $id: 'CatalogBrand' },
);
