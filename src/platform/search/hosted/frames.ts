import type { Socket } from 'node:net';
import type { Mark } from '../postgres/index.ts';

/** A question is a call by name; an answer carries its number. Four bytes of length, then JSON. */
export type Question = { id: number; call: string; given: unknown; atLeast: Mark | null };
export type Answer = { id: number; value?: unknown; refused?: Refusal };

/** `behind`: what is asked for has not been taken over yet; `starting`: the index is not whole yet; `fault`: an error of the engine. */
export type Refusal = 'behind' | 'starting' | 'fault';

const mostBytes = 64 * 1024 * 1024;

export function reaches(mark: Mark | null, wanted: Mark | null): boolean {
  if (!wanted) return true;
  return mark !== null && mark.generation >= wanted.generation && mark.version >= wanted.version;
}

export function send(socket: Socket, message: Question | Answer): void {
  const body = Buffer.from(JSON.stringify(message));
  const frame = Buffer.allocUnsafe(body.length + 4);
  frame.writeUInt32LE(body.length, 0);
  body.copy(frame, 4);
  socket.write(frame);
}

/** Calls `take` with each message. A frame that cannot be ours ends the connection. */
export function receive<M>(socket: Socket, take: (message: M) => void): void {
  let parts: Buffer[] = [];
  let size = 0;
  socket.on('data', (chunk: Buffer) => {
    parts.push(chunk);
    size += chunk.length;
    if (size < 4) return;
    let data = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    while (data.length >= 4) {
      const length = data.readUInt32LE(0);
      if (length > mostBytes) {
        socket.destroy(new Error('a frame is too large'));
        return;
      }
      if (data.length < length + 4) break;
      const message = JSON.parse(data.toString('utf8', 4, length + 4)) as M;
      data = data.subarray(length + 4);
      take(message);
    }
    parts = [data];
    size = data.length;
  });
}
