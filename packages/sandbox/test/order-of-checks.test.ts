import { describe, expect, it } from 'vitest';
import { testSandbox } from './support.js';

// Each request fails one check less than the one before, so each answer shows that its check comes first.
const tooLarge = `{"comment":"${'x'.repeat(1_048_576)}"}`;
const path = '/subscriptions/%zz/cancel';
const valid = { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' };
const early = { ...valid, schedule: { type: 'CancelAtDate', date: '2024-01-15' } };
const nobody = { 'X-Api-Key': 'nobody' };
const text = { 'Content-Type': 'text/plain' };
const noKey = { 'X-Idempotency-Key': '' };
const used = { 'X-Idempotency-Key': 'used' };

describe('the order of checks', () => {
  it.each<[string, string, string, unknown, Record<string, string>, number, string]>([
    [
      'path',
      'POST',
      '/subscriptions/%zz/end',
      tooLarge,
      { ...nobody, ...text, ...noKey },
      404,
      'NOT_FOUND',
    ],
    ['method', 'PUT', path, tooLarge, { ...nobody, ...text, ...noKey }, 405, 'METHOD_NOT_ALLOWED'],
    ['API key', 'POST', path, tooLarge, { ...nobody, ...text, ...noKey }, 401, 'UNAUTHORIZED'],
    ['size', 'POST', path, tooLarge, { ...text, ...noKey }, 413, 'PAYLOAD_TOO_LARGE'],
    ['media type', 'POST', path, '{', { ...text, ...noKey }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['form of the idempotency key', 'POST', path, '{', noKey, 400, 'VALIDATION_ERROR'],
    ['look-up of the idempotency key', 'POST', path, '{', used, 409, 'idempotency_key_mismatch'],
    ['URL', 'POST', path, '{', {}, 400, 'VALIDATION_ERROR'],
    ['body', 'POST', '/subscriptions/sub-4040/cancel', {}, {}, 400, 'VALIDATION_ERROR'],
    [
      'dates in the body',
      'POST',
      '/subscriptions/sub-4040/cancel',
      early,
      {},
      400,
      'VALIDATION_ERROR',
    ],
    [
      'subscription',
      'POST',
      '/subscriptions/sub-4040/cancel',
      valid,
      {},
      404,
      'SUBSCRIPTION_NOT_FOUND',
    ],
    ['tenant', 'POST', '/subscriptions/sub-9001/cancel', valid, {}, 403, 'FORBIDDEN'],
    [
      'state',
      'POST',
      '/subscriptions/sub-1010/cancel',
      valid,
      {},
      409,
      'SUBSCRIPTION_STATE_CONFLICT',
    ],
  ])('%s', async (_, method, url, body, headers, status, code) => {
    const { call, cancel } = testSandbox();
    await cancel('sub-1001', {}, used);
    const answer = await call(method, url, body, headers);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it.each([
    [
      'add-on before offering',
      { subscriptionAddonId: 'none', productOfferingId: 'none' },
      404,
      'ADDON_NOT_FOUND',
    ],
    [
      'offering before state',
      { subscriptionAddonId: 'addon-instance-901', productOfferingId: 'none' },
      404,
      'PRODUCT_OFFERING_NOT_FOUND',
    ],
    [
      'state before the offering’s group',
      { productOfferingId: 'addon-roaming-world' },
      409,
      'SUBSCRIPTION_STATE_CONFLICT',
    ],
  ])('of a change: %s', async (_, body, status, code) => {
    const { change } = testSandbox();
    const answer = await change('sub-1009', body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});
