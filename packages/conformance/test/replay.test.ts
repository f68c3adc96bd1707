// In what a replay may differ from the first answer.
import { expect, it } from 'vitest';
import { replayDifference } from '../src/behaviour/replay.js';
import type { Answer } from '../src/http.js';

function answerOf(status: number, text: string, headers: Record<string, string> = {}): Answer {
  return {
    request: { method: 'POST', url: '/boats', headers: {} },
    status,
    headers: new Headers(headers),
    bytes: new TextEncoder().encode(text),
    body: undefined,
  };
}

const first = answerOf(200, 'one', { 'X-Request-Id': '1', ETag: 'a' });

it('a replay is the same', () => {
  expect(replayDifference(first, first)).toEqual([]);
});

it('with another status it is told by that alone', () => {
  expect(replayDifference(first, answerOf(409, 'other'))).toEqual([
    'the status: 409 instead of 200: other',
  ]);
});

it('differs in each header that is another, new or gone, and in its body', () => {
  const again = answerOf(200, '', { 'X-Request-Id': '2', 'X-More': 'b' });
  expect(replayDifference(first, again)).toEqual([
    'the header etag: none instead of a',
    'the header x-request-id: 2 instead of 1',
    'the header x-more: b instead of none',
    'the body: an empty body instead of one',
  ]);
});

it.each([
  'Age',
  'Alt-Svc',
  'Connection',
  'Content-Length',
  'Date',
  'Keep-Alive',
  'Server-Timing',
  'Transfer-Encoding',
  'Via',
])('may have another %s, which is the transport’s', (name) => {
  const [one, other] = ['1', '2'].map((value) => answerOf(200, 'one', { [name]: value }));
  expect(replayDifference(one as Answer, other as Answer)).toEqual([]);
});
