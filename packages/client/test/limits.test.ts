import { describe, expect, test } from 'vitest';
import { systemClock } from '../src/edges.js';
import { type ConnectClientOptions, createConnectClient } from '../src/index.js';
import { ManualClock } from './manual-clock.js';

const init = {
  params: { path: { subscriptionId: 'sub-1001' } },
  body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
} as const;

function start(options: Partial<ConnectClientOptions>) {
  const clock = new ManualClock(1_000_000.123456789);
  const client = createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: 'secret-key',
    random: () => 0,
    clock,
    ...options,
  });
  return { client, clock };
}

const hang = (clock: () => ManualClock) => () => {
  queueMicrotask(() => clock().ringNext());
  return new Promise<Response>(() => {});
};

describe('a timeout says which limit it was, in whole words', () => {
  test.each([
    [{ timeout: 1500 }, 'timeout: 1500 ms'],
    [{ timeout: 1500, totalTimeout: 700 }, 'totalTimeout: 700 ms'],
  ])('%j', async (limits, limit) => {
    const { client, clock }: ReturnType<typeof start> = start({
      ...limits,
      retry: false,
      fetch: hang(() => clock),
    });
    await expect(client.cancelSubscription(init)).rejects.toThrow(
      `No complete response in time (${limit}).`,
    );
    expect(clock.pending).toBe(0);
  });

  test('also of the function that gives the API key', async () => {
    const { client, clock }: ReturnType<typeof start> = start({
      totalTimeout: 700,
      apiKey: hang(() => clock) as never,
    });
    await expect(client.cancelSubscription(init)).rejects.toThrow('(totalTimeout: 700 ms)');
    expect(clock.pending).toBe(0);
  });
});

test('no timer is set for longer than the whole call: those of machines take no more than 24 days', async () => {
  const delays: number[] = [];
  const { client } = start({
    totalTimeout: 1000,
    apiKey: async () => 'secret-key',
    onRequest: async () => {},
    onResponse: async () => {},
    fetch: async () => Response.json({}),
    clock: {
      now: () => 0,
      after(delay) {
        delays.push(delay);
        return () => {};
      },
    },
  });
  await client.cancelSubscription(init);
  // Of the call, the API key, the request and both hooks.
  expect(delays).toEqual([1000, 1000, 1000, 1000, 1000]);
});

test('a request that is given up is told why by its signal', async () => {
  let reason: unknown;
  const { client, clock }: ReturnType<typeof start> = start({
    timeout: 400,
    retry: false,
    fetch: (_, { signal }) => {
      signal?.addEventListener('abort', () => {
        reason = signal.reason;
      });
      return hang(() => clock)();
    },
  });
  const error = await client.cancelSubscription(init).catch((thrown) => thrown);
  expect(error).toMatchObject({ kind: 'timeout' });
  expect(reason).toBe(error);
});

test('a clock that is set back does not extend a call', async () => {
  const { client, clock } = start({
    totalTimeout: 1000,
    retry: { attempts: 9, baseDelay: 0 },
    fetch: async () => {
      clock.advance(-60_000);
      return hang(() => clock)();
    },
    timeout: 400,
    onRetry: () => queueMicrotask(() => clock.ringNext()),
  });
  await expect(client.cancelSubscription(init)).rejects.toThrow('(totalTimeout: 1000 ms)');
});

test('a machine that slept through the total time sends nothing more', async () => {
  let requests = 0;
  const { client, clock } = start({
    totalTimeout: 1000,
    fetch: async () => {
      requests += 1;
      return new Response(null, { status: 503 });
    },
    // A sleeping machine stops timers, not the clock.
    onRetry: () =>
      queueMicrotask(() => {
        clock.advance(5000);
        clock.ringNext();
      }),
  });
  await expect(client.cancelSubscription(init)).rejects.toMatchObject({
    kind: 'timeout',
    attempts: 1,
  });
  expect(requests).toBe(1);
});

