import { startSandbox } from '@connect-api/sandbox/node';
import { JSDOM } from 'jsdom';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

// What Jest's and Vitest's environments put in place of Node's own; `fetch` stays Node's.
const names = ['AbortController', 'AbortSignal', 'Event', 'EventTarget'] as const;

describe('the client where jsdom has taken the place of Node’s own', () => {
  const { window } = new JSDOM('', { url: 'http://app.test/' });
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
  });
  afterAll(async () => {
    window.close();
    await sandbox.close();
  });
  afterEach(() => vi.unstubAllGlobals());

  async function start() {
    for (const name of names) vi.stubGlobal(name, window[name]);
    const { createConnectClient } = await import('@connect-api/client');
    return createConnectClient({ baseUrl: sandbox.url, apiKey: 'sandbox-harbour-1' });
  }

  const init = {
    params: { path: { subscriptionId: 'sub-1001' } },
    body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
  } as const;

  test('sends and gets its answer', async () => {
    const client = await start();
    // From Node 24 on `fetch` refuses the signal of jsdom, which is why this is a test.
    const { response, data } = await client.cancelSubscription(init);
    expect(response.status).toBe(200);
    expect(data?.subscriptionId).toBe('sub-1001');
  });

  test('ends a call by a signal of jsdom, and in time', async () => {
    const client = await start();
    const controller = new window.AbortController();
    const call = client.cancelSubscription({
      ...init,
      signal: controller.signal as AbortSignal,
      fetch: () => new Promise(() => controller.abort()),
    });
    await expect(call).rejects.toMatchObject({ kind: 'abort' });
    const slow = client.cancelSubscription({
      ...init,
      timeout: 1,
      retry: false,
      fetch: () => new Promise(() => {}),
    });
    await expect(slow).rejects.toMatchObject({ kind: 'timeout' });
  });

  test('sends by client.http, too', async () => {
    const { http } = await start();
    const { data } = await http.POST('/subscriptions/{subscriptionId}/cancel', {
      ...init,
      params: { path: { subscriptionId: 'sub-1003' } },
    });
    expect(data?.subscriptionId).toBe('sub-1003');
  });
});
