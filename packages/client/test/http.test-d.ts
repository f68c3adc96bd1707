import type { ErrorCode, ErrorResponse, Subscription } from '@connect-api/types';
import type { Middleware } from 'openapi-fetch';
import { expectTypeOf, test } from 'vitest';
import { createConnectClient, type GatewayError, orThrow } from '../src/index.js';

const { http } = createConnectClient({ baseUrl: 'http://api.test', apiKey: 'key' });
const path = '/subscriptions/{subscriptionId}/cancel';
const init = {
  params: { path: { subscriptionId: 'sub-1001' } },
  body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
} as const;

test('a result has the types of the contract', async () => {
  const { data, error } = await http.POST(path, init);
  if (error) {
    expectTypeOf(error).toEqualTypeOf<ErrorResponse | GatewayError>();
    expectTypeOf(error.code).toEqualTypeOf<ErrorCode | undefined>();
    const code: string | undefined = error.code;
    return code;
  }
  expectTypeOf(data).toEqualTypeOf<Subscription>();
  return data.type.toUpperCase();
});

test('orThrow takes it', () => {
  expectTypeOf(orThrow(http.POST(path, init))).resolves.toEqualTypeOf<Subscription>();
  expectTypeOf(orThrow(http.request('post', path, init))).resolves.toEqualTypeOf<Subscription>();
});

test('data is what parseAs says', async () => {
  const text = await http.POST(path, { ...init, parseAs: 'text' });
  expectTypeOf(text.data).toEqualTypeOf<string | undefined>();
  const form = await http.POST(path, { ...init, parseAs: 'formData' });
  expectTypeOf(form.data).toEqualTypeOf<FormData | undefined>();
});

test('wrong calls do not compile', () => {
  // @ts-expect-error: a timeout is a number
  http.POST(path, { ...init, timeout: 'soon' });
  // @ts-expect-error: there is no such option
  http.POST(path, { ...init, timout: 1000 });
  // @ts-expect-error: a redirect is never followed
  http.POST(path, { ...init, redirect: 'follow' });
  // @ts-expect-error: the operation has another method
  http.PUT(path, init);
  // @ts-expect-error: there is no such path
  http.POST('/subscriptions', init);
  // @ts-expect-error: the body is required
  http.POST(path, { params: init.params });
  // @ts-expect-error: nothing is parsed as XML
  http.POST(path, { ...init, parseAs: 'xml' });
});

test('middleware and serializers are those of openapi-fetch', () => {
  const middleware: Middleware = { onRequest: ({ request }) => new Request(request) };
  http.use(middleware);
  http.eject(middleware);
  http.POST(path, { ...init, middleware: [middleware], cache: 'no-store' });
});
