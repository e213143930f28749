import { createServer } from 'node:net';
import { fail, ShopError } from '../../kernel/errors.ts';

/** A place to listen, and the setting that names it. */
export type Place = { setting: string; port: number; host: string };

/** Listens for a moment where the shop will: throws `port_in_use` or `listen_failed` before anything else is begun. */
export async function requireFreePort(place: Place): Promise<void> {
  const { port, host } = place;
  const server = createServer();
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen({ port, host, exclusive: true }, done);
  }).catch((error: unknown) => failToListen(error, place));
  await new Promise((done) => server.close(done));
}

/** Turns what listening met into an error that names the setting and says what to do. */
export function failToListen(cause: unknown, { setting, port, host }: Place): never {
  if (cause instanceof ShopError) throw cause;
  const { code } = cause as NodeJS.ErrnoException;
  const options = { cause };
  if (code === 'EADDRINUSE')
    fail('port_in_use', `Port ${port} (${setting}) is taken by another program: end that one, or set ${setting} to another port.`, options);
  if (code === 'EACCES' || code === 'EPERM')
    fail('listen_failed', `This user may not listen on port ${port} (${setting}): set ${setting} to a port from 1024 on.`, options);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAFNOSUPPORT' || code === 'EINVAL')
    fail('listen_failed', `${host} (HOST) is no address of this machine: set HOST to one that is, or to 0.0.0.0 for all.`, options);
  throw cause;
}
