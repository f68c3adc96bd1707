import { type Answer, attempt, type Outgoing } from './attempt.js';
import { type ApiKey, setApiKey } from './authentication.js';
import { type Fetch, systemClock } from './edges.js';
import type { ConnectError } from './errors/connect-error.js';
import { idempotencyKeyLifetime } from './generated/contract.js';
import type { RequestEvent } from './hooks.js';
import { setIdempotencyKey } from './idempotency.js';
import type { CallOptions, ConnectClientOptions } from './options.js';
import { codeOf, retryDelay, ruleOf } from './retry.js';
import { beginCall, type Call, throwIfEnded, within } from './within.js';

/** An option of the call, or else of the client. */
type Option = <Name extends keyof ConnectClientOptions & keyof CallOptions>(
  name: Name,
) => CallOptions[Name];

/**
 * Sends a request until it has its answer: with the API key, an idempotency key, time limits and
 * repetitions. All attempts are identical (contract: Idempotency › Identical requests).
 *
 * @throws {ConnectionError | TimeoutError | AbortError} when there is no response in the end
 * @throws {TypeError} when no header can carry the API key, or the contract would refuse the idempotency
 * key, before anything is sent
 */
export async function send(
  request: Outgoing,
  options: CallOptions,
  settings: ConnectClientOptions,
): Promise<Answer> {
  const { clock = systemClock, random = Math.random, validation } = settings;
  const option = ((name) => options[name] ?? settings[name]) as Option;
  // Waiting for nothing would take a tenth of a call, here and below.
  if (validation) await validation.onRequest({ ...request, request });
  const { method, headers } = request.init;
  const idempotencyKey = setIdempotencyKey(headers, method, options.idempotencyKey, settings);
  // After its lifetime a key starts anew, and a repetition would be executed a second time.
  const total = Math.min(option('totalTimeout') ?? 120_000, idempotencyKeyLifetime);
  const { call, finish } = beginCall(clock, total, options.signal);
  call.idempotencyKey = idempotencyKey;
  try {
    const waiting = !request.foreign && setApiKey(headers, option('apiKey') as ApiKey, call);
    if (waiting) await waiting;
    const answer = await untilAnswered(request, call, option, random);
    if (validation) {
      await validation.onResponse({ ...request, request, response: answer.response() });
    }
    return answer;
  } finally {
    finish();
  }
}

async function untilAnswered(
  request: Outgoing,
  call: Call,
  option: Option,
  random: () => number,
): Promise<Answer> {
  const { clock, idempotencyKey } = call;
  for (let failures = 0; ; ) {
    throwIfEnded(call);
    const event: RequestEvent = {
      method: request.init.method,
      url: request.url,
      attempt: ++call.attempts,
      idempotencyKey,
    };
    let waiting = settled(option('onRequest')?.(event), call);
    if (waiting) await waiting;
    const sentAt = clock.now();
    const fetch = option('fetch') ?? globalThis.fetch;
    const { answer, error } = await attempt(
      request,
      fetch as Fetch,
      call,
      option('timeout') ?? 30_000,
    );
    const duration = clock.now() - sentAt;
    const seen = error
      ? option('onFailure')?.({ ...event, error: error as ConnectError, duration })
      : option('onResponse')?.({
          ...event,
          status: answer.status,
          requestId: answer.response().headers.get('X-Request-Id') ?? undefined,
          duration,
        });
    waiting = settled(seen, call);
    if (waiting) await waiting;
    if (answer?.ok) return answer;
    const code = codeOf(answer?.body);
    const rule = ruleOf(answer?.status, code);
    if (typeof rule === 'boolean') failures += 1;
    const delay = retryDelay(
      rule,
      answer?.response().headers,
      failures,
      option('retry'),
      clock.now(),
      random,
    );
    if (delay === undefined || call.ended || clock.now() + delay >= call.deadline) {
      if (error) throw error;
      return answer;
    }
    const reason = code ?? `${answer?.status ?? error?.kind}`;
    waiting = settled(option('onRetry')?.({ ...event, delay, reason }), call);
    if (waiting) await waiting;
    // An end of the call ends the wait early; the next round then says so.
    await within(call, delay, () => new Promise(() => {})).catch(() => {});
  }
}

/** What an asynchronous hook has to do, within the limits of the call. */
function settled(returned: unknown, call: Call): unknown {
  return (returned as Promise<unknown>)?.then && within(call, Infinity, async () => returned);
}
