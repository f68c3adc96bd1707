import { describe, expect, it } from 'vitest';
import defaultWorld from '../src/world/default-world.json' with { type: 'json' };
import type { WorldInput } from '../src/world/world.js';
import { testSandbox } from './support.js';

/** The sandbox's own world, with sub-1001 changed. */
function worldWith(change: object): WorldInput {
  const world = structuredClone(defaultWorld) as unknown as WorldInput;
  Object.assign(world.subscriptions[0] as object, change);
  return world;
}

const id = 'sub-1001';
const addon = 'addon-instance-123';

describe('the effective date of a change', () => {
  // sub-1001 was activated on 2023-05-20, its add-on costs 5, and today is 2024-01-15.
  it.each([
    ['a dearer offering at once', 'addon-data-5gb', undefined, '2024-01-15'],
    ['a dearer offering today', 'addon-data-5gb', '2024-01-15', '2024-01-15'],
    ['a dearer offering on the date', 'addon-data-5gb', '2024-01-17', '2024-01-17'],
    ['a cheaper offering at the next renewal', 'addon-data-1gb', undefined, '2024-01-20'],
    [
      'a cheaper offering at the first renewal after the date',
      'addon-data-1gb',
      '2024-01-21',
      '2024-02-20',
    ],
    [
      'a cheaper offering on the date where that is a renewal',
      'addon-data-1gb',
      '2024-02-20',
      '2024-02-20',
    ],
  ])('takes %s', async (_, productOfferingId, scheduledAt, expected) => {
    const { change } = testSandbox();
    const { body } = await change(id, { productOfferingId, ...(scheduledAt && { scheduledAt }) });
    expect(body.pendingProductOffering).toMatchObject({
      scheduledAt: expected,
      product: { productOfferingId },
    });
  });

  it('is a renewal strictly after today, also where today is one', async () => {
    const { change, setClock } = testSandbox();
    await setClock('2024-01-20T00:00:00Z');
    const { body } = await change(id, {
      productOfferingId: 'addon-data-1gb',
      scheduledAt: '2024-01-20',
    });
    expect(body.pendingProductOffering.scheduledAt).toBe('2024-02-20');
  });

  it('counts renewals from the date of activation in the operator’s time zone', async () => {
    const world = worldWith({ activatedAt: '2023-05-20T23:30:00Z' });
    const { change } = testSandbox({ world, timeZone: 'Europe/Stockholm' });
    const { body } = await change(id, { productOfferingId: 'addon-data-1gb' });
    expect(body.pendingProductOffering.scheduledAt).toBe('2024-01-21');
  });

  it('that no renewal precedes the end of the calendar is a 400', async () => {
    const { change } = testSandbox();
    const { status, body } = await change(id, {
      productOfferingId: 'addon-data-1gb',
      scheduledAt: '9999-12-31',
    });
    expect([status, body.details]).toEqual([
      400,
      [
        {
          message: 'scheduledAt is too late; no renewal date follows it before 9999-12-31.',
          code: 'FIELD_INVALID',
          property: 'scheduledAt',
        },
      ],
    ]);
  });

  it('compares gross prices where there is no net price', async () => {
    const addons = [{ subscriptionAddonId: addon, productOfferingId: 'addon-data-10gb' }];
    const world = worldWith({ addons });
    for (const offering of world.productOfferings) delete offering.price?.netPrice;
    const { change } = testSandbox({ world });
    const { body } = await change(id, { productOfferingId: 'addon-data-5gb' });
    expect(body.pendingProductOffering.scheduledAt).toBe('2024-01-20');
  });

  it('compares net prices where there are both', async () => {
    const world = worldWith({});
    const offering = world.productOfferings.find(
      (each) => each.productOfferingId === 'addon-data-5gb',
    );
    // sub-1001 pays 5: dearer by its list price, cheaper by what is paid.
    Object.assign(offering?.price as object, { grossPrice: 6, netPrice: 4 });
    const { change } = testSandbox({ world });
    const { body } = await change(id, { productOfferingId: 'addon-data-5gb' });
    expect(body.pendingProductOffering.scheduledAt).toBe('2024-01-20');
  });

  it('is today where the price is the same', async () => {
    const world = worldWith({});
    const offering = world.productOfferings.find(
      (each) => each.productOfferingId === 'addon-data-5gb',
    );
    Object.assign(offering?.price as object, { grossPrice: 5, netPrice: 5 });
    const { change } = testSandbox({ world });
    const { body } = await change(id, { productOfferingId: 'addon-data-5gb' });
    expect(body.pendingProductOffering.scheduledAt).toBe('2024-01-15');
  });
});

