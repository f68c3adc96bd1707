// What comes of the generated requests: how many are sent, and which answers are wrong, with which message.
import { describe, expect, it, vi } from 'vitest';
import { NotChecked } from '../src/behaviour/not-checked.js';
import { errorCodes } from '../src/bundled-contract.js';
import { LimitReached, NoAnswer, TimedOut } from '../src/http.js';
import { type SchemaContext, schemaChecks } from '../src/schema/run-schema.js';
import { underTheBoatContract } from './boats/swap.js';
import { type Said, targetOf } from './boats/target.js';

const operationOf = underTheBoatContract();

type Served = Said | ((...given: Parameters<Parameters<typeof targetOf>[0]>) => Said | never);

function checksOf(operationId: string, served: Served, more: Partial<SchemaContext> = {}) {
  const target = targetOf((...given) => (typeof served === 'function' ? served(...given) : served));
  let count = 0;
  const context: SchemaContext = {
    target,
    hooks: {},
    apiKey: 'key-of-mine',
    known: {},
    seed: 1,
    runs: 5,
    unique: () => `u${++count}`,
    ...more,
  };
  return { target, checks: schemaChecks(operationOf(operationId), context) };
}

async function run(operationId: string, id: string, served: Served, more?: Partial<SchemaContext>) {
  const { target, checks } = checksOf(operationId, served, more);
  const check = checks.find((each) => each.id === `schema-${id}`);
  if (!check) throw new Error(`${operationId} has no check ${id}.`);
  const found = await check.run();
  return { found, message: found?.message, requests: target.requests };
}

const codeOf = (status: number, scope = 'operation') =>
  errorCodes.find((each) => each.status === status && each.scope === scope)?.code ?? '';
const refused = (status: number, scope?: string): Said => ({
  status,
  body: { message: 'No.', code: codeOf(status, scope) },
});
const right: Said = { status: 201, body: { name: 'Argo', rig: 'sloop' } };

describe('a check of generated requests', () => {
  it.each([
    ['buildBoat', 'in order', 'accepts a request in order', 'Requests and responses › Media type'],
    [
      'buildBoat',
      'without X-Api-Key',
      'answers 401 to a request without X-Api-Key',
      'Authentication › API key',
    ],
    [
      'buildBoat',
      'with an unknown query parameter',
      'accepts a request with an unknown query parameter',
      'Requests and responses › Closed requests',
    ],
    [
      'buildBoat',
      'to an unknown path',
      'answers 404 to a request to an unknown path',
      'Errors › Shape',
    ],
    ['buildBoat', 'as PUT', 'answers 405 to a request as PUT', 'Errors › Shape'],
    [
      'buildBoat',
      'that accepts text/html',
      'answers 406 to a request that accepts text/html',
      'Errors › Shape',
    ],
    [
      'buildBoat',
      'as text/plain',
      'answers 415 to a request as text/plain',
      'Requests and responses › Media type',
    ],
    [
      'buildBoat',
      'with a body as large as it may be',
      'accepts a request with a body as large as it may be',
      'Requests and responses › Size',
    ],
    [
      'buildBoat',
      'with a body that is too large',
      'answers 413 to a request with a body that is too large',
      'Requests and responses › Size',
    ],
    [
      'buildBoat',
      'with a malformed query',
      'answers 400 to a request with a malformed query',
      'Idempotency › Order of checks',
    ],
    [
      'buildBoat',
      'with X-Once against minLength',
      'answers 400 to a request with X-Once against minLength',
      'Idempotency › Key',
    ],
    [
      'buildBoat',
      'with body.name against required',
      'answers 400 to a request without body.name, which is required',
      'Idempotency › Order of checks',
    ],
    [
      'buildBoat',
      'with body against additionalProperties',
      'answers 400 to a request with an unknown property in body',
      'Requests and responses › Closed requests',
    ],
    [
      'findBoats',
      'without X-Fleet',
      'answers 400 to a request without X-Fleet',
      'Idempotency › Order of checks',
    ],
  ])('of %s %s says what must be and where it is written', (operationId, name, title, cites) => {
    const { checks } = checksOf(operationId, right);
    const found = checks.filter((each) => each.title === `The server ${title}.`);
    expect(found.map((each) => each.cites)).toEqual([cites]);
    const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    expect(found[0]?.id).toBe(`schema-${slug}`);
  });

  it('has an id of words between single dashes', () => {
    const ids = checksOf('buildBoat', right).checks.map(({ id }) => id);
    expect(ids).toContain('schema-with-body-load-object-kind-against-enum');
    expect(ids).toContain('schema-that-accepts-application');
    for (const id of ids) expect(id).toMatch(/^schema(-[a-z0-9]+)+$/);
  });

  it('of two things is one more', () => {
    const last = checksOf('buildBoat', right).checks.at(-1);
    expect(last).toMatchObject({
      id: 'schema-two-things',
      title:
        'The server refuses a request with two things wrong for the one that is checked first.',
      cites: 'Idempotency › Order of checks',
    });
  });

  it.each([
    ['readCaptain', 'no API key in a header opens this operation', 2],
    ['loadChart', 'its body is not JSON', 2],
    ['coilRope', 'No finite value', 1],
  ])('says of %s why it is not checked', async (operationId, reason, least) => {
    const { checks, target } = checksOf(operationId, right);
    const [{ run: running, ...about } = { run: async () => {} }] = checks.filter(
      ({ id }) => id === 'schema-requests',
    );
    expect(about).toEqual({
      id: 'schema-requests',
      title: 'The server answers generated requests as the contract says.',
      cites: 'Requests and responses › Media type',
    });
    await expect(running()).rejects.toThrow(NotChecked);
    await expect(running()).rejects.toThrow(reason);
    expect(checks.length >= least).toBe(true);
    if (least === 1) expect(checks).toHaveLength(1);
    expect(target.requests).toEqual([]);
  });

  it('is no such word where all can be checked', () => {
    const ids = checksOf('buildBoat', right).checks.map(({ id }) => id);
    expect(ids).not.toContain('schema-requests');
  });
});

