import type { Outgoing } from './attempt.js';
import { errorOf } from './errors/error-body.js';
import type { CallOptions, ConnectClientOptions } from './options.js';
import { type Form, makeRequest, type RequestParts } from './request.js';
import { send } from './send.js';

/** What one call takes, whatever its operation. */
export interface CallInit extends CallOptions, RequestParts {}

/** Where an operation is found, how it is asked, and which of its successes have no body. */
export interface Operation extends Form {
  method: string;
  empty?: readonly number[];
}

/** Calls one operation: makes its request, sends it, and tells success and failure apart. */
export async function call(operation: Operation, init: CallInit, settings: ConnectClientOptions) {
  const { method, path, empty = [] } = operation;
  const { params = {} } = init;
  const { url, ...parts } = makeRequest(operation, init, settings.baseUrl, settings.headers);
  const request = { url, path, params, init: { method, ...parts }, empty } as Outgoing;
  const { response, body } = await send(request, init, settings);
  return resultOf(response, body);
}

/** What a call gives: `data` or `error`, and the response. */
export function resultOf(response: Response, body: unknown) {
  return response.ok ? { data: body, response } : { error: errorOf(body, response), response };
}
