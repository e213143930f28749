/** The time of a shop that is being tried out. A shop that sells has the system's, and nothing of this. */

export { testClockRoutes } from './test-clock.routes.ts';
export type { TestClock } from './test-clock.ts';
export { CLOCK_MOVED, openTestClock } from './test-clock.ts';
