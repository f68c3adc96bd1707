import { setTimeout as sleep } from 'node:timers/promises';
import { type RequestEntry, type RunningServer, startServer } from '@connect-api/http-edge/node';
import { errors } from './bundled-contract.js';
import { bundledPrism } from './bundled-prism.js';
import { createMockHandle } from './handle.js';
import type { Operation } from './operation.js';
import type { MockOptions } from './options.js';

export { curlCommand } from './examples.js';

interface Started extends RunningServer {
  /** For what is said about the mock. */
  operations: Operation[];
}

interface StartOptions extends Omit<MockOptions, 'log' | 'seed'> {
  seed?: string | undefined;
  onRequest?: (entry: RequestEntry) => void;
  /** Waits for so many milliseconds. */
  wait?: (ms: number) => Promise<unknown>;
}

/** Starts the mock. */
export async function start({
  port = 4010,
  host = '127.0.0.1',
  cors = true,
  dynamic = false,
  seed,
  delay = 0,
  wait = sleep,
  ...rest
}: StartOptions): Promise<Started> {
  const prism = await bundledPrism();
  const handle = createMockHandle(prism, {
    choice: { dynamic, ...(seed !== undefined && { seed }) },
    delay: async () => {
      if (delay > 0) await wait(delay);
    },
  });
  const server = await startServer({ handle, errors, port, host, cors, ...rest });
  return { ...server, operations: prism.operations };
}
