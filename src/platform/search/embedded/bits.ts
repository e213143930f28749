/** A set of positions, one bit each. */
export type Bits = Uint32Array;

export function bitsFor(positions: number): Bits {
  return new Uint32Array((positions + 31) >>> 5);
}

export function has(bits: Bits, position: number): boolean {
  return (bits[position >>> 5]! & (1 << (position & 31))) !== 0;
}

export function add(bits: Bits, position: number): void {
  bits[position >>> 5]! |= 1 << (position & 31);
}

export function drop(bits: Bits, position: number): void {
  bits[position >>> 5]! &= ~(1 << (position & 31));
}

/** The same set with room for more. */
export function grown(bits: Bits, positions: number): Bits {
  if (bits.length * 32 >= positions) return bits;
  const more = bitsFor(positions);
  more.set(bits);
  return more;
}

/** What is in all of them; a set of its own. Shorter ones count as empty beyond their end. */
export function both(a: Bits, b: Bits): Bits {
  const result = new Uint32Array(Math.min(a.length, b.length));
  for (let i = 0; i < result.length; i += 1) result[i] = a[i]! & b[i]!;
  return result;
}

export function without(a: Bits, b: Bits): Bits {
  const result = a.slice();
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i += 1) result[i]! &= ~b[i]!;
  return result;
}

/** Adds all of `b` to `a`, which is at least as long. */
export function addAll(a: Bits, b: Bits): void {
  for (let i = 0; i < b.length; i += 1) a[i]! |= b[i]!;
}

export function countOf(bits: Bits): number {
  let count = 0;
  for (let i = 0; i < bits.length; i += 1) {
    let word = bits[i]!;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** The positions in rising order. */
export function positionsOf(bits: Bits, count: number): Uint32Array {
  const positions = new Uint32Array(count);
  let next = 0;
  for (let i = 0; i < bits.length && next < count; i += 1) {
    let word = bits[i]!;
    while (word !== 0) {
      const bit = 31 - Math.clz32(word & -word);
      positions[next] = (i << 5) + bit;
      next += 1;
      word &= word - 1;
    }
  }
  return positions;
}
