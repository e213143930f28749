import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providerContract } from '../provider.contract.ts';
import { createTestProvider } from './client.ts';
import { startTestProvider } from './server.ts';

const SECRET = 'secret-of-the-contract';

providerContract('the test provider', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-contract-'));
  const running = await startTestProvider({ file: join(folder, 'books.jsonl'), secret: SECRET, webhooks: 'all' });
  const control = async (method: 'PUT' | 'POST', path: string, body: unknown, key = 'none') => {
    const headers = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json', 'idempotency-key': key };
    const answer = await fetch(`${running.url}/control${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  return {
    provider: createTestProvider({ address: () => running.url, secret: () => SECRET, startMs: 0 }),
    methods: { success: 'success', decline: 'decline', challenge: 'challenge' },
    async decide(url, approved) {
      const body = new URLSearchParams({ decision: approved ? 'approve' : 'refuse' });
      await fetch(url, { method: 'POST', body, redirect: 'manual' });
    },
    fail: (step, how) => control('PUT', '/faults', { step, [how === 'lost' ? 'lostAnswers' : 'error500']: 1 }),
    refuseRefund: () => control('PUT', '/faults', { refusedRefunds: 1 }),
    takeRefundBack: (refundKey) => control('POST', '/refunds/failures', {}, refundKey),
    dispute: (reference, status) => control('POST', `/charges/${reference}/disputes`, { status }),
    async close() {
      await running.stop();
      rmSync(folder, { recursive: true });
    },
  };
});
