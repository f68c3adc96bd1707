// Plain JavaScript, as a consumer's.
// The same in CommonJS. The mock and the conformance suite are ES modules, which every Node that they
// support can require.
const { createConnectClient, orThrow, ResponseError } = require('@connect-api/client');
const { runConformance } = require('@connect-api/conformance');
const { startMock } = require('@connect-api/mock');
const { createSandbox } = require('@connect-api/sandbox');
const { startSandbox } = require('@connect-api/sandbox/node');
const contract = require('@connect-api/types/openapi.json');
const { validators } = require('@connect-api/validators');

const body = { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' };
const cancel = async (baseUrl, subscriptionId, options) => {
  const client = createConnectClient({ baseUrl, apiKey: 'sandbox-harbour-1', ...options });
  const result = client.cancelSubscription({ params: { path: { subscriptionId } }, body });
  return (await orThrow(result)).pendingStatus;
};

async function main() {
  const { fetch } = createSandbox({ clock: 'frozen' });
  const inProcess = await cancel('https://sandbox.test', 'sub-1001', { fetch });
  const refused = await cancel('https://sandbox.test', 'nobody', { fetch }).catch((error) => error);

  const servers = [await startMock({ port: 0 }), await startSandbox({ port: 0, clock: 'frozen' })];
  const served = await Promise.all(servers.map(({ url }) => cancel(url, 'sub-1001')));
  const [, { url: baseUrl }] = servers;
  const only = ['/replay-success'];
  const { verdict } = await runConformance({ baseUrl, apiKey: 'sandbox-harbour-1', only });
  await Promise.all(servers.map(({ close }) => close()));

  console.log(
    JSON.stringify({
      contract: contract.info.title,
      inProcess,
      refused: refused instanceof ResponseError && refused.code,
      served,
      verdict,
      valid: validators.cancelSubscription.requestBody(body).valid,
      invalid: validators.cancelSubscription.requestBody({ ...body, reason: 'OTHER' }).valid,
    }),
  );
}

main();
