import { invariant } from '../../../kernel/invariant.ts';

export type JsonSchema = { [key: string]: unknown };

/**
 * A schema as OpenAPI tools like it: a schema with `$id` moves into `named` and leaves a reference, unions of constants become
 * `enum`, "or null" becomes a type list, records become `additionalProperties`.
 */
export function collectSchema(schema: object, named: Record<string, JsonSchema>): JsonSchema {
  const { $id, ...rest } = JSON.parse(JSON.stringify(schema)) as JsonSchema;
  const plain = sized(
    simplify(
      mapInner(rest, (inner) => collectSchema(inner, named)),
      named,
    ),
  );
  if (typeof $id !== 'string') return plain;
  invariant(
    /^[A-Z][A-Za-z0-9]*$/.test($id) && !$id.startsWith('New'),
    `${$id} is no name for a schema: PascalCase, not beginning with New`,
  );
  const known = named[$id];
  invariant(known === undefined || JSON.stringify(known) === JSON.stringify(plain), `two different schemas are called ${$id}`);
  named[$id] = plain;
  return { $ref: REFERENCE + $id };
}

const REFERENCE = '#/components/schemas/';
const LISTS = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const SINGLES = ['items', 'not', 'additionalProperties', 'contains', 'propertyNames'];
const MAPS = ['properties', 'patternProperties'];

function mapInner(schema: JsonSchema, map: (inner: object) => JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (LISTS.includes(key) && Array.isArray(value)) return [key, value.map((inner) => map(inner))];
      if (SINGLES.includes(key) && isObject(value)) return [key, map(value)];
      if (MAPS.includes(key) && isObject(value))
        return [key, Object.fromEntries(Object.entries(value).map(([k, v]) => [k, map(v as object)]))];
      return [key, value];
    }),
  );
}

const INT32 = 2_147_483_647;

/** Generators take an integer for 32 bits unless they are told otherwise. */
function sized(schema: JsonSchema): JsonSchema {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (!types.includes('integer') || schema.format !== undefined) return schema;
  return typeof schema.maximum === 'number' && schema.maximum <= INT32 ? schema : { ...schema, format: 'int64' };
}

function simplify(schema: JsonSchema, named: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const { anyOf, patternProperties, ...rest } = schema;
  if (isObject(patternProperties)) {
    const [inner] = Object.values(patternProperties);
    return { ...rest, additionalProperties: inner ?? true };
  }
  if (!Array.isArray(anyOf)) return schema;
  const branches = anyOf as JsonSchema[];
  const others = branches.filter((branch) => branch.type !== 'null');
  const nullable = others.length < branches.length;
  const merged = mergeConstants(others);
  if (merged && nullable) return { ...rest, ...merged, type: [merged.type, 'null'], enum: [...merged.enum, null] };
  if (merged) return { ...rest, ...merged };
  const [alone] = others;
  // "A reference or null" is what generators stumble over: the schema stands here once more, with null among its types.
  const only = typeof alone?.$ref === 'string' ? named[alone.$ref.slice(REFERENCE.length)] : alone;
  if (nullable && others.length === 1 && only && typeof only.type === 'string' && !only.enum && only.const === undefined) {
    return { ...only, ...rest, type: [only.type, 'null'] };
  }
  return schema;
}

function mergeConstants(branches: readonly JsonSchema[]): { type: string; enum: unknown[] } | null {
  const values = branches.flatMap((branch) =>
    'const' in branch ? [branch.const] : Array.isArray(branch.enum) ? branch.enum : [undefined],
  );
  const types = new Set(values.map((value) => typeof value));
  const [type = 'undefined'] = types;
  if (types.size !== 1 || !['string', 'number', 'boolean'].includes(type)) return null;
  return { type: type === 'number' && values.every(Number.isInteger) ? 'integer' : type, enum: values };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
