import axios from 'axios';
import { apiKey, body, type Edges, path } from './request.ts';

export function start({ baseUrl, fetch }: Edges) {
  const client = axios.create({
    baseURL: baseUrl,
    headers: { 'X-Api-Key': apiKey },
    adapter: 'fetch',
    ...(fetch && { env: { fetch: (input) => fetch(input as Request) } }),
  });
  return () => client.post(path, body);
}
