import { attempt, type Outcome, type Outgoing } from './attempt.js';
import { type ApiKey, setApiKey } from './authentication.js';
import { checkOptions } from './check-options.js';
import { type Fetch, systemClock } from './edges.js';
import type { ConnectError } from './errors/connect-error.js';
import { idempotencyKey as keyRules } from './generated/contract.js';
import type { RequestEvent } from './hooks.js';
import { setIdempotencyKey } from './idempotency.js';
import type { CallOptions, ConnectClientOptions } from './options.js';
import { retryDelay, ruleOf } from './retry.js';
import { rememberTrace } from './trace.js';
import { beginCall, type Call, throwIfEnded, within } from './within.js';

type Answer = Extract<Outcome, { response: Response }>;

/**
 * Sends a request until it has its answer: with the API key, an idempotency key, time limits and
 * repetitions. All attempts are identical (contract: Idempotency › Identical requests).
 *
 * @throws {ConnectionError | TimeoutError | AbortError} when there is no response in the end
 * @throws {TypeError} when an option makes no sense, before anything is sent
 */
export async function send(
  request: Outgoing,
  options: CallOptions,
  settings: ConnectClientOptions,
): Promise<Answer> {
  checkOptions(options);
  const { clock = systemClock, validation } = settings;
  const checked = { request, schemaPath: request.path, params: request.params };
  await validation?.onRequest(checked);
  const { method, headers } = request.init;
  const idempotencyKey = setIdempotencyKey(
    headers,
    method,
    options.idempotencyKey,
    settings.idempotencyKey,
  );
  // After its lifetime a key starts anew, and a repetition would be executed a second time.
  const total = Math.min(
    options.totalTimeout ?? settings.totalTimeout ?? 120_000,
    keyRules.lifetime,
  );
  const { call, finish } = beginCall(clock, total, options.signal);
  call.idempotencyKey = idempotencyKey;
  try {
    await setApiKey(headers, (options.apiKey ?? settings.apiKey) as ApiKey, call);
    const answer = await untilAnswered(request, call, options, settings);
    const response = rememberTrace(answer.response, call);
    await validation?.onResponse({ ...checked, response });
    return answer;
  } finally {
    finish();
  }
}

async function untilAnswered(
  request: Outgoing,
  call: Call,
  options: CallOptions,
  settings: ConnectClientOptions,
): Promise<Answer> {
  const { method } = request.init;
  const { clock, idempotencyKey } = call;
  const random = settings.random ?? Math.random;
  const option = <Name extends keyof ConnectClientOptions & keyof CallOptions>(name: Name) =>
    options[name] ?? settings[name];

  for (let failures = 0; ; ) {
    throwIfEnded(call);
    const event: RequestEvent = {
      method,
      url: request.url,
      attempt: ++call.attempts,
      idempotencyKey,
    };
    await settled(option('onRequest')?.(event), call);
    const sentAt = clock.now();
    const fetch = option('fetch') ?? globalThis.fetch;
    const outcome = await attempt(request, fetch as Fetch, call, option('timeout') ?? 30_000);
    const { response, error } = outcome;
    const duration = clock.now() - sentAt;
    if (response) {
      const requestId = response.headers.get('X-Request-Id') ?? undefined;
      const { status } = response;
      await settled(option('onResponse')?.({ ...event, status, requestId, duration }), call);
    } else {
      await settled(
        option('onFailure')?.({ ...event, error: error as ConnectError, duration }),
        call,
      );
    }
    const code = response?.ok ? undefined : Object(outcome.body).code;
    const rule = ruleOf({ status: response?.status, code });
    if (typeof rule === 'boolean') failures += 1;
    const now = clock.now();
    const delay = retryDelay(rule, response?.headers, failures, option('retry'), { now, random });
    if (delay === undefined || call.ended || now + delay >= call.deadline) {
      if (error) throw error;
      return outcome;
    }
    const reason = typeof code === 'string' ? code : `${response?.status ?? error?.kind}`;
    const waiting = settled(option('onRetry')?.({ ...event, delay, reason }), call);
    if (waiting) await waiting;
    // An end of the call ends the wait early; the next round then says so.
    await within(call, delay, () => new Promise(() => {})).catch(() => {});
  }
}

/** What an asynchronous hook has to do, within the limits of the call. */
function settled(returned: unknown, call: Call): Promise<unknown> | undefined {
  const { then } = Object(returned);
  return typeof then === 'function' ? within(call, Infinity, async () => returned) : undefined;
}
