import { logLine } from '@connect-api/http-edge/node';
import type { Mock, MockOptions } from './options.js';
import { lineOf } from './proxy/difference.js';
import type { ProxyOptions, RunningProxy } from './proxy/options.js';
import { startProxyServer } from './proxy/start.js';
import { start } from './start.js';

export type { Mock, MockOptions } from './options.js';
export type { Difference } from './proxy/difference.js';
export type { ProxyOptions, RunningProxy } from './proxy/options.js';
export type { ProxyReport } from './proxy/report.js';

/**
 * Starts a mock of the Connect API in this process: Prism, with the contract inside.
 *
 * @throws {Error} when it cannot listen, with what to do about it
 */
export async function startMock({ log, ...options }: MockOptions = {}): Promise<Mock> {
  const { url, close } = await start({ ...options, ...loggingRequests(log) });
  return { url, close };
}

/**
 * Starts a proxy in this process: it passes requests on to a server, and Prism checks them and their
 * answers against the contract.
 *
 * @throws {TypeError} where the base URL is none
 * @throws {Error} when it cannot listen, with what to do about it
 */
export async function startProxy({ log, ...options }: ProxyOptions): Promise<RunningProxy> {
  const { url, close, report } = await startProxyServer({
    ...options,
    ...loggingRequests(log),
    ...(log && { onDifference: (difference) => log(lineOf(difference, 'text', Date.now)) }),
  });
  return { url, close, report };
}

function loggingRequests(log: MockOptions['log']) {
  if (!log) return {};
  const options = { form: 'text', verbose: true, now: Date.now } as const;
  return { onRequest: (entry: Parameters<typeof logLine>[0]) => log(logLine(entry, options)) };
}
