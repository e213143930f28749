/**
 * The one form of a page's address: known parameters in sorted order (several values keep theirs), empty values and unknown
 * parameters dropped. Under it the page is kept, and `?utm_source=` or a shuffled query does not make a second copy.
 * `known` holds names; one that ends in `*` is a family (`f.*` knows `f.color`).
 */
export function normaliseAddress(path: string, query: string, known: readonly string[]): { address: string; query: URLSearchParams } {
  const kept: [string, string][] = [];
  if (query !== '' && known.length > 0) {
    for (const [name, value] of new URLSearchParams(query)) if (value !== '' && isKnown(name, known)) kept.push([name, value]);
    kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }
  const normal = new URLSearchParams(kept);
  return { address: kept.length === 0 ? path : `${path}?${normal}`, query: normal };
}

function isKnown(name: string, known: readonly string[]): boolean {
  return known.some((k) => (k.endsWith('*') ? name.startsWith(k.slice(0, -1)) : k === name));
}
