import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';

/** A closed-loop HTTP/1.1 load over keep-alive connections: each sends its next request when the answer is complete. */
export type Load = {
  host: string;
  port: number;
  /** Asked in turn, by all connections together. */
  paths: readonly string[];
  connections: number;
  seconds: number;
  headers?: Readonly<Record<string, string>>;
  /** Answers that count as right; others are errors. */
  status?: number;
};

export type LoadResult = {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  requests: number;
  errors: number;
  firstError: string | null;
  bytesPerAnswer: number;
  /** CPU seconds of the driver by second of wall time: near 1 means that the driver was the limit. */
  driverCpu: number;
};

/** Runs a load in a process of its own, so that the driver never shares an event loop with what it measures. */
export function drive(load: Load): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(load)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(out) as LoadResult) : reject(new Error(`the load driver ended with code ${code}`)),
    );
  });
}

/** Latency buckets grow by 2 % from 10 us, which bounds the error of a percentile at 2 %. */
const BASE_MS = 0.01;
const GROWTH = Math.log(1.02);

async function run(load: Load): Promise<LoadResult> {
  const requests = load.paths.map((path) => requestBytes(load, path));
  const buckets = new Uint32Array(1024);
  const state = { next: 0, done: 0, errors: 0, bytes: 0, stopping: false, firstError: null as string | null };
  const wanted = String(load.status ?? 200);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const sockets = await Promise.all(Array.from({ length: load.connections }, () => open(load)));
  const finished = sockets.map((socket) => keepAsking(socket));
  setTimeout(() => {
    state.stopping = true;
  }, load.seconds * 1000);
  await Promise.all(finished);
  const elapsed = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  return {
    perSecond: Math.round(state.done / elapsed),
    p50Ms: percentile(buckets, 0.5),
    p99Ms: percentile(buckets, 0.99),
    requests: state.done,
    errors: state.errors,
    firstError: state.firstError,
    bytesPerAnswer: Math.round(state.bytes / Math.max(1, state.done)),
    driverCpu: Math.round(((used.user + used.system) / 1e6 / elapsed) * 100) / 100,
  };

  function keepAsking(socket: Socket): Promise<void> {
    return new Promise((resolve) => {
      let sentAt = 0;
      let left = 0;
      let head: Buffer | null = null;
      const send = () => {
        if (state.stopping) {
          socket.destroy();
          resolve();
          return;
        }
        sentAt = performance.now();
        socket.write(requests[state.next++ % requests.length]!);
      };
      const broken = (reason: string) => {
        state.errors += 1;
        state.firstError ??= reason;
        socket.destroy();
        resolve();
      };
      socket.on('data', (chunk: Buffer) => {
        state.bytes += chunk.length;
        if (left > 0) {
          left -= chunk.length;
        } else {
          const data: Buffer = head ? Buffer.concat([head, chunk]) : chunk;
          const end = data.indexOf('\r\n\r\n');
          if (end < 0) {
            head = data;
            return;
          }
          head = null;
          const text = data.toString('latin1', 0, end);
          if (text.slice(9, 12) !== wanted) {
            state.errors += 1;
            state.firstError ??= `${text.slice(0, 40)} instead of ${wanted}`;
          }
          const length = /\r\ncontent-length: *(\d+)/i.exec(text);
          if (!length) return broken('an answer without Content-Length');
          left = Number(length[1]) - (data.length - end - 4);
        }
        if (left > 0) return;
        if (left < 0) return broken('an answer longer than its Content-Length');
        const bucket = Math.floor(Math.log(Math.max(1, (performance.now() - sentAt) / BASE_MS)) / GROWTH);
        buckets[Math.min(bucket, buckets.length - 1)]! += 1;
        state.done += 1;
        send();
      });
      socket.on('error', (error) => broken(error.message));
      socket.on('end', () => {
        if (!state.stopping) broken('the server closed the connection');
      });
      send();
    });
  }
}

function requestBytes(load: Load, path: string): Buffer {
  const headers = Object.entries({ Host: `${load.host}:${load.port}`, ...load.headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${headers.join('')}\r\n`, 'latin1');
}

function open(load: Load): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: load.host, port: load.port, noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

function percentile(buckets: Uint32Array, share: number): number {
  const total = buckets.reduce((a, b) => a + b, 0);
  let seen = 0;
  for (let i = 0; i < buckets.length; i++) {
    seen += buckets[i]!;
    if (seen >= total * share) return Math.round(BASE_MS * Math.exp(GROWTH * (i + 1)) * 100) / 100;
  }
  return 0;
}

if (process.argv[1] === import.meta.filename) process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2] ?? '') as Load)));
