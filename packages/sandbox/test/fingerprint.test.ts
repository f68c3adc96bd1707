import { describe, expect, it } from 'vitest';
import type { ApiRequest } from '../src/requests/http.js';
import { fingerprintOf } from '../src/requests/idempotency.js';
import { lastInstant, readClock } from '../src/time/clock.js';

const request = ({ method = 'PUT', url = '/a?b=1', type = 'application/json' } = {}) =>
  ({
    method,
    url,
    header: (name: string) => (name === 'content-type' ? type : undefined),
    body: new Uint8Array([1, 2]),
  }) as unknown as ApiRequest;
const key = { tenantId: 'harbour', keyId: 'harbour/0' };
const usual = fingerprintOf(request(), key, '{}');

describe('what makes two requests identical', () => {
  it.each<[string, ...Parameters<typeof fingerprintOf>]>([
    ['the method', request({ method: 'POST' }), key, '{}'],
    ['the path', request({ url: '/A?b=1' }), key, '{}'],
    ['the query', request({ url: '/a?b=2' }), key, '{}'],
    ['a question mark', request({ url: '/a?b=1?' }), key, '{}'],
    ['the media type', request({ type: 'Application/json' }), key, '{}'],
    ['the API key', request(), { ...key, keyId: 'harbour/1' }, '{}'],
    ['the body', request(), key, '{ }'],
    ['a body that is no text', request(), key, undefined],
  ])('is %s', (_, ...parts) => {
    expect(fingerprintOf(...parts)).not.toBe(usual);
  });

  it('is each byte of a body that is no text, and that it is none', () => {
    const bytes = (...body: number[]) =>
      fingerprintOf({ ...request(), body: new Uint8Array(body) }, key);
    const prints = [bytes(255, 254), bytes(255, 253), fingerprintOf(request(), key, '255,254')];
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('is a media type that is missing as an empty one', () => {
    const without = { ...request(), header: () => undefined };
    expect(fingerprintOf(without, key, '{}')).toBe(fingerprintOf(request({ type: '' }), key, '{}'));
  });

  it('is the request itself where it is short and stays in this process, and a digest of it otherwise', () => {
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
    const head = fingerprintOf(request(), key, '', true).length;
    expect(fingerprintOf(request(), key, '{}', true)).toBe(
      'PUT\n/a?b=1\napplication/json\nharbour/0\n{}',
    );
    expect(fingerprintOf(request(), key, 'a'.repeat(256 - head), true)).toHaveLength(256);
    expect(fingerprintOf(request(), key, 'a'.repeat(257 - head), true)).toEqual(digest);
    expect(usual).toEqual(digest);
  });

  it('is nothing else', () => {
    expect(fingerprintOf(request(), { ...key }, '{}')).toBe(usual);
  });
});

describe('a clock', () => {
  const setting = { instant: 1_000, wall: 50 };

  it.each([
    ['frozen', 90, 1_000],
    ['running', 90, 1_040],
    ['system', 90, 1_040],
    // The machine's clock was put back.
    ['running', 10, 1_000],
    ['system', 10, 1_000],
    ['running', lastInstant * 2, lastInstant],
  ] as const)('that is %s shows at %i the instant %i', (mode, wall, shown) => {
    expect(readClock({ mode, ...setting }, wall)).toBe(shown);
  });
});
