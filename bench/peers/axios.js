import axios from 'axios';
import { apiKey, body, path } from './request.js';

/** @param {import('./request.js').Edges} edges */
export function start({ baseUrl, fetch }) {
  const client = axios.create({
    baseURL: baseUrl,
    headers: { 'X-Api-Key': apiKey },
    adapter: 'fetch',
    ...(fetch && { env: { fetch: (input) => fetch(/** @type {Request} */ (input)) } }),
  });
  return () => client.post(path, body);
}
