import { createConnectClient, orThrow } from '@connect-api/client';
import { apiKey, body, subscriptionId } from './request.js';

/** @param {import('./request.js').Edges} edges */
export function start(edges) {
  const client = createConnectClient({ ...edges, apiKey });
  return () => orThrow(client.cancelSubscription({ params: { path: { subscriptionId } }, body }));
}
