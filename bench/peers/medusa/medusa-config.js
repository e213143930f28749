// Medusa as its own starter sets it up, without the admin pages. With REDIS_URL its production modules, otherwise those in memory.
const { defineConfig } = require('@medusajs/framework/utils');

const redisUrl = process.env.REDIS_URL;
const inRedis = () => [
  { resolve: '@medusajs/medusa/event-bus-redis', options: { redisUrl } },
  { resolve: '@medusajs/medusa/workflow-engine-redis', options: { redis: { redisUrl } } },
  {
    resolve: '@medusajs/medusa/locking',
    options: {
      providers: [{ id: 'locking-redis', resolve: '@medusajs/medusa/locking-redis', is_default: true, options: { redisUrl } }],
    },
  },
];

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { ssl: false, connection: { ssl: false } },
    redisUrl,
    workerMode: 'shared',
    http: {
      storeCors: 'http://localhost',
      adminCors: 'http://localhost',
      authCors: 'http://localhost',
      jwtSecret: 'only-for-the-bench',
      cookieSecret: 'only-for-the-bench',
    },
  },
  admin: { disable: true },
  modules: redisUrl ? inRedis() : [],
});
