/** For what cannot be: our own fault, so the operation dies loudly instead of going on with a wrong assumption. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${message}`);
}
