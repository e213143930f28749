import { openTestProvider } from '../cli/payment-providers.ts';
import type { ProcessContext, RunningProcess } from './process.ts';

/** The test provider as a process of its own beside the shop's: it would be somebody else's machine. */
export async function startTestProviderProcess({ config }: ProcessContext): Promise<RunningProcess> {
  const provider = await openTestProvider(config);
  return { address: null, stop: () => provider.stop() };
}
