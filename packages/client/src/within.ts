import type { Clock } from './edges.js';
import { AbortError } from './errors/abort-error.js';
import type { CallTrace } from './errors/connect-error.js';
import { TimeoutError } from './errors/timeout-error.js';

/** What ends work early, and what its error then tells of the call. */
export interface Limits {
  clock: Clock;
  /** In milliseconds. */
  timeout: number;
  /** The caller's own signal. */
  signal: AbortSignal | undefined;
  trace: CallTrace;
}

/**
 * Does work within limits. It ends as soon as a limit is reached, even if the work ignores its signal.
 *
 * One timer and one controller serve both limits, because `AbortSignal.any` and
 * `AbortSignal.timeout` cost more than the rest of a call and follow no injected clock.
 *
 * @throws {TimeoutError | AbortError} when a limit is reached first
 */
export async function within<Value>(
  limits: Limits,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  throwIfAborted(limits);
  const { clock, timeout, signal, trace } = limits;
  const controller = new AbortController();
  let interrupt!: (reason: unknown) => void;
  const interruption = new Promise<never>((_, reject) => {
    interrupt = (reason) => {
      reject(reason);
      controller.abort(reason);
    };
  });
  const onAbort = () => interrupt(abortError(limits));
  const stopTimer = clock.after(timeout, () =>
    interrupt(new TimeoutError(`No complete response within ${timeout} ms.`, trace)),
  );
  signal?.addEventListener('abort', onAbort);
  try {
    return await Promise.race([interruption, work(controller.signal)]);
  } finally {
    stopTimer();
    signal?.removeEventListener('abort', onAbort);
  }
}

/** @throws {AbortError} when the caller's signal has been aborted */
export function throwIfAborted(limits: Limits): void {
  if (limits.signal?.aborted) throw abortError(limits);
}

function abortError({ signal, trace }: Limits): AbortError {
  return new AbortError('The call was aborted.', trace, { cause: signal?.reason });
}
