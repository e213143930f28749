import type { Config, PaymentSettings } from '../config.ts';
import { failToListen } from '../platform/processes/index.ts';
import {
  createStripeProvider,
  createTestProvider,
  type PaymentProvider,
  type RunningTestProvider,
  startTestProvider,
  testProviderPlace,
} from '../shop/payments/index.ts';

const ONLY_TEST: PaymentSettings = {
  providers: ['test'],
  testProvider: { url: null, port: 0, secret: null, webhooks: 'news' },
  stripe: null,
};

/** The providers that the settings name, in their order. Nothing is opened before the first call. */
export function paymentProviders({
  dataDir,
  payments = ONLY_TEST,
}: Pick<Config, 'dataDir'> & { payments?: PaymentSettings }): PaymentProvider[] {
  return payments.providers.map((name) => {
    if (name === 'stripe' && payments.stripe) return createStripeProvider(payments.stripe);
    const { url, secret } = payments.testProvider;
    const place = testProviderPlace(dataDir);
    return createTestProvider({
      address: (options) => url ?? place.address(options),
      secret: () => secret ?? place.secret(),
    });
  });
}

/** Whether the shop runs a test provider of its own. */
export function runsTestProvider({ role, payments }: Pick<Config, 'role' | 'payments'>): boolean {
  return role !== 'worker' && payments.providers.includes('test') && payments.testProvider.url === null;
}

/** On the port of the setting, else on the one it had before, else on a free one; tells its address in the data folder. */
export async function openTestProvider({ dataDir, host, payments }: Config): Promise<RunningTestProvider> {
  const place = testProviderPlace(dataDir);
  const { port, secret, webhooks } = payments.testProvider;
  const options = { file: place.booksFile, host: host === '0.0.0.0' ? host : '127.0.0.1', secret: secret ?? place.secret(), webhooks };
  const wanted = port || place.lastPort();
  const provider = await startTestProvider({ ...options, port: wanted }).catch((error: unknown) => {
    if (port !== 0 || wanted === 0) return failToListen(error, { setting: 'STOA_TEST_PROVIDER_PORT', port: wanted, host: options.host });
    return startTestProvider({ ...options, port: 0 });
  });
  place.tellAddress(provider);
  return provider;
}