describe('a delay', () => {
  const answer = (seconds: number) =>
    new Response(null, { status: 429, headers: { 'Retry-After': `${seconds}` } });

  test.each([
    ['that ends with the total time is not waited for', 5, 1],
    ['that ends a moment before is', 4, 2],
  ])('%s', async (_, seconds, requests) => {
    let sent = 0;
    const { client, clock } = start({
      totalTimeout: 5000,
      fetch: async () => {
        sent += 1;
        return answer(seconds);
      },
      onRetry: () => queueMicrotask(() => clock.ringNext()),
    });
    const { response } = await client.cancelSubscription(init);
    expect([response.status, sent]).toEqual([429, requests]);
  });
});

test('a delay is waited for: nothing is sent before its timer rings', async () => {
  let sent = 0;
  const { client, clock } = start({
    retry: { attempts: 2, baseDelay: 400 },
    random: () => 1,
    fetch: async () => {
      sent += 1;
      return sent === 1 ? new Response(null, { status: 503 }) : Response.json({});
    },
  });
  const call = client.cancelSubscription(init);
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect([sent, clock.now()]).toEqual([1, 1_000_000.123456789]);
  clock.ringNext();
  expect((await call).response.status).toBe(200);
  expect([sent, clock.now()]).toEqual([2, 1_000_400.123456789]);
});

test('a call that has ended asks for no API key', async () => {
  let asked = 0;
  const apiKey = () => {
    asked += 1;
    return 'secret-key';
  };
  const { client } = start({ apiKey, fetch: async () => Response.json({}) });
  const call = client.cancelSubscription({ ...init, signal: AbortSignal.abort('enough') });
  await expect(call).rejects.toMatchObject({
    name: 'AbortError',
    message: 'The call was aborted.',
    cause: 'enough',
  });
  expect(asked).toBe(0);
});

test('a timer of the machine that is stopped is gone', () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const stop = systemClock.after(60_000, () => {});
  expect(timers()).toBe(before + 1);
  stop();
  expect(timers()).toBe(before);
});

test('nothing is sent when the total time is just over', async () => {
  let sent = 0;
  const { client, clock } = start({
    totalTimeout: 1000,
    apiKey: async () => {
      clock.advance(1000);
      return 'secret-key';
    },
    fetch: async () => {
      sent += 1;
      return Response.json({});
    },
  });
  await expect(client.cancelSubscription(init)).rejects.toMatchObject({ kind: 'timeout' });
  expect(sent).toBe(0);
});

test('a call ends once: what comes later does not change why', async () => {
  const controller = new AbortController();
  const { client, clock } = start({
    totalTimeout: 1000,
    fetch: async () => {
      queueMicrotask(() => {
        clock.advance(1000);
        clock.ringNext();
        controller.abort();
      });
      return new Promise<Response>(() => {});
    },
    retry: { attempts: 2, baseDelay: 0 },
  });
  const call = client.cancelSubscription({ ...init, signal: controller.signal });
  await expect(call).rejects.toMatchObject({ kind: 'timeout' });

  const again = start({
    fetch: async () => new Response(null, { status: 503 }),
    retry: { attempts: 2, baseDelay: 400 },
    random: () => 1,
    totalTimeout: 1000,
    onRetry: () =>
      queueMicrotask(() => {
        aborted.abort();
        again.clock.advance(2000);
        again.clock.ringNext();
      }),
  });
  const aborted = new AbortController();
  await expect(
    again.client.cancelSubscription({ ...init, signal: aborted.signal }),
  ).rejects.toMatchObject({ kind: 'abort' });
});

test('the time is read when it is needed, so that it can be replaced later', () => {
  const { now } = Date;
  try {
    Date.now = () => 42;
    expect(systemClock.now()).toBe(42);
  } finally {
    Date.now = now;
  }
});

test('a caller whose signal serves many calls is left without listeners', async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const names = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...given: [never, never]) => {
    listeners += 1;
    names.add(given[0]);
    addEventListener.apply(signal, given);
  };
  signal.removeEventListener = (...given: [never, never]) => {
    listeners -= 1;
    names.add(given[0]);
    removeEventListener.apply(signal, given);
  };
  const { client, clock } = start({ fetch: async () => Response.json({}) });
  await client.cancelSubscription({ ...init, signal });
  await client
    .cancelSubscription({ ...init, signal, fetch: () => Promise.reject(), retry: false })
    .catch(() => {});
  expect([listeners, clock.pending, [...names]]).toEqual([0, 0, ['abort']]);
});
