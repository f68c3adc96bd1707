import type { Client } from 'openapi-fetch';
import createClient from 'openapi-fetch';
import { apiKey, body, type Edges, subscriptionId, template } from './request.ts';

export function start(edges: Edges) {
  // biome-ignore lint/suspicious/noExplicitAny: the path is the contract's at run time, of which no type can know the parameters
  const client: Client<any> = createClient({ ...edges, headers: { 'X-Api-Key': apiKey } });
  return () => client.POST(template, { params: { path: { subscriptionId } }, body });
}
