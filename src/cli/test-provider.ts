import { aborted } from '../platform/processes/index.ts';
import type { Command } from './command.ts';
import { openTestProvider } from './payment-providers.ts';

export const command: Command = {
  name: 'test-provider',
  summary: 'Runs the test provider of payments by itself.',
  usage: '',
  help: 'A payment service for trying the shop out, over HTTP: no money, no card. `stoa serve` starts one beside the shop unless STOA_TEST_PROVIDER_URL names another; see docs/reference/payments.md for its fault modes.',
  stopsItself: true,
  run: async ({ config, print, signal }) => {
    const provider = await openTestProvider(config);
    print(`The test provider listens on ${provider.url}. Ctrl-C stops it.`);
    await aborted(signal);
    await provider.stop();
    return 0;
  },
};
