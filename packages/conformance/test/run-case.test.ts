// How the steps of a case are taken, on operations and cases of its own.
import { describe, expect, it, vi } from 'vitest';
import type { Case, Step } from '../src/behaviour/case.js';
import { operationCases } from '../src/behaviour/index.js';
import { asksForSuccess } from '../src/behaviour/needs.js';
import { NotChecked } from '../src/behaviour/not-checked.js';
import { Broken, type CaseContext, runCase } from '../src/behaviour/run-case.js';
import { NoAnswer, type PlainRequest } from '../src/http.js';
import type { Hooks } from '../src/subjects/hooks.js';
import { createPool } from '../src/subjects/pool.js';
import type { KnownSubjects } from '../src/subjects/roles.js';
import type { Trace } from '../src/trace.js';
import { underTheBoatContract } from './boats/swap.js';
import { type Said, targetOf } from './boats/target.js';

const operationOf = underTheBoatContract();

const launched = { name: 'Argo', rig: 'sloop' };
const right: Said = { status: 201, body: launched };
const noBoat: Said = { status: 404, body: { message: 'No.', code: 'NO_BOAT' } };
const locked: Said = { status: 409, body: { message: 'Wait.', code: 'idempotency_key_locked' } };

interface Told {
  operationId?: string;
  served?: Said | ((request: PlainRequest, index: number) => Said | Promise<Said>);
  hooks?: Hooks;
  known?: Partial<KnownSubjects>;
  subjects?: Case['subjects'];
  pool?: CaseContext['pool'];
  sleep?: CaseContext['sleep'];
}

/** Takes the steps, and tells what was sent and done. */
async function take(steps: Step[], told: Told = {}) {
  const { operationId = 'buildBoat', served = right, hooks = {}, known = {} } = told;
  const target = targetOf((...given) => (typeof served === 'function' ? served(...given) : served));
  const trace: Trace[] = [];
  const waited: number[] = [];
  const context: CaseContext = {
    target,
    hooks,
    pool: told.pool ?? createPool({ timeZone: 'UTC', subjects: {}, requests: {}, ...known }, hooks),
    timeZone: 'Europe/Oslo',
    names: {
      prefix: 'case-7',
      apiKeys: { own: 'key-of-mine', second: undefined, 'other tenant': undefined },
    },
    sleep:
      told.sleep ??
      (async (ms) => {
        waited.push(ms);
      }),
  };
  const each: Case = {
    id: 'sails',
    title: 'The server sails.',
    cites: 'Metadata',
    ...(told.subjects && { subjects: told.subjects }),
    steps,
  };
  const error = await runCase(each, operationOf(operationId), context, trace).then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  return { error, trace, waited, ...target };
}

const build: { request: { body: object } } = { request: { body: launched } };
const success = { known: { requests: { buildBoat: [{ path: {}, body: launched }] } } };
const sendSuccess: Step = { send: { request: 'success' }, expect: { status: 'success' } };

