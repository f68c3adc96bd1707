import type { CallTrace } from './errors/connect-error.js';

const key = Symbol('trace');

/** Keeps what is known of a call with its response, for `orThrow`, and out of logs that print it. */
export function rememberTrace(response: Response, trace: CallTrace): void {
  Object.defineProperty(response, key, { value: trace });
}

/** @returns what is known of the call that gave this response */
export function traceOf(response: Response & { [key]?: CallTrace }): CallTrace {
  return response[key] ?? { attempts: 1 };
}
