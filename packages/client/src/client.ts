import type { OperationId, paths } from '@connect-api/types';
import createClient, { type Client } from 'openapi-fetch';
import type { ApiKey } from './authentication.js';
import { type Clock, systemClock } from './edges.js';
import { operations } from './generated/contract.js';
import type { Hooks } from './hooks.js';
import type { OperationInit, OperationResult } from './operation.js';
import { PreparedRequest, repeatable } from './prepared-request.js';
import { type CallOptions, type Settings, send } from './send.js';

/** How a client is set up. `timeout`, `totalTimeout` and `retry` can be set for each call too. */
export interface ConnectClientOptions
  extends Pick<CallOptions, 'timeout' | 'totalTimeout' | 'retry'>,
    Hooks {
  /** The server, for example `https://apiv2.example.com` or `http://localhost:4010`. */
  baseUrl: string;
  /** The API key of your tenant. */
  apiKey: ApiKey;
  /** Headers of every request. */
  headers?: Record<string, string>;
  /** Sends the requests. Default: the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** Makes the idempotency keys. Default: `crypto.randomUUID`. */
  idempotencyKey?: () => string;
  /** The time. Default: the machine's. */
  clock?: Clock;
  /** Gives random numbers of at least 0 and less than 1, for delays. Default: `Math.random`. */
  random?: () => number;
}

type Arguments<Init> = object extends Init ? [init?: Init] : [init: Init];

/** A client with a method for every operation of the contract, named by its `operationId`. */
export type ConnectClient = {
  [Id in OperationId]: (...init: Arguments<OperationInit<Id>>) => Promise<OperationResult<Id>>;
} & {
  /** An openapi-fetch client under the same policies, for what the methods do not cover. */
  http: Client<paths>;
};

/**
 * Makes a client of the Connect API.
 *
 * Its methods return an error response as `error`; `orThrow` throws it instead. They reject with a
 * `ConnectionError`, `TimeoutError` or `AbortError` when there is no response in the end.
 *
 * Every write carries an idempotency key, so that the client can repeat it after a failed connection,
 * a timeout, 408, 429, 5xx and `idempotency_key_locked` without having it executed twice.
 *
 * @throws {TypeError} when `baseUrl` is not an http or https URL or `apiKey` is missing
 *
 * @example
 * const client = createConnectClient({ baseUrl: 'http://localhost:4010', apiKey: 'my-key' });
 * const { data, error } = await client.cancelSubscription({
 *   params: { path: { subscriptionId: 'sub-1001' } },
 *   body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
 * });
 */
export function createConnectClient(options: ConnectClientOptions): ConnectClient {
  checkBaseUrl(options.baseUrl);
  checkApiKey(options.apiKey);
  const { baseUrl, headers, fetch, idempotencyKey, ...rest } = options;
  const settings: Settings = {
    clock: systemClock,
    random: Math.random,
    ...rest,
    // The global is read at each call: it may be replaced after the client was made.
    fetch: fetch ?? ((request) => globalThis.fetch(request)),
    makeIdempotencyKey: idempotencyKey ?? (() => crypto.randomUUID()),
  };
  const base = { baseUrl, ...(headers && { headers }) };
  const http = createClient<paths>({
    ...base,
    fetch: async (request) => send(await repeatable(request), settings, { signal: request.signal }),
  });
  const prepared = createClient<paths>({
    ...base,
    Request: PreparedRequest as never,
    fetch: (request) => {
      const { outgoing, options } = request as unknown as PreparedRequest;
      return send(outgoing, settings, options);
    },
  });
  const methods = Object.entries(operations).map(([operationId, { method, path }]) => [
    operationId,
    // The pairs of method and path come from the contract, and so do the types of the methods.
    (init?: never) => prepared.request(method as never, path as never, ...(init ? [init] : [])),
  ]);
  return { ...Object.fromEntries(methods), http };
}

function checkBaseUrl(baseUrl: string): void {
  if (URL.canParse(baseUrl) && /^https?:$/.test(new URL(baseUrl).protocol)) return;
  throw new TypeError(
    `createConnectClient: baseUrl ${JSON.stringify(baseUrl)} is not an http or https URL. Give the server's address, for example https://apiv2.example.com.`,
  );
}

// The value is not shown: it may be a key in the wrong place.
function checkApiKey(apiKey: ApiKey): void {
  if (typeof apiKey === 'function' || (typeof apiKey === 'string' && apiKey !== '')) return;
  throw new TypeError(
    'createConnectClient: apiKey is missing. Give the API key of your tenant, or a function that returns it.',
  );
}