describe('a case', () => {
  it('sends its requests one after the other', async () => {
    const { error, requests, trace } = await take([
      { send: build, expect: { status: 201 } },
      { send: { ...build, key: 'a' }, expect: { status: 201 } },
    ]);
    expect(error).toBeUndefined();
    expect(requests.map(({ headers }) => headers['X-Once'])).toEqual([undefined, 'case-7-a']);
    expect(trace).toMatchObject([
      { requests: [requests[0]], answers: [{ status: 201 }] },
      { requests: [requests[1]], answers: [{ status: 201 }] },
    ]);
  });

  it('ends at the first answer that is wrong, with all that is wrong in it', async () => {
    const { error, requests, trace } = await take(
      [
        { send: build, expect: { status: 404 } },
        { send: build, expect: { status: 201 } },
      ],
      { served: { status: 202, body: launched } },
    );
    expect(error).toBeInstanceOf(Broken);
    expect(error?.name).toBe('Broken');
    expect(error?.message).toBe(
      `expected 404, got 202: ${JSON.stringify(launched)}\nstatus 202, which buildBoat does not document`,
    );
    expect([requests.length, trace.length]).toEqual([1, 1]);
  });

  it('asks what is allowed where no path is known to lead nowhere, too', async () => {
    const told = { operationId: 'readTide', served: { status: 204 } };
    const send = { request: 'nothing', apiKey: 'none' } as const;
    const asked = await take([{ send: { ...send, method: 'OPTIONS' }, expect: {} }], told);
    expect(asked.error).toBeUndefined();
    expect(asked.requests).toMatchObject([{ method: 'OPTIONS' }]);
    const read = await take([{ send, expect: {} }], told);
    expect(read.error).toBeInstanceOf(NotChecked);
    expect(read.requests).toEqual([]);
  });

  it('holds an answer against one that has a name', async () => {
    const steps: Step[] = [
      { send: build, as: 'first', expect: { status: 201 } },
      { send: build, expect: { same: 'first' } },
    ];
    expect((await take(steps)).error).toBeUndefined();
    const changing = (_: unknown, index: number) => ({ ...right, headers: { ETag: `${index}` } });
    expect((await take(steps, { served: changing })).error?.message).toBe(
      'expected the same answer as before, but it differs in the header etag: 1 instead of 0',
    );
  });

  it('waits for a 429 where it expects one, and only there', async () => {
    const slow = { status: 429, body: { message: 'Slow.', code: 'RATE_LIMITED' } };
    const { expected429 } = await take([{ send: build, expect: { status: 429 } }], {
      served: slow,
    });
    expect(expected429).toEqual([true]);
    expect((await take([{ send: build, expect: { status: 201 } }])).expected429).toEqual([false]);
  });

  it('may be for another operation, by its name', async () => {
    const { requests } = await take([
      {
        send: { operation: 'readBoat', request: { path: { name: 'Argo' } } },
        expect: {},
      },
    ]);
    expect(requests[0]).toMatchObject({ method: 'GET', url: '/boats/Argo' });
  });

  it('puts path parameters of the step in the place of the request’s own', async () => {
    const { requests } = await take(
      [
        {
          send: {
            request: { path: { name: 'Argo', entry: '1' } },
            path: { entry: '{it.subscriptionId}' },
          },
          expect: {},
        },
      ],
      {
        operationId: 'readLog',
        subjects: { it: 'cancelled' },
        known: { subjects: { cancelled: [{ subscriptionId: '7' }] } },
        served: noBoat,
      },
    );
    expect(requests[0]?.url).toBe('/boats/Argo/log/7');
  });
});

describe('a request for nothing', () => {
  const path = async (request: 'nothing' | 'nothing else', operationId = 'readBoat') => {
    const { requests, error } = await take([{ send: { request }, expect: { status: 404 } }], {
      operationId,
      served: noBoat,
    });
    return requests[0]?.url ?? error?.message;
  };

  it('is for what no server has, and another for what else none has', async () => {
    expect(await path('nothing')).toBe('/boats/case-7-no');
    expect(await path('nothing else')).toBe('/boats/case-7-none');
  });

  it('is not checked where nothing else can be missing', async () => {
    expect(await path('nothing', 'raiseFlag')).toBe('/flags/blue');
    expect(await path('nothing else', 'raiseFlag')).toBe(
      'the operation has nothing else that could be missing',
    );
  });

  it.each([
    [{ status: 400 }, true],
    [{ status: [400, 499] }, true],
    [{ status: [400, 204] }, false],
    [{ status: 'success' }, false],
    [{ status: 399 }, false],
    [{}, false],
  ] as const)('may be one that would succeed where %j is expected: %s', async (expected, may) => {
    const { requests } = await take([{ send: { request: 'nothing' }, expect: expected as never }], {
      operationId: 'strikeFlag',
      served: { status: 400, body: { message: 'No.', code: 'BAD' } },
    });
    expect(requests.length).toBe(may ? 1 : 0);
    const other = await take([{ send: { request: 'nothing else' }, expect: expected as never }], {
      operationId: 'buildBoat',
    });
    expect(other.error?.message).toBe(
      may
        ? 'the operation has nothing else that could be missing'
        : 'the operation has nothing that could be missing',
    );
  });
});

