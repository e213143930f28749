import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statesBefore } from './payment.ts';

/** A sum of another shop's maintainers: m0260 of src/shop/totals/cases.jsonl. */
test('m0260: capturing twice captures once', () => {
  assert.ok(statesBefore('captured').includes('authorized'));
  assert.ok(!statesBefore('captured').includes('captured'), 'what was taken is not taken again');
});
