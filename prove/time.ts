import type { Client } from './client.ts';

/** Moves the shop's time on, and with it everything that is done by the clock. Only where its test clock is on. */
export async function moveTime(client: Client, minutes: number): Promise<void> {
  const { now } = await client.must('GET', '/api/staff/test-clock');
  await client.must('PUT', '/api/staff/test-clock', { now: new Date(Date.parse(now) + minutes * 60_000).toISOString() });
}

export function pause(ms: number): Promise<void> {
  return new Promise((next) => setTimeout(next, ms));
}
