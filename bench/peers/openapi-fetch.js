import createClient from 'openapi-fetch';
import { apiKey, body, subscriptionId, template } from './request.js';

/** @param {import('./request.js').Edges} edges */
export function start(edges) {
  /** @type {import('openapi-fetch').Client<any>} */
  const client = createClient({ ...edges, headers: { 'X-Api-Key': apiKey } });
  return () => client.POST(template, { params: { path: { subscriptionId } }, body });
}
