import { document, exchangesOf, fillPath } from '@connect-api/spec';
import { describe, expect, test } from 'vitest';
import { createConnectClient } from '../src/index.js';

const json = (status: number, body: unknown) => Response.json(body, { status });

const recorder = (answer: () => Response) => {
  const requests: Request[] = [];
  const fetch = async (request: Request) => {
    requests.push(request);
    return answer();
  };
  return { fetch, requests };
};

const clientOf = (fetch: (request: Request) => Promise<Response>) =>
  createConnectClient({ baseUrl: 'http://api.test', apiKey: 'secret-key', fetch });

describe.each(exchangesOf(document))('$operationId, example $name', (exchange) => {
  const send = async () => {
    const { fetch, requests } = recorder(() => json(Number(exchange.status), exchange.response));
    const method = clientOf(fetch)[exchange.operationId as never] as (init: object) => Promise<{
      data?: unknown;
      error?: unknown;
      response: Response;
    }>;
    const result = await method({
      params: { path: exchange.pathParameters },
      body: exchange.request,
    });
    return { result, request: requests[0] as Request };
  };

  test('is sent as the contract says', async () => {
    const { request } = await send();
    expect(request.method).toBe(exchange.method.toUpperCase());
    expect(new URL(request.url).pathname).toBe(fillPath(exchange.path, exchange.pathParameters));
    expect(request.headers.get('X-Api-Key')).toBe('secret-key');
    expect(request.headers.get('Content-Type')).toBe('application/json');
    expect(await request.json()).toEqual(exchange.request);
  });

  test('gives data or error by its status', async () => {
    const { result } = await send();
    const expected = exchange.status.startsWith('2') ? 'data' : 'error';
    expect(result[expected]).toEqual(exchange.response);
    expect(result[expected === 'data' ? 'error' : 'data']).toBeUndefined();
    expect(result.response.status).toBe(Number(exchange.status));
  });
});

describe('the API key', () => {
  test('may come from a function, which is asked for every call', async () => {
    const { fetch, requests } = recorder(() => json(200, {}));
    let asked = 0;
    const client = createConnectClient({
      baseUrl: 'http://api.test',
      apiKey: async () => `key-${++asked}`,
      fetch,
    });
    const init = {
      params: { path: { subscriptionId: 'sub-1001' } },
      body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
    } as const;
    await client.cancelSubscription(init);
    await client.cancelSubscription(init);
    expect(requests.map((request) => request.headers.get('X-Api-Key'))).toEqual(['key-1', 'key-2']);
  });

  test('must not be missing', () => {
    expect(() => createConnectClient({ baseUrl: 'http://api.test', apiKey: '' })).toThrow(
      'apiKey is missing',
    );
  });
});

test('a base URL that is not one is refused with an example', () => {
  expect(() => createConnectClient({ baseUrl: 'apiv2.example.com', apiKey: 'k' })).toThrow(
    'baseUrl "apiv2.example.com" is not an http or https URL',
  );
});

test('the client underneath is authenticated too', async () => {
  const { fetch, requests } = recorder(() => json(200, {}));
  await clientOf(fetch).http.POST('/subscriptions/{subscriptionId}/cancel', {
    params: { path: { subscriptionId: 'sub-1001' } },
    body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
  });
  expect(requests[0]?.headers.get('X-Api-Key')).toBe('secret-key');
});
