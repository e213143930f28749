type Node<V> = { key: string; value: V; weight: number; visited: boolean; newer: Node<V> | null; older: Node<V> | null };

/**
 * A map with a budget that evicts by the SIEVE rule: a hit only sets a mark, and a hand that walks from old to new drops
 * what was not hit since it last passed. Things asked for once (a crawl, a thousand different searches) go first,
 * and what is hot stays, at no cost on a hit.
 */
export function createSieve<V>(options: { maxWeight: number; onRemove(key: string, value: V, why: 'evicted' | 'deleted'): void }) {
  const nodes = new Map<string, Node<V>>();
  let newest: Node<V> | null = null;
  let oldest: Node<V> | null = null;
  let hand: Node<V> | null = null;
  let weight = 0;

  function get(key: string): V | undefined {
    const node = nodes.get(key);
    if (node === undefined) return undefined;
    node.visited = true;
    return node.value;
  }

  /** False when the value alone is over the budget. */
  function set(key: string, value: V, valueWeight: number): boolean {
    remove(key, 'deleted');
    if (valueWeight > options.maxWeight) return false;
    shrink(options.maxWeight - valueWeight);
    const node: Node<V> = { key, value, weight: valueWeight, visited: false, newer: null, older: newest };
    if (newest) newest.newer = node;
    newest = node;
    oldest ??= node;
    nodes.set(key, node);
    weight += valueWeight;
    return true;
  }

  function reweigh(key: string, weightOf: (value: V) => number): void {
    const node = nodes.get(key);
    if (!node) return;
    const next = weightOf(node.value);
    weight += next - node.weight;
    node.weight = next;
    shrink(options.maxWeight);
  }

  function shrink(target: number): void {
    while (weight > target && oldest) {
      let candidate: Node<V> = hand ?? oldest;
      while (candidate.visited) {
        candidate.visited = false;
        candidate = candidate.newer ?? oldest;
      }
      hand = candidate.newer;
      remove(candidate.key, 'evicted');
    }
  }

  function remove(key: string, why: 'evicted' | 'deleted'): boolean {
    const node = nodes.get(key);
    if (!node) return false;
    if (hand === node) hand = node.newer;
    if (node.newer) node.newer.older = node.older;
    else newest = node.older;
    if (node.older) node.older.newer = node.newer;
    else oldest = node.newer;
    nodes.delete(key);
    weight -= node.weight;
    options.onRemove(key, node.value, why);
    return true;
  }

  function clear(): void {
    nodes.clear();
    newest = null;
    oldest = null;
    hand = null;
    weight = 0;
  }

  return { get, set, reweigh, delete: (key: string) => remove(key, 'deleted'), clear, size: () => nodes.size, weight: () => weight };
}
