// Plain JavaScript, as a consumer's. Vitest with jsdom, which has an AbortController of its own.
// @vitest-environment jsdom
import { createConnectClient, orThrow } from '@connect-api/client';
import { startSandbox } from '@connect-api/sandbox/node';
import { expect, test } from 'vitest';
import { answers } from './answers.js';

test('the packages run in a page', async () => {
  expect(document.body).toBeInstanceOf(window.HTMLElement);
  expect(await answers()).toMatchObject({ refused: 'SUBSCRIPTION_NOT_FOUND', valid: true });
});

test('the client talks to a sandbox over HTTP', async () => {
  const { url, close } = await startSandbox({ port: 0, clock: 'frozen' });
  const client = createConnectClient({ baseUrl: url, apiKey: 'sandbox-harbour-1' });
  const cancelled = client.cancelSubscription({
    params: { path: { subscriptionId: 'sub-1001' } },
    body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
    signal: new AbortController().signal,
  });
  expect((await orThrow(cancelled)).pendingStatus?.status).toBe('CANCELLED');
  await close();
});
