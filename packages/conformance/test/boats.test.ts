// A right server of another contract passes, and one that is wrong does not.
import { describe, expect, it } from 'vitest';
import { operationCases } from '../src/behaviour/index.js';
import { document, operations } from '../src/bundled-contract.js';
import { type ConformanceOptions, type Progress, runConformance } from '../src/index.js';
import { apiKey, type Defect, type Reply, served, startBoats } from './boats/server.js';
import { underTheBoatContract } from './boats/swap.js';

underTheBoatContract([
  '/captain',
  '/boats',
  '/boats/{name}',
  '/boats/{name}/log/{entry}',
  '/horn/{sound}',
]);

async function judgeBoats(options: Partial<ConformanceOptions> = {}, defect?: Defect) {
  const server = await startBoats(defect);
  try {
    return await runConformance({
      baseUrl: server.url,
      apiKey,
      seed: 1,
      runs: 2,
      only: served.map((each) => `${each}/`),
      sleep: async () => {},
      ...options,
    });
  } finally {
    await server.close();
  }
}

const when =
  (form: RegExp, change: (reply: Reply) => Partial<Reply>): Defect =>
  ({ method, url }, reply) =>
    form.test(`${method} ${url}`) ? { ...reply, ...change(reply) } : reply;
const said = (status: number, code: string) => (): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  text: JSON.stringify({ message: 'No.', code }),
});

describe('a server of the boats', () => {
  it('that is right passes', async () => {
    const report = await judgeBoats({ runs: 1 });
    expect(report.results.filter(({ failure }) => failure)).toEqual([]);
    expect(report.passed).toBeGreaterThan(200);
    // Only what needs hooks, subjects or other keys is left, or another text for a body.
    const reasons = new Set(report.results.flatMap(({ reason }) => reason ?? []));
    for (const reason of reasons)
      expect(reason).toMatch(
        /^no (hook|subject|second|API key of|request of)|could be missing|another way$/,
      );
    expect(report.verdict).toBe('kept');
  });

  it.each<[string, Defect, string, string | RegExp]>([
    [
      'repeats the API key',
      when(/^GET \/boats\?/, ({ headers }) => ({ headers: { ...headers, 'X-Your-Key': apiKey } })),
      'findBoats/schema-in-order',
      'the answer repeats the API key of the request',
    ],
    [
      'says what it sank',
      when(/^DELETE/, ({ status }) => (status === 404 ? { status: 200, text: '{}' } : {})),
      'sinkBoat/nothing-there',
      /^expected 404 with another code than NOT_FOUND, got 200: /,
    ],
    [
      'sends a log as JSON',
      when(/\/log\/\d+$/, () => ({
        status: 200,
        headers: { 'Content-Type': 'application/json' },
        text: '{}',
      })),
      'readLog/schema-in-order',
      'Content-Type is application/json instead of text/csv',
    ],
    [
      'names a boat by a number',
      when(/^POST \/boats$/, ({ status, text = '' }) =>
        status === 201 ? { text: JSON.stringify({ ...JSON.parse(text), name: 7 }) } : {},
      ),
      'buildBoat/schema-in-order',
      'the response does not fit: name: Wrong.',
    ],
    [
      'answers with what does not fit at all',
      when(/^POST \/boats$/, ({ status }) => (status === 201 ? { text: '{"hull":1}' } : {})),
      'buildBoat/schema-in-order',
      'the response does not fit: body: Wrong.',
    ],
    [
      'takes no optional body',
      when(/^PATCH/, ({ status }) => (status === 404 ? said(415, 'UNSUPPORTED_MEDIA_TYPE')() : {})),
      'paintBoat/schema-with-a-body-that-is-empty',
      /^expected the request to be accepted, got 415: /,
    ],
    [
      'wants a key where none is needed',
      (ask, reply) =>
        ask.method === 'GET' && !ask.headers['x-api-key'] ? said(401, 'UNAUTHORIZED')() : reply,
      'readBoat/schema-without-x-api-key',
      /^expected the request to be accepted, got 401: /,
    ],
    [
      'names only one of its methods',
      when(/^PUT \/boats\/\w/, ({ headers }) => ({ headers: { ...headers, Allow: 'GET, PATCH' } })),
      'sinkBoat/schema-as-put',
      'the header Allow does not name DELETE',
    ],
    [
      'gives a code the status of another',
      when(/^DELETE/, ({ status }) => (status === 404 ? said(404, 'VALIDATION_ERROR')() : {})),
      'sinkBoat/nothing-there',
      'the code VALIDATION_ERROR belongs to status 400, not 404',
    ],
    [
      'needs a list that is optional',
      when(/^GET \/boats\?(?!.*tag=)/, said(400, 'VALIDATION_ERROR')),
      'findBoats/schema-in-order',
      /^expected the request to be accepted, got 400: /,
    ],
    [
      'forgets what it built',
      (() => {
        let count = 0;
        return when(/^POST/, ({ status, headers }) =>
          status === 201 ? { headers: { ...headers, ETag: `${++count}` } } : {},
        );
      })(),
      'buildBoat/replay-success',
      /^expected the same answer as before, but it differs in the header etag: 2 instead of 1$/,
    ],
  ])('that %s is told so', async (_, defect, id, message) => {
    const subjects = { requests: { buildBoat: [{ body: { name: 'Nina', rig: 'ketch' } }] } };
    const report = await judgeBoats({ only: [id], runs: 20, subjects, hooks: {} }, defect);
    const [{ failure } = { failure: undefined }] = report.results.filter((each) => each.id === id);
    const text = failure?.message.replace(/^a request .+: /, '');
    if (typeof message === 'string') expect(text).toBe(message);
    else expect(text).toMatch(message);
    expect(report.verdict).toBe('broken');
    expect(failure?.curl.join()).not.toContain(apiKey);
  });
});

