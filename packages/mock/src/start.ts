import { setTimeout as sleep } from 'node:timers/promises';
import { type RequestEntry, type RunningServer, startServer } from '@connect-api/http-edge/node';
import { type BundledContract, bundled, readContract } from './bundled-contract.js';
import { bundledPrism } from './bundled-prism.js';
import { createMockHandle } from './handle.js';
import type { Operation } from './operation.js';
import type { MockOptions } from './options.js';
import { loadPrism, type Prism } from './prism.js';

export { curlCommand } from './examples.js';

interface Started extends RunningServer {
  /** For what is said about the mock. */
  operations: Operation[];
  /** Answers from the bundled contract as it is now. What is being answered is not disturbed. */
  takeContract(): Promise<void>;
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
  const handleOf = (prism: Prism, contract: BundledContract) =>
    createMockHandle(prism, {
      contract,
      choice: { dynamic, ...(seed !== undefined && { seed }) },
      delay: async () => {
        if (delay > 0) await wait(delay);
      },
    });
  const prism = await bundledPrism();
  let handle = handleOf(prism, bundled);
  // The server keeps this table for what is not even a request.
  const errors = { ...bundled.errors };
  const server = await startServer({
    handle: (request) => handle(request),
    errors,
    port,
    host,
    cors,
    ...rest,
  });
  return {
    ...server,
    operations: prism.operations,
    async takeContract() {
      const read = readContract();
      handle = handleOf(await loadPrism(read.contract), read);
      Object.assign(errors, read.errors);
    },
  };
}
