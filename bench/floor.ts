import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

/** The floor: a bare `node:http` server in a process of its own that answers every request with the same bytes and headers. */
export async function startFloor(body: Buffer, headers: Record<string, string>): Promise<{ port: number; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [import.meta.filename], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ body: body.toString('base64'), headers }));
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(Number(String(chunk))));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the floor server ended with code ${code}`)));
  });
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

if (process.argv[1] === import.meta.filename) {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const given = JSON.parse(Buffer.concat(chunks).toString()) as { body: string; headers: Record<string, string> };
  const body = Buffer.from(given.body, 'base64');
  const server = createServer((_request, response) => {
    response.writeHead(200, { ...given.headers, 'content-length': body.length });
    response.end(body);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.stdout.write(String(typeof address === 'object' ? address?.port : ''));
  });
}
