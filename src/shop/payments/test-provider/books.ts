import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync, write } from 'node:fs';
import { dirname } from 'node:path';
import type { Charge, ChargeRefund } from './charge.ts';

type Line = { charge: Charge } | { refund: ChargeRefund };

export type Books = ReturnType<typeof openBooks>;

/**
 * The provider's books: an append-only file of one JSON object a line, the last word about a charge counts. Whoever waits for
 * `keep` knows that the system holds the line, so that killing the process loses nothing. What is kept while a write is under
 * way goes out with the next one, all in one call.
 */
export function openBooks(file: string) {
  mkdirSync(dirname(file), { recursive: true });
  const charges = new Map<string, Charge>();
  const byKey = new Map<string, Charge>();
  const refunds = new Map<string, ChargeRefund>();
  const refundsOfCharge = new Map<string, Map<string, ChargeRefund>>();
  const note = (line: Line) => {
    if ('refund' in line) {
      refunds.set(line.refund.key, line.refund);
      const ofCharge = refundsOfCharge.get(line.refund.charge) ?? new Map<string, ChargeRefund>();
      refundsOfCharge.set(line.refund.charge, ofCharge.set(line.refund.key, line.refund));
    } else {
      charges.set(line.charge.id, line.charge);
      byKey.set(line.charge.key, line.charge);
    }
  };
  readLines(file).forEach(note);
  const descriptor = openSync(file, 'a', 0o600);
  let waiting: { text: string; done: () => void; failed: (error: Error) => void }[] = [];
  let isWriting = false;

  const flush = () => {
    if (isWriting || waiting.length === 0) return;
    isWriting = true;
    const batch = waiting;
    waiting = [];
    writeAll(descriptor, Buffer.from(batch.map((entry) => entry.text).join('')), (error) => {
      isWriting = false;
      for (const entry of batch) error ? entry.failed(error) : entry.done();
      flush();
    });
  };

  return {
    charge: (id: string) => charges.get(id) ?? null,
    chargeByKey: (key: string) => byKey.get(key) ?? null,
    refundByKey: (key: string) => refunds.get(key) ?? null,
    /** In the order they were made. */
    charges: () => charges.values(),
    refundsOf: (charge: string): Iterable<ChargeRefund> => refundsOfCharge.get(charge)?.values() ?? [],
    /** Counts at once for whoever reads; resolves when it can not be lost any more. */
    keep(...lines: Line[]): Promise<void> {
      lines.forEach(note);
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
      return new Promise((done, failed) => {
        waiting.push({ text, done, failed });
        flush();
      });
    },
    close: () => closeSync(descriptor),
  };
}

/** A write may take only a part. */
function writeAll(descriptor: number, bytes: Buffer, done: (error: Error | null) => void): void {
  write(descriptor, bytes, (error, written) => {
    if (error || written === bytes.length) return done(error);
    writeAll(descriptor, bytes.subarray(written), done);
  });
}

/** A last line that was cut short was never answered: it is cut off. */
function readLines(file: string): Line[] {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(10) + 1;
  if (end < bytes.length) truncateSync(file, end);
  const text = bytes.subarray(0, end).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}
