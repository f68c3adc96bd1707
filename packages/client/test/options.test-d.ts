import { expectTypeOf, test } from 'vitest';
import {
  ConnectError,
  type ConnectErrorKind,
  createConnectClient,
  type Fetch,
  type FetchInit,
  type ResponseError,
} from '../src/index.js';

const init = {
  params: { path: { subscriptionId: 'sub-1001' } },
  body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
} as const;

test('every option may be undefined, as process.env gives it', () => {
  const number = undefined as number | undefined;
  const client = createConnectClient({
    baseUrl: 'http://api.test',
    apiKey: 'key',
    timeout: number,
    totalTimeout: number,
    retry: { attempts: number, baseDelay: number, maxDelay: number, maxRetryAfter: number },
    headers: undefined,
    idempotencyKey: undefined,
    validation: undefined,
    fetch: undefined,
    clock: undefined,
    random: undefined,
    onRequest: undefined,
  });
  client.cancelSubscription({
    ...init,
    signal: undefined,
    idempotencyKey: undefined,
    apiKey: undefined,
    headers: undefined,
    retry: undefined,
    onFailure: undefined,
  });
});

test('headers are what `fetch` takes', () => {
  expectTypeOf<HeadersInit>().toExtend<
    NonNullable<Parameters<typeof createConnectClient>[0]['headers']>
  >();
});

test('the global fetch and doubles of it are a `fetch`', () => {
  expectTypeOf(fetch).toExtend<Fetch>();
  expectTypeOf<(url: string) => Promise<Response>>().toExtend<Fetch>();
  expectTypeOf<
    (input: Request | URL | string, init?: RequestInit) => Promise<Response>
  >().toExtend<Fetch>();
  expectTypeOf<FetchInit>().toExtend<RequestInit>();
});

test('instanceof and kind narrow an error', () => {
  const error = new Error() as unknown;
  if (!(error instanceof ConnectError)) return;
  expectTypeOf<typeof error.kind>().toEqualTypeOf<ConnectErrorKind>();
  if (error.kind === 'response') {
    expectTypeOf(error).toEqualTypeOf<ResponseError>();
    expectTypeOf(error.repeatable).toEqualTypeOf<boolean>();
  }
  if (error.kind === 'contract') expectTypeOf(error.part).toEqualTypeOf<'request' | 'response'>();
});
