// What the contract's texts say and no conformance case can ask of every server.
import { createSandbox } from '@connect-api/sandbox';
import { describe, expect, test } from 'vitest';

const change = 'addons/product-offering-change';
const tooLarge = { a: 'x'.repeat(65_536) };

describe('of several errors, the one is told', () => {
  test('that an add-on is not there, before an offering that is not', async () => {
    const body = { productOfferingId: 'unknown', subscriptionAddonId: 'unknown' };
    expect(await codeOf('PUT', 'sub-1001', change, body)).toBe('ADDON_NOT_FOUND');
  });

  test('that the state does not allow it, before an offering that is not available', async () => {
    const body = { productOfferingId: 'addon-data-2gb' };
    expect(await codeOf('PUT', 'sub-1009', change, body)).toBe('SUBSCRIPTION_STATE_CONFLICT');
  });

  test.each([
    ['PUT', 'sub-1009', change, { productOfferingId: 'addon-data-5gb' }],
    ['POST', 'sub-1010', 'cancel', { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' }],
  ])(
    'that metadata would be too large, before the state: %s %s',
    async (method, id, path, body) => {
      const whole = { ...body, metadata: tooLarge };
      expect(await codeOf(method, id, path, whole)).toBe('VALIDATION_ERROR');
      expect(await codeOf(method, id, path, body)).toBe('SUBSCRIPTION_STATE_CONFLICT');
    },
  );
});

describe('of JSON', () => {
  const [type, reason] = ['"schedule":{"type":"CancelNextDay"}', '"reason":"NO_NEED"'];

  test('a byte order mark makes a 400', async () => {
    expect(await codeOf('POST', 'sub-1001', 'cancel', `\uFEFF{${type},${reason}}`)).toBe(
      'VALIDATION_ERROR',
    );
  });

  test('the last of two equal names counts', async () => {
    expect(await codeOf('POST', 'sub-1001', 'cancel', `{${type},"reason":1,${reason}}`)).toBe(200);
    expect(await codeOf('POST', 'sub-1001', 'cancel', `{${type},${reason},"reason":1}`)).toBe(
      'VALIDATION_ERROR',
    );
  });
});

/** The error code that a fresh sandbox answers with, or the status of a success. */
async function codeOf(method: string, subscriptionId: string, path: string, body: object | string) {
  const response = await createSandbox({ clock: 'frozen' }).fetch(
    `http://sandbox.test/subscriptions/${subscriptionId}/${path}`,
    {
      method,
      headers: { 'X-Api-Key': 'sandbox-harbour-1', 'Content-Type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    },
  );
  return response.ok ? response.status : (await response.json()).code;
}
