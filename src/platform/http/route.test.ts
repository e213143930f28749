import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { route } from './route.ts';

test('a handler sees the types of its schemas', () => {
  const made = route({
    method: 'GET',
    url: '/api/things/:id',
    access: 'public',
    summary: 'Read a thing',
    tags: ['things'],
    schema: {
      params: Type.Object({ id: Type.Integer() }),
      query: Type.Object({ language: Type.Optional(Type.String()) }),
      response: { 200: Type.Object({ id: Type.Integer(), name: Type.String() }) },
    },
    handler: (request) => ({ id: request.params.id + 1, name: request.query.language ?? 'none' }),
  });
  assert.equal(made.url, '/api/things/:id');
});
