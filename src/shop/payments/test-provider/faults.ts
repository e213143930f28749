/** What the control interface can set. Counts are used up one by one; everything is off to begin with. */
export type Faults = {
  /** Added to every call. */
  latencyMs: number;
  /** So many calls are answered with error 500, and nothing is done. */
  error500: number;
  /** So many calls are carried out and then not answered: the connection is cut. */
  lostAnswers: number;
  /** Which step the two above hit; null: any. */
  step: 'authorize' | 'capture' | 'void' | 'refund' | null;
  /** So many refunds are refused for good. */
  refusedRefunds: number;
  webhooks: WebhookFaults;
};

export type WebhookFaults = {
  /** `all` changes of a charge, those alone that no call was answered with (`news`), or `none`. */
  send: 'all' | 'news' | 'none';
  /** How often each is sent. */
  copies: number;
  /** Held back this long. */
  delayMs: number;
  /** This many are collected and then sent in reverse order; 0 sends each as it comes. */
  shuffle: number;
};

export function noFaults(send: WebhookFaults['send']): Faults {
  return {
    latencyMs: 0,
    error500: 0,
    lostAnswers: 0,
    step: null,
    refusedRefunds: 0,
    webhooks: { send, copies: 1, delayMs: 0, shuffle: 0 },
  };
}

const STEPS = ['authorize', 'capture', 'void', 'refund', null];
const SENDS = ['all', 'news', 'none'];

/** The settings with what `body` changes; throws a sentence on nonsense. */
export function changeFaults(now: Faults, body: unknown): Faults {
  const { webhooks = {}, ...rest } = record(body);
  const next = { ...now, ...rest, webhooks: { ...now.webhooks, ...record(webhooks) } } as Faults;
  const counts = [next.latencyMs, next.error500, next.lostAnswers, next.refusedRefunds];
  const unknown = [
    ...Object.keys(next).filter((name) => !(name in now)),
    ...Object.keys(next.webhooks).filter((name) => !(name in now.webhooks)),
  ];
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(', ')}`);
  const { copies, delayMs, shuffle, send } = next.webhooks;
  if (![...counts, copies, delayMs, shuffle].every((n) => Number.isInteger(n) && n >= 0 && n <= 1_000_000))
    throw new Error('counts and times are whole numbers from 0 to 1000000');
  if (!STEPS.includes(next.step) || !SENDS.includes(send)) throw new Error('step or webhooks.send is none of those there are');
  return next;
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('a JSON object is wanted');
  return value as Record<string, unknown>;
}
