import type { operations as Operations } from '@connect-api/types';
import { checkApiKey } from './authentication.js';
import { type CallInit, call } from './call.js';
import { checkBaseUrl, checkOptions, demand, isFunction } from './check-options.js';
import { operations } from './generated/contract.js';
import { httpClient } from './http.js';
import type { HttpClient } from './http-client.js';
import type { Arguments, OperationInit, OperationResult } from './operation.js';
import type { ConnectClientOptions } from './options.js';
import { uuid } from './uuid.js';

/** A client with a method for every operation of the contract, named by its `operationId`. */
export type ConnectClient = {
  [Id in keyof Operations]: (...init: Arguments<OperationInit<Id>>) => Promise<OperationResult<Id>>;
} & {
  /**
   * The client underneath, under the same policies, for what the methods do not cover: other options
   * of `fetch`, middleware, other media types. It is called as openapi-fetch is.
   */
  http: HttpClient;
};

/**
 * Makes a client of the Connect API.
 *
 * Its methods give an answer other than a 2xx as `error`; `orThrow` throws it instead. They reject
 * with a `ConnectionError`, `TimeoutError` or `AbortError` when there is no response in the end,
 * with a `ContractError` when `validation` finds something, and with a `TypeError` when no header
 * can carry the API key or the contract would refuse the idempotency key.
 *
 * Every write carries an idempotency key, so that the client can repeat it after a failed
 * connection, a timeout, 408, 429, 5xx and `idempotency_key_locked` without having it executed
 * twice (contract: Idempotency › Replay, Errors › Repeating). A redirect is not followed: it comes
 * as `error`.
 *
 * @throws {TypeError} when `baseUrl` is not an http or https URL, or has credentials, query or
 * fragment; when `apiKey` is missing or not visible ASCII characters; when another option makes no
 * sense, with its name
 *
 * @example
 * const client = createConnectClient({ baseUrl: 'http://localhost:4010', apiKey: 'my-key' });
 * const { data, error } = await client.cancelSubscription({
 *   params: { path: { subscriptionId: 'sub-1001' } },
 *   body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
 * });
 */
export function createConnectClient(options: ConnectClientOptions): ConnectClient {
  const settings = { ...options, baseUrl: checkBaseUrl(options.baseUrl) };
  if (!isFunction(options.apiKey)) checkApiKey(options.apiKey);
  demand(isFunction(options.idempotencyKey ?? uuid), 'idempotencyKey', 'a function');
  checkOptions(options);
  const methods = Object.entries(operations).map(([operationId, operation]) => [
    operationId,
    (init: CallInit = {}) => call(operation, init, settings),
  ]);
  return { ...Object.fromEntries(methods), http: httpClient(settings) };
}
