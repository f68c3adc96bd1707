// Defects that need no look inside: what lies between a right server and the network.
import type { Defect } from './defects.js';

type Fetch = typeof globalThis.fetch;
type Init = NonNullable<Parameters<Fetch>[1]>;

const keyHeader = 'X-Idempotency-Key';
const headersOf = (init?: Init) => new Headers(init?.headers);
const keyOf = (init?: Init) => headersOf(init).get(keyHeader);
const bodyOf = (init?: Init) => Buffer.from((init?.body ?? '') as Uint8Array).toString();

/** The API alone: a sandbox's control endpoints stay as they are. */
function between(serve: (url: string, init: Init, fetch: Fetch) => Promise<Response>) {
  return (fetch: Fetch): Fetch =>
    ((url: string, init: Init = {}) =>
      url.includes('/__sandbox/') ? fetch(url, init) : serve(url, init, fetch)) as Fetch;
}

function asking(edit: (headers: Headers, init: Init) => void) {
  return between((url, init, fetch) => {
    const headers = headersOf(init);
    edit(headers, init);
    return fetch(url, { ...init, headers });
  });
}

function answering(edit: (response: Response, init: Init, url: string) => Response | undefined) {
  return between(async (url, init, fetch) => {
    const response = await fetch(url, init);
    return edit(response.clone(), init, url) ?? response;
  });
}

/** Another body for an answer. */
function saying(edit: (body: Record<string, unknown>, init: Init) => void, least = 200, end = 600) {
  return between(async (url, init, fetch) => {
    const response = await fetch(url, init);
    const { status, headers } = response;
    const text = await response.text();
    if (status < least || status >= end || text === '') return new Response(text || null, response);
    const body = JSON.parse(text);
    edit(body, init);
    return new Response(JSON.stringify(body), { status, headers });
  });
}

function withHeader(name: string, value: (init: Init) => string) {
  return answering((response, init) => {
    const headers = new Headers(response.headers);
    headers.set(name, value(init));
    return new Response(response.body, { status: response.status, headers });
  });
}

function problem(status: number, code: string): Response {
  const headers = { 'X-Request-Id': crypto.randomUUID() };
  return Response.json({ message: 'No.', code }, { status, headers });
}

/** Remembers answers of a status like any other result. */
function remembering(...statuses: number[]) {
  return (fetch: Fetch) => {
    const held = new Map<string, { sent: string; response: Response }>();
    return between(async (url, init) => {
      const key = keyOf(init);
      const sent = [init.method, url, headersOf(init).get('Content-Type'), bodyOf(init)].join('\n');
      const known = key === null ? undefined : held.get(key);
      if (known?.sent === sent) return known.response.clone();
      if (known) return problem(409, 'idempotency_key_mismatch');
      const response = await fetch(url, init);
      if (key !== null && statuses.includes(response.status))
        held.set(key, { sent, response: response.clone() });
      return response;
    })(fetch);
  };
}

/** Executes a request once more, without its key, where the answer is of a kind. */
function executingBehind(isMeant: (response: Response, isRepeated: boolean) => boolean) {
  return (fetch: Fetch) => {
    const seen = new Set<string>();
    return between(async (url, init) => {
      const response = await fetch(url, init);
      const sent = `${keyOf(init)} ${url} ${bodyOf(init)}`;
      if (isMeant(response, keyOf(init) !== null && seen.has(sent))) {
        const headers = headersOf(init);
        headers.delete(keyHeader);
        await fetch(url, { ...init, headers });
      }
      seen.add(sent);
      return response;
    })(fetch);
  };
}

function rewritingKey(rewrite: (key: string) => string) {
  return asking((headers) => {
    const key = headers.get(keyHeader);
    if (key) headers.set(keyHeader, rewrite(key));
  });
}

const unknown = 'cancelSubscription/unknown-subscription';
const variant = (name: string) => `cancelSubscription/schema-${name}`;