describe('a request that is not waited for', () => {
  const steps: Step[] = [
    { start: { ...build, key: 'a' }, as: 'slow' },
    { pause: true },
    { send: build, expect: { status: 201 } },
    { await: 'slow', expect: { status: 201 } },
  ];

  it('is sent before the next one, after a pause, and judged when it is awaited', async () => {
    const { error, requests, waited, trace } = await take(steps);
    expect(error).toBeUndefined();
    expect(waited).toEqual([250]);
    expect(requests.map(({ headers }) => headers['X-Once'])).toEqual(['case-7-a', undefined]);
    expect(trace).toMatchObject([
      { started: 'the slow request', requests: [requests[0]], answers: [] },
      { requests: [requests[1]] },
      { awaited: 'the slow request', answers: [{ status: 201 }] },
    ]);
  });

  it('is broken where its answer is wrong, and is named as an answer', async () => {
    const served = (_: unknown, index: number) => (index === 0 ? noBoat : right);
    expect((await take(steps, { served })).error?.message).toMatch(/^expected 201, got 404/);
    const { error } = await take([...steps, { send: build, expect: { same: 'slow' } }], {
      served: (_, index) => ({ ...right, headers: { ETag: index === 2 ? 'b' : 'a' } }),
    });
    expect(error?.message).toMatch(/differs in the header etag: b instead of a$/);
  });

  it('is judged by the operation that it was for', async () => {
    const { error } = await take(
      [
        { start: { operation: 'sinkBoat', request: { path: { name: 'Argo' } } }, as: 'slow' },
        { await: 'slow', expect: { status: 203 } },
      ],
      { served: { status: 203 } },
    );
    expect(error?.message).toMatch(/^status 203, which sinkBoat does not document/);
  });

  it('without an answer ends the case when it is awaited, not before', async () => {
    const { error, requests } = await take(steps, {
      served: (_, index) => {
        if (index > 0) return right;
        throw new NoAnswer('no answer: gone');
      },
    });
    expect([error?.message, requests.length]).toEqual(['no answer: gone', 2]);
  });

  it('is over when the case is', async () => {
    let isOver = false;
    const { error } = await take(
      [
        { start: build, as: 'slow' },
        { send: build, expect: { status: 404 } },
      ],
      {
        served: async (_, index) => {
          if (index === 0) {
            await new Promise((resolve) => setTimeout(resolve, 20));
            isOver = true;
          }
          return right;
        },
      },
    );
    expect([error?.message.startsWith('expected 404'), isOver]).toEqual([true, true]);
  });

  it('that was never sent is a mistake of the case', async () => {
    const { error } = await take([{ await: 'slow', expect: {} }]);
    expect(error?.message).toBe('A case awaits slow, which it has not started.');
  });
});

