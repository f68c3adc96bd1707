import ky from 'ky';
import { apiKey, body, type Edges, path } from './request.ts';

export function start({ baseUrl, fetch }: Edges) {
  const client = ky.create({
    headers: { 'X-Api-Key': apiKey },
    ...(fetch && { fetch: (input) => fetch(input as Request) }),
  });
  return () => client.post(baseUrl + path, { json: body }).json();
}
