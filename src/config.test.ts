import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig, unknownSettings } from './config.ts';

test('an empty environment gives the defaults', () => {
  const config = readConfig({});
  assert.equal(config.port, 3000);
  assert.equal(config.role, 'both');
  assert.equal(config.databaseUrl, null);
  assert.equal(config.demo, true);
  assert.ok(config.dataDir.endsWith('.stoa'));
});

test('all faults are named in one message, and secrets are not repeated', () => {
  assert.throws(
    () => readConfig({ PORT: '70000', STOA_ROLE: 'boss', DATABASE_URL: 'mysql://u:geheim@h/d', METRICS_PORT: 'x' }),
    (error: unknown) => {
      assert.ok(error instanceof ConfigError);
      assert.equal(error.faults.length, 4);
      for (const word of ['PORT', 'STOA_ROLE', 'DATABASE_URL', 'METRICS_PORT']) assert.match(error.message, new RegExp(word));
      assert.doesNotMatch(error.message, /geheim/);
      return true;
    },
  );
});

test('a role of its own needs a database that others can reach', () => {
  assert.throws(() => readConfig({ STOA_ROLE: 'worker' }), /STOA_ROLE: worker alone needs DATABASE_URL/);
});

test('a misspelt setting is noticed', () => {
  assert.deepEqual(unknownSettings({ STOA_WORKRES: '2', STOA_ROLE: 'web', HOME: '/' }), ['STOA_WORKRES']);
});
