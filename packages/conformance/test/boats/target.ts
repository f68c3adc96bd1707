import { setImmediate as turn } from 'node:timers/promises';
import type { Answer, PlainRequest } from '../../src/http.js';
import type { Target } from '../../src/target.js';

/** What a server says, in short: JSON, unless its type is told. */
export interface Said {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** An answer as it comes in. */
export function answerTo(request: PlainRequest, { status, body, headers = {} }: Said): Answer {
  const text = body === undefined ? '' : JSON.stringify(body);
  return {
    request,
    status,
    headers: new Headers({ 'Content-Type': 'application/json', ...headers }),
    bytes: new TextEncoder().encode(text),
    body: body as Answer['body'],
  };
}

/** A server without a network, and what it was sent. */
export function targetOf(
  answer: (request: PlainRequest, index: number) => Said | Promise<Said>,
): Target & { requests: PlainRequest[]; expected429: boolean[] } {
  const requests: PlainRequest[] = [];
  const expected429: boolean[] = [];
  return {
    baseUrl: 'http://boats.test',
    requests,
    expected429,
    get sent() {
      return requests.length;
    },
    succeeded: 0,
    async send(request, { expects429 = false } = {}) {
      requests.push(request);
      expected429.push(expects429);
      const index = requests.length - 1;
      await turn();
      return answerTo(request, await answer(request, index));
    },
  };
}
