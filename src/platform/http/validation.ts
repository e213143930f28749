import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { type FieldFault, ShopError } from '../../kernel/errors.ts';

export type Place = 'body' | 'params' | 'querystring' | 'headers' | 'answer';

type Validator = (value: unknown) => boolean;

/**
 * Two validators: what stands in an address arrives as text and is converted; a body has types of its own and is taken as it
 * is. Neither drops a field silently, and both name every fault.
 */
export function createValidators() {
  const common = { allErrors: true, useDefaults: true, removeAdditional: false, strict: false } as const;
  const bodies = addFormats.default(new Ajv.default({ ...common, coerceTypes: false }));
  const texts = addFormats.default(new Ajv.default({ ...common, coerceTypes: 'array' }));
  const answers = addFormats.default(new Ajv.default({ ...common, useDefaults: false, coerceTypes: false }));

  return function compile(schema: object, place: Place): ValidateFunction {
    const ajv = place === 'body' ? bodies : place === 'answer' ? answers : texts;
    return ajv.compile(withoutIds(schema));
  };
}

/** A copy of a schema without `$id`: the same named schema may stand in many places, which ajv would take for clashes. */
export function withoutIds(schema: object): object {
  return JSON.parse(JSON.stringify(schema, (key, value) => (key === '$id' && typeof value === 'string' ? undefined : value)));
}

/** Throws one refusal that names every fault of a part of the request. */
export function refuse(errors: readonly ErrorObject[], place: Place): never {
  const fields = toFaults(errors, place);
  const where = place === 'body' ? 'the body' : place === 'params' ? 'the path' : 'the query';
  throw new ShopError('payload_invalid', `${fields.length === 1 ? 'A field' : `${fields.length} fields`} of ${where} cannot be accepted.`, {
    fields,
  });
}

export type { Validator };

const FAULT_CODES: Record<string, string> = {
  required: 'required',
  additionalProperties: 'unknown',
  type: 'type',
  enum: 'choice',
  const: 'choice',
  anyOf: 'choice',
  oneOf: 'choice',
  format: 'format',
  pattern: 'format',
  minLength: 'too_short',
  maxLength: 'too_long',
  minItems: 'too_few',
  maxItems: 'too_many',
  minProperties: 'too_few',
  maxProperties: 'too_many',
  uniqueItems: 'duplicate',
  minimum: 'too_small',
  exclusiveMinimum: 'too_small',
  maximum: 'too_large',
  exclusiveMaximum: 'too_large',
  multipleOf: 'step',
};

function toFaults(errors: readonly ErrorObject[], place: Place): FieldFault[] {
  const seen = new Set<string>();
  return resolved(errors)
    .map((error) => toFault(error, place))
    .filter(({ path, code }) => {
      const key = `${path} ${code}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, 50);
}

/**
 * A failed union reports every branch and then itself. Where the value says which branch is meant (by a constant such as `kind`, by
 * its type or the fields it has), the faults of that branch are what the caller can act on; otherwise the union alone.
 */
function resolved(errors: readonly ErrorObject[]): ErrorObject[] {
  const unions = errors.filter(isUnion);
  const inside = (error: ErrorObject, union: ErrorObject) =>
    error.schemaPath.startsWith(`${union.schemaPath}/`) && `${error.instancePath}/`.startsWith(`${union.instancePath}/`);
  const outermost = errors.filter((error) => !unions.some((union) => inside(error, union)));
  return outermost.flatMap((error) =>
    isUnion(error)
      ? insteadOf(
          error,
          errors.filter((one) => inside(one, error)),
        )
      : [error],
  );
}

function insteadOf(union: ErrorObject, inside: readonly ErrorObject[]): ErrorObject[] {
  const branches = Map.groupBy(inside, ({ schemaPath }) => schemaPath.slice(union.schemaPath.length + 1).split('/')[0]!);
  const isElsewhere = ({ keyword, instancePath }: ErrorObject) =>
    (keyword === 'type' && instancePath === union.instancePath) ||
    (keyword === 'const' && instancePath.split('/').length <= union.instancePath.split('/').length + 1);
  const meant = [...branches.values()].filter((branch) => !branch.some(isElsewhere));
  // Of several, the one that has all its fields and no others.
  const isOfAnotherShape = ({ keyword, instancePath }: ErrorObject) =>
    (keyword === 'required' || keyword === 'additionalProperties') && instancePath === union.instancePath;
  const fitting = meant.length === 1 ? meant : meant.filter((branch) => !branch.some(isOfAnotherShape));
  if (fitting.length === 1) return resolved(fitting[0]!);
  // No branch has the constant that was sent: say which there are.
  const constants = inside.filter(({ keyword }) => keyword === 'const');
  const [first] = constants;
  if (meant.length > 0 || !first || constants.length !== branches.size) return [union];
  if (constants.some(({ instancePath }) => instancePath !== first.instancePath)) return [union];
  return [{ ...first, keyword: 'enum', params: { allowedValues: constants.map(({ params }) => params.allowedValue) } }];
}

function isUnion({ keyword }: ErrorObject): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

function toFault(error: ErrorObject, place: Place): FieldFault {
  const missing = error.keyword === 'required' ? String(error.params.missingProperty) : null;
  const extra = error.keyword === 'additionalProperties' ? String(error.params.additionalProperty) : null;
  const tail = missing ?? extra;
  const pointer = tail === null ? error.instancePath : `${error.instancePath}/${escapePointer(tail.slice(0, 100))}`;
  return {
    path: place === 'body' ? pointer : pointer.slice(1),
    code: FAULT_CODES[error.keyword] ?? 'invalid',
    message: missing !== null ? 'is required' : extra !== null ? 'is not known here' : describe(error),
  };
}

function describe(error: ErrorObject): string {
  if (error.keyword === 'enum') return `must be one of ${(error.params.allowedValues as unknown[]).slice(0, 30).join(', ')}`;
  if (error.keyword === 'const') return `must be ${JSON.stringify(error.params.allowedValue)}`;
  if (isUnion(error)) return 'matches none of the accepted forms';
  return error.message ?? 'is not valid';
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
