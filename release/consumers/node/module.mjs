// Plain JavaScript, as a consumer's.
// An ES module that uses every package. The sandbox and the mock stand in for the API.
import { createConnectClient, orThrow, ResponseError } from '@connect-api/client';
import { runConformance } from '@connect-api/conformance';
import { startMock } from '@connect-api/mock';
import { createSandbox } from '@connect-api/sandbox';
import { startSandbox } from '@connect-api/sandbox/node';
import contract from '@connect-api/types/openapi.json' with { type: 'json' };
import { validators } from '@connect-api/validators';

const body = { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' };
const cancel = async (baseUrl, subscriptionId, options) => {
  const client = createConnectClient({ baseUrl, apiKey: 'sandbox-harbour-1', ...options });
  const result = client.cancelSubscription({ params: { path: { subscriptionId } }, body });
  return (await orThrow(result)).pendingStatus;
};

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
