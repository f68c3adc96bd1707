import { describe, expect, it } from 'vitest';
import { createSubscriptionReader } from '../src/requests/own-subscriptions.js';
import { createMemoryStore } from '../src/store/memory.js';
import defaultWorld from '../src/world/default-world.json' with { type: 'json' };
import type { World, WorldInput } from '../src/world/world.js';
import { testSandbox } from './support.js';

const meadow = { 'X-Api-Key': 'sandbox-meadow-1' };

it('a tenant lists its own subscriptions alone', async () => {
  const { subscriptions } = structuredClone(defaultWorld) as unknown as World;
  const clock = () => ({ mode: 'frozen' as const, instant: 0, wall: 0 });
  const store = createMemoryStore({ subscriptions, clock });
  for (const tenantId of ['harbour', 'meadow', 'nobody']) {
    const own = createSubscriptionReader(store, subscriptions)({ tenantId, keyId: '' });
    const expected = subscriptions.filter((each) => each.tenantId === tenantId);
    expect(await own.all()).toEqual(expected);
  }
});

it('a request may read several subscriptions, each as it was when it was first read', async () => {
  const { subscriptions } = structuredClone(defaultWorld) as unknown as World;
  const clock = () => ({ mode: 'frozen' as const, instant: 0, wall: 0 });
  const store = createMemoryStore({ subscriptions, clock });
  const own = createSubscriptionReader(store, subscriptions)({ tenantId: 'harbour', keyId: '' });
  for (const id of ['sub-1001', 'sub-1002', 'rid_order-88239', 'sub-1001'])
    expect((await own.find(id)).subscriptionId).toBe(id.replace('rid_order-88239', 'sub-1009'));
  const before = await own.before('sub-1001');
  const after = { ...(before.value as World['subscriptions'][number]), msisdn: '+440000' };
  const epoch = await store.epoch();
  expect(await store.commit({ epoch, changes: [{ before, after }] })).toBe('done');
  expect(await own.before('sub-1001')).toBe(before);
  expect((await own.before('sub-1002')).value?.subscriptionId).toBe('sub-1002');
});

describe('a reference in a path', () => {
  it('addresses the subscription as its id does', async () => {
    const { cancel, subscription } = testSandbox();
    const { status, body } = await cancel('rid_order-88239');
    expect([status, body.subscriptionId, body.referenceId]).toEqual([
      200,
      'sub-1009',
      'order-88239',
    ]);
    expect((await subscription('sub-1009')).pendingStatus.status).toBe('CANCELLED');
    expect((await cancel('sub-1009')).body.code).toBe('SUBSCRIPTION_STATE_CONFLICT');
  });

  it('is the tenant’s own: another tenant may have the same', async () => {
    const { cancel } = testSandbox();
    expect((await cancel('rid_order-88239', {}, meadow)).body.subscriptionId).toBe('sub-9001');
    expect((await cancel('rid_order-88236', {}, meadow)).body.code).toBe('SUBSCRIPTION_NOT_FOUND');
  });

  it.each([
    ['sub-4040', 'There is no subscription sub-4040.'],
    ['rid_nobody', 'There is no subscription rid_nobody.'],
    ['rid_undefined', 'There is no subscription rid_undefined.'],
    ['sub-9001', 'This API key has no access to subscription sub-9001.'],
  ])('is named as it was sent where %s is refused', async (id, message) => {
    const { cancel } = testSandbox();
    expect((await cancel(id)).body.message).toBe(message);
  });

  it('is decoded before it is looked up', async () => {
    const world = structuredClone(defaultWorld) as unknown as WorldInput;
    Object.assign(world.subscriptions[0] as object, { referenceId: 'order 1/b' });
    const { cancel } = testSandbox({ world });
    expect((await cancel('rid_order%201%2Fb')).body.subscriptionId).toBe('sub-1001');
  });

  it.each(['rid_', 'rid_nobody', 'RID_order-88239', 'order-88239', 'rid_sub-1009'])(
    '%s is a 404',
    async (id) => {
      const { cancel } = testSandbox();
      expect((await cancel(id)).body.code).toBe('SUBSCRIPTION_NOT_FOUND');
    },
  );

  it('makes another request than the id, under one idempotency key', async () => {
    const { cancel, effects } = testSandbox();
    const key = { 'X-Idempotency-Key': 'key-1' };
    const first = await cancel('rid_order-88239', {}, key);
    expect(await cancel('rid_order-88239', {}, key)).toEqual(first);
    expect((await cancel('sub-1009', {}, key)).body.code).toBe('idempotency_key_mismatch');
    expect(await effects()).toMatchObject([{ subscriptionId: 'sub-1009' }]);
  });
});
