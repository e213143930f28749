import { json, type Queryable, sql, type Tx } from '../../platform/postgres/index.ts';
import type { AttributeLine, BrandLine, ProductTypeLine } from './catalog-line.ts';

/** Statements over attributes, product types and brands; each takes any number of lines. They answer with what was new or differed. */
export type Written = { code: string; created: boolean };

const attributesWritten = sql(
  'catalog.attributes_written',
  `with given as (
     select g.*, row_number() over (order by g.ord) as place
     from jsonb_to_recordset($1::jsonb) as g(ord integer, code text, name jsonb, "valueType" text, unit text, facetable boolean, comparable boolean)
   )
   insert into attribute as a (code, name, value_type, unit, facetable, comparable, position)
   select code, name, "valueType", unit, coalesce(facetable, false), coalesce(comparable, false),
     (select coalesce(max(position), -1) from attribute) + place
   from given order by code
   on conflict (code) do update set name = excluded.name, unit = excluded.unit, facetable = excluded.facetable, comparable = excluded.comparable
     where not $2::boolean and (a.name, a.unit, a.facetable, a.comparable) is distinct from (excluded.name, excluded.unit, excluded.facetable, excluded.comparable)
   returning code, xmax = 0 as created`,
);

/** Choices take the order of the line; those that only products know come after. */
const choicesWritten = sql(
  'catalog.choices_written',
  `insert into attribute_choice as c (attribute_id, code, label, swatch, position)
   select a.id, g.code, g.label, g.swatch, g.position
   from jsonb_to_recordset($1::jsonb) as g(attribute text, code text, label jsonb, swatch text, position integer)
   join attribute a on a.code = g.attribute
   order by a.id, g.code
   on conflict (attribute_id, code) do update set label = excluded.label, swatch = excluded.swatch, position = excluded.position
     where not $2::boolean and (c.label, c.swatch, c.position) is distinct from (excluded.label, excluded.swatch, excluded.position)
   returning (select code from attribute where id = attribute_id) as code`,
);

const unlistedChoicesMoved = sql(
  'catalog.unlisted_choices_moved',
  `with given as (
     select a.id, g.codes from jsonb_to_recordset($1::jsonb) as g(code text, codes text[]) join attribute a on a.code = g.code
   ), unlisted as (
     select c.attribute_id, c.code, cardinality(g.codes) - 1 + row_number() over (partition by c.attribute_id order by c.position, c.code) as place
     from attribute_choice c join given g on g.id = c.attribute_id where c.code <> all(g.codes)
   )
   update attribute_choice c set position = u.place from unlisted u
   where u.attribute_id = c.attribute_id and u.code = c.code and c.position <> u.place`,
);

const choicesNeeded = sql(
  'catalog.choices_needed',
  `with missing as (
     select g.attribute_id, g.code, g.label, row_number() over (partition by g.attribute_id order by g.ord) as place
     from jsonb_to_recordset($1::jsonb) as g(ord integer, attribute_id integer, code text, label jsonb)
     where not exists (select 1 from attribute_choice c where c.attribute_id = g.attribute_id and c.code = g.code)
   )
   insert into attribute_choice (attribute_id, code, label, position)
   select attribute_id, code, label,
     (select coalesce(max(position), -1) from attribute_choice c where c.attribute_id = m.attribute_id) + place
   from missing m order by attribute_id, code
   on conflict do nothing
   returning attribute_id`,
);

const attributesByCode = sql(
  'catalog.attributes_by_code',
  `select id, code, value_type as "valueType" from attribute where code = any($1::text[])`,
);

const typesWritten = sql(
  'catalog.types_written',
  `insert into product_type as t (code, name, attributes)
   select code, name, coalesce(attributes, '{}') from jsonb_to_recordset($1::jsonb) as g(code text, name jsonb, attributes text[]) order by code
   on conflict (code) do update set name = excluded.name, attributes = excluded.attributes
     where not $2::boolean and (t.name, t.attributes) is distinct from (excluded.name, excluded.attributes)
   returning code, xmax = 0 as created`,
);