describe('what is sent', () => {
  it('is as many requests as are asked for, of large bodies two, of two things ten times as many', async () => {
    const count = async (id: string, served: Said, runs = 5) =>
      (await run('buildBoat', id, served, { runs })).requests.length;
    expect(await count('in-order', right)).toBe(5);
    expect(await count('with-a-body-as-large-as-it-may-be', right)).toBe(2);
    expect(await count('with-a-body-as-large-as-it-may-be', right, 1)).toBe(1);
    const { requests } = await run('findBoats', 'two-things', () => ({ status: 599 }), { runs: 1 });
    expect(requests.length).toBeGreaterThan(0);
    let sent = 0;
    await run(
      'readBoat',
      'two-things',
      ({ method, url, headers }) => {
        sent += 1;
        if (/unknown/.test(url)) return refused(404, 'server');
        if (method !== 'GET')
          return { ...refused(405, 'server'), headers: { Allow: 'GET, DELETE, PATCH' } };
        return headers['Accept'] ? refused(406, 'server') : refused(400);
      },
      { runs: 3 },
    ).then(({ message }) => expect(message).toBeUndefined());
    expect(sent).toBe(30);
  });

  it('is another for each seed, and the same for one', async () => {
    const bodies = async (seed: number) =>
      (await run('buildBoat', 'in-order', right, { seed })).requests.map(({ body }) => body);
    expect(await bodies(7)).toEqual(await bodies(7));
    expect(await bodies(7)).not.toEqual(await bodies(8));
  });

  it('has an idempotency key that no request had before, as long as the one that was made', async () => {
    const { requests } = await run('buildBoat', 'in-order', right, { runs: 40 });
    const keys = requests.flatMap(({ headers }) => headers['X-Once'] ?? []);
    expect(keys.length).toBeLessThan(40);
    expect(keys.length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^u\d+~*$/);
    expect(keys.some((key) => key.endsWith('~'))).toBe(true);
    expect(requests.every(({ headers }) => headers['X-Api-Key'] === 'key-of-mine')).toBe(true);
  });

  it('has the key that is wrong where that is the matter', async () => {
    const { requests } = await run('buildBoat', 'with-x-once-against-minlength', refused(400));
    for (const { headers } of requests) expect(headers['X-Once']).toBe('');
  });

  it('has a key of a wrong form where that is the matter, and no other', async () => {
    const said = refused(400);
    const { requests } = await run('soundAlarm', 'with-x-once-against-pattern', said, { runs: 30 });
    for (const { headers } of requests) expect(headers['X-Once']).not.toMatch(/^[!-~]{1,9}$|^u\d/);
    expect(requests).toHaveLength(30);
  });

  it('names what is known only where it can be put back', async () => {
    const known = { name: ['Known'] };
    const namesIn = async (hooks: SchemaContext['hooks']) => {
      const served = { status: 200, body: {} };
      const { requests } = await run('paintBoat', 'in-order', served, { known, hooks, runs: 40 });
      return requests.filter(({ url }) => url === '/boats/Known').length;
    };
    expect(await namesIn({})).toBe(0);
    expect(await namesIn({ reset: () => {} })).toBeGreaterThan(0);
  });

  it('is preceded by a reset where it may succeed, and only then', async () => {
    const reset = vi.fn();
    await run('buildBoat', 'in-order', right, { hooks: { reset } });
    expect(reset).toHaveBeenCalledTimes(5);
    await run('buildBoat', 'as-text-plain', refused(415), { hooks: { reset } });
    expect(reset).toHaveBeenCalledTimes(5);
  });
});

