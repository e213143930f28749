/**
 * The places of the `most` highest of the first `count` keys, highest first; `tie` says which of two equal ones comes before. Where
 * many are equal, `second` spares the question: of what it gives less for, `tie` says the same.
 */
export function topOf(
  keys: Float64Array,
  count: number,
  { most, tie, second }: { most: number; tie: (a: number, b: number) => boolean; second?: (a: number) => number },
): number[] {
  const size = Math.min(count, most);
  const heap = new Uint32Array(size);
  for (let i = 0; i < size; i += 1) heap[i] = i;
  for (let at = (size >>> 1) - 1; at >= 0; at -= 1) sink(at, size);
  if (size > 0) {
    let least = keys[heap[0]!]!;
    let leastSecond = second ? second(heap[0]!) : 0;
    for (let i = size; i < count; i += 1) {
      const key = keys[i]!;
      if (key < least || (key === least && ((second && second(i) < leastSecond) || !tie(i, heap[0]!)))) continue;
      heap[0] = i;
      sink(0, size);
      least = keys[heap[0]!]!;
      if (second) leastSecond = second(heap[0]!);
    }
  }
  for (let end = size - 1; end > 0; end -= 1) {
    const last = heap[0]!;
    heap[0] = heap[end]!;
    heap[end] = last;
    sink(0, end);
  }
  return [...heap];

  /** The last of all is at the top of the heap. */
  function sink(from: number, end: number): void {
    const each = heap[from]!;
    let at = from;
    for (;;) {
      let next = at * 2 + 1;
      if (next >= end) break;
      if (next + 1 < end && isBefore(heap[next]!, heap[next + 1]!)) next += 1;
      if (!isBefore(each, heap[next]!)) break;
      heap[at] = heap[next]!;
      at = next;
    }
    heap[at] = each;
  }

  function isBefore(a: number, b: number): boolean {
    const difference = keys[a]! - keys[b]!;
    return difference > 0 || (difference === 0 && tie(a, b));
  }
}
