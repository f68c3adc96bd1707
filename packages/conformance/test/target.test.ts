// How requests go out and answers come in.
import { describe, expect, it, vi } from 'vitest';
import { LimitReached, NoAnswer, type PlainRequest, TimedOut } from '../src/http.js';
import { createTarget, type TargetOptions } from '../src/target.js';

const request: PlainRequest = { method: 'GET', url: '/boats?a=1', headers: { 'X-Api-Key': 'k' } };

function create(fetch: unknown, more: Partial<TargetOptions> = {}) {
  const waited: number[] = [];
  const target = createTarget({
    baseUrl: 'http://boats.test/v1',
    fetch: fetch as typeof globalThis.fetch,
    requestTimeoutMs: 1000,
    maxRequests: 100,
    isOver: () => false,
    sleep: async (ms) => {
      waited.push(ms);
    },
    ...more,
  });
  return { target, waited };
}
const answering =
  (status: number, headers: Record<string, string> = {}, body: BodyInit | null = '{}') =>
  async () =>
    new Response(status === 204 ? null : body, { status, headers });

describe('a request', () => {
  it('goes to its path behind the address, as it is', async () => {
    const fetch = vi.fn(answering(200));
    const { target } = create(fetch);
    await target.send(request);
    await target.send({ ...request, method: 'POST', body: 'é' });
    await target.send({ ...request, method: 'POST', body: new Uint8Array([255]) });
    const calls = fetch.mock.calls as unknown as [string, RequestInit][];
    expect(calls[0]?.[0]).toBe('http://boats.test/v1/boats?a=1');
    expect(calls[0]?.[1]).toMatchObject({
      method: 'GET',
      headers: { 'X-Api-Key': 'k' },
      body: null,
      redirect: 'manual',
    });
    // As bytes: of a text Fetch would tell a type.
    expect(calls[1]?.[1].body).toEqual(new Uint8Array([0xc3, 0xa9]));
    expect(calls[2]?.[1].body).toEqual(new Uint8Array([255]));
    expect(target.baseUrl).toBe('http://boats.test/v1');
  });

  it('comes back with all of its answer', async () => {
    const { target } = create(answering(404, { 'X-Request-Id': 'r' }, '{"a":1}'));
    const answer = await target.send(request);
    expect([answer.status, answer.headers.get('x-request-id')]).toEqual([404, 'r']);
    expect(answer.request).toBe(request);
    expect(answer.body).toEqual({ a: 1 });
    expect(Buffer.from(answer.bytes).toString()).toBe('{"a":1}');
  });

  it.each<[string, BodyInit | null]>([
    ['no JSON', '{'],
    ['none', null],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ])('has no JSON where its body is %s', async (_, body) => {
    const { target } = create(answering(200, {}, body));
    expect((await target.send(request)).body).toBeUndefined();
  });

  it('reads a body in parts, and none that is too large', async () => {
    const parts = (count: number, size: number) =>
      new ReadableStream({
        start(stream) {
          for (let index = 0; index < count; index += 1) stream.enqueue(new Uint8Array(size));
          stream.close();
        },
      });
    const most = 16 * 1_048_576;
    const { target } = create(answering(200, {}, parts(2, most / 2)));
    expect((await target.send(request)).bytes).toHaveLength(most);
    const { target: other } = create(async () => new Response(parts(3, most / 2)));
    await expect(other.send(request)).rejects.toThrow(
      `no answer: a body of more than ${most} bytes`,
    );
  });
});

describe('what is counted', () => {
  it('is every request, and the successes of the API', async () => {
    const statuses = [200, 299, 300, 404, 204];
    let index = 0;
    const { target } = create(async () => answering(statuses[index++] ?? 200)());
    for (const _ of statuses) await target.send(request);
    await target.send({ ...request, url: '/__sandbox/reset' });
    await target.send({ ...request, url: '/__sandbox/world' });
    await target.send({ ...request, url: '/boats/__sandbox/' });
    expect([target.sent, target.succeeded]).toEqual([8, 4]);
  });

  it('ends at the limit of requests, or of time', async () => {
    const { target } = create(answering(200), { maxRequests: 2 });
    await target.send(request);
    await target.send(request);
    await expect(target.send(request)).rejects.toThrow(new LimitReached('the limit of 2 requests'));
    expect(target.sent).toBe(2);
    const { target: late } = create(answering(200), { isOver: () => true });
    await expect(late.send(request)).rejects.toThrow(new LimitReached('the time limit'));
    expect(late.sent).toBe(0);
    await expect(late.send(request)).rejects.toMatchObject({ name: 'LimitReached' });
  });
});

