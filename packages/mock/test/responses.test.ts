import {
  codeOf,
  digest,
  document,
  errorCodesOf,
  examplesOf,
  isSuccess,
  json,
  jsonTypeOf,
  type Operation,
  resolve,
  type SchemaObject,
} from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import type { listExamples } from '../src/examples.js';
import { startMock } from '../src/index.js';
import {
  answersJson,
  anyExchange,
  bodyOf,
  exchanges,
  expectToFit,
  isIdempotent,
  mockForAll,
  operations,
  partsOf,
  problemOf,
  send,
  successesOf,
  successOf,
} from './support.js';

const mock = mockForAll();

const statuses = operations.flatMap((operation) =>
  Object.entries(operation.responses).map(([status, response]) => ({
    operation,
    id: operation.operationId,
    status,
    response,
    code: codeOf(operation.responses, status),
    documented: Object.keys(response.headers ?? {}),
  })),
);

const examples = statuses.flatMap((each) =>
  examplesOf(document, json(each.response)).map((example) => ({ ...each, ...example })),
);

/** Of several examples of one name an operation answers with the first. */
function isFirst(each: (typeof examples)[number]): boolean {
  return each === examples.find(({ id, name }) => id === each.id && name === each.name);
}

describe('a valid request', () => {
  it.each(exchanges)('gets a success for the request of $name', async (exchange) => {
    // What makes some of these fail elsewhere is state, which the mock does not have.
    const operation = operations.find(({ operationId }) => operationId === exchange.operationId);
    const { status } = await send(mock.url, exchange);
    expect(successesOf(operation as Operation)).toContain(status);
  });

  it('may say charset=utf-8, and accept anything', async () => {
    for (const operation of operations) {
      const type = jsonTypeOf(operation.requestBody);
      const headers = {
        ...(type && { 'Content-Type': `${type}; charset="UTF-8"` }),
        ...(isIdempotent(operation) && { 'X-Idempotency-Key': 'a,b~!' }),
        Accept: 'text/html, */*;q=0.1',
      };
      const { status } = await send(mock.url, successOf(operation), headers);
      expect(successesOf(operation)).toContain(status);
    }
  });

  it.each(["a'b", 'a,b', 'a/b', 'a b', 'ü', '%', '..;'])('may hold %j in its path', async (id) => {
    for (const operation of operations) {
      const exchange = successOf(operation);
      const inPath = operation.parameters.filter((each) => each.in === 'path');
      const pathParameters = Object.fromEntries(
        inPath.map(({ name, schema }) => [
          name,
          isFree(schema) ? id : exchange.pathParameters[name],
        ]),
      );
      const { status } = await send(mock.url, { ...exchange, pathParameters });
      expect(successesOf(operation)).toContain(status);
    }
  });
});

describe('Prefer: code', () => {
  it.each(statuses)('gets $id a $code that the contract documents', async (each) => {
    const { operation, status, code, documented } = each;
    const response = await send(mock.url, successOf(operation), { Prefer: `code=${code}` });
    expect(response.status).toBe(code);
    const body = await bodyOf(response);
    if (json(each.response)) expectToFit(operation, status, body);
    else expect(body).toBeUndefined();
    expect(response.headers.get('x-request-id')).toBeTruthy();
    expect(response.headers.has('retry-after')).toBe(documented.includes('Retry-After'));
  });

  it('gets a status that the contract does not list, in the shape of default', async () => {
    for (const operation of operations.filter((each) => !lists(each, '418'))) {
      const response = await send(mock.url, successOf(operation), { prefer: 'code=418' });
      expect(response.status).toBe(418);
      const body = (await response.json()) as { code: string };
      expectToFit(operation, 'default', body);
      expect(body.code).toBe('HTTP_418');
    }
  });
});

describe('Prefer: example', () => {
  it.each(examples.filter(isFirst))(
    'gets $id the example $name',
    async ({ operation, name, value, code }) => {
      const response = await send(mock.url, successOf(operation), { Prefer: `example=${name}` });
      expect(response.status).toBe(code);
      expect(await response.json()).toEqual(value);
    },
  );

  it('goes with a code, quoted, among other preferences', async () => {
    for (const { operation, name, value, code } of examples) {
      const prefer = `respond-async, code=${code}; foo=bar, example="${name}"`;
      const response = await send(mock.url, successOf(operation), { Prefer: prefer });
      expect(await response.json()).toEqual(value);
    }
  });
});

