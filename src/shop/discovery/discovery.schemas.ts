import { Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Array>[0]>(schema: T) => Type.Union([schema, Type.Null()]);
const Whole = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const Text = Type.String();

export const MediaSchema = Type.Object(
  {
    id: Text,
    kind: Type.Union([Type.Literal('image'), Type.Literal('video')]),
    alt: Text,
    width: Whole,
    height: Whole,
    color: nullable(Text),
    sources: Type.Array(Type.Object({ type: Text, srcset: Text }, closed)),
    src: Text,
    poster: Type.Optional(nullable(Text)),
  },
  { $id: 'Media', ...closed, description: 'A picture or film; addresses are relative to the shop.' },
);

const Stock = Type.Union([Type.Literal('in'), Type.Literal('low'), Type.Literal('out')]);

const PriceFields = {
  amount: Type.Integer({ minimum: 0, description: 'Minor units of the market, as presented there.' }),
  compareAt: nullable(Type.Integer({ minimum: 0, description: 'Reference price, above `amount`.' })),
  lowestPriceBeforeReduction: nullable(
    Type.Integer({
      minimum: 0,
      description: 'Of the 30 days before the reduction began (Directive 98/6/EC); null when nothing is reduced or known.',
    }),
  ),
};

const FromPrice = Type.Object(
  { ...PriceFields, from: Type.Boolean({ description: 'Variants differ in price; this is the lowest.' }) },
  closed,
);

export const CardSchema = Type.Object(
  {
    id: Whole,
    handle: Text,
    title: Text,
    brand: nullable(Text),
    image: nullable(MediaSchema),
    hoverImage: nullable(MediaSchema),
    price: FromPrice,
    swatches: Type.Array(Type.Object({ label: Text, hex: Text }, closed)),
    stock: Stock,
    left: nullable(Whole),
    isNew: Type.Boolean(),
    variantId: nullable(Whole),
  },
  { $id: 'ProductCard', ...closed },
);

export const FacetSchema = Type.Object(
  {
    field: Text,
    label: Text,
    kind: Type.Union([Type.Literal('choice'), Type.Literal('range'), Type.Literal('toggle')]),
    values: Type.Array(
      Type.Object({ value: Text, label: Text, count: Whole, selected: Type.Boolean(), swatch: Type.Optional(nullable(Text)) }, closed),
    ),
    min: Type.Optional(Whole),
    max: Type.Optional(Whole),
    from: Type.Optional(nullable(Whole)),
    to: Type.Optional(nullable(Whole)),
    unit: Type.Optional(nullable(Text)),
  },
  { $id: 'Facet', ...closed },
);

const Crumb = Type.Object({ label: Text, slug: Text, id: Whole }, closed);

const Contact = Type.Object({ name: Text, address: Text, email: nullable(Text), url: nullable(Text) }, closed);

const Variant = Type.Object(
  {
    id: Whole,
    sku: nullable(Text),
    options: Type.Array(Text),
    title: Text,
    price: Type.Object(PriceFields, closed),
    stock: Stock,
    left: nullable(Whole),
    backorder: Type.Boolean(),
    preorderUntil: Type.Union([Type.String({ format: 'date-time', description: 'A preorder: from then on it can be had.' }), Type.Null()]),
    mediaPosition: nullable(Whole),
    weightGrams: nullable(Whole),
    barcode: nullable(Text),
    taxCategory: Text,
  },
  { $id: 'Variant', ...closed },
);

export const ProductSchema = Type.Object(
  {
    id: Whole,
    handle: Text,
    title: Text,
    description: Type.String({ description: 'Sanitised HTML.' }),
    brand: nullable(Type.Object({ id: Whole, name: Text, slug: Text }, closed)),
    productType: nullable(Text),
    options: Type.Array(
      Type.Object(
        { code: Text, name: Text, values: Type.Array(Type.Object({ code: Text, label: Text, swatch: nullable(Text) }, closed)) },
        closed,
      ),
    ),
    variants: Type.Array(Variant),
    defaultVariantId: Whole,
    price: FromPrice,
    stock: Stock,
    media: Type.Array(MediaSchema),
    attributes: Type.Array(Type.Object({ code: Text, label: Text, text: Text }, closed)),
    safety: nullable(Type.Object({ manufacturer: Contact, responsiblePerson: nullable(Contact), warnings: Text }, closed)),
    breadcrumbs: Type.Array(Crumb),
    tags: Type.Array(Text),
    seo: Type.Object({ title: nullable(Text), description: nullable(Text) }, closed),
    isNew: Type.Boolean(),
    createdAt: Type.String({ format: 'date-time' }),
    updatedAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'Product', ...closed },
);

export const ProductListSchema = Type.Object(
  {
    items: Type.Array(CardSchema),
    nextCursor: nullable(Type.String({ description: 'Send it as `cursor`, with the same parameters, for the next page.' })),
    total: Whole,
    facets: Type.Optional(Type.Array(FacetSchema)),
    suggestion: Type.Optional(nullable(Type.String({ description: 'What was searched for instead, when nothing matches as written.' }))),
    didYouMean: Type.Optional(
      nullable(Type.String({ description: 'Words that would find far more; what is listed was found by those that were sent.' })),
    ),
  },
  { $id: 'ProductList', ...closed },
);

export const CategorySchema = Type.Object(
  {
    id: Whole,
    code: Text,
    slug: Text,
    name: Text,
    image: nullable(MediaSchema),
    parentId: nullable(Whole),
    count: Type.Integer({ minimum: 0, description: 'Products in it and below it.' }),
  },
  { $id: 'Category', ...closed },
);

export const SuggestSchema = Type.Object(
  {
    queries: Type.Array(Text),
    products: Type.Array(
      Type.Object({ handle: Text, title: Text, brand: nullable(Text), image: nullable(MediaSchema), price: FromPrice }, closed),
    ),
    categories: Type.Array(Type.Object({ slug: Text, name: Text }, closed)),
  },
  { $id: 'Suggestions', ...closed },
);

export const filterQuery = {
  filter: Type.Optional(
    Type.Array(
      Type.String({
        maxLength: 2000,
        pattern: '^(category|brand|stock|sale|attr\\.[a-z0-9_]{1,64}):[^,]',
      }),
      {
        maxItems: 8,
        description:
          '`FIELD:VALUE,VALUE`: any of the values; several `filter` parameters must all hold. Fields and values are those of `facets`: `brand:kiln`, `attr.color:blue,green`, `stock:1`, `sale:1`, `category:vases`.',
      },
    ),
  ),
  priceFrom: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Minor units, included.' })),
  priceTo: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Minor units, included.' })),
};
