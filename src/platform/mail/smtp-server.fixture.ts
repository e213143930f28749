import { createServer, type Socket } from 'node:net';

export type Received = { from: string; to: string; data: string };

/** A mail server that keeps what it is sent. `answer` may refuse a receiver; `away` hangs up on everybody. */
export async function smtpServer() {
  const received: Received[] = [];
  const state = { away: false, answer: (_to: string): string => '250 ok' };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    if (state.away) return socket.destroy();
    talk(socket, state, received);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    state,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function talk(socket: Socket, state: { answer(to: string): string }, received: Received[]): void {
  let text = '';
  let isData = false;
  let mail = { from: '', to: '' };
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('220 test');
  socket.on('data', (bytes) => {
    text += bytes.toString('utf8');
    for (;;) {
      const end = isData ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n');
      if (end < 0) return;
      const line = text.slice(0, end);
      text = text.slice(end + (isData ? 5 : 2));
      if (isData) {
        received.push({ ...mail, data: line });
        isData = false;
        say('250 taken');
      } else answer(line);
    }
  });
  const answer = (line: string) => {
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (/^EHLO/i.test(line)) return say('250-test\r\n250 8BITMIME');
    if (/^MAIL FROM/i.test(line)) mail = { from: address, to: '' };
    if (/^RCPT TO/i.test(line)) {
      mail = { ...mail, to: address };
      return say(state.answer(address));
    }
    if (/^DATA/i.test(line)) {
      isData = true;
      return say('354 go on');
    }
    say(/^QUIT/i.test(line) ? '221 bye' : '250 ok');
  };
}
