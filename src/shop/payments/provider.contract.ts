import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { type EventsPlace, openEventsPlace } from './events-place.fixture.ts';
import { type AuthorizeRequest, type PaymentProvider, type ProviderEvent, ProviderUnavailable, WebhookRefused } from './provider.ts';

/** The service behind an adapter: what a buyer, a bank and an unsteady network do there, and its own word on what has happened. */
export type ProviderEdge = {
  provider: PaymentProvider;
  methods: { success: string; decline: string; challenge: string };
  /** The buyer's answer on the page that an action leads to. */
  decide(url: string, approved: boolean): Promise<void>;
  /** The next call of this step is carried out and not answered, or answered with an error and not carried out. */
  fail(step: 'authorize' | 'capture' | 'void' | 'refund', how: 'lost' | 'error'): Promise<void>;
  /** The next refund is refused for good. */
  refuseRefund(): Promise<void>;
  /** The bank sends a refund back that was done. */
  takeRefundBack(refundKey: string): Promise<void>;
  dispute(reference: string, status: 'open' | 'won' | 'lost'): Promise<void>;
  close(): Promise<void>;
};

/**
 * What every payment provider must do, whatever stands behind it.
 * @param open the service, which tells its events to `eventsUrl`
 */
export function providerContract(name: string, open: (place: { origin: string; eventsUrl: string }) => Promise<ProviderEdge>): void {
  describe(`${name} keeps the contract of payment providers`, { timeout: 60_000 }, () => {
    let edge: ProviderEdge;
    let provider: PaymentProvider;
    let events: EventsPlace;
    before(async () => {
      events = await openEventsPlace();
      edge = await open(events);
      provider = edge.provider;
    });
    after(async () => {
      await provider.close();
      await edge.close();
      await events.close();
    });

    const ask = (change: Partial<AuthorizeRequest> = {}): AuthorizeRequest => ({
      key: `checkout:${randomUUID()}`,
      amount: 5190,
      currency: 'EUR',
      method: edge.methods.success,
      captureMode: 'manual',
      returnUrl: `${events.origin}/return`,
      ...change,
    });
    const authorized = async (change: Partial<AuthorizeRequest> = {}) => {
      const request = ask(change);
      const answer = await provider.authorize(request);
      assert.ok(answer.status === 'authorized', answer.status);
      return { request, key: request.key, reference: answer.reference };
    };
    const captured = async (amount = 5190) => {
      const { key, reference } = await authorized();
      assert.deepEqual(await provider.capture({ key, reference, amount, currency: 'EUR' }), { status: 'captured', reference, amount });
      return { key, reference };
    };
    const listedOf = async (key: string) => (await Array.fromAsync(provider.list({ since: new Date(0) }))).filter((one) => one.key === key);
    const unanswered = (work: Promise<unknown>) => assert.rejects(work, ProviderUnavailable);
    const read = async (wanted: (event: ProviderEvent) => boolean): Promise<ProviderEvent> =>
      events.first(async (message) => {
        const event = await provider.readWebhook({ ...message, now: new Date() });
        return wanted(event) ? event : null;
      });
    const aboutCharge = (key: string, status: string) =>
      read(({ about }) => about?.kind === 'charge' && about.key === key && about.answer.status === status);

    test('money is held, then taken once, all of it', async () => {
      const { key, reference } = await authorized();
      assert.deepEqual(await provider.lookup({ key, reference }), { status: 'authorized', reference });
      const taken = { status: 'captured', reference, amount: 5190 };
      assert.deepEqual(await provider.capture({ key, reference, amount: 5190, currency: 'EUR' }), taken);
      assert.deepEqual(
        await provider.capture({ key, reference, amount: 5190, currency: 'EUR' }),
        taken,
        'a second call is answered as the first',
      );
      assert.deepEqual(await provider.lookup({ key, reference }), taken);
      assert.deepEqual(await provider.lookup({ key, reference: null }), taken, 'by our key alone');
      const [charge, ...more] = await listedOf(key);
      assert.equal(more.length, 0);
      assert.deepEqual(
        [charge?.reference, charge?.amount, charge?.capturedAmount, charge?.currency, charge?.status],
        [reference, 5190, 5190, 'EUR', 'captured'],
      );
    });

    test('taken at once, where a provider can; where it can not, it is held', async () => {
      const request = ask({ captureMode: 'automatic' });
      const answer = await provider.authorize(request);
      assert.ok(answer.status === 'authorized' || (answer.status === 'captured' && answer.amount === 5190), answer.status);
      assert.deepEqual(await provider.authorize(request), answer);
    });

    test('a part is taken and the rest let go: a second capture answers with the first one', async () => {
      const { key, reference } = await authorized();
      const taken = { status: 'captured', reference, amount: 1200 };
      assert.deepEqual(await provider.capture({ key, reference, amount: 1200, currency: 'EUR' }), taken);
      assert.deepEqual(await provider.capture({ key, reference, amount: 5190, currency: 'EUR' }), taken);
      assert.equal((await listedOf(key))[0]?.capturedAmount, 1200);
    });

    test('the same key at once and again is one charge', async () => {
      const request = ask();
      const answers = await Promise.all(Array.from({ length: 8 }, () => provider.authorize(request)));
      assert.equal(new Set(answers.map(({ reference }) => reference)).size, 1);
      assert.deepEqual(await provider.authorize(request), answers[0]);
      assert.equal((await listedOf(request.key)).length, 1);
    });

    test('what is held is let go; after that nothing can be taken', async () => {
      const { request, key, reference } = await authorized();
      assert.deepEqual(await provider.void({ key, reference, request }), { status: 'voided', reference });
      assert.deepEqual(await provider.void({ key, reference, request }), { status: 'voided', reference });
      assert.deepEqual(await provider.capture({ key, reference, amount: 5190, currency: 'EUR' }), { status: 'voided', reference });
      assert.equal((await listedOf(key))[0]?.capturedAmount, 0);
    });

    test('what was taken is not let go', async () => {
      const { key, reference } = await captured();
      const request = ask({ key });
      assert.deepEqual(await provider.void({ key, reference, request }), { status: 'captured', reference, amount: 5190 });
      assert.equal((await listedOf(key))[0]?.capturedAmount, 5190);
    });

    test('capture and void at the same time: one of them', async () => {
      for (let round = 0; round < 10; round += 1) {
        const { request, key, reference } = await authorized();
        const answers = await Promise.all([
          provider.capture({ key, reference, amount: 5190, currency: 'EUR' }),
          provider.void({ key, reference, request }),
          provider.capture({ key, reference, amount: 5190, currency: 'EUR' }),
        ]);
        assert.equal(new Set(answers.map(({ status }) => status)).size, 1);
      }
    });

    test('a charge that never was is given up for good: coming late, it holds nothing', async () => {
      const request = ask();
      const { key } = request;
      assert.equal(await provider.lookup({ key, reference: null }), null);
      assert.equal((await provider.void({ key, reference: null, request })).status, 'voided');
      assert.equal((await provider.authorize(request)).status, 'voided');
      assert.equal((await provider.lookup({ key, reference: null }))?.status, 'voided');
    });

    test('several refunds, each once, never more than was taken', async () => {
      const { reference } = await captured(5000);
      const refundKey = `refund:${randomUUID()}`;
      const first = await Promise.all([1, 2, 3].map(() => provider.refund({ reference, amount: 1500, currency: 'EUR', refundKey })));
      assert.equal(first[0]!.status, 'done');
      assert.deepEqual(first[1], first[0]);
      assert.deepEqual(await provider.refund({ reference, amount: 1500, currency: 'EUR', refundKey }), first[0]);
      const rest = await provider.refund({ reference, amount: 3500, currency: 'EUR', refundKey: `${refundKey}:rest` });
      assert.equal(rest.status, 'done');
      assert.equal((await provider.refund({ reference, amount: 1, currency: 'EUR', refundKey: `${refundKey}:more` })).status, 'refused');
      const [charge] = (await Array.fromAsync(provider.list({ since: new Date(0) }))).filter((one) => one.reference === reference);
      const done = charge!.refunds.filter(({ status }) => status === 'done').map(({ key, amount }) => `${key} ${amount}`);
      assert.deepEqual(done.sort(), [`${refundKey} 1500`, `${refundKey}:rest 3500`]);
    });

    test('a refund that is refused stays refused, and its sum is free', async () => {
      const { reference } = await captured();
      await edge.refuseRefund();
      const refundKey = `refund:${randomUUID()}`;
      assert.equal((await provider.refund({ reference, amount: 5190, currency: 'EUR', refundKey })).status, 'refused');
      assert.equal((await provider.refund({ reference, amount: 5190, currency: 'EUR', refundKey })).status, 'refused');
      assert.equal((await provider.refund({ reference, amount: 5190, currency: 'EUR', refundKey: `${refundKey}:2` })).status, 'done');
    });

    test('a declined card says why, again and again the same, and holds nothing', async () => {
      const request = ask({ method: edge.methods.decline });
      const answer = await provider.authorize(request);
      assert.ok(answer.status === 'declined' && answer.code === 'insufficient_funds');
      assert.deepEqual(await provider.authorize(request), answer);
      assert.equal((await listedOf(request.key))[0]?.capturedAmount ?? 0, 0);
    });

    test('an action: approved, refused, or given up before it is answered', async () => {
      const begin = async () => {
        const request = ask({ method: edge.methods.challenge });
        const answer = await provider.authorize(request);
        assert.ok(answer.status === 'action_required', answer.status);
        assert.match(answer.redirectUrl, /^https?:/);
        return { ...answer, request, key: request.key };
      };
      const one = await begin();
      await edge.decide(one.redirectUrl, true);
      assert.deepEqual(await provider.lookup(one), { status: 'authorized', reference: one.reference });
      assert.equal((await provider.authorize(one.request)).status, 'authorized', 'the call repeated says how it stands now');
      const other = await begin();
      await edge.decide(other.redirectUrl, false);
      assert.deepEqual(await provider.lookup(other), { status: 'declined', reference: other.reference, code: 'authentication_failed' });
      const third = await begin();
      assert.equal((await provider.void(third)).status, 'voided');
      await edge.decide(third.redirectUrl, true);
      assert.equal((await provider.lookup(third))?.status, 'voided');
    });

    for (const how of ['lost', 'error'] as const) {
      test(how === 'lost' ? 'answers lost after success: repeated, nothing happens twice' : 'errors: repeated, it happens', async () => {
        const request = ask();
        const { key } = request;
        await edge.fail('authorize', how);
        await unanswered(provider.authorize(request));
        const answer = await provider.authorize(request);
        assert.ok(answer.status === 'authorized', answer.status);
        const { reference } = answer;
        await edge.fail('capture', how);
        await unanswered(provider.capture({ key, reference, amount: 5190, currency: 'EUR' }));
        assert.equal((await provider.capture({ key, reference, amount: 5190, currency: 'EUR' })).status, 'captured');
        const refundKey = `refund:${key}`;
        await edge.fail('refund', how);
        await unanswered(provider.refund({ reference, amount: 2000, currency: 'EUR', refundKey }));
        assert.equal((await provider.refund({ reference, amount: 2000, currency: 'EUR', refundKey })).status, 'done');
        const [charge, ...more] = await listedOf(key);
        assert.equal(more.length, 0);
        assert.deepEqual([charge?.capturedAmount, charge?.refunds.map(({ amount }) => amount)], [5190, [2000]]);
        const held = await authorized();
        await edge.fail('void', how);
        await unanswered(provider.void(held));
        assert.equal((await provider.void(held)).status, 'voided');
      });
    }

    test('a charge whose answer was lost is let go by its key', async () => {
      const request = ask();
      await edge.fail('authorize', 'lost');
      await unanswered(provider.authorize(request));
      assert.equal((await provider.void({ key: request.key, reference: null, request })).status, 'voided');
      const [charge, ...more] = await listedOf(request.key);
      assert.deepEqual([charge?.status, more.length], ['voided', 0]);
    });

    test('the list is whole, however long, and begins where it is told to', async () => {
      const made = await Promise.all(Array.from({ length: 130 }, () => authorized()));
      const keys = new Set((await Array.fromAsync(provider.list({ since: new Date(Date.now() - 3600_000) }))).map(({ key }) => key));
      assert.equal(made.filter(({ key }) => !keys.has(key)).length, 0);
      assert.deepEqual(await Array.fromAsync(provider.list({ since: new Date(Date.now() + 3600_000) })), []);
    });

    test('events tell what happened elsewhere: an action answered, a refund sent back, a dispute and its end', async () => {
      const request = ask({ method: edge.methods.challenge });
      const waiting = await provider.authorize(request);
      assert.ok(waiting.status === 'action_required');
      await edge.decide(waiting.redirectUrl, true);
      const { about } = await aboutCharge(request.key, 'authorized');
      assert.deepEqual(about, {
        kind: 'charge',
        key: request.key,
        reference: waiting.reference,
        answer: { status: 'authorized', reference: waiting.reference },
      });
      const { reference } = await captured();
      const refundKey = `refund:${randomUUID()}`;
      await provider.refund({ reference, amount: 700, currency: 'EUR', refundKey });
      await edge.takeRefundBack(refundKey);
      const back = await read(
        (event) => event.about?.kind === 'refund' && event.about.refundKey === refundKey && event.about.status === 'failed',
      );
      assert.ok(back.about?.kind === 'refund' && back.about.code !== '');
      for (const status of ['open', 'won'] as const) {
        await edge.dispute(reference, status);
        const told = await read(
          (event) => event.about?.kind === 'dispute' && event.about.reference === reference && event.about.status === status,
        );
        assert.deepEqual(told.about, { kind: 'dispute', reference, status, amount: 5190 });
      }
    });

    test('an event counts as it was signed, by whom and when; a copy has the id of the first', async () => {
      const { key, reference } = await authorized();
      await provider.capture({ key, reference, amount: 5190, currency: 'EUR' });
      const now = new Date();
      const { message, event } = await events.first(async (message) => {
        const event = await provider.readWebhook({ ...message, now });
        return event.about?.kind === 'charge' && event.about.key === key ? { message, event } : null;
      });
      assert.equal((await provider.readWebhook({ ...message, now })).id, event.id);
      const seconds = (count: number) => new Date(now.getTime() + count * 1000);
      const changed = Buffer.from(message.body.toString().replace('5190', '5191'));
      assert.notDeepEqual(changed, message.body);
      const signature = Object.keys(message.headers).find((header) => header.endsWith('-signature'))!;
      const forged = { ...message.headers, [signature]: String(message.headers[signature]).replace(/.{6}$/, 'AAAAAA') };
      const refused = (request: Partial<typeof message> & { now?: Date }) =>
        assert.rejects(provider.readWebhook({ ...message, now, ...request }), WebhookRefused);
      await refused({ body: changed });
      await refused({ body: Buffer.from(`${message.body} `) });
      await refused({ headers: {} });
      await refused({ headers: forged });
      await refused({ now: seconds(330) });
    });
  });
}
