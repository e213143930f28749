/** What `from` holds, in an array with more room. */
export function copied<T extends Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array>(from: T, to: T): T {
  to.set(from as never);
  return to;
}
