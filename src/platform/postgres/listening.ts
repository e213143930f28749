import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type ConnectionSettings, clientConfig, persist, translated } from './connection.ts';

export type Listening = {
  listen(channel: string, fn: (payload: string) => void, onReconnect?: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

type Listener = { channel: string; fn: (payload: string) => void; onReconnect: (() => void) | undefined };

const longestPauseMs = 5_000;

/** One connection for all channels, opened with the first listener and opened again whenever it breaks. */
export function createListening(settings: ConnectionSettings, waitMs: number): Listening {
  const listeners = new Set<Listener>();
  let client: pg.Client | null = null;
  let opening: Promise<pg.Client> | null = null;
  let closed = false;

  async function listen(channel: string, fn: (payload: string) => void, onReconnect?: () => void): Promise<() => Promise<void>> {
    const listener = { channel, fn, onReconnect };
    listeners.add(listener);
    try {
      const connected = client ?? (await open(waitMs));
      await connected.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      listeners.delete(listener);
      throw translated(error, settings.url);
    }
    return () => forget(listener);
  }

  async function forget(listener: Listener): Promise<void> {
    listeners.delete(listener);
    const shared = [...listeners].some(({ channel }) => channel === listener.channel);
    if (!shared) await client?.query(`unlisten ${pg.escapeIdentifier(listener.channel)}`).catch(() => undefined);
  }

  function open(patienceMs: number): Promise<pg.Client> {
    opening ??= persist(connect, patienceMs).finally(() => {
      opening = null;
    });
    return opening;
  }

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({ ...clientConfig(settings), statement_timeout: undefined });
    fresh.on('error', () => lost(fresh));
    fresh.on('end', () => lost(fresh));
    fresh.on('notification', ({ channel, payload }) => {
      for (const listener of listeners) if (listener.channel === channel) listener.fn(payload ?? '');
    });
    await fresh.connect();
    for (const channel of new Set([...listeners].map((listener) => listener.channel)))
      await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
    client = fresh;
    return fresh;
  }

  function lost(broken: pg.Client): void {
    if (client !== broken || closed) return;
    client = null;
    void reconnect();
  }

  async function reconnect(): Promise<void> {
    for (let pauseMs = 50; !closed; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
      try {
        await open(0);
        for (const { onReconnect } of listeners) onReconnect?.();
        return;
      } catch {
        await sleep(pauseMs, undefined, { ref: false });
      }
    }
  }

  async function close(): Promise<void> {
    closed = true;
    listeners.clear();
    await opening?.catch(() => undefined);
    await client?.end();
  }

  return { listen, close };
}
