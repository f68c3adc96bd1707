import { describe, expect, it } from 'vitest';
import { operations } from '../src/bundled-contract.js';
import { UsageError } from '../src/index.js';
import { paragraph } from '../src/paragraphs.js';
import { always, apiKey, baseUrl, idsOf, judge, ownCases, sandboxFetch } from './support.js';

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

  it('ends before the first check where the server does not know one of the other keys', async () => {
    await expect(judge(sandboxFetch(), { otherTenantApiKey: 'not-a-key' })).rejects.toThrow(
      `${baseUrl} does not know the otherTenantApiKey: it answers 401.`,
    );
  });

  it('ends before the first check where the address is another API’s', async () => {
    const moved = () =>
      Promise.resolve(
        new Response(null, { status: 301, headers: { Location: 'https://b.test/' } }),
      );
    await expect(judge(moved)).rejects.toThrow(
      `${baseUrl} is not the address of this API: it answers 301 to https://b.test/ to the path`,
    );
    const page = () => Promise.resolve(new Response('<h1>Not found</h1>', { status: 404 }));
    await expect(judge(page)).rejects.toThrow('it answers 404 to the path of every operation.');
    await expect(judge(sandboxFetch(), { baseUrl: `${baseUrl}/other` })).rejects.toThrow(
      'it answers 404 to the path of every operation.',
    );
  });

  it.each(['two\nlines', 'clé', ''])('does not begin with the API key %j', async (key) => {
    for (const name of ['secondApiKey', 'otherTenantApiKey']) {
      const message = await judge(sandboxFetch(), { [name]: key }).catch(String);
      expect(message).toContain(`The ${name} cannot be sent in a header`);
      expect(message).not.toContain(key || 'x'.repeat(99));
    }
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

  it('is not complete where nothing could be checked', async () => {
    const only = ['cancelSubscription/at-date-tomorrow'];
    const report = await judge(sandboxFetch({ control: false }), { only });
    expect([report.passed, report.notChecked, report.verdict]).toEqual([0, 1, 'unfinished']);
  });

  it('does not read a body without an end', async () => {
    const fetch = sandboxFetch();
    const endless = ((url: string, init) =>
      init?.method === 'GET' && !url.includes('__sandbox')
        ? Promise.resolve(
            new Response(
              new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(1_048_576)) }),
            ),
          )
        : fetch(url, init)) as typeof globalThis.fetch;
    const report = await judge(endless, { only: ['cancelSubscription/schema-as-get'] });
    expect(report.results[0]?.failure?.message).toContain('a body of more than 16777216 bytes');
  });

  it('ends at its limit of requests, and what is left is not checked', async () => {
    const report = await judge(sandboxFetch(), { limits: { requests: 30 }, parts: ['behaviour'] });
    expect([report.requests, report.verdict, report.failed]).toEqual([30, 'unfinished', 0]);
    expect(report.passed).toBeGreaterThan(0);
    const left = report.results.slice(report.passed);
    expect(left).toHaveLength(report.notChecked);
    expect(new Set(left.map(({ reason }) => reason))).toEqual(
      new Set(['the limit of 30 requests was reached']),
    );
  });

  it('calls no hook once its limit is reached', async () => {
    let calls = 0;
    const hooks = { reset: () => void calls++ };
    const until = async (requests: number) => {
      calls = 0;
      await judge(sandboxFetch(), { limits: { requests }, subjects: {}, hooks });
      return calls;
    };
    expect(await until(1000)).toBeGreaterThan(await until(4));
    expect(calls).toBeLessThan(9);
  });

  it.each([
    [1, {}],
    [0, { subjects: {}, hooks: {} }],
  ])('ends before the first check where its limit of %i does', async (requests, more) => {
    await expect(judge(sandboxFetch(), { limits: { requests }, ...more })).rejects.toThrow(
      new UsageError(`Before the first check the limit of ${requests} requests was reached.`),
    );
  });

  it('ends with an error that can be told from others by its name', async () => {
    expect(String(await judge(always(500, {}), { apiKey: '' }).catch((error) => error))).toMatch(
      /^UsageError: /,
    );
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

  it('cites for each check a paragraph that the contract has', async () => {
    const report = await judge(sandboxFetch(), { limits: { requests: 10 } });
    expect(report.results.length).toBeGreaterThan(200);
    for (const { cites } of report.results) expect(paragraph(cites).length).toBeGreaterThan(20);
    const cited = (id: string) =>
      report.results.find((each) => each.id === `cancelSubscription/schema-${id}`)?.cites;
    expect(cited('without-x-api-key')).toBe('Authentication › API key');
    expect(cited('with-x-idempotency-key-against-maxlength')).toBe('Idempotency › Key');
    expect(cited('as-text-plain')).toBe('Requests and responses › Media type');
    expect(cited('with-a-body-that-is-too-large')).toBe('Requests and responses › Size');
    expect(cited('with-body-cancelforotherreason-against-additionalproperties')).toBe(
      'Requests and responses › Closed requests',
    );
  });

  it('says of a request with two things wrong which two', async () => {
    const report = await judge(always(404, { message: 'No.', code: 'SUBSCRIPTION_NOT_FOUND' }), {
      only: ['cancelSubscription/schema-two-things'],
    });
    expect(report.results[0]?.failure?.message).toMatch(
      /^a request .+, and .+: expected 4\d\d, got/,
    );
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

  it('loses one check, not the run, to a kind of request that hangs', async () => {
    const fetch = sandboxFetch();
    let hung = 0;
    const hanging = ((url: string, init) => {
      if (init?.method !== 'HEAD') return fetch(url, init);
      hung += 1;
      return new Promise(() => {});
    }) as typeof globalThis.fetch;
    const report = await judge(hanging, {
      only: ['cancelSubscription/schema-as-', 'cancelSubscription/order-'],
      limits: { requestMilliseconds: 500 },
    });
    expect(idsOf(report, 'failed')).toEqual(['cancelSubscription/schema-as-head']);
    expect(report.results.find(({ failure }) => failure)?.failure?.message).toBe(
      'no answer within 500 ms',
    );
    expect(idsOf(report, 'passed').length).toBeGreaterThan(10);
    // A smaller request is not looked for, which would take as long again.
    expect(hung).toBe(1);
  });

  it('begins where another operation than the first answers', async () => {
    const fetch = sandboxFetch();
    const [first] = operations;
    const last = first?.path.split('/').at(-1) as string;
    const hanging = ((url: string, init) =>
      url.includes(last) ? new Promise(() => {}) : fetch(url, init)) as typeof globalThis.fetch;
    const report = await judge(hanging, {
      only: ['cancelSubscription/key-257'],
      limits: { requestMilliseconds: 500 },
    });
    expect(report.verdict).toBe('kept');
  });

  it('cannot begin where no operation answers, and says so', async () => {
    let asked = 0;
    const hanging = (() => {
      asked += 1;
      return new Promise(() => {});
    }) as typeof globalThis.fetch;
    await expect(judge(hanging, { limits: { requestMilliseconds: 50 } })).rejects.toThrow(
      `${baseUrl} cannot be reached (no answer within 50 ms).`,
    );
    expect(asked).toBe(Math.min(operations.length, 5));
    asked = 0;
    const thenGone = (() => {
      asked += 1;
      return asked > 1 ? Promise.reject(new Error('Gone.')) : new Promise(() => {});
    }) as typeof globalThis.fetch;
    await expect(judge(thenGone, { limits: { requestMilliseconds: 50 } })).rejects.toThrow(
      `${baseUrl} cannot be reached (no answer within 50 ms).`,
    );
  });

  it('counts a fault of its own as not checked, and is not complete', async () => {
    const report = await judge(sandboxFetch(), {
      only: ['cancelSubscription/replay-nothing', 'cancelSubscription/locked'],
      sleep: () => Promise.reject(new Error('no timer')),
    });
    const [reason] = report.results.flatMap((each) => each.reason ?? []);
    expect(reason).toBe('the suite failed: no timer');
    expect([report.passed > 0, report.failed, report.verdict]).toEqual([true, 0, 'unfinished']);
  });

  it('is broken where none of many requests at once succeeds', async () => {
    const fetch = sandboxFetch();
    const refusing = (async (url: string, init) =>
      url.includes('__sandbox')
        ? fetch(url, init)
        : always(409, { message: 'No.', code: 'SUBSCRIPTION_STATE_CONFLICT' })(
            url,
          )) as typeof globalThis.fetch;
    const report = await judge(refusing, { only: ['cancelSubscription/concurrency-keys'] });
    expect(report.results[0]?.failure?.message).toContain('0 of 10 requests at once succeeded');
  });

  it('follows no redirect, at its beginning and later', async () => {
    const modes = new Set<string | undefined>();
    const fetch = sandboxFetch();
    const spied = ((url: string, init) => {
      modes.add(init?.redirect);
      return fetch(url, init);
    }) as typeof globalThis.fetch;
    await judge(spied, { only: ['cancelSubscription/key-257'] });
    expect([...modes]).toEqual(['manual']);
  });

  it('asks for no request id: an answer without one is valid', async () => {
    const fetch = sandboxFetch();
    const silent = (async (url: string, init) => {
      const response = await fetch(url, init);
      const headers = new Headers(response.headers);
      headers.delete('X-Request-Id');
      return new Response(response.body, { status: response.status, headers });
    }) as typeof globalThis.fetch;
    const report = await judge(silent, { only: ownCases });
    expect(report.results.filter(({ failure }) => failure)).toEqual([]);
    expect(report.verdict).toBe('kept');
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
          only: ownCases.flatMap((own) => [
            `${own}schema-in-order`,
            `${own}schema-with-body-reason`,
          ]),
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
    // One character, or a short text that the contract shows for a property of this name.
    expect(failure?.curl[0]).toMatch(/"comment":"[^"]{1,12}"/);
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