describe('preferences', () => {
  const operation = operations.find(({ responses }) => '409' in responses) as Operation;
  it.each([
    'code=409',
    'CODE=409',
    ' code = 409 ',
    'code="409"',
    'foo=bar; code=409',
    'foo=bar;code=409',
    'foo=bar, code=409',
    'code=409; foo',
    'respond-async, wait=100, code=409',
  ])('%j asks for a 409', async (prefer) => {
    const response = await send(mock.url, successOf(operation), { Prefer: prefer });
    expect(response.status).toBe(409);
  });

  it.each(['barcode=409', 'x-code=409', 'code', ''])('%j asks for nothing', async (prefer) => {
    const response = await send(mock.url, successOf(operation), { Prefer: prefer });
    expect(successesOf(operation)).toContain(response.status);
  });
});

describe('the query', () => {
  it.each(examples)('gets $id the example $name by __example', async (each) => {
    const { operation, name, value, code } = each;
    const exchange = successOf(operation);
    const path = `${exchange.path}?__code=${code}&__example=${name}`;
    const response = await send(mock.url, { ...exchange, path });
    expect([response.status, await response.json()]).toEqual([code, value]);
  });

  it('goes behind the header', async () => {
    const exchange = anyExchange;
    const path = `${exchange.path}?__code=409`;
    const status = async (headers = {}) =>
      (await send(mock.url, { ...exchange, path }, headers)).status;
    expect([await status(), await status({ Prefer: 'code=404' })]).toEqual([409, 404]);
    const wrong = await send(mock.url, { ...exchange, path: `${exchange.path}?__code=999` });
    await problemOf(wrong, 400, 'VALIDATION_ERROR');
  });
});

describe('a preference that cannot be had', () => {
  it.each([
    'code=999',
    'code=default',
    'code=100',
    'code=226',
    'code=',
    'example=nope',
    'dynamic=maybe',
  ])('is a 400 for %s', async (prefer) => {
    const [, code = ''] = /^code=(\d+)$/.exec(prefer) ?? [];
    for (const operation of operations.filter((each) => !lists(each, code))) {
      const response = await send(mock.url, successOf(operation), { Prefer: prefer });
      const body = await problemOf(response, 400, 'VALIDATION_ERROR');
      expect(body.details).toMatchObject([{ code: 'FIELD_INVALID', property: 'Prefer' }]);
    }
  });

  it('is a 400 for the example of another status, which lists those of this one', async () => {
    for (const { operation, status, code, response, name } of examples) {
      const other = examples.find(
        (each) => each.id === operation.operationId && each.status !== status,
      );
      const names = examplesOf(document, json(response)).map((example) => example.name);
      if (!other || status === 'default' || names.includes(other.name)) continue;
      const preferences = { Prefer: `code=${code}, example=${other.name}` };
      const answer = await send(mock.url, successOf(operation), preferences);
      const { details } = await problemOf(answer, 400, 'VALIDATION_ERROR');
      expect(details[0]?.message).toContain(name);
    }
  });
});

