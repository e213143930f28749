/** What happens after a commit: events to their handlers, outdated pages named, jobs worked on. */

export { observeRelay } from './observe.ts';
export { appendEvent } from './outbox.ts';
export { publishPurge, purgeChannel, purgePayloads, readPurge } from './purge.ts';
export type { EventHandler, OutboxEvent, Relay, RelayLog, RelayOptions, RelayStats } from './relay.ts';
export { retryParked, startRelay } from './relay.ts';
export type { JobOptions, Jobs, Tasks, WorkerLog, WorkerOptions } from './worker.ts';
export { createJobs, migrateJobs, startWorker } from './worker.ts';
