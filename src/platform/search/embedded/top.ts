/** The first `most` of `count` things by `before`, in order; a heap of that size, so that many are passed by at the cost of one comparison each. */
export function topOf(count: number, most: number, before: (a: number, b: number) => boolean): number[] {
  const heap: number[] = [];
  const size = Math.min(count, most);
  for (let i = 0; i < size; i += 1) heap.push(i);
  for (let at = (size >>> 1) - 1; at >= 0; at -= 1) sink(heap, at, size, before);
  for (let i = size; i < count && size > 0; i += 1)
    if (before(i, heap[0]!)) {
      heap[0] = i;
      sink(heap, 0, size, before);
    }
  for (let end = size - 1; end > 0; end -= 1) {
    const last = heap[0]!;
    heap[0] = heap[end]!;
    heap[end] = last;
    sink(heap, 0, end, before);
  }
  return heap;
}

/** The last of all is at the top of the heap. */
function sink(heap: number[], from: number, size: number, before: (a: number, b: number) => boolean): void {
  let at = from;
  for (;;) {
    let next = at * 2 + 1;
    if (next >= size) return;
    if (next + 1 < size && before(heap[next]!, heap[next + 1]!)) next += 1;
    if (!before(heap[at]!, heap[next]!)) return;
    const each = heap[at]!;
    heap[at] = heap[next]!;
    heap[next] = each;
    at = next;
  }
}