describe('a change', () => {
  it('that takes effect today is applied, and shows as pending in its own answer only', async () => {
    const { change, subscription } = testSandbox();
    const { body } = await change(id, { productOfferingId: 'addon-data-5gb' });
    expect(body.pendingProductOffering.scheduledAt).toBe('2024-01-15');
    const after = await subscription(id);
    expect(after.addons).toEqual([
      { subscriptionAddonId: addon, productOfferingId: 'addon-data-5gb' },
    ]);
    expect(after).not.toHaveProperty('pendingProductOffering');
  });

  it('that takes effect today removes the pending change of the same add-on', async () => {
    const { change, subscription } = testSandbox();
    await change('sub-1005', {
      productOfferingId: 'addon-data-10gb',
      subscriptionAddonId: 'addon-instance-501',
    });
    expect(await subscription('sub-1005')).not.toHaveProperty('pendingProductOffering');
  });

  it.each([
    ['the offering is its own', 'addon-data-2gb', 'it already has this offering'],
    ['the group is another', 'addon-roaming-world', 'it belongs to another group'],
    ['there is no price', 'addon-data-trial', 'it has no price'],
    ['the currency is another', 'addon-data-5gb-euro', 'its price has another currency'],
    ['the price type is another', 'addon-data-1gb-once', 'its price has another type'],
    ['the billing cycle is another', 'addon-data-5gb-yearly', 'it has another billing cycle'],
  ])('is a 409 where %s', async (_, productOfferingId, reason) => {
    const { change } = testSandbox();
    const { status, body } = await change(id, { productOfferingId, subscriptionAddonId: addon });
    expect([status, body.code, body.message]).toEqual([
      409,
      'PRODUCT_OFFERING_NOT_AVAILABLE',
      `Add-on ${addon} cannot move to ${productOfferingId}: ${reason}.`,
    ]);
  });

  it.each<[string, (current: any, target: any) => void, string]>([
    [
      'the billing cycle has another interval',
      (_, target) => {
        target.price.billingCycle = { period: 'MONTHLY', interval: 3 };
      },
      'it has another billing cycle',
    ],
    [
      'one of the two has no billing cycle',
      (_, target) => {
        delete target.price.billingCycle;
      },
      'it has another billing cycle',
    ],
    [
      'the current offering has no price',
      (current) => {
        delete current.price;
      },
      'the current offering has no price to compare with',
    ],
    [
      'neither has a group',
      (current, target) => {
        delete current.productOfferingGroupId;
        delete target.productOfferingGroupId;
      },
      'it belongs to another group',
    ],
  ])('is a 409 where %s', async (_, edit, reason) => {
    const world = worldWith({});
    const offering = (name: string) =>
      world.productOfferings.find((each) => each.productOfferingId === name);
    edit(offering('addon-data-2gb'), offering('addon-data-5gb'));
    const { change } = testSandbox({ world });
    const { status, body } = await change(id, { productOfferingId: 'addon-data-5gb' });
    expect([status, body.message]).toEqual([
      409,
      `Add-on ${addon} cannot move to addon-data-5gb: ${reason}.`,
    ]);
  });

  it('replaces the pending change of the same add-on', async () => {
    const { change, subscription } = testSandbox();
    await change(id, { productOfferingId: 'addon-data-1gb' });
    await change(id, { productOfferingId: 'addon-data-10gb', scheduledAt: '2024-02-01' });
    expect((await subscription(id)).pendingProductOffering).toEqual({
      subscriptionAddonId: addon,
      productOfferingId: 'addon-data-10gb',
      scheduledAt: '2024-02-01',
    });
  });

  it('without an id is a 409 where several add-ons are attached and none can move', async () => {
    const { change } = testSandbox();
    const { status, body } = await change('sub-1005', { productOfferingId: 'addon-data-trial' });
    expect([status, body.code, body.message]).toEqual([
      409,
      'PRODUCT_OFFERING_NOT_AVAILABLE',
      'No add-on of subscription sub-1005 can move to addon-data-trial.',
    ]);
  });

  it.each(['ACTIVATED', 'BLOCKED', 'PAUSED', 'PENDING'])(
    'without an id is a 400 where several add-ons can move, while the subscription is %s',
    async (status) => {
      const addon = (subscriptionAddonId: string) => ({
        subscriptionAddonId,
        productOfferingId: 'addon-data-2gb',
      });
      const world = worldWith({ status, addons: [addon('one'), addon('two')] });
      const { change } = testSandbox({ world });
      const { status: told, body } = await change('sub-1001', {
        productOfferingId: 'addon-data-5gb',
      });
      expect([told, body.details]).toMatchObject([400, [{ property: 'subscriptionAddonId' }]]);
    },
  );

  it('of another subscription’s add-on is a 404', async () => {
    const { change } = testSandbox();
    const { status, body } = await change(id, {
      productOfferingId: 'addon-data-5gb',
      subscriptionAddonId: 'addon-instance-201',
    });
    expect([status, body.code]).toEqual([404, 'ADDON_NOT_FOUND']);
  });

  it.each(['PENDING', 'BLOCKED', 'PAUSED', 'CANCELLED'])(
    'of a %s subscription is a 409',
    async (status) => {
      const { change } = testSandbox({ world: worldWith({ status }) });
      const answer = await change(id, { productOfferingId: 'addon-data-5gb' });
      expect([answer.status, answer.body.code]).toEqual([409, 'SUBSCRIPTION_STATE_CONFLICT']);
    },
  );
});

