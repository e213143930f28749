export type HealthCheck = {
  /** Rejects when the part is away. */
  check(): Promise<unknown>;
  /** Whether the shop is not ready without it; parts it can do without only show as degraded. */
  required: boolean;
};

export type HealthReport = {
  status: 'ready' | 'degraded' | 'not_ready' | 'draining';
  parts: Record<string, 'up' | 'down'>;
};

export type Health = ReturnType<typeof createHealth>;

/**
 * Liveness (the process answers) and readiness (it can serve). A part is asked at most once in `keepMs` and given
 * `timeoutMs` to answer, so that a database that hangs shows within their sum, and its return as well.
 */
export function createHealth(options: { parts: Record<string, HealthCheck>; timeoutMs?: number; keepMs?: number; now?(): number }) {
  const { parts, timeoutMs = 2_000, keepMs = 1_000, now = Date.now } = options;
  let draining = false;
  let known: { at: number; parts: Promise<HealthReport['parts']> } | null = null;

  async function ready(): Promise<HealthReport> {
    if (draining) return { status: 'draining', parts: {} };
    if (!known || now() - known.at >= keepMs) known = { at: now(), parts: askAll() };
    const states = await known.parts;
    const down = Object.keys(parts).filter((name) => states[name] === 'down');
    const status = down.length === 0 ? 'ready' : down.some((name) => parts[name]?.required) ? 'not_ready' : 'degraded';
    return { status: draining ? 'draining' : status, parts: states };
  }

  async function askAll(): Promise<HealthReport['parts']> {
    const answers = await Promise.all(Object.entries(parts).map(async ([name, part]) => [name, await ask(part)] as const));
    return Object.fromEntries(answers);
  }

  async function ask(part: HealthCheck): Promise<'up' | 'down'> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'down'>((done) => {
      timer = setTimeout(() => done('down'), timeoutMs);
    });
    const answer = Promise.resolve()
      .then(() => part.check())
      .then(
        () => 'up' as const,
        () => 'down' as const,
      );
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    ready,
    /** From now on not ready, for good: called first on SIGTERM. */
    drain() {
      draining = true;
    },
    isDraining: () => draining,
  };
}
