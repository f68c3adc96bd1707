import type { ErrorResponse, Subscription } from '@connect-api/types';
import { expectTypeOf, test } from 'vitest';
import { createConnectClient, type GatewayError, orThrow } from '../src/index.js';
import type { InitOf, ResultOf } from '../src/operation.js';

const client = createConnectClient({ baseUrl: 'http://api.test', apiKey: 'key' });
const params = { path: { subscriptionId: 'sub-1001' } };
const schedule = { type: 'CancelNextDay' } as const;

test('a result is the data or the error of its operation', async () => {
  const result = await client.cancelSubscription({ params, body: { schedule, reason: 'NO_NEED' } });
  if (result.error) {
    expectTypeOf(result.error).toEqualTypeOf<ErrorResponse | GatewayError>();
    expectTypeOf(result.data).toEqualTypeOf<undefined>();
  } else {
    expectTypeOf(result.data).toEqualTypeOf<Subscription>();
  }
  expectTypeOf(result.response).toEqualTypeOf<Response>();
});

test('wrong calls do not compile', () => {
  // @ts-expect-error: the path parameters are required
  client.cancelSubscription({ body: { schedule, reason: 'NO_NEED' } });
  // @ts-expect-error: the body is required
  client.cancelSubscription({ params });
  // @ts-expect-error: OTHER needs a comment
  client.cancelSubscription({ params, body: { schedule, reason: 'OTHER' } });
  const path = { id: 'sub-1001' };
  // @ts-expect-error: the parameter is called subscriptionId
  client.changeSubscriptionAddon({ params: { path }, body: { productOfferingId: 'b' } });
  // @ts-expect-error: there is no such operation
  client.deleteSubscription({ params });
});

test('the idempotency key is a header parameter', () => {
  client.cancelSubscription({
    params: { ...params, header: { 'X-Idempotency-Key': 'cancel-1' } },
    body: { schedule, reason: 'NO_NEED' },
  });
});

test('an operation without parameters and body can be called with nothing', () => {
  type Ping = {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      204: { content?: never };
      default: { content: { 'application/json': ErrorResponse } };
    };
  };
  expectTypeOf<object>().toExtend<InitOf<Ping>>();
  expectTypeOf<NonNullable<InitOf<Ping>['body']>>().toEqualTypeOf<never>();
  expectTypeOf<NonNullable<ResultOf<Ping>['error']>>().toEqualTypeOf<
    ErrorResponse | GatewayError
  >();
  expectTypeOf<ResultOf<Ping>['data']>().toEqualTypeOf<undefined>();
  expectTypeOf(orThrow({} as ResultOf<Ping>)).resolves.toEqualTypeOf<undefined>();
});

test('a body that may be left out may be left out', () => {
  type Renew = {
    parameters: { path: { id: string } };
    requestBody?: { content: { 'application/json': { months: number } } };
    responses: { 200: { content: { 'application/json': string } } };
  };
  expectTypeOf<InitOf<Renew>['body']>().toEqualTypeOf<{ months: number } | undefined>();
  expectTypeOf<InitOf<Renew>['params']>().toEqualTypeOf<{ path: { id: string } }>();
});

test('orThrow gives the data of a success', () => {
  const call = client.cancelSubscription({ params, body: { schedule, reason: 'NO_NEED' } });
  expectTypeOf(orThrow(call)).resolves.toEqualTypeOf<Subscription>();
});
