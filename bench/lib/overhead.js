// Microseconds of one call without a network: the client beside openapi-fetch, in turns.
import { createConnectClient } from '@connect-api/client';
import createClient from 'openapi-fetch';
import { median, ratio, rounded } from './statistics.js';

const baseUrl = 'http://api.bench';
const body = /** @type {const} */ ({ schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' });
const init = { params: { path: { subscriptionId: 'sub-1001' } }, body };
const fetch = async () => Response.json({ subscriptionId: 'sub-1001' });

/** @type {import('openapi-fetch').Client<any>} */
const plain = createClient({ baseUrl, fetch });
const client = createConnectClient({ baseUrl, apiKey: 'key', fetch });

/** @type {Record<string, () => Promise<unknown>>} */
const subjects = {
  'openapi-fetch': () => plain.POST('/subscriptions/{subscriptionId}/cancel', init),
  client: () => client.cancelSubscription(init),
};

/** @param {{ quick: boolean }} options */
export async function benchOverhead({ quick }) {
  const rounds = quick ? 5 : 31;
  const calls = 2_000;
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, call] of Object.entries(subjects)) {
      const start = performance.now();
      for (let count = 0; count < calls; count += 1) await call();
      // The first round is for warming up.
      if (round > 0) times[name]?.push(((performance.now() - start) * 1000) / calls);
    }
  }
  const plainTimes = times['openapi-fetch'] ?? [];
  return {
    settings: { rounds, calls },
    table: Object.fromEntries(
      Object.entries(times).map(([name, all]) => [
        name,
        { microseconds: rounded(median(all)), ratio: rounded(ratio(all, plainTimes)) },
      ]),
    ),
    limits: [],
  };
}