describe('one request several times at once', () => {
  const together = (outcome: 'one result' | 'one success', expected: object): Step => ({
    together: { ...build, key: 'a' },
    times: 3,
    outcome,
    as: 'all',
    expect: expected,
  });
  const oneResult = together('one result', { status: 201 });
  const oneSuccess = together('one success', { status: 409 });
  const conflict: Said = { status: 409, body: { message: 'No.', code: 'BUILT' } };
  const first = (one: Said, others: Said) => (_: unknown, index: number) =>
    index === 0 ? one : others;

  it('has one key and one result, but for those that are told to wait', async () => {
    const { error, requests, trace } = await take([oneResult], { served: first(locked, right) });
    expect(error).toBeUndefined();
    expect(requests.map(({ headers }) => headers['X-Once'])).toEqual(Array(3).fill('case-7-a'));
    expect(trace).toMatchObject([{ requests, answers: [{ status: 409 }, {}, { status: 201 }] }]);
    expect((await take([oneResult], { served: first(right, locked) })).error).toBeUndefined();
  });

  it('is broken where all are told to wait, or one has another answer', async () => {
    expect((await take([oneResult], { served: locked })).error?.message).toBe(
      '3 identical requests at once were all refused as locked',
    );
    const other = { ...right, headers: { ETag: 'b' } };
    expect((await take([oneResult], { served: first(right, other) })).error?.message).toBe(
      'two answers to 3 identical requests at once differ in the header etag: b instead of none',
    );
    expect((await take([oneResult], { served: noBoat })).error?.message).toMatch(
      /^expected 201, got 404/,
    );
    const early = { ...locked, status: 425 };
    expect((await take([oneResult], { served: first(early, right) })).error?.message).toMatch(
      /^expected 409, got 425/,
    );
  });

  it('may have no body', async () => {
    const { error } = await take([oneResult], { served: { status: 201 } });
    expect(error?.message).toBe('the body is not JSON: an empty body');
  });

  it('is made of nothing only where that has no effect', async () => {
    const steps: Step[] = [
      {
        together: { request: 'nothing' },
        times: 2,
        outcome: 'one result',
        expect: { status: 404 },
      },
      { start: { request: 'nothing' }, as: 'slow' },
    ];
    for (const step of steps) {
      const { error, requests } = await take([step], { operationId: 'strikeFlag', served: noBoat });
      expect(error?.message).toBe('the operation has nothing that could be missing');
      expect(requests).toEqual([]);
    }
  });

  it('has its answer by a name', async () => {
    const { error } = await take([oneResult, { send: build, expect: { same: 'all' } }], {
      served: (_, index) => ({ ...right, headers: { ETag: index < 3 ? 'a' : 'b' } }),
    });
    expect(error?.message).toMatch(/etag: b instead of a$/);
  });

  it('has a key for each, and one success', async () => {
    const { error, requests } = await take([oneSuccess], { served: first(right, conflict) });
    expect(error).toBeUndefined();
    expect(requests.map(({ headers }) => headers['X-Once'])).toEqual([
      'case-7-0-a',
      'case-7-1-a',
      'case-7-2-a',
    ]);
  });

  it('is broken where none or more than one succeeds, or one is not refused as it should be', async () => {
    const message = async (served: Told['served']) =>
      (await take([oneSuccess], served ? { served } : {})).error?.message;
    expect(await message(conflict)).toBe('0 of 3 requests at once succeeded, not one');
    expect(await message({ ...conflict, status: 300 })).toBe(
      '0 of 3 requests at once succeeded, not one',
    );
    expect(await message(right)).toBe('3 of 3 requests at once succeeded, not one');
    expect(await message(first(right, noBoat))).toMatch(/^expected 409, got 404/);
    expect(await message(first(noBoat, right))).toBe('2 of 3 requests at once succeeded, not one');
    const last = (_: unknown, index: number) => [noBoat, conflict][index] ?? right;
    expect(await message(last)).toMatch(/^expected 409, got 404/);
  });
});

describe('a hook that a case needs', () => {
  it('makes the next request slow or fail, and is told in what was done', async () => {
    const hooks = { delayNext: vi.fn(), failNext: vi.fn() };
    const { trace } = await take([{ slow: true }, { fail: 503 }], { hooks });
    expect(hooks.delayNext.mock.calls).toEqual([[1500]]);
    expect(hooks.failNext.mock.calls).toEqual([[503]]);
    expect(trace).toEqual([
      { note: 'hook delayNext(1500): the next request takes that many ms' },
      { note: 'hook failNext(503): the next request fails with that status' },
    ]);
  });

  it('is waited for', async () => {
    const late = () =>
      new Promise<void>((resolve) => setTimeout(resolve, 5)).then(() => void log.push('hook'));
    const log: string[] = [];
    const hooks = {
      delayNext: late,
      failNext: late,
      setClock: late,
      now: () => '2024-01-01',
    } as Hooks;
    for (const step of [
      { slow: true },
      { fail: 503 },
      { clock: { date: '2024-01-31', time: '10:00' } },
    ] as Step[])
      await take([step, { send: build, expect: {} }], {
        hooks,
        served: () => {
          log.push('request');
          return right;
        },
      });
    expect(log).toEqual(['hook', 'request', 'hook', 'request', 'hook', 'request']);
  });

  it.each<[Step, string]>([
    [{ slow: true }, 'no hook delayNext'],
    [{ fail: 500 }, 'no hook failNext'],
    [{ still: true }, 'no hook now'],
    [{ clock: { after: 'x', seconds: 1 } }, 'no hook now and setClock'],
  ])('is missed before anything is sent: %j', async (step, message) => {
    const { error, requests } = await take([{ send: build, expect: {} }, step, step]);
    expect(error).toBeInstanceOf(NotChecked);
    expect([error?.message, requests.length]).toEqual([message, 0]);
  });

  it('is not missed where it is there', async () => {
    const { error } = await take([{ slow: true }, { fail: 500 }], {
      hooks: { delayNext: () => {} },
    });
    expect(error?.message).toBe('no hook failNext');
  });

  it('sets the clock to an instant after an answer, by the server’s clock', async () => {
    const setClock = vi.fn();
    const now = vi.fn(() => '2024-01-31T23:30:00+01:00');
    const { trace } = await take(
      [
        { send: build, as: 'first', expect: {} },
        { send: build, expect: {} },
        { clock: { after: 'first', seconds: 90 } },
      ],
      { hooks: { now, setClock } },
    );
    expect(setClock.mock.calls).toEqual([['2024-01-31T22:31:30.000Z']]);
    expect(now).toHaveBeenCalledTimes(1);
    expect(trace.at(-1)).toEqual({ note: "hook setClock('2024-01-31T22:31:30.000Z')" });
  });

  it('sets the clock to a date and a time where the operator is', async () => {
    const setClock = vi.fn();
    const now = vi.fn(() => '2024-01-31T23:30:00Z');
    await take([{ clock: { date: '{monthEnd}', time: '23:30' } }], { hooks: { now, setClock } });
    expect(setClock.mock.calls).toEqual([['2024-03-31T21:30:00.000Z']]);
    expect(now).toHaveBeenCalledTimes(1);
  });

  it('shows that the clock stands still', async () => {
    const { error, waited } = await take([{ still: true }], {
      hooks: { now: () => '2024-01-31T23:30:00Z' },
    });
    expect([error, waited]).toEqual([undefined, [1100]]);
    let second = 0;
    const running = await take([{ still: true }], {
      hooks: { now: () => `2024-01-31T23:30:0${second++}Z` },
    });
    expect(running.error).toBeInstanceOf(NotChecked);
    expect(running.error?.message).toBe("the server's clock does not stand still");
  });
});

