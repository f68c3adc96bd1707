import ky from 'ky';
import { apiKey, body, path } from './request.js';

/** @param {import('./request.js').Edges} edges */
export function start({ baseUrl, fetch }) {
  const client = ky.create({
    headers: { 'X-Api-Key': apiKey },
    ...(fetch && { fetch: (input) => fetch(/** @type {Request} */ (input)) }),
  });
  return () => client.post(baseUrl + path, { json: body }).json();
}
