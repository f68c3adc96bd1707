import type { IncomingMessage } from 'node:http';
import { type Answer, connectionLost } from '../http.js';

/** What lets pages of any origin read the answers with all their headers. */
export const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': '*',
};

/** A browser's question before a request of another origin (Fetch Standard, CORS-preflight). */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/**
 * Allows what the API knows. Without CORS the answer to `OPTIONS` is the 404 or the 405 with `Allow`;
 * the preflight takes its methods from there.
 */
export function answerPreflight(answer: Answer, { headers }: IncomingMessage): Answer {
  if (answer === connectionLost || answer.headers['Allow'] === undefined) return answer;
  // Another server answers its own preflights.
  if (typeof answer.body !== 'string') return answer;
  const { Allow: methods = '', 'X-Request-Id': requestId = '' } = answer.headers as Record<
    string,
    string
  >;
  return {
    status: 204,
    headers: {
      'X-Request-Id': requestId,
      'Access-Control-Allow-Methods': methods,
      // `*` would leave out Authorization.
      'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '*',
      'Access-Control-Max-Age': '600',
    },
    body: '',
  };
}
