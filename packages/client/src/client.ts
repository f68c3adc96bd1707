import type { OperationId, paths } from '@connect-api/types';
import createClient, { type Client } from 'openapi-fetch';
import { checkApiKey } from './authentication.js';
import { operations } from './generated/contract.js';
import type { OperationInit, OperationResult } from './operation.js';
import { PreparedRequest, repeatable } from './prepared-request.js';
import { type Settings, send } from './send.js';
import type { Validation } from './validation.js';

/** How a client is set up. Options of one call override those that `CallOptions` has too. */
export interface ConnectClientOptions extends Settings {
  /** The server, for example `https://apiv2.example.com` or `http://localhost:4010`. */
  baseUrl: string;
  /** Headers of every request. Default: none but those of the API. */
  headers?: Record<string, string>;
  /** Checks requests and responses against the contract; made by `validateWith`. Default: no checks. */
  validation?: Validation;
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
  const { baseUrl, apiKey, headers = {}, validation } = options;
  checkBaseUrl(baseUrl);
  if (typeof apiKey !== 'function') checkApiKey(apiKey);
  // A redirect would carry the API key elsewhere, and can turn a write into a GET.
  const base = { baseUrl, headers, redirect: 'manual' } as const;
  const http = createClient<paths>({
    ...base,
    // openapi-fetch leaves the options of the call on the request.
    fetch: async (request) => send(await repeatable(request), request, options),
  });
  const prepared = createClient<paths>({
    ...base,
    Request: PreparedRequest as never,
    fetch(request) {
      const prepared = request as unknown as PreparedRequest;
      return send(prepared, prepared.init, options);
    },
  });
  if (validation) {
    http.use(validation);
    prepared.use(validation);
  }
  const methods = Object.entries(operations).map(([operationId, { method, path }]) => [
    operationId,
    // The pairs of method and path come from the contract, and so do the types of the methods.
    (init: never) => prepared.request(method as never, path as never, init),
  ]);
  return { ...Object.fromEntries(methods), http };
}

function checkBaseUrl(baseUrl: string): void {
  if (/^https?:\/\/./i.test(baseUrl)) return;
  throw new TypeError(
    `baseUrl must be a URL such as https://apiv2.example.com, not ${JSON.stringify(baseUrl)}.`,
  );
}
