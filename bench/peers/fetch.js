import { apiKey, body, path } from './request.js';

/** @param {{ baseUrl: string, fetch?: typeof globalThis.fetch }} edges */
export function start({ baseUrl, fetch = globalThis.fetch }) {
  return async () => {
    const response = await fetch(baseUrl + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Api-Key': apiKey },
      body: JSON.stringify(body),
    });
    return response.json();
  };
}
