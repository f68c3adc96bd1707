// CommonJS in TypeScript.
import {
  type ConnectClient,
  createConnectClient,
  orThrow,
  ResponseError,
} from '@connect-api/client';
import { createSandbox } from '@connect-api/sandbox';
import type { CancelSubscriptionRequest, Subscription } from '@connect-api/types';
import { validators } from '@connect-api/validators';

const request: CancelSubscriptionRequest = {
  schedule: { type: 'CancelNextDay' },
  reason: 'NO_NEED',
};

async function main(): Promise<void> {
  const client: ConnectClient = createConnectClient({
    baseUrl: 'https://sandbox.test',
    apiKey: 'sandbox-harbour-1',
    fetch: createSandbox({ clock: 'frozen' }).fetch,
  });
  const cancel = (subscriptionId: string) =>
    orThrow(client.cancelSubscription({ params: { path: { subscriptionId } }, body: request }));

  const subscription: Subscription = await cancel('sub-1001');
  const refused: unknown = await cancel('nobody').catch((error: unknown) => error);
  const checked = validators.cancelSubscription.requestBody({
    schedule: { type: 'CancelNextDay' },
  });
  console.log(
    JSON.stringify({
      inProcess: subscription.pendingStatus,
      refused: refused instanceof ResponseError && refused.code,
      missing: checked.valid ? undefined : checked.details[0]?.property,
      classes: ResponseError.name,
    }),
  );
}

main();