describe('a request that is to be accepted', () => {
  const verdict = async (said: Said) => (await run('buildBoat', 'in-order', said)).message;
  const problem = { message: 'No.', code: 'NO_BOAT' };

  it.each([201, 403, 404, 409])('may be answered %i', async (status) => {
    expect(await verdict(status < 300 ? right : { status, body: problem })).toBeUndefined();
  });

  it.each([
    [400, problem],
    [410, problem],
    [404, { ...problem, code: 'NOT_FOUND' }],
  ])('is not by %i %j', async (status, body) => {
    const message = await verdict({ status, body });
    expect(message).toBe(
      `expected the request to be accepted, got ${status}: ${JSON.stringify(body)}`,
    );
  });

  it('is not by a redirection, and what else is wrong with that is said, too', async () => {
    expect(await verdict({ status: 300, body: problem })).toBe(
      `expected the request to be accepted, got 300: ${JSON.stringify(problem)}\nstatus 300, which buildBoat does not document`,
    );
    expect(await verdict({ status: 202, body: {} })).toBe(
      'status 202, which buildBoat does not document',
    );
  });

  it('is not by a failure, which is said once', async () => {
    expect(await verdict({ status: 500, body: {} })).toBe(
      'expected the request to be accepted, got 500: {}',
    );
    expect(await verdict({ status: 404 })).toBe('the body is not JSON: an empty body');
  });
});

describe('a request that is to be refused', () => {
  it('is with its status and the one code that there is of it', async () => {
    const verdict = async (id: string, said: Said) => (await run('buildBoat', id, said)).message;
    expect(await verdict('as-text-plain', refused(415))).toBeUndefined();
    expect(await verdict('as-text-plain', right)).toBe(
      'expected 415, got 201: {"name":"Argo","rig":"sloop"}',
    );
    const other = { status: 415, body: { message: 'No.', code: 'OTHER' } };
    expect(await verdict('as-text-plain', other)).toBe(
      `expected the code ${codeOf(415)}: {"message":"No.","code":"OTHER"}`,
    );
    expect(await verdict('as-text-plain', { status: 415 })).toBe(
      `expected the code ${codeOf(415)}: an empty body\nthe body is not JSON: an empty body`,
    );
  });

  it.each([
    ['to-an-unknown-path', 404],
    ['as-put', 405],
    ['that-accepts-text-html', 406],
  ])('before there is an operation (%s) is with the code of the server', async (id, status) => {
    const headers = { Allow: 'GET, POST' };
    const good = { ...refused(status, 'server'), headers };
    expect((await run('buildBoat', id, good)).message).toBeUndefined();
    const wrong = { status, body: { message: 'No.', code: 'OTHER' }, headers };
    expect((await run('buildBoat', id, wrong)).message).toMatch(
      `expected the code ${codeOf(status, 'server')}: {`,
    );
  });

  it('by its HEAD is without a code', async () => {
    const said = { status: 405, headers: { Allow: 'PUT' } };
    expect((await run('hoistSail', 'as-head', said)).message).toBeUndefined();
    expect((await run('hoistSail', 'as-get', said)).message).toMatch(/^expected the code/);
    expect((await run('hoistSail', 'as-head', { status: 404 })).message).toMatch(
      /^expected 405, got 404/,
    );
  });

  it('for one of two things is told with both', async () => {
    const { message } = await run('buildBoat', 'two-things', { status: 599 }, { runs: 20 });
    expect(message).toMatch(/^a request .+, and .+: expected 4\d\d, got 599: an empty body$/);
    expect(message).not.toMatch(/against required|against additionalProperties/);
  });
});

