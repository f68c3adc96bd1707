import { document, json, type Operation, requestOf, resolve } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import {
  anyExchange,
  exchanges,
  isClosed,
  isIdempotent,
  mockForAll,
  operations,
  partsOf,
  problemOf,
  send,
  successesOf,
  successOf,
  takesObject,
  takesSoMany,
} from './support.js';

const mock = mockForAll();

const key = 'X-Idempotency-Key';
const invalidKeys = { empty: '', long: 'k'.repeat(257), spaced: 'a b', accented: 'é' };

describe('outside of the operations', () => {
  it('an unknown path is a 404', async () => {
    const beginnings = operations
      .filter(({ path }) => path.includes('/{'))
      .map(({ path }) => path.slice(0, path.indexOf('/{')))
      .filter((path) => operations.every((operation) => operation.path !== path));
    for (const path of ['/', '/nope', ...beginnings, '//evil', '/__health/x']) {
      await problemOf(await fetch(mock.url + path), 404, 'NOT_FOUND');
    }
  });

  it('an empty path parameter is a 404', async () => {
    for (const { path, method } of operations.filter((each) => each.path.includes('{'))) {
      const response = await fetch(mock.url + path.replace(/\{[^}]+\}/g, ''), {
        method: method.toUpperCase(),
      });
      await problemOf(response, 404, 'NOT_FOUND');
    }
  });

  it('a wrong method is a 405 that names the right ones', async () => {
    for (const { path } of operations) {
      const allowed = operations
        .filter((each) => each.path === path)
        .map(({ method }) => method.toUpperCase());
      for (const method of ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS']) {
        if (allowed.includes(method)) continue;
        const response = await fetch(mock.url + path, { method });
        expect(response.headers.get('allow')?.split(', ').sort()).toEqual([...allowed].sort());
        await problemOf(response, 405, 'METHOD_NOT_ALLOWED');
      }
    }
  });

  it.each(['text/html', 'application/json;q=0, */*', '*/*;q=0', ';;'])(
    'Accept: %s is a 406',
    async (accept) => {
      await problemOf(await send(mock.url, anyExchange, { Accept: accept }), 406, 'NOT_ACCEPTABLE');
    },
  );
});

const refusedBy =
  (operation: Operation) => async (headers: Record<string, string>, body?: string) => {
    const response = await send(mock.url, successOf(operation), headers, body);
    return (await problemOf(response, 400, 'VALIDATION_ERROR')).details;
  };

describe.each(operations.filter(isClosed))('$operationId', (operation) => {
  it('without an API key is a 401', async () => {
    const exchange = successOf(operation);
    await problemOf(await send(mock.url, exchange, { 'X-Api-Key': '' }), 401, 'UNAUTHORIZED');
    const { method, path, body } = requestOf(document, exchange);
    const init = { method, ...(body !== undefined && { body: '{' }) };
    await problemOf(await fetch(mock.url + path, init), 401, 'UNAUTHORIZED');
  });
});

