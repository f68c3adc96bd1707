import { attempt, type Outgoing } from './attempt.js';
import { type ApiKey, setApiKey } from './authentication.js';
import { type Clock, systemClock } from './edges.js';
import { ConnectError } from './errors/connect-error.js';
import { idempotencyKey as keyRules } from './generated/contract.js';
import type { Hooks, RequestEvent } from './hooks.js';
import { setIdempotencyKey } from './idempotency.js';
import { type Outcome, type RetryOptions, retryDelay } from './retry.js';
import { rememberTrace } from './trace.js';
import { type Limits, throwIfAborted, within } from './within.js';

/** What one call may decide for itself; the client's options are its defaults. */
export interface CallOptions extends Hooks {
  /** The API key, or a function that gives it, in place of the client's. */
  apiKey?: ApiKey;
  /**
   * The idempotency key (contract: Idempotency › Key). Store it, and give it again to repeat the call
   * after a crash. Default: a new one for each write.
   */
  idempotencyKey?: string;
  /** How long one request may take, response included, in milliseconds. Default 30,000. */
  timeout?: number;
  /** How long the call may take with all its repetitions, in milliseconds. Default 120,000. */
  totalTimeout?: number;
  /** How the call is repeated (contract: Errors › Repeating); `false` repeats nothing. */
  retry?: RetryOptions | false;
  /** Ends the call when it is aborted. */
  signal?: AbortSignal;
}

/** What all calls of a client share. */
export interface Settings extends Omit<CallOptions, 'idempotencyKey' | 'signal'> {
  /** The API key of your tenant, or a function that gives it. */
  apiKey: ApiKey;
  /** Makes the idempotency keys. Default: `crypto.randomUUID`. */
  idempotencyKey?: () => string;
  /** Sends the requests. Default: the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** The time. Default: the machine's. */
  clock?: Clock;
  /** Gives random numbers of at least 0 and less than 1, for delays. Default: `Math.random`. */
  random?: () => number;
}

/**
 * Sends a request until it has its answer: with the API key, an idempotency key, time limits and
 * repetitions. All attempts are identical (contract: Idempotency › Identical requests).
 *
 * @throws {ConnectionError | TimeoutError | AbortError} when there is no response in the end
 */
export async function send(
  request: Outgoing,
  options: CallOptions,
  settings: Settings,
): Promise<Response> {
  const { clock = systemClock, random = Math.random, fetch } = settings;
  const { signal } = options;
  const { url, init } = request;
  const { method, headers } = init;
  const option = <Name extends keyof Omit<Settings, 'idempotencyKey'> & keyof CallOptions>(
    name: Name,
  ) => options[name] ?? settings[name];
  const totalTimeout = option('totalTimeout') ?? 120_000;
  const idempotencyKey = setIdempotencyKey(
    headers,
    method,
    options.idempotencyKey,
    settings.idempotencyKey,
  );
  // After its lifetime a key starts anew, and a repetition would be executed a second time.
  const deadline = clock.now() + Math.min(totalTimeout, keyRules.lifetime);
  const limitsOf = (limit: number, attempts: number): Limits => ({
    clock,
    timeout: Math.min(limit, deadline - clock.now()),
    signal,
    trace: { idempotencyKey, attempts },
  });
  await setApiKey(headers, option('apiKey') as ApiKey, limitsOf(Infinity, 0));

  for (let number = 1; ; number++) {
    throwIfAborted(limitsOf(0, number - 1));
    const event: RequestEvent = { method, url, attempt: number, idempotencyKey };
    option('onRequest')?.(event);
    const sentAt = clock.now();
    const limits = limitsOf(option('timeout') ?? 30_000, number);
    const result = await attempt(request, fetch, limits);
    const now = clock.now();
    const outcome = await outcomeOf(result);
    if (!(result instanceof ConnectError)) {
      const requestId = result.headers.get('X-Request-Id') ?? undefined;
      option('onResponse')?.({
        ...event,
        status: result.status,
        requestId,
        duration: now - sentAt,
      });
    }
    const delay = retryDelay(outcome, number, option('retry') ?? {}, { now, random });
    if (delay === undefined || now + delay >= deadline) {
      if (result instanceof ConnectError) throw result;
      return rememberTrace(result, limits.trace);
    }
    const reason = `${outcome.code ?? outcome.status}`;
    option('onRetry')?.({ ...event, delay, reason });
    // An abort ends the wait early; the next round then says so.
    await within(limitsOf(delay, number), () => new Promise(() => {})).catch(() => {});
  }
}

async function outcomeOf(result: Response | ConnectError): Promise<Outcome> {
  if (result instanceof ConnectError) return { code: result.kind };
  const { ok, status, headers } = result;
  const body = ok ? undefined : await result.json().catch(() => undefined);
  return { status, code: body?.code, retryAfter: headers.get('Retry-After') };
}
