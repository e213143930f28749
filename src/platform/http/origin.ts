import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { ShopError } from '../../kernel/errors.ts';

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

export function isHost(host: string | undefined): host is string {
  return host !== undefined && HOST.test(host);
}

/** The shop's public address: the setting, else what the request names. */
export function originOf(request: { protocol: string; host: string }, configured: string | null): string {
  if (configured !== null) return configured;
  if (!isHost(request.host)) throw new ShopError('bad_request', 'The Host header is not a host name.');
  return `${request.protocol}://${request.host.toLowerCase()}`;
}

/**
 * The address that goes into pages which caches share. Anybody can send any Host header, so one is believed only when it can
 * be nobody else's: an IP address, localhost, this machine's name or one of `ownNames`. Otherwise empty: addresses then
 * carry no host. Behind trusted proxies (`isVouched`) what the proxy names counts.
 */
export function pageOrigin(origin: string, known: { configured: string | null; isVouched: boolean; ownNames: readonly string[] }): string {
  if (known.configured !== null || known.isVouched) return origin;
  const name = origin.replace(/^https?:\/\/\[?|\]?(:\d+)?$/g, '');
  const isOwn = isIP(name) > 0 || name === 'localhost' || name.endsWith('.localhost') || ownName === name;
  return isOwn || known.ownNames.includes(name) ? origin : '';
}

const ownName = hostname().toLowerCase();

/**
 * For writes that a browser sends with cookies: they must come from our own pages. Browsers say so in Sec-Fetch-Site, older
 * ones in Origin; a request that carries neither was sent by no browser form and is refused as well.
 */
export function refuseForeignSite(headers: Record<string, string | string[] | undefined>, origin: string): void {
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin') return;
  if (site === undefined && headers.origin === origin) return;
  throw new ShopError('cross_site_request');
}
