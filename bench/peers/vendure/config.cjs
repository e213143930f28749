// Vendure as its own starter sets it up, without e-mail, pictures and dashboard; jobs run in the server's process.
const {
  DefaultJobQueuePlugin,
  DefaultLogger,
  DefaultSchedulerPlugin,
  DefaultSearchPlugin,
  dummyPaymentHandler,
  LogLevel,
} = require('@vendure/core');

const database = new URL(process.env.DATABASE_URL);

exports.config = {
  apiOptions: { hostname: '127.0.0.1', port: Number(process.env.PORT), adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  authOptions: {
    tokenMethod: ['bearer'],
    superadminCredentials: { identifier: 'bench', password: 'only-for-the-bench' },
    cookieOptions: { secret: 'only-for-the-bench' },
  },
  logger: new DefaultLogger({ level: LogLevel.Warn }),
  dbConnectionOptions: {
    type: 'postgres',
    host: decodeURIComponent(database.hostname),
    port: Number(database.port),
    username: database.username,
    password: decodeURIComponent(database.password),
    database: database.pathname.slice(1),
    synchronize: process.env.BENCH_SEED === '1',
    logging: false,
  },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  plugins: [
    DefaultSchedulerPlugin.init(),
    DefaultJobQueuePlugin.init({ useDatabaseForBuffer: true }),
    DefaultSearchPlugin.init({ bufferUpdates: false, indexStockStatus: true }),
  ],
};
