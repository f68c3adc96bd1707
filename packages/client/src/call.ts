import type { Answer } from './attempt.js';
import { errorOf } from './errors/error-body.js';
import type { CallOptions, ConnectClientOptions } from './options.js';
import { makeRequest, type Operation, type RequestParts } from './request.js';
import { send } from './send.js';

/** What one call takes, whatever its operation. */
export interface CallInit extends CallOptions, RequestParts {}

/** Calls one operation: makes its request, sends it, and tells success and failure apart. */
export async function call(operation: Operation, init: CallInit, settings: ConnectClientOptions) {
  const request = makeRequest(operation, init, settings.baseUrl, settings.headers);
  const answer = await send(request, init, settings);
  return resultOf(answer, answer.body);
}

/** What a call gives: `data` or `error`, and the response. */
export function resultOf({ ok, response }: Pick<Answer, 'ok' | 'response'>, body: unknown) {
  return ok
    ? {
        data: body,
        get response() {
          return response();
        },
      }
    : { error: errorOf(body, response()), response: response() };
}
