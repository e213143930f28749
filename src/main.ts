import { readConfig } from './config.ts';
import { runChild } from './platform/processes/index.ts';
import { createLogger } from './platform/telemetry/index.ts';

/** One process of the shop, started by `stoa serve`: `main.ts web|worker INDEX`. Constructs what its role needs, and nothing else. */
const [role = 'web', index = '0'] = process.argv.slice(2);
process.title = `stoa ${role}`;
const config = readConfig();
const logger = createLogger({ level: config.logLevel, format: config.logFormat, base: { role, instance: Number(index) } });

await runChild({
  log: (message, error) => logger.error({ err: error }, message),
  load: () => (role === 'worker' ? import('./main/worker.ts') : import('./main/web.ts')),
  start: async () => {
    if (role === 'worker') return (await import('./main/worker.ts')).startWorkerProcess({ config, logger, instance: Number(index) });
    return (await import('./main/web.ts')).startWebProcess({ config, logger, instance: Number(index) });
  },
});
