import { isIPv6 } from 'node:net';

/**
 * A token bucket for each caller's network, in this process's memory: `perMinute` tokens, refilled evenly; 0 is no limit.
 * `take` returns 0, or after how many seconds to try again. IPv6 callers own a /64, so that counts as one.
 */
export function createRateLimit(options: { perMinute: number; maxCallers?: number; now?(): number }) {
  const { perMinute, maxCallers = 20_000, now = Date.now } = options;
  const buckets = new Map<string, { tokens: number; at: number }>();
  const perMs = perMinute / 60_000;

  function take(ip: string): number {
    if (perMinute === 0) return 0;
    const key = networkOf(ip);
    const at = now();
    const known = buckets.get(key);
    const tokens = known ? Math.min(perMinute, known.tokens + (at - known.at) * perMs) : perMinute;
    // Re-inserting keeps the map in the order of last use, so that the oldest can be dropped.
    buckets.delete(key);
    if (buckets.size >= maxCallers) buckets.delete(buckets.keys().next().value ?? '');
    buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs / 1_000);
  }

  /** Gives back what was taken for a call that turned out not to count. */
  function giveBack(ip: string): void {
    const bucket = buckets.get(networkOf(ip));
    if (bucket) bucket.tokens = Math.min(perMinute, bucket.tokens + 1);
  }

  return { take, giveBack };
}

function networkOf(ip: string): string {
  if (!isIPv6(ip) || ip.startsWith('::ffff:')) return ip;
  const [head = '', tail] = ip.split('::');
  const groups = head.split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  return [...groups, ...new Array<string>(Math.max(0, missing)).fill('0'), ...(tail ?? '').split(':')].slice(0, 4).join(':');
}