const brandsWritten = sql(
  'catalog.brands_written',
  `insert into brand as b (code, slug, name, description)
   select code, slug, name, coalesce(description, '{}') from jsonb_to_recordset($1::jsonb) as g(code text, slug text, name text, description jsonb)
   order by code
   on conflict (code) do update set slug = excluded.slug, name = excluded.name, description = excluded.description
     where not $2::boolean and (b.slug, b.name, b.description) is distinct from (excluded.slug, excluded.name, excluded.description)
   returning code, xmax = 0 as created`,
);

const brandSlugs = sql('catalog.brand_slugs', 'select code, slug from brand where slug = any($1::text[])');

const idsOf = {
  brand: sql('catalog.brand_ids', 'select code, id from brand where code = any($1::text[])'),
  product_type: sql('catalog.type_ids', 'select code, id from product_type where code = any($1::text[])'),
  category: sql('catalog.category_ids', 'select code, id from category where code = any($1::text[])'),
};

const attributeLines = sql(
  'catalog.attribute_lines',
  `select a.code, a.name, a.value_type as "valueType", a.unit, a.facetable, a.comparable,
     (select jsonb_agg(jsonb_build_object('code', c.code, 'label', c.label, 'swatch', c.swatch) order by c.position, c.code)
      from attribute_choice c where c.attribute_id = a.id) as choices
   from attribute a order by a.position, a.id`,
);
const typeLines = sql('catalog.type_lines', 'select code, name, attributes from product_type order by code collate "C"');
const brandLines = sql('catalog.brand_lines', 'select code, name, slug, description from brand order by code collate "C"');

export const structure = {
  async writeAttributes(tx: Tx, lines: readonly AttributeLine[], keep: boolean): Promise<Written[]> {
    const written = await tx.query<Written>(attributesWritten, [
      json(lines.map(({ choices: _, ...rest }, ord) => ({ ord, ...rest }))),
      keep,
    ]);
    const withChoices = lines.filter((line) => line.choices);
    if (withChoices.length === 0) return written;
    const choices = withChoices.flatMap((line) => line.choices!.map((choice, position) => ({ attribute: line.code, ...choice, position })));
    const touched = await tx.query<{ code: string }>(choicesWritten, [json(choices), keep]);
    if (!keep)
      await tx.query(unlistedChoicesMoved, [json(withChoices.map(({ code, choices: all }) => ({ code, codes: all!.map((c) => c.code) })))]);
    const known = new Set(written.map(({ code }) => code));
    return [
      ...written,
      ...[...new Set(touched.map(({ code }) => code))].filter((code) => !known.has(code)).map((code) => ({ code, created: false })),
    ];
  },
  attributes: (db: Queryable, codes: readonly string[]) =>
    db.query<{ id: number; code: string; valueType: AttributeLine['valueType'] }>(attributesByCode, [codes]),
  /** Adds choices that products use and nobody has listed. Answers with how many. */
  async needChoices(
    tx: Tx,
    choices: readonly { attribute_id: number; code: string; label: Readonly<Record<string, string>> }[],
  ): Promise<number> {
    return (await tx.query(choicesNeeded, [json(choices.map((choice, ord) => ({ ord, ...choice })))])).length;
  },
  writeTypes: (tx: Tx, lines: readonly ProductTypeLine[], keep: boolean) => tx.query<Written>(typesWritten, [json(lines), keep]),
  writeBrands: (tx: Tx, lines: readonly BrandLine[], keep: boolean) => tx.query<Written>(brandsWritten, [json(lines), keep]),
  brandSlugs: (db: Queryable, slugs: readonly string[]) => db.query<{ code: string; slug: string }>(brandSlugs, [slugs]),
  async ids(db: Queryable, table: keyof typeof idsOf, codes: readonly string[]): Promise<Map<string, number>> {
    if (codes.length === 0) return new Map();
    const rows = await db.query<{ code: string; id: number }>(idsOf[table], [codes]);
    return new Map(rows.map(({ code, id }) => [code, id]));
  },
  attributeLines: (db: Queryable) => db.query<Omit<AttributeLine, 'kind'>>(attributeLines),
  typeLines: (db: Queryable) => db.query<Omit<ProductTypeLine, 'kind'>>(typeLines),
  brandLines: (db: Queryable) => db.query<Omit<BrandLine, 'kind'>>(brandLines),
};
