import type { CallTrace } from './errors/connect-error.js';

// The same in every copy of this package: a bundle can hold an ES module and a CommonJS one.
const trace = Symbol.for('@connect-api/client');

/** Keeps what is known of a call with its response, for `orThrow`. */
export function rememberTrace(
  response: Response,
  { idempotencyKey, attempts }: CallTrace,
): Response {
  const value = { idempotencyKey, attempts };
  return Object.defineProperty(response, trace, { value, configurable: true });
}

/** @returns what is known of the call that gave this response */
export function traceOf(response: Response): CallTrace {
  return (response as { [trace]?: CallTrace })[trace] ?? { attempts: 1 };
}