/** A server without a network, for what a run asks first. */
function answering(answer: (method: string, url: string, headers: Headers) => Reply | Error) {
  const asked: string[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    const path = url.replace('http://boats.test', '');
    asked.push(`${init.method} ${path}`);
    const reply = answer(init.method ?? '', path, new Headers(init.headers));
    if (reply instanceof Error) throw reply;
    const { status, headers = {}, text } = reply;
    return new Response(status === 204 ? null : (text ?? null), { status, headers });
  }) as typeof globalThis.fetch;
  const run = (options: Partial<ConformanceOptions> = {}) =>
    runConformance({
      baseUrl: 'http://boats.test',
      apiKey,
      fetch,
      runs: 1,
      seed: 1,
      sleep: async () => {},
      ...options,
    });
  return { asked, run };
}
const notThere = said(404, 'BOAT_UNKNOWN');
const foreign = said(404, 'NOT_FOUND');
const refusedKey = said(401, 'UNAUTHORIZED');
const one = { only: ['readBoat/schema-in-order'] };

describe('a run begins', () => {
  it('with a harmless request, and is content with one answer of the API', async () => {
    const { asked, run } = answering((_, url) => (url.startsWith('/__') ? foreign() : notThere()));
    await run(one);
    expect(asked[0]).toMatch(/^GET \/boats\?rig=\w+$/);
    expect(asked.slice(1, 2)).toEqual(['GET /__sandbox/world']);
    expect(asked).toHaveLength(3);
  });

  it('with others where the first seems to be elsewhere, or hangs', async () => {
    const { asked, run } = answering((_, url) =>
      url.startsWith('/__') ? foreign() : /^\/boats\?/.test(url) ? foreign() : notThere(),
    );
    await run(one);
    expect(asked[1]).toMatch(/^GET \/boats\/conformance-[0-9a-f]{8}$/);
  });

  it.each<[string, () => Reply, string]>([
    ['no such path', foreign, 'it answers 404 to the path of every operation.'],
    [
      'a page',
      () => ({ status: 404, text: '<p>' }),
      'it answers 404 to the path of every operation.',
    ],
    [
      'a redirection',
      () => ({ status: 399, headers: { Location: 'http://b' } }),
      'it answers 399 to http://b to the path of every operation.',
    ],
    ['a redirection to nowhere', () => ({ status: 300 }), 'it answers 300 to the path of every'],
  ])('nowhere where every operation answers with %s', async (_, reply, message) => {
    const { asked, run } = answering(reply);
    await expect(run(one)).rejects.toThrow(
      `http://boats.test is not the address of this API: ${message}`,
    );
    // Nothing that could do harm was asked with a body, and each operation that a key opens was.
    expect(asked).toHaveLength(operations.length - 1);
    expect(asked.some((each) => each.startsWith('POST /horn'))).toBe(true);
  });

  it.each([
    [200, 'BOAT'],
    [299, 'BOAT'],
    [400, 'BOAT'],
    [404, 'BOAT'],
    [500, 'BOAT'],
  ])('where an operation answers %i', async (status, code) => {
    const { asked, run } = answering((_, url) =>
      url.startsWith('/__') ? foreign() : said(status, code)(),
    );
    await run(one);
    expect(asked).toHaveLength(status === 404 ? 3 : asked.length);
    expect(asked[1]).toBe('GET /__sandbox/world');
  });

  it.each<Reply>([
    { status: 400, text: 'no JSON' },
    { status: 404, text: 'null' },
  ])('where an operation answers %j', async (reply) => {
    const { asked, run } = answering((_, url) => (url.startsWith('/__') ? foreign() : reply));
    await run(one);
    expect(asked[1]).toBe('GET /__sandbox/world');
  });

  it('not where the key is not known, and names the headers', async () => {
    const { run } = answering((method) => (method === 'DELETE' ? refusedKey() : foreign()));
    await expect(run(one)).rejects.toThrow(
      'http://boats.test does not know this API key: it answers 401 to X-Api-Key and X-Harbour.',
    );
  });

  it('where operations that no API key opens, or that need none, answer 401', async () => {
    const { asked, run } = answering((_, url) =>
      url.startsWith('/__') ? foreign() : /log|captain/.test(url) ? refusedKey() : foreign(),
    );
    const [open] = operations.filter(({ operationId }) => operationId === 'readLog');
    const all = operations.splice(0);
    operations.push(...all.filter(({ operationId }) => operationId === 'readCaptain'));
    try {
      await run({ only: ['readCaptain/'] });
      expect(asked.splice(0)[0]).toBe('GET /__sandbox/world');
      operations.push(open as (typeof operations)[number]);
      await run({ only: ['readCaptain/'] });
      expect(asked[0]).toMatch(/^GET \/boats\/.+\/log\//);
    } finally {
      operations.splice(0, operations.length, ...all);
    }
  });

  it('not where one of the other keys is not known', async () => {
    const { asked, run } = answering((_, url, headers) =>
      url.startsWith('/__')
        ? foreign()
        : headers.get('x-api-key') === 'other'
          ? refusedKey()
          : notThere(),
    );
    await expect(run({ ...one, secondApiKey: 'other' })).rejects.toThrow(
      'http://boats.test does not know the secondApiKey: it answers 401.',
    );
    await expect(run({ ...one, otherTenantApiKey: 'other' })).rejects.toThrow(
      'http://boats.test does not know the otherTenantApiKey: it answers 401.',
    );
    // It is asked of an operation that needs a key.
    expect(asked.at(-1)).toMatch(/^GET \/boats\?/);
    await run({ ...one, secondApiKey: 'third' });
  });

  it('without a word about a key that gets no answer', async () => {
    let count = 0;
    const { run } = answering((_, url) => {
      if (url.startsWith('/__')) return foreign();
      count += 1;
      return count === 2 ? new TypeError('gone') : notThere();
    });
    expect((await run({ ...one, secondApiKey: 'third' })).results).toHaveLength(1);
  });

  it('not where nobody answers, and says how', async () => {
    const { asked, run } = answering(() => new TypeError('fetch failed'));
    await expect(run(one)).rejects.toThrow(
      'http://boats.test cannot be reached (no answer: fetch failed).',
    );
    expect(asked).toHaveLength(1);
  });

  it('not where a fault of its own comes first', async () => {
    const hooks = { reset: () => {}, create: () => Promise.reject(new Error('Away.')) };
    const { run } = answering(notThere);
    const known = { subjects: {}, hooks };
    await expect(run({ ...one, ...known })).resolves.toMatchObject({
      baseUrl: 'http://boats.test',
    });
  });
});

describe('a report', () => {
  const right = () => answering((_, url) => (url.startsWith('/__') ? foreign() : notThere()));

  it('says when the run began, how long it and each check took, and how much was sent', async () => {
    let time = Date.UTC(2024, 0, 31);
    const { asked, run } = right();
    const report = await run({ ...one, now: () => (time += 10) });
    expect(report.startedAt).toBe('2024-01-31T00:00:00.010Z');
    expect(report.durationMs).toBeGreaterThan(report.results[0]?.durationMs ?? 0);
    expect(report.results[0]?.durationMs).toBeGreaterThan(0);
    expect([report.requests, report.succeeded, report.seed]).toEqual([asked.length, 0, 1]);
    expect(report.results[0]).toMatchObject({
      id: 'readBoat/schema-in-order',
      part: 'schema',
      operationId: 'readBoat',
      title: 'The server accepts a request in order.',
      cites: 'Requests and responses › Media type',
      outcome: 'passed',
    });
  });

  it('is heard of check by check', async () => {
    const { asked, run } = right();
    const heard: [string, Progress][] = [];
    await run({
      only: ['readBoat/schema-in-order', 'readBoat/nothing-there'],
      onResult: ({ id }, progress) => heard.push([id, progress]),
    });
    expect(heard).toEqual([
      ['readBoat/schema-in-order', { done: 1, total: 2, requests: 3 }],
      ['readBoat/nothing-there', { done: 2, total: 2, requests: asked.length }],
    ]);
  });

  it('has the checks of the parts that are asked for, in the order of the contract', async () => {
    const { run } = right();
    const only = ['readBoat/', 'readLog/'];
    const ids = async (options: Partial<ConformanceOptions>) =>
      (await run({ only, ...options })).results.map(({ id, part }) => `${part} ${id}`);
    const schema = await ids({ parts: ['schema'] });
    const behaviour = await ids({ parts: ['behaviour'] });
    expect(schema.every((each) => each.startsWith('schema '))).toBe(true);
    expect(behaviour.every((each) => each.startsWith('behaviour '))).toBe(true);
    const ofBoat = (all: string[]) => all.filter((each) => each.includes('readBoat/'));
    expect(ofBoat(await ids({}))).toEqual([...ofBoat(schema), ...ofBoat(behaviour)]);
    const at = (id: string) => operations.findIndex(({ operationId }) => operationId === id);
    expect(at('readBoat')).toBeLessThan(at('readLog'));
    expect(schema.findIndex((each) => each.includes('readLog/'))).toBe(ofBoat(schema).length);
  });

  it('is of all checks where none is named', async () => {
    const { run } = right();
    const report = await run({ only: [], limits: { requests: 5 } });
    expect(new Set(report.results.map(({ operationId }) => operationId)).size).toBe(
      operations.length,
    );
    expect(report.requests).toBe(5);
    expect(report.verdict).not.toBe('kept');
  });

  it('says which checks there are not', async () => {
    await expect(right().run({ only: ['glide', 'hover'] })).rejects.toThrow(
      'No check has an id that contains glide or hover.',
    );
  });

  it('is of a run with a seed of its own where none is given', async () => {
    const { run } = right();
    const { seed, ...given } = one as { seed?: number };
    const seeds = await Promise.all([1, 2].map(() => run({ ...given, seed })));
    expect(seeds[0]?.seed).not.toBe(seeds[1]?.seed);
    for (const each of seeds) expect(Number.isInteger(each.seed)).toBe(true);
  });

  it('is not complete where a hook fails or the time is over', async () => {
    const { run } = right();
    const failing = { reset: () => Promise.reject(new Error('Away.')) };
    const cut = await run({ ...one, subjects: {}, hooks: failing });
    expect([cut.verdict, cut.results[0]?.reason]).toEqual([
      'unfinished',
      'the hook reset failed: Away.',
    ]);
    let time = 0;
    const late = await run({
      ...one,
      now: () => (time += 1),
      limits: { milliseconds: 2 },
    });
    expect([late.verdict, late.results[0]?.reason]).toEqual([
      'unfinished',
      'the time limit was reached',
    ]);
  });

  it('has names of its own for each check', async () => {
    const { asked, run } = right();
    await run({ only: ['readBoat/nothing-there', 'readBoat/options'] });
    const names = asked.flatMap((each) => /conformance-[0-9a-f]{8}-\d+-no$/.exec(each)?.[0] ?? []);
    expect(new Set(names).size).toBe(2);
    expect(new Set(names.map((each) => each.slice(0, 20))).size).toBe(1);
  });

  it('names the contract, and counts', async () => {
    let time = 0;
    const { run } = right();
    const only = ['readBoat/nothing-there', 'sinkBoat/order-path', 'buildBoat/replay-success'];
    const report = await run({ only, now: () => (time += 10) });
    expect(report).toMatchObject({
      contract: { version: document.info.version, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      durationMs: time - 10,
      passed: 1,
      failed: 1,
      notChecked: 1,
      verdict: 'broken',
    });
    expect(report.results.map(({ outcome }) => outcome).sort()).toEqual([
      'failed',
      'not checked',
      'passed',
    ]);
  });

  it('is not complete where what needs a success saw none', async () => {
    const verdict = async (only: string[], finds: () => Reply, more = {}) => {
      const { run } = answering((_, url) =>
        url.startsWith('/__') ? foreign() : url.startsWith('/boats?') ? finds() : notThere(),
      );
      return (await run({ only, ...more })).verdict;
    };
    const found = () => ({
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      text: '[]',
    });
    const [without, needing] = ['readBoat/nothing-there', 'buildBoat/replay-success'];
    expect(await verdict([without], notThere)).toBe('kept');
    expect(await verdict(['readBoat/schema-in-order'], notThere)).toBe('kept');
    expect(await verdict([without, needing], notThere)).toBe('unfinished');
    expect(await verdict([without, needing], found)).toBe('kept');
    expect(await verdict([needing], found)).toBe('unfinished');
    const hooks = { reset: () => Promise.reject(new Error('Away.')) };
    const both = [without, 'readBoat/schema-in-order'];
    expect(await verdict(both, found, { hooks, subjects: {} })).toBe('unfinished');
  });

  it('is not made with subjects that are none', async () => {
    await expect(right().run({ subjects: { boats: [] } as never, hooks: {} })).rejects.toThrow(
      'The subjects is not valid:\n  boats: there is no such field',
    );
  });

  it.each(['', 'a\nb', 'é', '\u007f'])('is not made with the key %j', async (key) => {
    const { asked, run } = right();
    for (const name of ['apiKey', 'secondApiKey', 'otherTenantApiKey'] as const)
      await expect(run({ ...one, [name]: key })).rejects.toThrow(
        `The ${name} cannot be sent in a header: it is empty, or holds other than ASCII characters.`,
      );
    expect(asked).toEqual([]);
  });
});

describe('what a run knows of the server', () => {
  const inOrder = { only: ['readBoat/schema-in-order'], runs: 40 };
  const requests = { readBoat: [{ path: { name: 'Known-1' } }, { path: { name: 'Known-2' } }] };
  const asking = async (options: Partial<ConformanceOptions>) => {
    const { asked, run } = answering((_, url) => (url.startsWith('/__') ? foreign() : notThere()));
    await run({ ...inOrder, ...options });
    return asked;
  };
  const named = (asked: string[], name: string) => asked.some((each) => each.endsWith(name));

  it('is in its requests where that can be put back', async () => {
    const reset = () => {};
    const asked = await asking({ subjects: { requests }, hooks: { reset } });
    expect(named(asked, '/Known-1')).toBe(true);
    expect(named(asked, '/Known-2')).toBe(false);
    expect(named(await asking({ subjects: { requests }, hooks: {} }), '/Known-1')).toBe(false);
  });

  it('comes from bodies, too, if they are objects, and from the cases of an operation', async () => {
    const hooks = { reset: () => {} };
    const build = (body: unknown) => ({ requests: { buildBoat: [{ body }] } });
    expect(named(await asking({ subjects: build({ name: 'Body-1' }), hooks }), '/Body-1')).toBe(
      true,
    );
    expect(named(await asking({ subjects: build({ name: 7 }), hooks }), '/7')).toBe(false);
    operationCases['buildBoat'] = {
      success: { subjects: { it: 'cancelled' }, path: { name: '{it.subscriptionId}' } },
      cases: [],
    };
    const subjects = { subjects: { cancelled: [{ subscriptionId: 'Case-1' }] } };
    expect(named(await asking({ subjects, hooks }), '/Case-1')).toBe(true);
    expect(named(await asking({ subjects: {}, hooks }), '/Case-1')).toBe(false);
    operationCases['buildBoat'].success.path = { name: '{it.mast}' };
    expect(named(await asking({ subjects, hooks }), '/Case-1')).toBe(false);
    operationCases['buildBoat'].success.path = { name: '{tomorrow}' };
    await expect(asking({ subjects, hooks })).rejects.toThrow('the unknown expression {tomorrow}');
    const create = () => Promise.reject(new Error('Away.'));
    await expect(asking({ subjects: {}, hooks: { ...hooks, create } })).rejects.toThrow(
      'Before the first check the hook create failed: Away.',
    );
    delete operationCases['buildBoat'];
  });

  it('is asked of a sandbox where something is not given', async () => {
    const isAsked = async (options: Partial<ConformanceOptions>) =>
      (await asking(options)).includes('GET /__sandbox/world');
    expect(await isAsked({})).toBe(true);
    expect(await isAsked({ subjects: {} })).toBe(true);
    expect(await isAsked({ hooks: {} })).toBe(true);
    expect(await isAsked({ subjects: {}, hooks: {} })).toBe(false);
  });
});
