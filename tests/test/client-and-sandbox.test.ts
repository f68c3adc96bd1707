import type { OperationInit, OperationResult } from '@connect-api/client';
import { type Clock, type ConnectClientOptions, createConnectClient } from '@connect-api/client';
import { createSandbox, type Effect, type Fault, type SandboxOptions } from '@connect-api/sandbox';
import { document, type Exchange, exchangesOf, isSuccess, operationsOf } from '@connect-api/spec';
import type { OperationId } from '@connect-api/types';
import { describe, expect, test } from 'vitest';

const exchanges = exchangesOf(document);

describe.each(exchanges)('$operationId, example $name', (exchange) => {
  test('comes true when the client sends it to a fresh sandbox', async () => {
    const { call } = await startBoth();
    const { data, error, response } = await call(exchange);
    expect(response.status).toBe(Number(exchange.status));
    // A success may be null.
    expect(error ?? data).toEqual(exchange.response);
  });
});

// Reads have no effects, and what takes no idempotency key is not repeated.
const successes = operationsOf(document)
  .filter(({ parameters }) => parameters.some((each) => each['x-idempotency']))
  .map(({ operationId }) => ({
    operationId,
    success: exchanges.find((each) => each.operationId === operationId && isSuccess(each.status))!,
  }));

describe.each(successes)('a call of $operationId', ({ success }) => {
  test.each<Fault>([
    { type: 'answerLost', times: 1 },
    { type: 'connectionReset', times: 1 },
    { type: 'status', status: 503, retryAfter: 0, times: 1 },
    { type: 'rateLimit', retryAfter: 0, times: 1 },
  ])('has one effect and its result in spite of the fault $type', async (fault) => {
    const reasons: string[] = [];
    const { call, setFaults, effects } = await startBoth({
      // No delay before the repetition.
      random: () => 0,
      onRetry: ({ reason }) => reasons.push(reason),
    });
    await setFaults(fault);
    const { data } = await call(success);
    expect(data).toEqual(success.response);
    expect(reasons).toHaveLength(1);
    expect(await effects()).toHaveLength(1);
  });

  test('whose answer was lost gets the first result, not a second effect', async () => {
    const { call, setFaults, effects } = await startBoth({ random: () => 0 });
    await setFaults({ type: 'answerLost', times: 1 });
    const { response } = await call(success);
    const requestIds = (await effects()).map(({ requestId }) => requestId);
    expect(requestIds).toEqual([response.headers.get('X-Request-Id')]);
  });

  test('is repeated while the first request with its idempotency key is in flight', async () => {
    const clock = heldClock();
    const held = latch<() => void>();
    const reasons: string[] = [];
    const { call, setFaults, effects } = await startBoth(
      { clock, onRetry: ({ reason }) => reasons.push(reason) },
      { sleep: () => new Promise((resolve) => held.open(resolve)) },
    );
    await setFaults({ type: 'delay', delayMs: 1, times: 1 });

    const first = call(success, { idempotencyKey: 'order-1' });
    const release = await held.value;
    const second = call(success, { idempotencyKey: 'order-1' });
    const repeat = await clock.retry.value;
    release();
    const answers = [await first];
    repeat();
    answers.push(await second);

    expect(reasons).toEqual(['idempotency_key_locked']);
    const [one, other] = answers.map(({ data, response }) => ({
      data,
      requestId: response.headers.get('X-Request-Id'),
    }));
    expect(one?.data).toEqual(success.response);
    expect(other).toEqual(one);
    expect(await effects()).toHaveLength(1);
  });
});

/** A sandbox whose clock stands still, and a client whose `fetch` it is. */
async function startBoth(
  clientOptions: Partial<ConnectClientOptions> = {},
  sandboxOptions: SandboxOptions = {},
) {
  const sandbox = createSandbox({ clock: 'frozen', ...sandboxOptions });
  const control = async (method: string, name: string, body?: object) => {
    const response = await sandbox.fetch(`http://sandbox.test/__sandbox/${name}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    return response.json();
  };
  const { tenants } = await control('GET', 'world');
  const client = createConnectClient({
    baseUrl: 'http://sandbox.test',
    apiKey: tenants[0].apiKeys[0],
    fetch: sandbox.fetch,
    ...clientOptions,
  });
  // The loop is over the contract, so the operation is known only when it runs.
  const methods = client as unknown as Record<
    string,
    (init: object) => Promise<OperationResult<OperationId>>
  >;
  return {
    call: (exchange: Exchange, options: Pick<OperationInit<OperationId>, 'idempotencyKey'> = {}) =>
      methods[exchange.operationId]!({
        params: { path: exchange.pathParameters, ...exchange.parameters },
        ...(exchange.request !== undefined && { body: exchange.request }),
        ...options,
      }),
    setFaults: (...faults: Fault[]) => control('PUT', 'faults', { faults }),
    effects: async (): Promise<Effect[]> => (await control('GET', 'effects')).effects,
  };
}

/** A client's clock that stands still. It hands out the first delay of a repetition; nothing times out. */
function heldClock(): Clock & { retry: ReturnType<typeof latch<() => void>> } {
  const retry = latch<() => void>();
  return {
    retry,
    now: () => 0,
    after(delay, callback) {
      if (delay >= 100 && delay <= 500) retry.open(callback);
      return () => {};
    },
  };
}

/** A value that comes later. */
function latch<Value>() {
  let open!: (value: Value) => void;
  const value = new Promise<Value>((resolve) => {
    open = resolve;
  });
  return { open, value };
}
