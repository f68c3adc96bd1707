// Plain JavaScript, as a consumer's.
'use client';
import { createConnectClient } from '@connect-api/client';
import { validators } from '@connect-api/validators';

const body = { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' };

export function Cancel() {
  const client = createConnectClient({ baseUrl: 'http://localhost:4010', apiKey: 'any-key' });
  const cancel = () =>
    client.cancelSubscription({ params: { path: { subscriptionId: 'sub-1001' } }, body });
  return (
    <button type="button" onClick={cancel}>
      {validators.cancelSubscription.requestBody(body).valid ? 'Cancel' : 'Invalid'}
    </button>
  );
}
