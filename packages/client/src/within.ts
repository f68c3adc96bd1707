import type { Clock } from './edges.js';
import { AbortError } from './errors/abort-error.js';
import type { CallTrace, ConnectError } from './errors/connect-error.js';
import { TimeoutError } from './errors/timeout-error.js';

/** A call under way: what its errors tell of it, and what ends it early. */
export interface Call extends CallTrace {
  clock: Clock;
  /** When its total time is over, in milliseconds since 1970. */
  deadline: number;
  /** The caller's own signal. */
  signal: AbortSignal | undefined;
}

/**
 * Does a part of a call within its limits and a timeout in milliseconds. It ends as soon as a limit
 * is reached, even if the work ignores its signal.
 *
 * One timer and one controller serve all limits, because `AbortSignal.any` and
 * `AbortSignal.timeout` cost more than the rest of a call and follow no injected clock.
 *
 * @throws {TimeoutError | AbortError} when a limit is reached first
 */
export function within<Value>(
  call: Call,
  timeout: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const { clock, deadline, signal } = call;
  const limit = Math.min(timeout, deadline - clock.now());
  return new Promise((resolve, reject) => {
    throwIfAborted(call);
    const controller = new AbortController();
    const end = (error?: ConnectError) => {
      stopTimer();
      signal?.removeEventListener('abort', onAbort);
      if (!error) return;
      reject(error);
      controller.abort(error);
    };
    const onAbort = () => end(abortError(call));
    const stopTimer = clock.after(limit, () =>
      end(new TimeoutError(`No complete response within ${limit} ms.`, call)),
    );
    signal?.addEventListener('abort', onAbort);
    work(controller.signal)
      .then(resolve, reject)
      .then(() => end());
  });
}

/** @throws {AbortError} when the caller's signal has been aborted */
export function throwIfAborted(call: Call): void {
  if (call.signal?.aborted) throw abortError(call);
}

function abortError(call: Call): AbortError {
  return new AbortError('The call was aborted.', call, { cause: call.signal?.reason });
}
