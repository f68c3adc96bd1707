import { expect, it } from 'vitest';
import { connectionLost } from '../src/http.js';
import { type LogEntry, type LogOptions, logLine, messageLine } from '../src/node/log.js';

const options: LogOptions = { form: 'text', verbose: true, now: () => 0 };
const refused = {
  status: 400,
  headers: { 'X-Request-Id': 'req-1' },
  body: JSON.stringify({
    code: 'VALIDATION_ERROR',
    message: 'No.',
    details: [{ message: 'secret', property: 'a' }, {}, { property: 'b' }],
  }),
};
const entry: LogEntry = {
  method: 'GET',
  url: '/a?key=secret',
  answer: refused,
  milliseconds: 1.26,
};
const time = '1970-01-01T00:00:00.000Z';

it('a line has time, level, method, path, status, duration and request id, and the reason', () => {
  expect(logLine(entry, options)).toBe(
    `${time} warn GET /a 400 1.3 ms req-1 VALIDATION_ERROR a b: No.`,
  );
  expect(logLine(entry, { ...options, verbose: false })).toBe(
    `${time} warn GET /a 400 1.3 ms req-1`,
  );
});

it('a line is JSON where it is asked for', () => {
  expect(JSON.parse(logLine(entry, { ...options, form: 'json' }))).toEqual({
    time,
    level: 'warn',
    method: 'GET',
    path: '/a',
    status: 400,
    milliseconds: 1.3,
    requestId: 'req-1',
    code: 'VALIDATION_ERROR',
    message: 'No.',
    properties: ['a', 'b'],
  });
});

it.each([
  [200, 'info'],
  [399, 'info'],
  [499, 'warn'],
  [500, 'error'],
])('the level of a %i is %s', (status, level) => {
  const answer = { status, headers: {}, body: '' };
  expect(logLine({ ...entry, answer }, options)).toBe(`${time} ${level} GET /a ${status} 1.3 ms`);
});

it('what else is told has time and level too', () => {
  expect(messageLine('error', 'It\nfailed.', 'at a\nat b', options)).toBe(
    `${time} error It?failed.\nat a\nat b`,
  );
  expect(
    JSON.parse(messageLine('info', 'It runs.', undefined, { ...options, form: 'json' })),
  ).toEqual({ time, level: 'info', message: 'It runs.' });
});

it('what another server says of a failure is its own, its request id is told however it is written', () => {
  const answer = {
    status: 502,
    headers: { 'x-request-id': 'other-1' },
    body: Buffer.from('{"code":"SECRET","message":"secret"}'),
  };
  expect(logLine({ ...entry, answer }, options)).toBe(`${time} error GET /a 502 1.3 ms other-1`);
});

it('of many properties ten are named', () => {
  const details = Array.from({ length: 11 }, (_, index) => ({ property: `p${index}` }));
  const answer = { ...refused, body: JSON.stringify({ code: 'C', message: 'M', details }) };
  expect(logLine({ ...entry, answer }, options)).toContain(' C p0 p1 p2 p3 p4 p5 p6 p7 p8 p9: M');
});

it('a connection that was reset is told', () => {
  expect(logLine({ ...entry, answer: connectionLost }, options)).toBe(
    `${time} info GET /a connection reset 1.3 ms`,
  );
});

it('nothing in a line can steer a terminal or fill a disk', () => {
  const line = logLine({ ...entry, url: `/\u009b2J\n\u202e${'x'.repeat(5000)}` }, options);
  expect(line).toContain(' /?2J??x');
  expect(line.length).toBeLessThan(400);
});
