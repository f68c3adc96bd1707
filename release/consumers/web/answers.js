// Plain JavaScript, as a consumer's.
// What runs in a browser or a worker, where there is nothing of Node.
import { createConnectClient, orThrow, ResponseError } from '@connect-api/client';
import { createSandbox } from '@connect-api/sandbox';
import contract from '@connect-api/types/openapi.json';
import { validators } from '@connect-api/validators';

export async function answers() {
  const body = { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' };
  const { fetch } = createSandbox({ clock: 'frozen' });
  const client = createConnectClient({
    baseUrl: 'https://sandbox.test',
    apiKey: 'sandbox-harbour-1',
    fetch,
  });
  const cancel = async (subscriptionId) =>
    orThrow(client.cancelSubscription({ params: { path: { subscriptionId } }, body }));
  const { pendingStatus } = await cancel('sub-1001');
  const refused = await cancel('nobody').catch((error) => error);
  return {
    contract: contract.info.title,
    inProcess: pendingStatus,
    refused: refused instanceof ResponseError && refused.code,
    valid: validators.cancelSubscription.requestBody(body).valid,
    invalid: validators.cancelSubscription.requestBody({ ...body, reason: 'OTHER' }).valid,
  };
}
