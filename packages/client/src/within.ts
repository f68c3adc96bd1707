import type { Clock } from './edges.js';
import { AbortError } from './errors/abort-error.js';
import type { CallTrace, ConnectFailure } from './errors/connect-error.js';
import { TimeoutError } from './errors/timeout-error.js';

/** A call under way: what its errors tell of it, and what ends it early. */
export interface Call extends CallTrace {
  clock: Clock;
  /** How long it may take in all, in milliseconds. */
  total: number;
  /** When that is over, in milliseconds since 1970. */
  deadline: number;
  /** Why it has ended, once it has. */
  ended?: ConnectFailure;
  /** Ends the part that is being done. */
  interrupt?: (error: ConnectFailure) => void;
}

/**
 * Begins a call that its total time or the caller's signal can end. The total time has a timer, so
 * that a clock that is set back does not extend the call.
 *
 * @returns the call, and a function that gives its timer and the signal back
 */
export function beginCall(clock: Clock, total: number, signal: AbortSignal | undefined) {
  const call: Call = { attempts: 0, clock, total, deadline: clock.now() + total };
  const onAbort = () =>
    end(call, new AbortError('The call was aborted.', call, { cause: signal?.reason }));
  const stopTimer = clock.after(total, () => end(call, timeoutError(call)));
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted) onAbort();
  const finish = () => {
    stopTimer();
    signal?.removeEventListener('abort', onAbort);
  };
  return { call, finish };
}

/**
 * Does a part of a call within its limits and a timeout in milliseconds. It ends as soon as a limit
 * is reached, even if the work ignores its signal.
 *
 * One controller serves all limits, because `AbortSignal.any` and `AbortSignal.timeout` cost more than
 * the rest of a call and follow no injected clock.
 *
 * @throws {TimeoutError | AbortError} when a limit is reached first
 */
export function within<Value>(
  call: Call,
  timeout: number,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    throwIfEnded(call);
    const controller = new AbortController();
    const interrupt = (error: ConnectFailure) => {
      stopTimer();
      reject(error);
      controller.abort(error);
    };
    call.interrupt = interrupt;
    const stopTimer = call.clock.after(Math.min(timeout, call.total), () =>
      interrupt(timeoutError(call, 'timeout', timeout)),
    );
    work(controller.signal).then(resolve, reject).then(stopTimer);
  });
}

/** @throws {TimeoutError | AbortError} when the call has ended */
export function throwIfEnded(call: Call): void {
  // A timer stands still while the machine sleeps.
  if (call.clock.now() >= call.deadline) end(call, timeoutError(call));
  if (call.ended) throw call.ended;
}

function end(call: Call, error: ConnectFailure): void {
  call.ended ??= error;
  call.interrupt?.(error);
}

function timeoutError(call: Call, name = 'totalTimeout', limit = call.total): TimeoutError {
  return new TimeoutError(`No complete response in time (${name}: ${limit} ms).`, call);
}
