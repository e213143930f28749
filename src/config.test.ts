import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, metricsPorts, readConfig, unknownSettings } from './config.ts';

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

test('an address, a proxy or an origin that would fail later is a fault at the start, with all others', () => {
  assert.deepEqual(
    faultsOf({
      HOST: 'a b',
      STOA_TRUSTED_PROXIES: '10.0.0.0/8, foo, 10.0.0.0/33',
      STOA_ORIGIN: 'https://shop.example/path?x=1',
      PORT: 'x',
    }),
    [
      'PORT: "x" is not a whole number from 0 to 65535',
      'HOST: "a b" is neither an IP address nor a host name',
      'STOA_ORIGIN: more than an origin: https://shop.example alone, without path, query, hash or login',
      'STOA_TRUSTED_PROXIES: "foo", "10.0.0.0/33": neither an IP address nor a range such as 10.0.0.0/8',
    ],
  );
  for (const HOST of ['300.1.1.1', '1.2.3', '[::1]', '-a', 'a..b', 'http://a']) assert.equal(faultsOf({ HOST }).length, 1, HOST);
  for (const HOST of ['0.0.0.0', '::', '::1', 'localhost', 'shop-1.example']) assert.equal(readConfig({ HOST }).host, HOST);
  for (const tail of ['/path', '?x', '?', '#', '#top'])
    assert.equal(faultsOf({ STOA_ORIGIN: `https://shop.example${tail}` }).length, 1, tail);
  const [login] = faultsOf({ STOA_ORIGIN: 'https://shop:hidden-word@shop.example' });
  assert.match(login!, /^STOA_ORIGIN: more than an origin/);
  assert.doesNotMatch(login!, /hidden-word/);
  assert.equal(readConfig({ STOA_ORIGIN: 'https://Shop.example/' }).origin, 'https://shop.example');
  const ranges = ['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8'];
  assert.deepEqual(readConfig({ STOA_TRUSTED_PROXIES: ranges.join(',') }).trustedProxies, ranges);
  assert.equal(faultsOf({ STOA_TRUSTED_PROXIES: '0.0.0.0/0' }).length, 1);
});

test('ports of metrics that do not exist or are the port of the shop, and addresses that cannot be used, are faults', () => {
  assert.match(faultsOf({ METRICS_PORT: '65500' })[0]!, /^METRICS_PORT: .* up to 65566/);
  assert.match(faultsOf({ METRICS_PORT: '2999', STOA_WORKERS: '2' })[0]!, /^METRICS_PORT: .* 3000 among them is PORT/);
  assert.deepEqual(metricsPorts(readConfig({ METRICS_PORT: '9000', STOA_WORKERS: '2' })), [9000, 9001, 9064, 9066]);
  assert.deepEqual(metricsPorts(readConfig({ METRICS_PORT: '9000', STOA_WORKERS: '1', STOA_SEARCH: 'postgres' })), [9000, 9064]);
  assert.match(faultsOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/?x' })[0]!, /^OTEL_EXPORTER_OTLP_ENDPOINT: /);
  assert.match(faultsOf({ DATABASE_URL: 'postgres://u:50%zz@h/d' })[0]!, /^DATABASE_URL: a % in user/);
});

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.faults;
  }
}

test('the time of a shop in production cannot be moved', () => {
  assert.equal(readConfig({ STOA_TEST_CLOCK: 'on' }).testClock, true);
  assert.match(faultsOf({ STOA_TEST_CLOCK: 'on', NODE_ENV: 'production' })[0] ?? '', /^STOA_TEST_CLOCK: /);
  assert.equal(readConfig({ NODE_ENV: 'production' }).testClock, false);
});
