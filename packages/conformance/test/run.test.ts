import { describe, expect, it } from 'vitest';
import { UsageError } from '../src/index.js';
import { always, apiKey, baseUrl, idsOf, judge, sandboxFetch } from './support.js';

describe('a run', () => {
  it('ends before the first check where the server cannot be reached', async () => {
    const fetch = () =>
      Promise.reject(new TypeError('fetch failed', { cause: new Error('bad port') }));
    await expect(judge(fetch)).rejects.toThrow(
      new UsageError(`${baseUrl} cannot be reached (no answer: bad port).`),
    );
  });

  it('ends before the first check where the server does not know the API key', async () => {
    await expect(judge(sandboxFetch(), { apiKey: 'not-a-key' })).rejects.toThrow(
      'does not know this API key: it answers 401 to X-Api-Key.',
    );
  });

  it.each(['server.test', 'ftp://server.test', 'http://server.test/?a=1'])(
    'does not begin with the address %s',
    async (address) => {
      await expect(judge(sandboxFetch(), { baseUrl: address })).rejects.toThrow(UsageError);
    },
  );

  it('does not begin with nothing to do', async () => {
    await expect(judge(sandboxFetch(), { only: ['no-such-check'] })).rejects.toThrow(
      'No check has an id that contains no-such-check.',
    );
  });

  it('takes a path in front of the API’s own', async () => {
    const fetch = sandboxFetch({ control: false });
    const behind = ((url: string, init) =>
      fetch(url.replace('/v1', ''), init)) as typeof globalThis.fetch;
    const report = await judge(behind, { baseUrl: `${baseUrl}/v1/`, only: ['/replay-nothing'] });
    expect(report.baseUrl).toBe(`${baseUrl}/v1`);
    expect(report.verdict).toBe('kept');
  });

  it('ends at its limit of requests, and what is left is not checked', async () => {
    const report = await judge(sandboxFetch(), { limits: { requests: 30 }, parts: ['behaviour'] });
    expect([report.requests, report.verdict, report.failed]).toEqual([30, 'unfinished', 0]);
    expect(report.passed).toBeGreaterThan(0);
    expect(report.results.at(-1)?.reason).toBe('the limit of 30 requests was reached');
  });

  it('ends at its limit of time', async () => {
    let now = 0;
    const report = await judge(sandboxFetch(), {
      now: () => (now += 10),
      limits: { milliseconds: 1000 },
    });
    expect(report.verdict).toBe('unfinished');
    expect(report.results.at(-1)?.reason).toBe('the time limit was reached');
  });

  it('counts a request without an answer as a failure of its check', async () => {
    const fetch = sandboxFetch();
    const report = await judge(
      ((url: string, init) =>
        init?.method === 'GET' && !url.includes('__sandbox')
          ? Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } }))
          : fetch(url, init)) as typeof globalThis.fetch,
      { parts: ['schema'], only: ['cancelSubscription/schema-as-'] },
    );
    expect(idsOf(report, 'failed')).toEqual(['cancelSubscription/schema-as-get']);
    expect(report.results[0]?.failure?.message).toBe('no answer: ECONNRESET');
  });

  it('waits as long as a 429 says, and repeats the request', async () => {
    const fetch = sandboxFetch({ control: false });
    const waited: number[] = [];
    let requests = 0;
    const limited = ((url, init) =>
      ++requests % 3 === 0
        ? always(429, { message: 'Slow down.', code: 'RATE_LIMITED' }, { 'Retry-After': '7' })(url)
        : fetch(url, init)) as typeof globalThis.fetch;
    const report = await judge(limited, {
      only: ['cancelSubscription/mismatch-query'],
      sleep: async (ms) => {
        waited.push(ms);
      },
    });
    expect(report.verdict).toBe('kept');
    expect(new Set(waited)).toEqual(new Set([7000]));
  });

  it('sends the same requests for the same seed', async () => {
    const bodiesOf = async (seed: number) => {
      const fetch = sandboxFetch({ control: false });
      const bodies: string[] = [];
      await judge(
        ((url, init) => {
          bodies.push(Buffer.from((init?.body ?? '') as Uint8Array).toString('base64'));
          return fetch(url, init);
        }) as typeof globalThis.fetch,
        {
          parts: ['schema'],
          only: ['/schema-in-order', '/schema-with-body-reason'],
          seed,
          runs: 5,
        },
      );
      return bodies;
    };
    expect(await bodiesOf(7)).toEqual(await bodiesOf(7));
    expect(await bodiesOf(8)).not.toEqual(await bodiesOf(7));
  });

  it('makes a request that fails as small as it gets', async () => {
    const fetch = sandboxFetch();
    const fussy = (async (url: string, init) => {
      const text = Buffer.from((init?.body ?? '') as Uint8Array).toString();
      return text.includes('"comment"')
        ? always(503, { message: 'x', code: 'SERVICE_UNAVAILABLE' })(url)
        : fetch(url, init);
    }) as typeof globalThis.fetch;
    const report = await judge(fussy, { only: ['cancelSubscription/schema-in-order'], runs: 50 });
    const [{ failure } = { failure: undefined }] = report.results;
    expect(failure?.message).toContain('expected the request to be accepted, got 503');
    expect(failure?.curl[0]).toMatch(/"comment":"."/);
    expect(failure?.curl[0]).not.toContain('metadata');
  });

  it('never shows an API key', async () => {
    const echo = (async (_: string, init) => {
      const key = new Headers(init?.headers).get('X-Api-Key');
      const error = { message: `Your key is ${key}.`, code: 'FORBIDDEN' };
      return always(403, error)('');
    }) as typeof fetch;
    const report = await judge(echo, {
      secondApiKey: 'second-of-harbour',
      only: [
        'cancelSubscription/schema-in-order',
        'cancelSubscription/mismatch-api-key',
        '/api-key',
      ],
    });
    expect(report.verdict).toBe('broken');
    const text = JSON.stringify(report);
    expect(text).toMatch(/Your key is \$\{CONNECT_API_KEY\}x\./);
    expect(text).not.toContain(apiKey);
    expect(text).not.toContain('second-of-harbour');
  });
});
