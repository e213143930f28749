/** Locks by living processes. The code is plain JavaScript in bin/, which needs it before TypeScript can run. */
export type { Claim, Lock, OwnClaim, ProcessIdentity } from '../../../bin/lib/lock.mjs';
export { claimNote, isRunning, livingClaims, makeClaim, makeFolders, ownIdentity, processStart, takeLock } from '../../../bin/lib/lock.mjs';