describe('what was found', () => {
  it('is the smallest request that shows it, with its answer', async () => {
    const { found, requests } = await run(
      'buildBoat',
      'in-order',
      ({ body }) => (String(body).includes('owner') ? { status: 500, body: {} } : right),
      { runs: 50 },
    );
    const [sent] = found?.trace ?? [];
    expect(sent).toMatchObject({ answers: [{ status: 500 }] });
    const [request] = (sent as { requests: typeof requests }).requests;
    const names = Object.keys(JSON.parse(String(request?.body)));
    expect(names.sort()).toEqual(['name', 'owner', 'rig']);
    expect(requests).toContainEqual(request);
  });

  it('is looked for sixty times and no more', async () => {
    // A body of many parts, each of which could be the one that matters.
    const isLarge = ({ body }: { body?: unknown }) => String(body).length > 300;
    const { requests } = await run(
      'buildBoat',
      'in-order',
      (request) => (isLarge(request) ? { status: 500, body: {} } : right),
      { runs: 100 },
    );
    const first = requests.findIndex(isLarge);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(requests.slice(first + 1)).toHaveLength(60);
  });

  it('is that there was no answer', async () => {
    const { found, message, requests } = await run('buildBoat', 'in-order', () => {
      throw new NoAnswer('no answer: gone');
    });
    expect(message).toBe('no answer: gone');
    expect(found?.trace).toMatchObject([{ requests: [{ method: 'POST' }], answers: [] }]);
    expect(requests.length).toBeGreaterThan(1);
  });

  it('is not looked for again where each try takes the time limit', async () => {
    const { message, requests } = await run('buildBoat', 'in-order', () => {
      throw new TimedOut('no answer within 5 ms');
    });
    expect([message, requests.length]).toEqual(['no answer within 5 ms', 1]);
  });

  it('is nothing where a limit was reached before, and what was found before counts', async () => {
    const limit = () => {
      throw new LimitReached('the limit of 1 requests');
    };
    const { target, checks } = checksOf('buildBoat', limit);
    await expect(checks[0]?.run()).rejects.toThrow(LimitReached);
    expect(target.requests).toHaveLength(1);
    const { message } = await run('buildBoat', 'in-order', (_, index) =>
      index === 0 ? { status: 500, body: {} } : limit(),
    );
    expect(message).toMatch(/got 500/);
  });

  it('is nothing where the suite itself fails', async () => {
    const unique = () => {
      throw new Error('No names.');
    };
    const failing = run('buildBoat', 'in-order', right, { unique, runs: 30 });
    await expect(failing).rejects.toThrow('No names.');
  });

  it('is nothing where a hook failed, which ends the check', async () => {
    const reset = vi.fn(() => Promise.reject(new Error('Away.')));
    const { target, checks } = checksOf('buildBoat', right, { hooks: { reset } });
    await expect(checks[0]?.run()).rejects.toThrow('Away.');
    expect([target.requests.length, reset.mock.calls.length]).toEqual([0, 1]);
  });
});
