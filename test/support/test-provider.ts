import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  createTestProvider,
  type ListedCharge,
  type PaymentProvider,
  type RunningTestProvider,
  startTestProvider,
  testProviderPlace,
} from '../../src/shop/payments/index.ts';
import { listed as listedCharge } from '../../src/shop/payments/test-provider/client.ts';
import { signWebhook } from '../../src/shop/payments/test-provider/signature.ts';

const SECRET = 'secret-of-the-tests';
let running: Promise<RunningTestProvider> | null = null;

/** The test provider, over HTTP, one for all tests of this process; it ends with it. */
export function runningProvider(): Promise<RunningTestProvider> {
  running ??= startOne();
  return running;
}

/** The shop's side of it. */
export async function testProvider(): Promise<PaymentProvider> {
  const { url } = await runningProvider();
  return createTestProvider({ address: () => url, secret: () => SECRET, startMs: 0 });
}

/** What the provider itself has in its books. */
export async function allCharges(): Promise<ListedCharge[]> {
  return Array.fromAsync((await testProvider()).list({ since: new Date(0) }));
}

/** The charge of a checkout; null when the provider has never seen it. */
export async function chargeOf(checkoutId: string): Promise<ListedCharge | null> {
  return (await allCharges()).find((charge) => charge.key === `checkout:${checkoutId}`) ?? null;
}

/** For a shop composed on this data folder: where the provider is, as the process that runs it would tell. */
export async function provideTestProvider(dataDir: string): Promise<void> {
  const place = testProviderPlace(dataDir);
  mkdirSync(dirname(place.secretFile), { recursive: true });
  writeFileSync(place.secretFile, SECRET);
  place.tellAddress(await runningProvider());
}

/** One charge by our key, without reading the whole list. */
export async function chargeByKey(key: string): Promise<ListedCharge | null> {
  const { url } = await runningProvider();
  const answer = await fetch(`${url}/charges?${new URLSearchParams({ key, refunds: '1' })}`, {
    headers: { authorization: `Bearer ${SECRET}` },
  });
  const { items } = (await answer.json()) as { items: Parameters<typeof listedCharge>[0][] };
  return items[0] ? listedCharge(items[0]) : null;
}

/** An event as the provider would sign it. */
export function signed(event: { id: string; type: string; data: unknown }, { secondsAgo = 0 }: { secondsAgo?: number } = {}) {
  const body = JSON.stringify(event);
  const at = Math.floor(Date.now() / 1000) - secondsAgo;
  return { body, headers: signWebhook({ secret: SECRET, id: event.id, at, body }) };
}

/** A call of its control interface. */
export async function control(path: string, body: unknown, method: 'POST' | 'PUT' = 'POST', key = ''): Promise<unknown> {
  const { url } = await runningProvider();
  const headers = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) };
  const answer = await fetch(`${url}/control${path}`, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function startOne(): Promise<RunningTestProvider> {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-provider-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return startTestProvider({ file: join(folder, 'books.jsonl'), secret: SECRET, slowMs: 50, unref: true });
}
