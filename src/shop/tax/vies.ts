import type { VatRegister } from './provider.ts';

/** VIES of the European Commission. Its member states are often not to be reached: that is `unavailable`, never `valid`. */
export function viesRegister({
  baseUrl = 'https://ec.europa.eu/taxation_customs/vies/rest-api',
  timeoutMs = 5000,
}: {
  baseUrl?: string;
  timeoutMs?: number;
} = {}): VatRegister {
  return {
    async check({ prefix, number }) {
      try {
        const answer = await fetch(`${baseUrl}/ms/${prefix}/vat/${number}`, { signal: AbortSignal.timeout(timeoutMs) });
        if (!answer.ok) return 'unavailable';
        const body = (await answer.json()) as { isValid?: unknown; userError?: unknown };
        if (body.isValid === true) return 'valid';
        return body.isValid === false && ['INVALID', 'VALID'].includes(String(body.userError)) ? 'invalid' : 'unavailable';
      } catch {
        return 'unavailable';
      }
    },
  };
}