describe.each(operations.filter(takesObject))('$operationId', (operation) => {
  const exchange = successOf(operation);
  const refused = refusedBy(operation);
  const successes = successesOf(operation);
  const type = requestOf(document, exchange).headers['Content-Type'] ?? '';

  it('with a body over the limit is a 413, and at the limit none', async () => {
    const limit = 1_048_576;
    const text = JSON.stringify(exchange.request);
    const ofBytes = (size: number) => text + ' '.repeat(size - Buffer.byteLength(text));
    expect(successes).toContain((await send(mock.url, exchange, {}, ofBytes(limit))).status);
    for (const size of [limit + 1, 12 * limit]) {
      const response = await send(mock.url, exchange, {}, ofBytes(size));
      await problemOf(response, 413, 'PAYLOAD_TOO_LARGE');
    }
  });

  it.each([
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    type === 'application/json' ? 'application/merge-patch+json' : 'application/json',
    `${type}; charset=latin1`,
    `${type}, text/plain`,
    `${type}; charset`,
  ])('with the Content-Type %j is a 415', async (wrong) => {
    const response = await send(mock.url, exchange, { 'Content-Type': wrong });
    await problemOf(response, 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('with a Content-Encoding is a 415', async () => {
    const response = await send(mock.url, exchange, { 'Content-Encoding': 'gzip' });
    await problemOf(response, 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it.each(['', '{', '{"a":1}}', "{'a':1}", '\uFEFF{}'])(
    'with the body %j is malformed',
    async (body) => {
      expect(await refused({}, body)).toMatchObject([{ code: 'BODY_MALFORMED' }]);
    },
  );

  it('with a body that is not UTF-8 is malformed', async () => {
    const bytes = Uint8Array.from([0x22, 0xff, 0x22]);
    const body = await problemOf(
      await send(mock.url, exchange, {}, bytes),
      400,
      'VALIDATION_ERROR',
    );
    expect(body.details).toMatchObject([{ code: 'BODY_MALFORMED' }]);
  });

  it.each(['null', '0', 'false', '""', '[]', '"text"'])(
    'with the body %s is invalid',
    async (body) => {
      expect(await refused({}, body)).toMatchObject([
        { code: 'FIELD_INVALID', message: 'Must be an object.' },
      ]);
    },
  );

  it('without a property that is required is a 400 that names it', async () => {
    for (const property of requiredOf(operation)) {
      const { [property]: _, ...rest } = exchange.request;
      expect(await refused({}, JSON.stringify(rest))).toMatchObject([
        { code: 'FIELD_REQUIRED', property },
      ]);
    }
  });
});

describe.each(operations.filter((each) => takesObject(each) && hasClosedBody(each)))(
  '$operationId, whose body lists all its properties',
  (operation) => {
    const exchange = successOf(operation);
    const refused = refusedBy(operation);

    it('with an unknown property is a 400 that names it', async () => {
      const body = JSON.stringify({ ...exchange.request, 'not/known~': 1 });
      const details = await refused({}, body);
      // It may be one too many, which is told of the whole body.
      const ofProperties = takesSoMany(operation)
        ? details.filter(({ property }) => property !== undefined)
        : details;
      expect(ofProperties).toEqual([
        {
          code: 'FIELD_UNKNOWN',
          property: '["not/known~"]',
          message: 'The contract has no such property.',
        },
      ]);
    });

    it('keeps the details short when everything is wrong', async () => {
      const body = Object.fromEntries(
        Array.from({ length: 20_000 }, (_, index) => [`p${index}`, 1]),
      );
      expect(await refused({}, JSON.stringify(body))).toHaveLength(100);
    });
  },
);

describe.each(operations.filter(isIdempotent))('$operationId', (operation) => {
  const exchange = successOf(operation);
  const refused = refusedBy(operation);

  it.each(Object.entries(invalidKeys))('with an %s idempotency key is a 400', async (_, value) => {
    const [detail] = await refused({ [key]: value });
    expect(detail).toMatchObject({ code: 'FIELD_INVALID', property: key });
  });

  it('with an idempotency key of 256 characters is none', async () => {
    const { status } = await send(mock.url, exchange, { [key]: 'k'.repeat(256) });
    expect(successesOf(operation)).toContain(status);
  });
});

describe.each(
  operations.filter((each) => takesObject(each) && isIdempotent(each) && isClosed(each)),
)('$operationId', (operation) => {
  const exchange = successOf(operation);

  it('checks in the order of the contract', async () => {
    const success = Number(exchange.status);
    const { 'Content-Type': type = '' } = requestOf(document, exchange).headers;
    const steps: [status: number, fix: Record<string, string>, body: string][] = [
      [401, {}, ' '.repeat(1_048_577)],
      [413, { 'X-Api-Key': 'any-key' }, ' '.repeat(1_048_577)],
      [415, {}, '{'],
      [400, { 'Content-Type': type }, '{'],
      [400, { [key]: 'valid' }, '{'],
      [success, {}, JSON.stringify(exchange.request)],
    ];
    const headers: Record<string, string> = {
      'X-Api-Key': '',
      'Content-Type': 'text/plain',
      [key]: '',
    };
    const properties = [];
    for (const [status, fix, body] of steps) {
      Object.assign(headers, fix);
      const response = await send(mock.url, exchange, headers, body);
      if (status < 300) expect(successesOf(operation)).toContain(response.status);
      else expect(response.status).toBe(status);
      if (status === 400)
        properties.push((await problemOf(response, 400, 'VALIDATION_ERROR')).details[0]?.property);
    }
    expect(properties).toEqual([key, undefined]);
  });
});

describe.each(operations)('$operationId', (operation) => {
  const exchange = successOf(operation);

  it('with broken percent-encoding is a 400 that names the parameter', async () => {
    for (const name of Object.keys(exchange.pathParameters).slice(0, 1)) {
      for (const id of ['%zz', '%', '%ff']) {
        const path = exchange.path.replace(`{${name}}`, id);
        const response = await send(mock.url, { ...exchange, path });
        const { details } = await problemOf(response, 400, 'VALIDATION_ERROR');
        expect(details).toMatchObject([{ code: 'URL_MALFORMED', property: name }]);
      }
    }
    const path = `${exchange.path}?page=%zz`;
    const { details } = await problemOf(
      await send(mock.url, { ...exchange, path }),
      400,
      'VALIDATION_ERROR',
    );
    expect(details).toMatchObject([{ code: 'URL_MALFORMED', property: 'page' }]);
  });

  it('with an id that is too long is a 400 that names the parameter', async () => {
    const limited = operation.parameters.filter(
      (each) => each.in === 'path' && resolve(document, each.schema)?.maxLength,
    );
    for (const { name } of limited) {
      const pathParameters = { ...exchange.pathParameters, [name]: 'x'.repeat(513) };
      const response = await send(mock.url, { ...exchange, pathParameters });
      const { details } = await problemOf(response, 400, 'VALIDATION_ERROR');
      // It may break the form of the parameter, too.
      expect(details).not.toEqual([]);
      for (const each of details ?? [])
        expect(each).toMatchObject({ code: 'FIELD_INVALID', property: name });
    }
  });

  it('ignores query parameters that it does not know', async () => {
    const path = `${exchange.path}?trace=1&trace=2&__proto__=3`;
    const { status } = await send(mock.url, { ...exchange, path });
    expect(successesOf(operation)).toContain(status);
  });
});

/** Whether no property may be sent that is not listed. */
function hasClosedBody({ requestBody }: Operation): boolean {
  return partsOf(json(requestBody)?.schema).some(
    (part) => part.additionalProperties === false || part.unevaluatedProperties === false,
  );
}

/** The properties of its own that a body must have. */
function requiredOf({ requestBody }: Operation): string[] {
  const parts = partsOf(json(requestBody)?.schema);
  const isReadOnly = (name: string) =>
    parts.some(({ properties = {} }) => resolve(document, properties[name] ?? {}).readOnly);
  return parts.flatMap(({ required = [] }) => required).filter((name) => !isReadOnly(name));
}

it.each([
  [990, 200],
  [1000, 400],
])(
  'takes any JSON in metadata that is nested less than 1,000 deep: %i is a %i',
  async (depth, status) => {
    const exchange = exchanges.find(({ request }) => request?.metadata);
    if (!exchange) throw new Error('No example of the contract has metadata.');
    const deep = `{"__proto__":null,"deep":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const body = JSON.stringify({ ...exchange.request, metadata: 0 });
    const response = await send(mock.url, exchange, {}, body.replace(/0}$/, `${deep}}`));
    expect(response.status).toBe(status);
  },
);
