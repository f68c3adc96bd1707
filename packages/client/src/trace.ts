import type { CallTrace } from './errors/connect-error.js';

const traces = new WeakMap<Response, CallTrace>();

/** Keeps what is known of a call beside its response, for `orThrow`. */
export function rememberTrace(response: Response, trace: CallTrace): void {
  traces.set(response, trace);
}

/** @returns what is known of the call that gave this response */
export function traceOf(response: Response): CallTrace {
  return traces.get(response) ?? { attempts: 1 };
}
