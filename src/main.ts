import { readConfig } from './config.ts';
import { runChild } from './platform/processes/index.ts';
import { createLogger } from './platform/telemetry/index.ts';

/** One process of the shop, started by `stoa serve`: `main.ts web|worker|search|test-provider INDEX`. Constructs what its role needs, and nothing else. */
const [role = 'web', index = '0'] = process.argv.slice(2);
process.title = `stoa ${role}`;
const config = readConfig();
const logger = createLogger({ level: config.logLevel, format: config.logFormat, base: { role, instance: Number(index) } });

/** Of each role, loaded alone. */
const parts = {
  web: async () => (await import('./main/web.ts')).startWebProcess,
  worker: async () => (await import('./main/worker.ts')).startWorkerProcess,
  search: async () => (await import('./main/search.ts')).startSearchProcess,
  'test-provider': async () => (await import('./main/test-provider.ts')).startTestProviderProcess,
};
const load = role === 'worker' || role === 'search' || role === 'test-provider' ? parts[role] : parts.web;

await runChild({
  log: (message, error) => logger.error({ err: error }, message),
  load,
  start: async () => (await load())({ config, logger, instance: Number(index) }),
});
