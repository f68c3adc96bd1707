import type { IncomingMessage } from 'node:http';
import { type Answer, connectionLost } from '../http.js';

/** What lets pages of any origin read the answers, as pairs of name and value. */
export const corsHeaders = [
  'Access-Control-Allow-Origin',
  '*',
  'Access-Control-Expose-Headers',
  'X-Request-Id, Retry-After',
];

/** A browser's question before a request of another origin (Fetch Standard, CORS-preflight). */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/**
 * Allows what the API knows. Without CORS the answer to `OPTIONS` is the 404 or the 405 with `Allow`;
 * the preflight takes its methods from there.
 */
export function answerPreflight(answer: Answer): Answer {
  if (answer === connectionLost || answer.headers['Allow'] === undefined) return answer;
  const { Allow: methods, 'X-Request-Id': requestId = '' } = answer.headers;
  return {
    status: 204,
    headers: {
      'X-Request-Id': requestId,
      'Access-Control-Allow-Methods': methods,
      'Access-Control-Allow-Headers': '*',
      'Access-Control-Max-Age': '600',
    },
    body: '',
  };
}