export const edgeDefects: Defect[] = [
  {
    name: 'leaks a 500 for a body that is no JSON',
    serve: answering(({ status }, init) =>
      status === 400 && bodyOf(init) === '' ? problem(500, 'INTERNAL_ERROR') : undefined,
    ),
    fails: 'changeSubscriptionAddon/schema-with-a-body-that-is-empty',
  },
  {
    name: 'accepts a request without a media type',
    serve: asking((headers, { method }) => {
      if (method === 'PUT' && !headers.has('Content-Type'))
        headers.set('Content-Type', 'application/json');
    }),
    fails: 'changeSubscriptionAddon/schema-without-a-media-type',
  },
  {
    name: 'answers errors without a code',
    serve: saying((body) => {
      delete body['code'];
    }, 400),
    fails: 'changeSubscriptionAddon/schema-without-x-api-key',
  },
  {
    name: 'names no methods in a 405',
    serve: withHeader('Allow', () => ''),
    fails: 'changeSubscriptionAddon/schema-as-get',
  },
  {
    name: 'answers HEAD 500',
    serve: answering((_, { method }) =>
      method === 'HEAD' ? new Response(null, { status: 500 }) : undefined,
    ),
    fails: variant('as-head'),
  },
  {
    name: 'answers HEAD 200',
    serve: answering((_, { method }) =>
      method === 'HEAD' ? new Response(null, { status: 200 }) : undefined,
    ),
    fails: variant('as-head'),
  },
  {
    name: 'answers OPTIONS 500',
    serve: answering((_, { method }) =>
      method === 'OPTIONS' ? problem(500, 'INTERNAL_ERROR') : undefined,
    ),
    fails: 'cancelSubscription/options',
  },
  {
    name: 'reflects the API key in an error',
    serve: saying((body, init) => {
      body['message'] = `Not for ${headersOf(init).get('X-Api-Key')}`;
    }, 400),
    fails: unknown,
  },
  {
    name: 'reflects an API key that it does not know',
    serve: saying(
      (body, init) => {
        body['hint'] = `Check ${headersOf(init).get('X-Api-Key')}.`;
      },
      401,
      402,
    ),
    fails: 'cancelSubscription/api-key-unknown',
  },
  {
    name: 'reflects the API key in a header',
    serve: withHeader('X-Caller', (init) => headersOf(init).get('X-Api-Key') ?? ''),
    fails: unknown,
  },
  {
    name: 'takes API keys in any case',
    serve: asking((headers) => {
      const key = headers.get('X-Api-Key');
      if (key) headers.set('X-Api-Key', key.toLowerCase());
    }),
    fails: 'cancelSubscription/api-key-case',
  },
  {
    name: 'takes the first of two API keys',
    serve: asking((headers) => {
      const key = headers.get('X-Api-Key');
      if (key) headers.set('X-Api-Key', key.split(',')[0] ?? '');
    }),
    fails: 'cancelSubscription/api-key-twice',
  },
  {
    name: 'strips quotes from idempotency keys',
    serve: rewritingKey((key) => key.replace(/^"(.*)"$/, '$1')),
    fails: 'cancelSubscription/key-quotes',
  },
  {
    name: 'decodes idempotency keys',
    serve: rewritingKey((key) => key.replaceAll('%41', 'A')),
    fails: 'cancelSubscription/key-encoding',
  },
  {
    name: 'reads idempotency keys up to a comma',
    serve: rewritingKey((key) => key.split(/,(?! )/)[0] ?? ''),
    fails: 'cancelSubscription/key-comma',
  },
  {
    name: 'reads idempotency keys up to a semicolon',
    serve: rewritingKey((key) => key.split(';')[0] ?? ''),
    fails: 'cancelSubscription/key-semicolon',
  },
  {
    name: 'reads idempotency keys as numbers',
    serve: rewritingKey((key) => key.replace(/^0+(?=.)/, '')),
    fails: 'cancelSubscription/key-zero',
  },
  {
    name: 'takes another header for the idempotency key',
    serve: asking((headers) => {
      const key = headers.get('Idempotency-Key');
      if (key) headers.set(keyHeader, key);
    }),
    fails: 'cancelSubscription/key-other-header',
  },
  ...['application/json-seq', 'application/json; charset=iso-8859-1', 'text/json'].map(
    (type): Defect => ({
      name: `answers as ${type}`,
      serve: withHeader('Content-Type', () => type),
      fails: unknown,
    }),
  ),
  {
    name: 'shows a PUK',
    serve: saying(
      (body) => {
        body['sim'] = { ...(body['sim'] as object), puk1: '12345678' };
      },
      200,
      300,
    ),
    fails: 'cancelSubscription/no-puk',
  },
  {
    name: 'shows a PUK with a change',
    serve: saying(
      (body) => {
        body['extensions'] = { card: [{ PUK: '12345678' }] };
      },
      200,
      300,
    ),
    fails: 'changeSubscriptionAddon/shows-no-puk',
  },
  {
    name: 'shows cancelledAt while the cancellation is pending',
    serve: saying(
      (body) => {
        if (body['pendingStatus']) body['cancelledAt'] = body['updatedAt'];
      },
      200,
      300,
    ),
    fails: 'cancelSubscription/shows',
  },
  {
    name: 'shows CANCELLED while the cancellation is pending',
    serve: saying(
      (body) => {
        if (body['pendingStatus']) body['status'] = 'CANCELLED';
      },
      200,
      300,
    ),
    fails: 'cancelSubscription/shows',
  },
  ...[
    ['a date-time without a zone', 'createdAt', '2024-01-15T09:00:00'],
    ['a date for a date-time', 'createdAt', '2024-01-15'],
    ['a date that there is not', 'pendingMsisdn', { msisdn: '1', scheduledAt: '2025-02-29' }],
    ['null for what is not there', 'subscriber', null],
    ['a status that the contract does not know', 'status', 'ACTIVE'],
  ].map(
    ([what, property, value]): Defect => ({
      name: `sends ${what}`,
      serve: saying(
        (body) => {
          body[property as string] = value;
        },
        200,
        300,
      ),
      fails: 'cancelSubscription/replay-success',
    }),
  ),
  ...[301, 302, 307, 308].map(
    (status): Defect => ({
      name: `redirects a success by ${status}`,
      serve: answering((response, _, url) =>
        response.ok
          ? new Response(null, { status, headers: { Location: `${url}?moved` } })
          : undefined,
      ),
      fails: 'cancelSubscription/replay-success',
    }),
  ),
  {
    name: 'fails where there is no such subscription',
    serve: answering(({ status }) => (status === 404 ? problem(500, 'INTERNAL_ERROR') : undefined)),
    fails: 'cancelSubscription/replay-nothing',
  },
  {
    name: 'is away where there is no such subscription',
    serve: answering(({ status }) =>
      status === 404 ? problem(503, 'SUBSCRIPTION_NOT_FOUND') : undefined,
    ),
    fails: 'cancelSubscription/without-key',
  },
  {
    name: 'answers an unknown path with a page',
    serve: answering(({ status }, _, url) =>
      status === 404 && url.endsWith('/unknown')
        ? new Response('<h1>404</h1>', { status, headers: { 'Content-Type': 'text/html' } })
        : undefined,
    ),
    fails: 'cancelSubscription/order-path',
  },
  {
    name: 'answers success with nothing',
    serve: answering(({ ok }) => (ok ? new Response(null, { status: 204 }) : undefined)),
    fails: 'cancelSubscription/next-day',
  },
  {
    name: 'sends JSON to who accepts none',
    serve: asking((headers) => headers.delete('Accept')),
    fails: variant('that-accepts-text-html'),
  },
  {
    name: 'sends JSON to who excludes it',
    serve: asking((headers) => {
      if (headers.get('Accept')?.includes('json')) headers.delete('Accept');
    }),
    fails: variant('that-accepts-application-json-q-0'),
  },
  {
    name: 'knows no ranges of media types in Accept',
    serve: answering((_, init) =>
      headersOf(init).get('Accept') === 'application/*'
        ? problem(406, 'NOT_ACCEPTABLE')
        : undefined,
    ),
    fails: variant('that-accepts-application'),
  },
  {
    name: 'compares media types in any case',
    serve: asking((headers) => {
      const type = headers.get('Content-Type');
      if (type) headers.set('Content-Type', type.toLowerCase());
    }),
    fails: 'cancelSubscription/mismatch-content-type-case',
  },
  {
    name: 'compares decoded paths',
    serve: between((url, init, fetch) => fetch(url.replaceAll('%63', 'c'), init)),
    fails: 'cancelSubscription/mismatch-path-spelling',
  },
  {
    name: 'looks at the media type before the API key',
    serve: answering((_, init) =>
      headersOf(init).get('Content-Type') === 'text/plain'
        ? problem(415, 'UNSUPPORTED_MEDIA_TYPE')
        : undefined,
    ),
    fails: 'cancelSubscription/order-api-key-media-type',
  },
  {
    name: 'looks at the idempotency key before the API key',
    serve: answering((_, init) =>
      keyOf(init) === '' ? problem(400, 'VALIDATION_ERROR') : undefined,
    ),
    fails: 'cancelSubscription/order-api-key-form',
  },
  {
    name: 'looks at the idempotency key before the size',
    serve: answering(({ status }, init) =>
      keyOf(init) === '' && status !== 401 ? problem(400, 'VALIDATION_ERROR') : undefined,
    ),
    fails: 'cancelSubscription/order-size-form',
  },
  {
    name: 'looks at Accept before the method',
    serve: answering((_, init) =>
      headersOf(init).get('Accept') === 'text/html' ? problem(406, 'NOT_ACCEPTABLE') : undefined,
    ),
    fails: 'cancelSubscription/order-method-accept',
  },
  ...(
    [
      ['a 404 for an unknown path', 404, '404-path'],
      ['a 405', 405, '405'],
      ['a 406', 406, '406'],
      ['a 415', 415, '415'],
      ['a 503', 503, '503'],
    ] as const
  ).map(
    ([what, status, id]): Defect => ({
      name: `remembers ${what}`,
      serve: remembering(status),
      fails: `cancelSubscription/not-remembered-${id}`,
    }),
  ),
  {
    name: 'does not remember that a subscription is another tenant’s',
    serve: between((url, init, fetch) => {
      const headers = headersOf(init);
      if (url.includes('sub-9')) headers.delete(keyHeader);
      return fetch(url, { ...init, headers });
    }),
    fails: 'changeSubscriptionAddon/foreign',
  },
  {
    name: 'executes again behind a replay',
    serve: executingBehind(({ ok }, isRepeated) => ok && isRepeated),
    fails: 'changeSubscriptionAddon/replay-has-no-effect',
  },
  {
    name: 'executes what it refuses as a mismatch',
    serve: executingBehind(({ status }, isRepeated) => status === 409 && !isRepeated),
    fails: 'changeSubscriptionAddon/mismatch-has-no-effect',
  },
  {
    name: 'executes what it answers 500',
    serve: executingBehind(({ status }) => status === 500),
    fails: 'changeSubscriptionAddon/failure-has-no-effect',
  },
  {
    name: 'cancels and answers 500',
    serve: executingBehind(({ status }) => status === 500),
    fails: 'cancelSubscription/no-effect-of-failure',
  },
  {
    name: 'locks all keys of a tenant at once',
    serve: (fetch) => {
      let [holder, count] = ['', 0];
      return between(async (url, init) => {
        const key = keyOf(init);
        if (count > 0 && key !== null && key !== holder)
          return problem(409, 'idempotency_key_locked');
        if (key !== null) [holder, count] = [key, count + 1];
        try {
          return await fetch(url, init);
        } finally {
          if (key !== null) count -= 1;
        }
      })(fetch);
    },
    fails: 'cancelSubscription/locked-other-key',
  },
  {
    name: 'gives all answers one request id',
    serve: withHeader('X-Request-Id', () => 'req-1'),
    fails: 'cancelSubscription/without-key',
  },
  {
    name: 'counts the characters of a body',
    serve: asking((_, init) => {
      const text = bodyOf(init);
      if (text.endsWith('é')) Object.assign(init, { body: Buffer.from('{}') });
    }),
    fails: variant('with-a-body-that-is-too-large-in-bytes-not-in-characters'),
  },
  {
    name: 'takes a body that is said to be encoded',
    serve: asking((headers) => headers.delete('Content-Encoding')),
    fails: variant('with-a-body-that-is-said-to-be-encoded'),
  },
];
