import { createConnectClient } from '@connect-api/client';

createConnectClient({ baseUrl: 'https://api.bench', apiKey: 'key' }).cancelSubscription({
  params: { path: { subscriptionId: 'sub-1001' } },
  body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
});
