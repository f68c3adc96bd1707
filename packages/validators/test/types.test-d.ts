import type {
  CancelSubscriptionRequest,
  ErrorDetail,
  Subscription,
  SubscriptionCancelled,
  WebhookEvent,
} from '@connect-api/types';
import {
  type OperationId,
  operations,
  type RequestBody,
  validators,
  webhookEvent,
  webhookEvents,
} from '@connect-api/validators';
import { expectTypeOf, test } from 'vitest';

const unknown: unknown = undefined;

test('a validated body is of its type', () => {
  const result = validators.cancelSubscription.requestBody(unknown);
  // @ts-expect-error there is no value before the result is looked at
  result.value;
  if (!result.valid) {
    expectTypeOf(result.details).toEqualTypeOf<ErrorDetail[]>();
    return;
  }
  expectTypeOf(result.value).toEqualTypeOf<CancelSubscriptionRequest>();
  if (result.value.schedule.type === 'CancelAtDate')
    expectTypeOf(result.value.schedule.date).toBeString();
  // @ts-expect-error only CancelAtDate has a date
  result.value.schedule.date.length;
  // @ts-expect-error no such property
  result.value.shedule;
});

test('a validated request has typed parts', () => {
  const result = validators.cancelSubscription.request({
    path: {},
    headers: new Headers(),
    body: unknown,
  });
  if (!result.valid) return;
  expectTypeOf(result.value.path.subscriptionId).toBeString();
  expectTypeOf(result.value.headers['X-Idempotency-Key']).toEqualTypeOf<string | undefined>();
  expectTypeOf(result.value.body).toEqualTypeOf<CancelSubscriptionRequest>();
  // @ts-expect-error the contract has no such parameter
  result.value.query.verbose;
});

test('a validated response is of the type of its status', () => {
  const ok = validators.cancelSubscription.response(200, { body: unknown });
  if (ok.valid) {
    expectTypeOf(ok.value.status).toEqualTypeOf<200>();
    expectTypeOf(ok.value.body).toEqualTypeOf<Subscription>();
    expectTypeOf(ok.value.headers['X-Request-Id']).toEqualTypeOf<string | undefined>();
  }
  const limited = validators.cancelSubscription.response(429, { body: unknown });
  if (limited.valid)
    expectTypeOf(limited.value.headers['Retry-After']).toEqualTypeOf<string | undefined>();
  const other = validators.cancelSubscription.response(503, { body: unknown });
  if (other.valid) expectTypeOf(other.value.body.code).toExtend<string>();
  // @ts-expect-error an error has no subscriptionId
  if (other.valid) other.value.body.subscriptionId;
});

test('a status that is only known at run time gives one of the declared responses', () => {
  const result = validators.cancelSubscription.response(Number('200'), { body: unknown });
  // @ts-expect-error it may be an error
  if (result.valid) result.value.body.subscriptionId;
  if (result.valid && 'subscriptionId' in result.value.body)
    expectTypeOf(result.value.body).toExtend<Subscription>();
});

test('wrong uses do not compile', () => {
  // @ts-expect-error no such operation
  validators.cancelSubscriptions;
  // @ts-expect-error a header is text
  validators.cancelSubscription.requestHeaders({ 'X-Idempotency-Key': 5 });
  // @ts-expect-error a status is a number
  validators.cancelSubscription.response('200', {});
  // @ts-expect-error the query is not part of the path
  validators.cancelSubscription.request({ subscriptionId: 'sub-1001' });
});

test('operations can be looked up by method and path', () => {
  const found = operations.find(
    ({ method, path }) => method === 'POST' && path.endsWith('/cancel'),
  );
  expectTypeOf(found?.operationId).toEqualTypeOf<OperationId | undefined>();
  const result = found?.requestBody(unknown);
  if (result?.valid) expectTypeOf(result.value).toEqualTypeOf<RequestBody<OperationId>>();
});

test('a validated event narrows by its type', () => {
  const result = webhookEvent(unknown);
  if (!result.valid) return;
  expectTypeOf(result.value).toEqualTypeOf<WebhookEvent>();
  if (result.value.type === 'subscription.cancelled')
    expectTypeOf(result.value).toEqualTypeOf<SubscriptionCancelled>();
  // @ts-expect-error no such webhook
  webhookEvents['subscription.sunk'];
});
