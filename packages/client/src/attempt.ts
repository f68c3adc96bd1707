import type { Clock } from './edges.js';

/** What ended an attempt before its response was complete. */
export type Failure = 'connection' | 'timeout' | 'abort';

/** One request and its whole response, or why there is none. */
export type Attempt =
  | { response: Response; failure?: never }
  | { response?: never; failure: Failure; cause: unknown };

/** What may end an attempt early. */
export interface Limits {
  clock: Clock;
  /** In milliseconds. */
  timeout: number;
  /** The caller's own signal. */
  signal: AbortSignal | undefined;
}

/**
 * Sends one request and reads its response to the end, both within the limits.
 *
 * One timer and one controller serve both, because `AbortSignal.any` and `AbortSignal.timeout` cost
 * more than the rest of the call and follow no injected clock.
 */
export async function attempt(
  send: (signal: AbortSignal) => Promise<Response>,
  { clock, timeout, signal }: Limits,
): Promise<Attempt> {
  const controller = new AbortController();
  let failure: Failure = 'connection';
  let interrupt!: (why: Failure, cause?: unknown) => void;
  // A `fetch` that ignores its signal, or a body that never ends, must not hold the caller.
  const interrupted = new Promise<never>((_, reject) => {
    interrupt = (why, cause) => {
      failure = why;
      reject(cause);
      controller.abort(cause);
    };
  });
  const onAbort = () => interrupt('abort', signal?.reason);
  const stopTimer = Number.isFinite(timeout)
    ? clock.after(timeout, () => interrupt('timeout'))
    : undefined;
  signal?.addEventListener('abort', onAbort);
  try {
    const work = send(controller.signal).then(readJson);
    return { response: await Promise.race([work, interrupted]) };
  } catch (cause) {
    return { failure, cause };
  } finally {
    stopTimer?.();
    signal?.removeEventListener('abort', onAbort);
  }
}

/**
 * Reads a JSON body, so that a connection that breaks halfway through it is repeated too. `text()`
 * and `json()` then give what was read. Other media types stay streams for whoever asked for them.
 */
async function readJson(response: Response): Promise<Response> {
  if (!response.headers.get('Content-Type')?.includes('json')) return response;
  const text = await response.text();
  return Object.defineProperties(response, {
    text: { value: async () => text },
    json: { value: async () => JSON.parse(text) },
  });
}
