import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { MockOptions } from './index.js';
import { loadPrism, type Operation } from './prism.js';
import { createResponder } from './respond.js';
import { createHttpServer } from './server.js';

export { curlCommand } from './examples.js';

/** Starts the mock; the operations are for what is said about it. */
export async function start({
  port = 4010,
  host = '127.0.0.1',
  cors = true,
  dynamic = false,
  seed,
  delay = 0,
  log = () => {},
}: MockOptions): Promise<{ url: string; operations: Operation[]; close: () => Promise<void> }> {
  const prism = await loadPrism();
  const server = createHttpServer(
    createResponder(prism, {
      cors,
      choice: { dynamic, ...(seed !== undefined && { seed }) },
      delay: async () => {
        if (delay > 0) await wait(delay);
      },
      log,
    }),
  );
  server.listen(port, host);
  await once(server, 'listening').catch((cause) => {
    throw new Error(listenMessage(cause, port, host), { cause });
  });
  return {
    url: urlOf(server.address() as AddressInfo),
    operations: prism.operations,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function urlOf({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function listenMessage(
  { code, message }: NodeJS.ErrnoException,
  port: number,
  host: string,
): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is taken. Stop what uses it, or choose another port: --port 0 picks a free one.`;
  }
  if (code === 'EACCES') {
    return `Port ${port} is not open to this user. Choose one from 1024 on with --port.`;
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `${host} is no address of this machine. Choose one with --host, such as 127.0.0.1 or 0.0.0.0.`;
  }
  return `The mock could not listen on port ${port} of ${host}: ${message}`;
}
