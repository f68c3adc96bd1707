import { type ConnectClient, createConnectClient, type OperationResult } from '@connect-api/client';
import { startMock } from '@connect-api/mock';
import { document, exchangesOf, json, operationOf } from '@connect-api/spec';
import type { OperationId } from '@connect-api/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let mock: Awaited<ReturnType<typeof startMock>>;
let client: ConnectClient;

beforeAll(async () => {
  mock = await startMock({ port: 0 });
  client = createConnectClient({ baseUrl: mock.url, apiKey: 'any-key' });
});

afterAll(() => mock.close());

// The loop is over the contract, so the operation is known only when it runs.
const call = (operationId: string, init: object) =>
  (client[operationId as OperationId] as (init: object) => Promise<OperationResult<OperationId>>)(
    init,
  );

describe.each(exchangesOf(document))('$operationId, example $name', (exchange) => {
  const { responses = {} } = operationOf(document, exchange.operationId) ?? {};
  const init = {
    params: { path: exchange.pathParameters, ...exchange.parameters },
    ...(exchange.request !== undefined && { body: exchange.request }),
  };

  test('is accepted by the mock and answered with data, where there is any', async () => {
    const { data, error, response } = await call(exchange.operationId, init);
    expect(error).toBeUndefined();
    expect(response.ok).toBe(true);
    expect(data !== undefined).toBe(json(responses[response.status]) !== undefined);
  });

  test('gets the response of the same name when the client asks for it', async () => {
    const result = await call(exchange.operationId, {
      ...init,
      headers: {
        Prefer: `code=${exchange.status}${exchange.response === undefined ? '' : `, example=${exchange.name}`}`,
      },
    });
    expect(result.response.status).toBe(Number(exchange.status));
    // A success may be null.
    expect(result.error ?? result.data).toEqual(exchange.response);
  });
});

test('a result is typed: an operation that succeeds gives a subscription', async () => {
  const { data, error } = await client.cancelSubscription({
    params: { path: { subscriptionId: 'sub-1001' } },
    body: { schedule: { type: 'CancelAtDate', date: '2024-03-31' }, reason: 'NO_NEED' },
  });
  expect(error).toBeUndefined();
  const status: 'PENDING' | 'ACTIVATED' | 'BLOCKED' | 'CANCELLED' | 'PAUSED' | undefined =
    data?.pendingStatus?.status;
  expect(status).toBe('CANCELLED');
});

test('a request that breaks the contract comes back as a typed error', async () => {
  const { data, error } = await client.cancelSubscription({
    params: { path: { subscriptionId: 'sub-1001' } },
    // @ts-expect-error: there is no such reason, and the mock says so too
    body: { schedule: { type: 'CancelNextDay' }, reason: 'TOO_EXPENSIVE' },
  });
  expect(data).toBeUndefined();
  expect(error?.code).toBe('VALIDATION_ERROR');
  expect(error?.details?.[0]?.property).toBe('reason');
});
