import { describe, expect, test } from 'vitest';
import { type ConnectError, createConnectClient } from '../src/index.js';
import retryCases from './cases/retry.json' with { type: 'json' };
import timeoutCases from './cases/timeout.json' with { type: 'json' };
import { ManualClock } from './manual-clock.js';
import { requested } from './requested.js';

// Behaviour as data: what the server answers, and what the client then does.
interface Case {
  name: string;
  source: string;
  options?: object;
  call?: object;
  random?: number;
  answers: Answer[];
  expect: { delays: number[]; status?: number; error?: string; elapsed?: number };
}

interface Answer {
  status?: number;
  code?: unknown;
  body?: string;
  retryAfter?: string;
  failure?: string;
}

const start = Date.parse('2024-01-15T09:00:00Z');

async function run({ options, call, random = 0, answers }: Case) {
  const clock = new ManualClock(start);
  const requests: { url: string; headers: Record<string, string>; body: string }[] = [];
  const delays: number[] = [];
  const script = [...answers];
  const client = createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: 'secret-key',
    clock,
    random: () => random,
    fetch: requested(async (request) => {
      const headers = Object.fromEntries(request.headers);
      requests.push({ url: request.url, headers, body: await request.text() });
      const answer = script.shift();
      if (!answer) throw new Error('The client sent more requests than the case has answers.');
      return play(answer, clock);
    }),
    // The client now sets the timer of its wait; nothing else is going on.
    onRetry: ({ delay }) => {
      delays.push(delay);
      queueMicrotask(() => clock.ringNext());
    },
    ...options,
  });
  const result = await client
    .cancelSubscription({
      params: { path: { subscriptionId: 'sub-1001' } },
      body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
      ...call,
    })
    .then(
      ({ response }) => ({ status: response.status }),
      (error: ConnectError) => ({ error: error.kind, attempts: error.attempts }),
    );
  return { result, requests, delays, unused: script.length, clock };
}

function play({ status, code, body, retryAfter, failure }: Answer, clock: ManualClock) {
  switch (failure) {
    case 'connection':
      throw new TypeError('fetch failed');
    case 'hang':
      queueMicrotask(() => clock.ringNext());
      return new Promise<Response>(() => {});
    case 'endless':
      return json(
        new ReadableStream(
          { pull: () => queueMicrotask(() => clock.ringNext()) },
          { highWaterMark: 0 },
        ),
      );
    case 'halfway':
      return json(
        new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) }),
      );
    default:
      return new Response(body ?? (code ? JSON.stringify({ message: 'No.', code }) : '{}'), {
        status: status ?? 200,
        headers: {
          'Content-Type': 'application/json',
          ...(retryAfter && { 'Retry-After': retryAfter }),
        },
      });
  }
}

const json = (body: ReadableStream) =>
  new Response(body, { headers: { 'Content-Type': 'application/json' } });

describe.each([
  { about: 'retry', cases: retryCases as Case[] },
  { about: 'timeout', cases: timeoutCases as Case[] },
])('$about', ({ cases }) => {
  test.each(cases)('$name ($source)', async (scenario) => {
    const { result, requests, delays, unused, clock } = await run(scenario);
    const { status, error, elapsed } = scenario.expect;
    expect(result).toMatchObject(error ? { error, attempts: requests.length } : { status });
    expect(delays).toEqual(scenario.expect.delays);
    expect(unused, 'answers that were not asked for').toBe(0);
    if (elapsed !== undefined) expect(clock.now() - start).toBe(elapsed);
    expect(clock.pending, 'timers left behind').toBe(0);
  });

  test.each(cases)('every attempt of "$name" is identical', async (scenario) => {
    const { requests } = await run(scenario);
    const [first, ...others] = requests;
    expect(first?.headers['x-idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    for (const other of others) expect(other).toEqual(first);
  });
});
