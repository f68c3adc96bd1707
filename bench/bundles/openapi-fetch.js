import createClient from 'openapi-fetch';

/** @type {import('openapi-fetch').Client<any>} */
const client = createClient({ baseUrl: 'https://api.bench' });
client.POST('/subscriptions/{subscriptionId}/cancel', {
  params: { path: { subscriptionId: 'sub-1001' } },
  body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
});
