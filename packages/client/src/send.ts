import { attempt, type Outgoing } from './attempt.js';
import { type ApiKey, setApiKey } from './authentication.js';
import { systemClock } from './edges.js';
import { idempotencyKey as keyRules } from './generated/contract.js';
import type { RequestEvent } from './hooks.js';
import { setIdempotencyKey } from './idempotency.js';
import type { CallOptions, ConnectClientOptions } from './options.js';
import { retryDelay } from './retry.js';
import { type Call, throwIfAborted, within } from './within.js';

/**
 * Sends a request until it has its answer: with the API key, an idempotency key, time limits and
 * repetitions. All attempts are identical (contract: Idempotency › Identical requests).
 *
 * @throws {ConnectionError | TimeoutError | AbortError} when there is no response in the end
 */
export async function send(
  request: Outgoing,
  options: CallOptions,
  settings: ConnectClientOptions,
): Promise<{ response: Response; body: unknown }> {
  const { clock = systemClock, random = Math.random, fetch } = settings;
  const { signal } = options;
  const { method, headers } = request.init;
  const option = <
    Name extends keyof Omit<ConnectClientOptions, 'idempotencyKey'> & keyof CallOptions,
  >(
    name: Name,
  ) => options[name] ?? settings[name];
  const idempotencyKey = setIdempotencyKey(
    headers,
    method,
    options.idempotencyKey,
    settings.idempotencyKey,
  );
  // After its lifetime a key starts anew, and a repetition would be executed a second time.
  const deadline = clock.now() + Math.min(option('totalTimeout') ?? 120_000, keyRules.lifetime);
  const call: Call = { clock, deadline, signal, idempotencyKey, attempts: 0 };
  await setApiKey(headers, option('apiKey') as ApiKey, call);

  for (;;) {
    throwIfAborted(call);
    const event: RequestEvent = {
      method,
      url: request.url,
      attempt: ++call.attempts,
      idempotencyKey,
    };
    option('onRequest')?.(event);
    const sentAt = clock.now();
    const outcome = await attempt(request, fetch, call, option('timeout') ?? 30_000);
    const now = clock.now();
    const { response, error, reason } = outcome;
    if (response) {
      option('onResponse')?.({
        ...event,
        status: response.status,
        requestId: response.headers.get('X-Request-Id') ?? undefined,
        duration: now - sentAt,
      });
    }
    const delay = retryDelay(outcome, call.attempts, option('retry'), { now, random });
    if (delay === undefined || now + delay >= deadline) {
      if (error) throw error;
      return outcome;
    }
    option('onRetry')?.({ ...event, delay, reason });
    // An abort ends the wait early; the next round then says so.
    await within(call, delay, () => new Promise(() => {})).catch(() => {});
  }
}
