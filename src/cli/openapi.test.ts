import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiDocument } from './openapi.ts';

test('the API document is made without a database and says of every operation what it does and may answer', () => {
  const api = apiDocument();
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  assert.equal(operations.length > 20, true);
  for (const { path, method, operation } of operations) {
    const name = `${method} ${path}`;
    assert.match(operation.operationId, /^[a-z][A-Za-z0-9]+$/, name);
    assert.match(operation.summary, /^[A-Z].*[^.]$/, name);
    assert.equal(
      Object.keys(operation.responses).some((status) => status.startsWith('2')),
      true,
      name,
    );
    assert.equal(
      path.startsWith('/api/staff/'),
      operation.security.length > 0,
      `${name}: what staff do lies below /api/staff, and only that`,
    );
    // A provider's events come in bursts from one address, and are refused by their signature alone.
    if (method !== 'get' && path !== '/api/webhooks/{provider}') assert.equal('429' in operation.responses, true, name);
  }
});
