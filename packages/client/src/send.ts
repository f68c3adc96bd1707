import { type Attempt, attempt, type Failure } from './attempt.js';
import { type ApiKey, setApiKey } from './authentication.js';
import type { Clock } from './edges.js';
import { AbortError } from './errors/abort-error.js';
import type { CallTrace } from './errors/connect-error.js';
import { ConnectionError } from './errors/connection-error.js';
import { TimeoutError } from './errors/timeout-error.js';
import type { Hooks, RequestEvent } from './hooks.js';
import { keyLifetime, setIdempotencyKey } from './idempotency.js';
import { type RetryOptions, retryDelay } from './retry.js';
import { rememberTrace } from './trace.js';

/** What one call may decide for itself; the client's options are its defaults. */
export interface CallOptions {
  /** The idempotency key. Default: a new one for each write. */
  idempotencyKey?: string;
  /** How long one request may take, response included, in milliseconds. Default 30,000. */
  timeout?: number;
  /** How long the call may take with all its repetitions, in milliseconds. Default 120,000. */
  totalTimeout?: number;
  /** How the call is repeated; `false` repeats nothing. */
  retry?: RetryOptions | false;
  /** Ends the call when it is aborted. */
  signal?: AbortSignal;
}

/** What all calls of a client share. */
export interface Settings extends Omit<CallOptions, 'idempotencyKey' | 'signal'>, Hooks {
  apiKey: ApiKey;
  fetch: (request: Request) => Promise<Response>;
  makeIdempotencyKey: () => string;
  clock: Clock;
  random: () => number;
}

/** A request that can be sent again: its body is a value, not a stream. */
export interface Outgoing {
  method: string;
  url: string;
  headers: Headers;
  toRequest: (signal: AbortSignal) => Request;
}

/**
 * Sends a request until it has its answer: with the API key, an idempotency key, time limits and
 * repetitions. All attempts are identical (contract: Idempotency › Identical requests).
 *
 * @throws {ConnectionError | TimeoutError | AbortError} when there is no response in the end
 */
export async function send(
  outgoing: Outgoing,
  settings: Settings,
  options: CallOptions,
): Promise<Response> {
  const { clock, random, fetch } = settings;
  const timeout = options.timeout ?? settings.timeout ?? 30_000;
  const totalTimeout = options.totalTimeout ?? settings.totalTimeout ?? 120_000;
  const retry = options.retry ?? settings.retry ?? {};
  const retryOptions = retry === false ? { attempts: 1 } : retry;
  const { signal } = options;
  const { method, url, headers } = outgoing;
  const idempotencyKey = setIdempotencyKey(
    headers,
    method,
    options.idempotencyKey,
    settings.makeIdempotencyKey,
  );
  await setApiKey(headers, settings.apiKey);

  const start = clock.now();
  // After its lifetime a key starts anew, and a repetition would be executed a second time.
  const deadline = start + Math.min(totalTimeout, keyLifetime);
  for (let number = 1; ; number++) {
    const trace = (attempts: number) => ({ attempts, ...(idempotencyKey && { idempotencyKey }) });
    if (signal?.aborted) throw failureError('abort', signal.reason, trace(number - 1));
    const event: RequestEvent = { method, url, attempt: number, idempotencyKey };
    settings.onRequest?.(event);
    const sentAt = clock.now();
    const result = await attempt((inner) => fetch(outgoing.toRequest(inner)), {
      clock,
      timeout: Math.min(timeout, deadline - sentAt),
      signal,
    });
    const now = clock.now();
    const outcome = await outcomeOf(result);
    if (result.response) {
      const requestId = result.response.headers.get('X-Request-Id') ?? undefined;
      const { status } = result.response;
      settings.onResponse?.({ ...event, status, requestId, duration: now - sentAt });
    }
    const delay =
      result.failure === 'abort'
        ? undefined
        : retryDelay(outcome, number, retryOptions, { now, random });
    if (delay === undefined || now + delay >= deadline) {
      return finish(result, trace(number));
    }
    const reason = outcome.code ?? String(outcome.status ?? result.failure);
    settings.onRetry?.({ ...event, delay, reason });
    await wait(delay, clock, signal);
  }
}

async function outcomeOf({ response }: Attempt) {
  if (!response) return {};
  const retryAfter = response.headers.get('Retry-After');
  return { status: response.status, code: await codeOf(response), retryAfter };
}

async function codeOf(response: Response): Promise<string | undefined> {
  if (response.ok || !response.headers.get('Content-Type')?.includes('json')) return undefined;
  const body = await response.json().catch(() => undefined);
  return typeof body?.code === 'string' ? body.code : undefined;
}

function finish(result: Attempt, trace: CallTrace): Response {
  if (result.response) return rememberTrace(result.response, trace);
  throw failureError(result.failure, result.cause, trace);
}

function failureError(failure: Failure, cause: unknown, trace: CallTrace) {
  const requests = trace.attempts === 1 ? '1 request' : `${trace.attempts} requests`;
  switch (failure) {
    case 'abort':
      return new AbortError(`The call was aborted after ${requests}.`, trace, { cause });
    case 'timeout':
      return new TimeoutError(`No complete response in time, after ${requests}.`, trace);
    case 'connection':
      return new ConnectionError(`The connection failed, after ${requests}.`, trace, { cause });
  }
}

/** Ends early when the call is aborted; the next attempt then says so. */
function wait(delay: number, clock: Clock, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      stopTimer();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const stopTimer = clock.after(delay, end);
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end);
  });
}
