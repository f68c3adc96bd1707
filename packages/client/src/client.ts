import type { operations as Operations, paths } from '@connect-api/types';
import createClient, { type Client } from 'openapi-fetch';
import { checkApiKey } from './authentication.js';
import { type CallInit, call, redirect } from './call.js';
import { operations } from './generated/contract.js';
import type { OperationInit, OperationResult } from './operation.js';
import type { ConnectClientOptions } from './options.js';
import { send } from './send.js';

type Arguments<Init> = object extends Init ? [init?: Init] : [init: Init];

/** A client with a method for every operation of the contract, named by its `operationId`. */
export type ConnectClient = {
  [Id in keyof Operations]: (...init: Arguments<OperationInit<Id>>) => Promise<OperationResult<Id>>;
} & {
  /**
   * An openapi-fetch client under the same policies, for what the methods do not cover: other
   * options of `fetch`, middleware, a response as a stream. It takes the `CallOptions`, too. Its
   * middleware does not see the API key and does not apply to the methods.
   */
  http: Client<paths>;
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
 * @throws {TypeError} when `baseUrl` is not an http or https URL, or `apiKey` is missing or not
 * visible ASCII characters
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
  const http = createClient<paths>({
    baseUrl,
    headers,
    redirect,
    async fetch(request) {
      const { method, url, body } = request;
      const init = {
        method,
        // A copy: middleware that holds the request must not see the API key.
        headers: new Headers(request.headers),
        // A stream could be sent only once.
        body: body && (await request.arrayBuffer()),
      };
      // openapi-fetch leaves the options of the call on the request.
      const answer = await send({ url, init, origin: request }, request, options);
      return answer.response;
    },
  });
  if (validation) http.use(validation);
  const methods = Object.entries(operations).map(([operationId, operation]) => [
    operationId,
    (init: CallInit = {}) => call(operation, init, options),
  ]);
  return { ...Object.fromEntries(methods), http };
}

function checkBaseUrl(baseUrl: string): void {
  if (/^https?:/i.test(baseUrl) && URL.canParse(baseUrl)) return;
  throw new TypeError(
    `baseUrl must be a URL such as https://apiv2.example.com, not ${JSON.stringify(baseUrl)}.`,
  );
}
