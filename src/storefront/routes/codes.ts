import { ShopError } from '../../kernel/errors.ts';
import type { Locale } from '../../kernel/market.ts';
import type { StorefrontDeps } from '../deps.ts';
import { textsFor } from '../texts/index.ts';

/** Takes a code into the cart. @returns null when it is in it, else the reason in the words of the page */
export async function refusalOfCode(
  deps: StorefrontDeps,
  { cartId, entered, locale }: { cartId: string; entered: string; locale: Locale },
): Promise<string | null> {
  const { codes } = textsFor(locale.language);
  if (entered.trim() === '') return codes.empty;
  try {
    await deps.carts.addCode(cartId, entered);
    return null;
  } catch (error) {
    if (!(error instanceof ShopError) || error.code !== 'code_refused') throw error;
    const reason = error.fields[0]?.code ?? '';
    return (codes.refusals as Record<string, string>)[reason] ?? codes.refusals.notCombinable;
  }
}