describe('no answer', () => {
  const failing = (error: Error) => create(() => Promise.reject(error)).target.send(request);

  it.each([
    [new TypeError('fetch failed'), 'no answer: fetch failed'],
    [new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } }), 'no answer: ECONNRESET'],
    [
      new TypeError('fetch failed', { cause: { code: 'E', message: 'other side closed' } }),
      'no answer: other side closed',
    ],
  ])('is told with its reason: %s', async (error, message) => {
    const thrown = await failing(error).catch((each: Error) => each);
    expect(thrown).toBeInstanceOf(NoAnswer);
    expect(thrown).not.toBeInstanceOf(TimedOut);
    expect(thrown).toMatchObject({ message, cause: error, name: 'NoAnswer' });
  });

  it('in time is another thing, and told whether or not the server’s fetch can be stopped', async () => {
    for (const fetch of [
      () => new Promise(() => {}),
      (_: string, { signal }: RequestInit) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    ]) {
      const { target } = create(fetch, { requestTimeoutMs: 5 });
      const thrown = await target.send(request).catch((each: Error) => each);
      expect(thrown).toBeInstanceOf(TimedOut);
      expect(thrown).toMatchObject({ message: 'no answer within 5 ms', name: 'TimedOut' });
    }
  });
});

describe('a connection that was closed', () => {
  const keyed = { ...request, method: 'POST', headers: { 'X-Idempotency-Key': 'k-1' } };
  const lost = (code: string, times: number) => {
    let index = 0;
    return create(async () => {
      if (index++ < times) throw new TypeError('fetch failed', { cause: { code } });
      return answering(200)();
    }).target;
  };

  it.each([
    ['GET', request],
    ['HEAD', { ...request, method: 'HEAD' }],
    ['OPTIONS', { ...request, method: 'OPTIONS' }],
    ['POST with an idempotency key', keyed],
  ])('costs a %s nothing: it is sent again', async (_, each) => {
    for (const code of ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']) {
      const target = lost(code, 1);
      expect((await target.send(each)).status).toBe(200);
      expect([target.sent, target.succeeded]).toEqual([2, 1]);
    }
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'leaves a %s open: it may have had its effect',
    async (method) => {
      const target = lost('ECONNRESET', 1);
      await expect(target.send({ ...request, method })).rejects.toThrow('no answer: ECONNRESET');
      expect(target.sent).toBe(1);
    },
  );

  it('twice is an answer that does not come', async () => {
    const target = lost('ECONNRESET', 2);
    await expect(target.send(request)).rejects.toThrow(new NoAnswer('no answer: ECONNRESET'));
    expect(target.sent).toBe(2);
  });

  it('is another thing than a server that is not there', async () => {
    const target = lost('ECONNREFUSED', 1);
    await expect(target.send(request)).rejects.toThrow('no answer: ECONNREFUSED');
    expect(target.sent).toBe(1);
  });
});

describe('a 429', () => {
  const busy = (after?: string) =>
    answering(429, after === undefined ? {} : { 'Retry-After': after });

  it('is obeyed five times', async () => {
    const { target, waited } = create(busy('7'));
    expect((await target.send(request)).status).toBe(429);
    expect(waited).toEqual(Array(5).fill(7000));
    expect(target.sent).toBe(6);
  });

  it('is repeated until it is none', async () => {
    let index = 0;
    const { target, waited } = create(async () => (index++ === 0 ? busy('0')() : answering(200)()));
    expect((await target.send(request)).status).toBe(200);
    expect(waited).toEqual([0]);
  });

  it.each([
    [undefined, 5, 1000],
    ['30', 5, 30_000],
    ['31', 0, 0],
    ['soon', 0, 0],
  ])('with %s is waited for %i times', async (after, times, ms) => {
    const { target, waited } = create(busy(after));
    await target.send(request);
    expect(waited).toEqual(Array(times).fill(ms));
  });

  it('is an answer as any other where it is expected', async () => {
    const { target, waited } = create(busy('7'));
    expect((await target.send(request, { expects429: true })).status).toBe(429);
    expect(waited).toEqual([]);
    const { target: other, waited: none } = create(answering(503, { 'Retry-After': '7' }));
    expect((await other.send(request)).status).toBe(503);
    expect(none).toEqual([]);
  });
});
