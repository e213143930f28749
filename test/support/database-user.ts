/** A process that uses the embedded database: `node database-user.ts FOLDER`. Prints `in PID_OF_SERVER`, ends at the end of its input. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src/platform/postgres/index.ts';

const folder = process.argv[2]!;
const db = await openDatabase({ url: null, dataDir: folder, reads: 1, transactions: 1, server: { durable: false } });
console.log(`in ${Number.parseInt(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10)}`);
process.stdin.resume();
process.stdin.once('end', async () => {
  await db.close();
  console.log('out');
});
