import { createConnectClient, orThrow } from '@connect-api/client';
import { apiKey, body, type Edges, subscriptionId } from './request.ts';

export function start(edges: Edges) {
  const client = createConnectClient({ ...edges, apiKey });
  return () => orThrow(client.cancelSubscription({ params: { path: { subscriptionId } }, body }));
}
