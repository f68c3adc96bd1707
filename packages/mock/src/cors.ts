import type { IncomingMessage } from 'node:http';
import type { Operation } from './prism.js';
import type { Answer } from './problem.js';

/** What browsers need on every response: any page may read it, with the headers of the contract. */
export function corsHeaders(operations: Operation[]): Record<string, string> {
  const names = operations.flatMap(({ responses }) =>
    responses.flatMap(({ headers = [] }) => headers.map(({ name }) => name)),
  );
  return {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': [...new Set([...names, 'Allow'])].join(', '),
  };
}

/** The answer to a browser's preflight, or nothing where the request is none (Fetch Standard). */
export function preflight({ method, headers }: IncomingMessage): Answer | undefined {
  const requested = headers['access-control-request-method'];
  if (method !== 'OPTIONS' || !headers.origin || !requested) return undefined;
  return {
    status: 204,
    headers: {
      'Access-Control-Allow-Methods': requested,
      'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '*',
      'Access-Control-Max-Age': '600',
    },
  };
}
