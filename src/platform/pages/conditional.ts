import type { CachedPage, Coding, Representation } from './page-cache.ts';

const wantedByHeader = new Map<string, Coding[]>();

/** The codings we have that a caller accepts, best first (`br`, `gzip`); `identity` is always the last resort. */
export function codingsFor(acceptEncoding: string | undefined): readonly Coding[] {
  if (acceptEncoding === undefined) return IDENTITY;
  const known = wantedByHeader.get(acceptEncoding);
  if (known) return known;
  const wanted = parse(acceptEncoding);
  // Browsers send a handful of different values; whoever sends more pays for the parsing.
  if (wantedByHeader.size < 100 && acceptEncoding.length < 200) wantedByHeader.set(acceptEncoding, wanted);
  return wanted;
}

/** The form that the caller already holds, by its If-None-Match; null when it must be sent. */
export function heldForm(page: CachedPage, ifNoneMatch: string): Representation | null {
  if (ifNoneMatch.trim() === '*') return page.identity;
  const held = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  for (const form of [page.br, page.gzip, page.identity]) if (form && held.includes(form.etag)) return form;
  return null;
}

const IDENTITY: readonly Coding[] = ['identity'];

function parse(header: string): Coding[] {
  const quality = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((p) => p.trim());
    const q = parameters.find((p) => p.startsWith('q='));
    quality.set(name, q === undefined ? 1 : Number(q.slice(2)) || 0);
  }
  const of = (name: string) => quality.get(name) ?? quality.get('*') ?? 0;
  const codings: Coding[] = (['br', 'gzip'] as const).filter((name) => of(name) > 0);
  if (codings.length === 2 && of('gzip') > of('br')) codings.reverse();
  return [...codings, 'identity'];
}
