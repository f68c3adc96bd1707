import { logLine } from '@connect-api/http-edge/node';
import type { Mock, MockOptions } from './options.js';
import { start } from './start.js';

export type { Mock, MockOptions } from './options.js';

/**
 * Starts a mock of the Connect API in this process: Prism, with the contract inside.
 *
 * @throws {Error} when it cannot listen, with what to do about it
 */
export async function startMock({ log, ...options }: MockOptions = {}): Promise<Mock> {
  const { url, close } = await start({
    ...options,
    ...(log && {
      onRequest: (entry) => log(logLine(entry, { form: 'text', verbose: true, now: Date.now })),
    }),
  });
  return { url, close };
}
