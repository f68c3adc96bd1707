import { createRequire } from 'node:module';
import * as esm from '@connect-api/client';
import { createSandbox } from '@connect-api/sandbox';
import { describe, expect, test } from 'vitest';

// An application and one of its dependencies may load a copy each: one by `import`, one by `require`.
const commonJs: typeof esm = createRequire(import.meta.url)('@connect-api/client');

describe.each([
  ['the ES module', esm, 'CommonJS', commonJs],
  ['CommonJS', commonJs, 'the ES module', esm],
] as const)('a call of the client from %s', (_, { createConnectClient }, __, { orThrow }) => {
  test('keeps its idempotency key and attempts in the error of the other copy', async () => {
    const sandbox = createSandbox();
    const client = createConnectClient({
      baseUrl: 'http://sandbox.test',
      apiKey: 'sandbox-harbour-1',
      fetch: sandbox.fetch,
      retry: { baseDelay: 0 },
    });
    await sandbox.fetch('http://sandbox.test/__sandbox/faults', {
      method: 'PUT',
      body: JSON.stringify({ faults: [{ type: 'connectionReset' }] }),
    });
    const call = client.cancelSubscription({
      params: { path: { subscriptionId: 'sub-4040' } },
      body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
      idempotencyKey: 'order-4711',
    });
    await expect(orThrow(call)).rejects.toMatchObject({
      status: 404,
      idempotencyKey: 'order-4711',
      attempts: 2,
    });
  });
});

test('the two copies are two', () => {
  expect(commonJs.orThrow).not.toBe(esm.orThrow);
});
