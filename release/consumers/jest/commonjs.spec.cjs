// Plain JavaScript, as a consumer's. Jest as it comes: CommonJS, which loads no ES module.
const { createConnectClient, orThrow } = require('@connect-api/client');
const { createSandbox } = require('@connect-api/sandbox');
const { startSandbox } = require('@connect-api/sandbox/node');
const { validators } = require('@connect-api/validators');

const body = { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' };
const params = { path: { subscriptionId: 'sub-1001' } };

test('the client talks to a sandbox in the process', async () => {
  const { fetch } = createSandbox({ clock: 'frozen' });
  const options = { baseUrl: 'https://sandbox.test', apiKey: 'sandbox-harbour-1', fetch };
  const client = createConnectClient(options);
  const { pendingStatus } = await orThrow(client.cancelSubscription({ params, body }));
  expect(pendingStatus).toEqual({ status: 'CANCELLED', scheduledAt: '2024-01-16' });
  expect(validators.cancelSubscription.requestBody(body).valid).toBe(true);
});

test('and to one over HTTP', async () => {
  const { url, close } = await startSandbox({ port: 0, clock: 'frozen' });
  const client = createConnectClient({ baseUrl: url, apiKey: 'sandbox-harbour-1' });
  const { response } = await client.cancelSubscription({ params, body });
  expect(response.status).toBe(200);
  await close();
});
