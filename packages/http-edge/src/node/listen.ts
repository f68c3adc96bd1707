import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Listens, and returns the address to call.
 *
 * @throws {Error} that says what to do, with Node's `code`
 */
export async function listen(server: Server, port: number, host: string): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening').catch((cause: NodeJS.ErrnoException) => {
    const error = new Error(whatToDo(cause, port, host), { cause });
    throw Object.assign(error, { code: cause.code });
  });
  return urlOf(server.address() as AddressInfo);
}

function urlOf({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function whatToDo({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken. Stop what uses it, or choose another port: --port 0 picks a free one.`;
    case 'EACCES':
      return `Port ${port} is not open to this user. Choose one from 1024 on with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine. Choose one with --host, such as 127.0.0.1 or 0.0.0.0.`;
    default:
      return `Port ${port} of ${host} cannot be listened on: ${message}`;
  }
}