describe('Prefer: dynamic=true', () => {
  it.each(operations.filter(answersJson))(
    'gets $operationId a generated body that fits',
    async (operation) => {
      const exchange = successOf(operation);
      const bodies = [];
      for (let round = 0; round < 10; round++) {
        const response = await send(mock.url, exchange, { Prefer: 'dynamic=true' });
        const body = await response.json();
        expectToFit(operation, statusOf(operation, response), body);
        bodies.push(JSON.stringify(body));
      }
      const differs = bodies.some((body) => body !== JSON.stringify(exchange.response));
      expect(differs || isExample(operation)).toBe(true);
    },
  );

  it('leaves properties out now and then that may be missing, by the seed', async () => {
    for (const operation of operations.filter(hasOptional)) {
      const exchange = successOf(operation);
      const namesWith = async (seed: number) => {
        const response = await send(mock.url, exchange, { Prefer: `dynamic=true, seed=${seed}` });
        const body = (await response.json()) as object;
        expectToFit(operation, statusOf(operation, response), body);
        return Object.keys(body).sort();
      };
      const all = await Promise.all(Array.from({ length: 12 }, (_, index) => namesWith(index + 1)));
      expect(new Set(all.map(String)).size).toBeGreaterThan(1);
      expect(await namesWith(1)).toEqual(all[0]);
    }
  });

  it('is the default of a mock that is started with dynamic, and repeats with a seed', async () => {
    const seeded = await startMock({ port: 0, dynamic: true, seed: 'one' });
    try {
      for (const operation of operations.filter(answersJson)) {
        const ask = async (prefer = '') =>
          (await send(seeded.url, successOf(operation), { Prefer: prefer })).json();
        const first = await ask();
        expect(await ask()).toEqual(first);
        const others = new Set<string>();
        for (let seed = 0; seed < 10; seed++) others.add(JSON.stringify(await ask(`seed=${seed}`)));
        // Where each property has its example, no seed leads to another body.
        if (!isExample(operation)) expect(others.size).toBeGreaterThan(1);
        const shown = await ask('dynamic=false');
        for (const seed of [1, 2]) expect(await ask(`dynamic=false, seed=${seed}`)).toEqual(shown);
      }
    } finally {
      await seeded.close();
    }
  });
});

describe('the pages of the mock itself', () => {
  it('say that it runs, and from which contract', async () => {
    const response = await fetch(`${mock.url}/__health`);
    expect(await response.json()).toMatchObject({ status: 'ok', contract: { sha256: digest } });
  });

  it('list every example of the contract', async () => {
    const list = (await (await fetch(`${mock.url}/__examples`)).json()) as ReturnType<
      typeof listExamples
    >;
    for (const { id, status, name } of examples) {
      const entry = list.find(({ operationId }) => operationId === id);
      expect(entry?.responses[status]).toContain(name);
    }
  });

  it('allow GET and HEAD only', async () => {
    const response = await fetch(`${mock.url}/__health`, { method: 'DELETE' });
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    await problemOf(response, 405, 'METHOD_NOT_ALLOWED');
    const head = await fetch(`${mock.url}/__health`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});

it('every error code outside of operations has an answer of the mock', () => {
  const codes = errorCodesOf(document).filter(({ scope }) => scope === 'server');
  // problems.test.ts asks for each of these.
  expect(codes.map(({ code }) => code)).toEqual([
    'NOT_FOUND',
    'METHOD_NOT_ALLOWED',
    'NOT_ACCEPTABLE',
  ]);
});

/** Whether a parameter may be any text. */
function isFree(reference: any): boolean {
  const { type, format, pattern, enum: values, const: constant } = resolve(document, reference);
  return type === 'string' && !format && !pattern && !values && constant === undefined;
}

/** The key that documents the status of a response. */
function statusOf({ responses }: Operation, { status }: Response): string {
  return String(status) in responses ? String(status) : `${String(status)[0]}XX`;
}

/** Whether the body of an operation's first success may lack a property. */
/** Whether each property of the response has an example in its schema, which a generated one then has. */
function isExample({ responses }: Operation): boolean {
  const [success = ''] = Object.keys(responses).filter(isSuccess);
  const properties = partsOf(json(responses[success])?.schema).flatMap(({ properties = {} }) =>
    Object.values<SchemaObject>(properties),
  );
  const isExemplified = (each: SchemaObject) => resolve<SchemaObject>(document, each).examples;
  return properties.length > 0 && properties.every(isExemplified);
}

function hasOptional({ responses }: Operation): boolean {
  const [success = ''] = Object.keys(responses).filter(isSuccess);
  const parts = partsOf(json(responses[success])?.schema);
  const required = parts.flatMap((part) => part.required ?? []);
  return parts
    .flatMap(({ properties = {} }) => Object.keys(properties))
    .some((name) => !required.includes(name));
}

/** Whether an operation has a response of its own for a status. */
function lists({ responses }: { responses: object }, status: string): boolean {
  return status in responses || `${status[0]}XX` in responses;
}