describe('metadata', () => {
  it('is merged key by key, null and __proto__ being values and keys like any other', async () => {
    const { call, subscription } = testSandbox({
      world: worldWith({ metadata: { segment: 'family', nested: { a: 1 } } }),
    });
    const { text } = await call(
      'POST',
      `/subscriptions/${id}/cancel`,
      '{"schedule":{"type":"CancelNextDay"},"reason":"NO_NEED","metadata":{"__proto__":{"admin":true},"none":null,"nested":{"b":2}}}',
    );
    const expected = '{"segment":"family","nested":{"b":2},"__proto__":{"admin":true},"none":null}';
    expect(JSON.stringify(JSON.parse(text).metadata)).toBe(expected);
    expect(JSON.stringify((await subscription(id)).metadata)).toBe(expected);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  // {"segment":"family","x":"…"} takes 27 bytes besides the text.
  it.each([
    ['at 65,536 bytes is kept', 'x'.repeat(65_536 - 27), 200],
    ['over 65,536 bytes is a 400', 'x'.repeat(65_536 - 26), 400],
    ['is measured in UTF-8', 'é'.repeat((65_536 - 26) / 2), 400],
  ])('%s', async (_, x, expected) => {
    const { cancel } = testSandbox();
    const { status, body } = await cancel(id, { metadata: { x } });
    expect([status, body.details?.[0].property]).toEqual([
      expected,
      expected === 400 ? 'metadata' : undefined,
    ]);
  });
});
