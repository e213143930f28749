import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import type { ShopError } from '../../kernel/errors.ts';
import { createValidators, refuse } from './validation.ts';

const compile = createValidators();
const kind = <K extends string>(name: K, fields: object) =>
  Type.Object({ kind: Type.Literal(name), ...fields }, { additionalProperties: false });
const benefit = Type.Union([
  kind('percent', { percent: Type.Number({ minimum: 0, maximum: 100 }) }),
  kind('amount', { amount: Type.Integer({ minimum: 0 }) }),
]);
const body = Type.Object({
  benefits: Type.Array(benefit),
  at: Type.Optional(Type.Union([Type.String({ format: 'date-time' }), Type.Null()])),
  whom: Type.Optional(Type.Union([Type.Object({ token: Type.String() }), Type.Object({ number: Type.String() })])),
});
const validate = compile(body, 'body');

function faultsOf(value: unknown): string[] {
  assert.equal(validate(value), false);
  try {
    return refuse(validate.errors ?? [], 'body');
  } catch (error) {
    return ((error as ShopError).fields ?? []).map(({ path, code, message }) => `${path} ${code} ${message}`);
  }
}

test('a fault inside the form that a constant names is told by its own field', () => {
  assert.deepEqual(
    faultsOf({
      benefits: [
        { kind: 'amount', amount: 1 },
        { kind: 'percent', percent: 200 },
      ],
    }),
    ['/benefits/1/percent too_large must be <= 100'],
  );
  assert.deepEqual(faultsOf({ benefits: [{ kind: 'amount', percent: 5 }] }), [
    '/benefits/0/amount required is required',
    '/benefits/0/percent unknown is not known here',
  ]);
});

test('a constant that no form has is answered with those that there are', () => {
  assert.deepEqual(faultsOf({ benefits: [{ kind: 'zz' }] }), ['/benefits/0/kind choice must be one of percent, amount']);
});

test('beside null there is one form, so its own fault is told', () => {
  assert.deepEqual(faultsOf({ benefits: [], at: 'yesterday' }), ['/at format must match format "date-time"']);
});

test('of forms without a constant, the one whose fields were sent is meant', () => {
  assert.deepEqual(faultsOf({ benefits: [], whom: { token: 5 } }), ['/whom/token type must be string']);
});

test('where nothing says which form is meant, the choice itself is refused', () => {
  assert.deepEqual(faultsOf({ benefits: [], whom: {} }), ['/whom choice matches none of the accepted forms']);
  assert.deepEqual(faultsOf({ benefits: [5] }), ['/benefits/0 choice matches none of the accepted forms']);
});