describe('what a case works with', () => {
  const subjects = { it: 'cancellable', other: 'cancellable', old: 'cancelled' } as const;
  const there: KnownSubjects['subjects'] = {
    cancellable: [{ subscriptionId: 'a' }, { subscriptionId: 'b' }],
    cancelled: [{ subscriptionId: 'c' }],
  };
  const nameOf = (name: string): Step => ({
    send: { operation: 'readBoat', request: { path: { name: `{${name}.subscriptionId}` } } },
    expect: {},
  });
  const all = ['it', 'other', 'old'].map(nameOf);
  const served = { status: 200, body: launched };

  it('is a subject of its own for each name', async () => {
    const { error, requests } = await take(all, { subjects, known: { subjects: there }, served });
    expect(error).toBeUndefined();
    expect(requests.map(({ url }) => url)).toEqual(['/boats/a', '/boats/b', '/boats/c']);
  });

  it('is not enough where one is missing', async () => {
    const { error, requests } = await take(all, {
      subjects,
      known: { subjects: { ...there, cancellable: [{ subscriptionId: 'a' }] } },
    });
    expect(error).toBeInstanceOf(NotChecked);
    expect(error?.message).toBe('no subject with the role cancellable is left');
    expect(requests).toEqual([]);
  });

  it('is put into its first state before, where there is something and that can be done', async () => {
    const reset = vi.fn();
    const { trace } = await take([nameOf('it')], {
      subjects: { it: 'cancellable' },
      known: { subjects: there },
      served,
      hooks: { reset },
    });
    expect(reset).toHaveBeenCalledTimes(1);
    expect(trace[0]).toEqual({ note: 'hook reset(): the subjects are in their first state' });
    await take([sendSuccess], { ...success, hooks: { reset } });
    expect(reset).toHaveBeenCalledTimes(2);
    const { trace: plain } = await take([{ send: build, expect: {} }], { hooks: { reset } });
    expect(reset).toHaveBeenCalledTimes(2);
    expect(plain).toHaveLength(1);
    expect((await take([sendSuccess], success)).trace).toHaveLength(1);
  });

  it.each<[string, Step]>([
    ['send', sendSuccess],
    ['start', { start: { request: 'success' }, as: 'one' }],
    ['together', { together: { request: 'success' }, times: 1, outcome: 'one result', expect: {} }],
  ])('is a request that succeeds, where a step would %s one', async (_, step) => {
    const { error, requests } = await take([step], success);
    expect(error).toBeUndefined();
    expect(requests[0]?.body).toBe(JSON.stringify(launched));
    const without = await take([step]);
    expect(without.error).toBeInstanceOf(NotChecked);
    expect(without.error?.message).toBe('no request of buildBoat that succeeds is left');
  });

  it('is that request, too, where others come before', async () => {
    const { requests } = await take(
      [{ send: { request: 'nothing', operation: 'readBoat' }, expect: {} }, sendSuccess],
      {
        ...success,
        served: (_, index) => (index === 0 ? noBoat : right),
      },
    );
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(requests[1]?.body).toBe(JSON.stringify(launched));
    const setClock = vi.fn();
    const { error } = await take(
      [{ clock: { date: '{monthEnd}', time: '10:00' } }, { send: build, expect: {} }],
      { hooks: { now: () => '2024-01-15T09:00:00Z', setClock } },
    );
    expect([error, setClock.mock.calls]).toEqual([undefined, [['2024-02-29T09:00:00.000Z']]]);
  });

  it('is not there for a success without a body', async () => {
    const { error } = await take([{ send: build, expect: {} }], { served: { status: 201 } });
    expect(error?.message).toBe('the body is not JSON: an empty body');
  });

  it('is what the cases of an operation say succeeds', async () => {
    operationCases['buildBoat'] = {
      success: { subjects: { it: 'cancelled' }, body: { name: '{it.subscriptionId}' } },
      cases: [],
    };
    const { requests } = await take([sendSuccess], { known: { subjects: there } });
    expect(requests[0]?.body).toBe('{"name":"c"}');
    const { requests: others } = await take([{ send: build, expect: {} }]);
    expect(others).toHaveLength(1);
    delete operationCases['buildBoat'];
  });

  it('is used up by a success, and only by one', async () => {
    const used = async (
      steps: Step[],
      said: Said | ((_: unknown, index: number) => Said),
      more = {},
    ) => {
      const use = vi.fn();
      const pool = {
        draw: async () => [{ subscriptionId: 'a' }],
        drawRequest: () => ({ path: {}, body: launched }),
        use,
      };
      await take(steps, { subjects: { it: 'cancellable' }, pool, served: said, ...more });
      return use.mock.calls;
    };
    const subject = { subscriptionId: 'a' };
    expect(await used([{ send: build, expect: {} }], right)).toEqual([[[subject]]]);
    expect(await used([sendSuccess], right)).toEqual([[[subject, { path: {}, body: launched }]]]);
    expect(await used([{ send: build, expect: {} }], noBoat)).toEqual([]);
    expect(await used([{ send: build, expect: {} }], { ...noBoat, status: 300 })).toEqual([]);
    // Whatever came of it.
    expect(await used([{ send: build, expect: { status: 404 } }], right)).toHaveLength(1);
    const atOnce: Step = { together: build, times: 2, outcome: 'one success', expect: {} };
    expect(await used([atOnce], noBoat)).toHaveLength(1);
  });

  it('tells today’s date by the latest success that has one', async () => {
    const at = (updatedAt?: string): Said => ({
      status: 201,
      body: { ...launched, ...(updatedAt && { updatedAt }) },
    });
    const said = [at('2024-01-31T23:30:00Z'), at(), { ...noBoat, body: at('2025-05-05').body }];
    const steps: Step[] = [
      ...said.map((): Step => ({ send: build, expect: {} })),
      { send: { request: { body: { day: '{today}' } } }, expect: {} },
    ];
    const { requests } = await take(steps, { served: (_, index) => said[index] ?? right });
    // In Oslo it is the next day.
    expect(requests.at(-1)?.body).toBe('{"day":"2024-02-01"}');
  });
});

describe('whether a case works with something that the server has', () => {
  it.each<[boolean, Partial<Case>]>([
    [true, { subjects: { it: 'cancelled' }, steps: [] }],
    [true, { steps: [sendSuccess] }],
    [true, { steps: [{ pause: true }, { start: { request: 'success' }, as: 'one' }] }],
    [false, { steps: [{ send: build, expect: {} }, { pause: true }] }],
    [false, { subjects: {}, steps: [{ await: 'one', expect: {} }] }],
  ])('%s: %j', (asks, each) => {
    expect(asksForSuccess(each as Case)).toBe(asks);
  });
});
