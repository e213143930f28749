/** Processes: one shop a folder, children that are started anew, orderly ends, locks that survive kill -9. No shop words. */
export { type ChildOptions, runChild } from './child.ts';
export { type Instance, runningInstance, takeOnly } from './instance.ts';
export { type Claim, type Lock, livingClaims, makeFolders, takeLock } from './lock.ts';
export { failToListen, type Place, requireFreePort } from './ports.ts';
export { aborted, type StopWatch, watchStop, within } from './signals.ts';
export { isAlreadyRunning, type ProcessGroup, type SupervisorOptions, supervise } from './supervisor.ts';
