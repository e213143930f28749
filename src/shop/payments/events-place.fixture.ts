import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Message = { headers: Readonly<Record<string, string | string[] | undefined>>; body: Buffer };

export type EventsPlace = Awaited<ReturnType<typeof openEventsPlace>>;

/** Where a provider of the tests tells its events: they are kept as they came, byte for byte. */
export async function openEventsPlace() {
  const messages: Message[] = [];
  let woken = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      messages.push({ headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(200).end();
      woken.resolve();
      woken = Promise.withResolvers();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    eventsUrl: `${origin}/api/webhooks/any`,
    /** What `look` makes of the first message that it wants; waits for it to come. */
    async first<T>(look: (message: Message) => Promise<T | null>): Promise<T> {
      for (let index = 0; ; index += 1) {
        while (index >= messages.length) await woken.promise;
        const found = await look(messages[index]!);
        if (found !== null) return found;
      }
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
