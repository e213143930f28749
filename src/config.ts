import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import {
  databaseUrl,
  folder,
  host,
  integer,
  mailUrl,
  oneOf,
  optionalPort,
  optionalUrl,
  origin,
  pattern,
  port,
  proxies,
  ratio,
  type Setting,
  secret,
  sender,
  urlOrOff,
} from './kernel/setting.ts';

/** Every setting of the shop. The only reader of the environment; `docs/reference/settings.md` is generated from it. */
export const SETTINGS = {
  PORT: port(3000, 'Port of the shop, its API and its API docs.'),
  HOST: host('0.0.0.0', 'Address or host name the shop listens on.'),
  STOA_ORIGIN: origin('Public address of the shop, e.g. `https://shop.example`: used in canonical links, sitemaps and JSON-LD.'),
  STOA_DATA_DIR: folder('.stoa', 'Folder of everything the shop keeps on this machine: database, media, keys, tokens.'),
  DATABASE_URL: databaseUrl('A PostgreSQL 15 or later of your own. Absent: the embedded PostgreSQL 18 in the data folder.'),
  STOA_ROLE: oneOf(['both', 'web', 'worker'], 'both', 'What this process group does: answer requests, run jobs, or both.'),
  STOA_WORKERS: integer(1, 64, () => availableParallelism(), 'one a core', 'Number of web processes.'),
  STOA_SEARCH: oneOf(
    ['embedded', 'postgres'],
    'embedded',
    'What answers searches and listings: `embedded`, an index in a process of its own on each machine with web processes (the database steps in while it is away), or `postgres`, the database alone.',
  ),
  STOA_DEMO: oneOf(['on', 'off'], 'on', 'Whether an empty database is filled with the demo shop.'),
  STOA_LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error', 'silent'], 'info', 'Least severe level that is logged.'),
  STOA_LOG_FORMAT: oneOf(['auto', 'json', 'pretty'], 'auto', 'Form of the log lines; `auto` is pretty on a terminal and JSON elsewhere.'),
  STOA_PAGE_CACHE_MIB: integer(
    0,
    4096,
    () => 32,
    '32',
    'Memory that each web process may use for finished pages; 0 turns the page cache off.',
  ),
  STOA_TRUSTED_PROXIES: proxies('Addresses or CIDR ranges, separated by commas, whose X-Forwarded-* headers are believed.'),
  STOA_RATE_LIMIT: integer(
    0,
    1_000_000,
    () => 600,
    '600',
    'Writing and searching requests a minute from one address; 0 turns the limit off (that of 20 wrong codes a minute stays).',
  ),
  STOA_MEDIA_FETCH: oneOf(['on', 'off'], 'on', 'Whether imports fetch pictures from the addresses they name.'),
  STOA_TEST_CLOCK: oneOf(
    ['off', 'on'],
    'off',
    'Whether staff may move the time of the shop (`/api/staff/test-clock`), to try schedules, expiry and price history. Refused where `NODE_ENV` is `production`.',
  ),
  STOA_ORDER_PREFIX: pattern(/^[A-Z0-9]{0,6}$/, 'A', 'at most six capital letters or digits', 'Letters in front of order numbers.'),
  STOA_WITHDRAWAL_DAYS: integer(
    14,
    365,
    () => 14,
    '14',
    'Days in which a buyer may withdraw from the contract, counted from the delivery.',
  ),
  STOA_VIES: urlOrOff(
    'https://ec.europa.eu/taxation_customs/vies/rest-api',
    'Register that is asked whether the VAT id of a business holds. While it does not answer, tax is charged. `off`: the form of the id decides.',
  ),
  STOA_PAYMENT_PROVIDERS: providers(
    'Providers that buyers may pay by, in the order they are offered, separated by commas: `test`, `stripe`. `test` moves no money.',
  ),
  STOA_PAYMENT_CAPTURE: oneOf(
    ['automatic', 'manual'],
    'automatic',
    'When money is taken: `automatic` with the order, `manual` when the goods are sent or staff say so; until then it is held.',
  ),
  STOA_TEST_PROVIDER_URL: optionalUrl(
    'Where a test provider runs that was started by itself (`stoa test-provider`); absent: the shop starts one beside its own processes.',
  ),
  STOA_TEST_PROVIDER_PORT: port(
    0,
    'Port of the test provider that the shop starts; it must be reachable for the browsers that are sent to its 3-D Secure page.',
  ),
  STOA_TEST_PROVIDER_SECRET: secret('Shared by shop and test provider; absent: one is made in the data folder.'),
  STOA_TEST_PROVIDER_WEBHOOKS: oneOf(
    ['news', 'all', 'none'],
    'news',
    'Which changes the test provider tells by webhook: those alone that no call was answered with, or all.',
  ),
  STOA_STRIPE_SECRET_KEY: secret('Secret key of the Stripe account (`sk_...` or a restricted `rk_...`).'),
  STOA_STRIPE_PUBLISHABLE_KEY: secret('Publishable key of the Stripe account (`pk_...`), for the fields on the payment page.'),
  STOA_STRIPE_WEBHOOK_SECRET: secret('Signing secret of the webhook endpoint `/api/webhooks/stripe` (`whsec_...`).'),
  STOA_STRIPE_API_BASE: optionalUrl("Another address for Stripe's API, e.g. a stripe-mock; absent: Stripe's own."),
  STOA_MAIL_URL: mailUrl(
    'Mail server, e.g. `smtps://user:password@mail.example:465`. Absent: mails become files in the folder `mail` of the data folder.',
  ),
  STOA_MAIL_FROM: sender('Sender of mails, e.g. `Shop <shop@example.org>`.'),
  METRICS_PORT: optionalPort('Port on the loopback address with Prometheus metrics; absent: none.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: optionalUrl('OTLP/HTTP collector that receives traces and metrics; absent: none are exported.'),
  OTEL_TRACES_SAMPLER_ARG: ratio(0.1, 'Share of requests that are traced when traces are exported.'),
  STATEMENT_NAMES: oneOf(
    ['on', 'off'],
    'on',
    'Named prepared statements; turn them off behind a pooler in transaction mode that does not know them.',
  ),
} as const satisfies Record<string, Setting<unknown>>;

/** The worker's metrics are on METRICS_PORT and this; web processes, 64 at most, take the ports before it. */
export const WORKER_METRICS_OFFSET = 64;
/** And those of the search process on METRICS_PORT and this. */
export const SEARCH_METRICS_OFFSET = 66;

export type SettingName = keyof typeof SETTINGS;

type Value<N extends SettingName> = ReturnType<(typeof SETTINGS)[N]['parse']>;

export type Config = {
  port: number;
  host: string;
  origin: string | null;
  dataDir: string;
  databaseUrl: string | null;
  role: 'both' | 'web' | 'worker';
  workers: number;
  search: Value<'STOA_SEARCH'>;
  demo: boolean;
  logLevel: Value<'STOA_LOG_LEVEL'>;
  logFormat: Value<'STOA_LOG_FORMAT'>;
  pageCacheBytes: number;
  trustedProxies: string[];
  rateLimitPerMinute: number;
  mediaFetch: boolean;
  orderPrefix: string;
  withdrawalDays: number;
  mailUrl: string | null;
  /** Address of VIES; null: no register is asked. */
  vies: string | null;
  mailFrom: string | null;
  testClock: boolean;
  payments: PaymentSettings;
  metricsPort: number | null;
  otlpEndpoint: string | null;
  traceRatio: number;
  statementNames: boolean;
};

export type PaymentSettings = {
  /** In display order; at least one. */
  providers: readonly ('test' | 'stripe')[];
  /** Absent: automatic. */
  capture?: 'automatic' | 'manual';
  /** `url` null: the shop starts one of its own. */
  testProvider: { url: string | null; port: number; secret: string | null; webhooks: Value<'STOA_TEST_PROVIDER_WEBHOOKS'> };
  /** Null when it is none of the providers. */
  stripe: { secretKey: string; publishableKey: string; webhookSecret: string; apiBase: string | null } | null;
};

/** Thrown once with every fault of the environment. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`${faults.length === 1 ? 'A setting is' : `${faults.length} settings are`} wrong:\n${faults.map((f) => `  - ${f}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** Reads and checks every setting; throws a ConfigError that names all faults at once. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const faults: string[] = [];
  const read = <N extends SettingName>(name: N): Value<N> => {
    const setting = SETTINGS[name] as Setting<Value<N>>;
    const given = env[name]?.trim();
    const fallback = () => (typeof setting.fallback === 'function' ? (setting.fallback as () => Value<N>)() : setting.fallback);
    if (given === undefined || given === '') return fallback();
    try {
      return setting.parse(given);
    } catch (error) {
      faults.push(`${name}: ${(error as Error).message}`);
      return fallback();
    }
  };
  const config: Config = {
    port: read('PORT'),
    host: read('HOST'),
    origin: read('STOA_ORIGIN'),
    dataDir: resolve(read('STOA_DATA_DIR')),
    databaseUrl: read('DATABASE_URL'),
    role: read('STOA_ROLE'),
    workers: read('STOA_WORKERS'),
    search: read('STOA_SEARCH'),
    demo: read('STOA_DEMO') === 'on',
    logLevel: read('STOA_LOG_LEVEL'),
    logFormat: read('STOA_LOG_FORMAT'),
    pageCacheBytes: read('STOA_PAGE_CACHE_MIB') * 1024 * 1024,
    trustedProxies: read('STOA_TRUSTED_PROXIES'),
    rateLimitPerMinute: read('STOA_RATE_LIMIT'),
    mediaFetch: read('STOA_MEDIA_FETCH') === 'on',
    orderPrefix: read('STOA_ORDER_PREFIX'),
    withdrawalDays: read('STOA_WITHDRAWAL_DAYS'),
    mailUrl: read('STOA_MAIL_URL'),
    vies: read('STOA_VIES')?.replace(/\/$/, '') ?? null,
    mailFrom: read('STOA_MAIL_FROM'),
    testClock: read('STOA_TEST_CLOCK') === 'on',
    payments: {
      providers: read('STOA_PAYMENT_PROVIDERS'),
      capture: read('STOA_PAYMENT_CAPTURE'),
      testProvider: {
        url: read('STOA_TEST_PROVIDER_URL')?.replace(/\/$/, '') ?? null,
        port: read('STOA_TEST_PROVIDER_PORT'),
        secret: read('STOA_TEST_PROVIDER_SECRET'),
        webhooks: read('STOA_TEST_PROVIDER_WEBHOOKS'),
      },
      stripe: null,
    },
    metricsPort: read('METRICS_PORT'),
    otlpEndpoint: read('OTEL_EXPORTER_OTLP_ENDPOINT'),
    traceRatio: read('OTEL_TRACES_SAMPLER_ARG'),
    statementNames: read('STATEMENT_NAMES') === 'on',
  };
  if (config.payments.providers.includes('stripe')) {
    const names = ['STOA_STRIPE_SECRET_KEY', 'STOA_STRIPE_PUBLISHABLE_KEY', 'STOA_STRIPE_WEBHOOK_SECRET'] as const;
    const [secretKey, publishableKey, webhookSecret] = names.map((name) => read(name));
    faults.push(...names.filter((name) => read(name) === null).map((name) => `${name}: needed, since stripe is one of the providers`));
    if (secretKey && publishableKey && webhookSecret)
      config.payments.stripe = { secretKey, publishableKey, webhookSecret, apiBase: read('STOA_STRIPE_API_BASE') };
  }
  if (config.role !== 'both' && config.databaseUrl === null)
    faults.push(`STOA_ROLE: ${config.role} alone needs DATABASE_URL, since the embedded database serves one machine`);
  if (config.testClock && env.NODE_ENV === 'production')
    faults.push('STOA_TEST_CLOCK: a shop in production keeps the time of the system; turn it off, or unset NODE_ENV where this is a trial');
  faults.push(...metricsPortFaults(config));
  if (faults.length > 0) throw new ConfigError([...new Set(faults)]);
  return config;
}

/** The ports that METRICS_PORT stands for: one for each process of this machine, since a scrape must meet the same one. */
export function metricsPorts({
  metricsPort,
  role,
  workers,
  search,
}: Pick<Config, 'metricsPort' | 'role' | 'workers' | 'search'>): number[] {
  if (metricsPort === null || metricsPort === 0) return [];
  const web = role === 'worker' ? [] : Array.from({ length: workers }, (_, index) => metricsPort + index);
  if (role !== 'web') web.push(metricsPort + WORKER_METRICS_OFFSET);
  if (role !== 'worker' && search === 'embedded') web.push(metricsPort + SEARCH_METRICS_OFFSET);
  return web;
}

function metricsPortFaults(config: Config): string[] {
  const ports = metricsPorts(config);
  const last = Math.max(0, ...ports);
  if (last > 65535) return [`METRICS_PORT: every process takes one, up to ${last}, and 65535 is the last there is`];
  if (config.role !== 'worker' && ports.includes(config.port))
    return [`METRICS_PORT: every process takes one, and ${config.port} among them is PORT`];
  return [];
}

/** Names in the environment that look like ours and are none: a typing mistake that deserves a warning. */
export function unknownSettings(env: Record<string, string | undefined> = process.env): string[] {
  return Object.keys(env).filter((name) => name.startsWith('STOA_') && !(name in SETTINGS));
}

const WITHOUT_ORIGIN = `## Without STOA_ORIGIN

Pages may be kept by caches that others share, so a Host header that anybody can send must not get into them. Without
\`STOA_ORIGIN\` absolute addresses are made from the Host header only when it is an IP address, \`localhost\` or a name below it,
this machine's own host name, or the name in \`HOST\`; behind a proxy of \`STOA_TRUSTED_PROXIES\` from what the proxy forwards.
Pages for any other host carry addresses without a host. Set \`STOA_ORIGIN\` before the shop goes public.`;

/** The reference page of all settings, as Markdown. */
export function settingsReference(): string {
  const rows = Object.entries(SETTINGS).map(([name, s]) => `| \`${name}\` | ${s.fallbackText} | ${s.about} |`);
  return `# Settings\n\nGenerated from \`src/config.ts\`. Settings are environment variables; a wrong value stops the start with one message that names all faults.\n\n| setting | default | meaning |\n|---|---|---|\n${rows.join('\n')}\n\n${WITHOUT_ORIGIN}\n`;
}

function providers(about: string): Setting<readonly ('test' | 'stripe')[]> {
  const parse = (given: string) => {
    const names = given.split(',').map((name) => name.trim());
    const known = names.filter((name) => name === 'test' || name === 'stripe');
    if (known.length !== names.length || new Set(known).size !== known.length)
      throw new Error(`"${given}" is no list of test and stripe, each once`);
    return known;
  };
  return { parse, fallback: () => ['test'], fallbackText: '`test`', about };
}
