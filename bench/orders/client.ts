import { connect, type Socket } from 'node:net';

export type Answer = { status: number; body: string };

/** One keep-alive connection: one request at a time, answers with a Content-Length. Small, so that the driver takes little of the machine. */
export type Client = { post(path: string, body: unknown): Promise<Answer>; close(): void };

export function openClient(port: number): Promise<Client> {
  return new Promise((opened, refused) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true }, () => opened(clientOn(socket)));
    socket.once('error', refused);
  });
}

function clientOn(socket: Socket): Client {
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;
  let got = '';
  const broken = (error: Error) => {
    waiting?.reject(error);
    waiting = null;
  };
  socket.setEncoding('latin1');
  socket.on('error', broken);
  socket.on('close', () => broken(new Error('the server closed the connection')));
  socket.on('data', (chunk) => {
    got += chunk;
    const end = got.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = /\r\ncontent-length: *(\d+)/i.exec(got.slice(0, end));
    const wanted = end + 4 + Number(length?.[1] ?? 0);
    if (got.length < wanted) return;
    const answer = { status: Number(got.slice(9, 12)), body: got.slice(end + 4, wanted) };
    got = got.slice(wanted);
    const caller = waiting;
    waiting = null;
    caller?.resolve(answer);
  });
  return {
    post(path, body) {
      const text = JSON.stringify(body);
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(
          `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
        );
      });
    },
    close: () => socket.destroy(),
  };
}
