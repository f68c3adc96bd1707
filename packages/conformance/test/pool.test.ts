// Subjects that are handed out, and the hooks that make and keep them.
import { describe, expect, it, vi } from 'vitest';
import { LimitReached } from '../src/http.js';
import { guardHooks, HookFailed } from '../src/subjects/guarded-hooks.js';
import { createPool } from '../src/subjects/pool.js';
import { readSubject, readSubjects } from '../src/subjects/read.js';
import type { KnownSubjects } from '../src/subjects/roles.js';
import { underTheBoatContract } from './boats/swap.js';

underTheBoatContract();

const [a, b, c] = ['a', 'b', 'c'].map((subscriptionId) => ({ subscriptionId })) as [
  { subscriptionId: string },
  { subscriptionId: string },
  { subscriptionId: string },
];
const [one, two] = [
  { path: {}, body: 1 },
  { path: {}, body: 2 },
];
const known: KnownSubjects = {
  timeZone: 'UTC',
  subjects: { cancelled: [a, b] },
  requests: { sail: [one, two] },
};

describe('a pool', () => {
  it('hands out as many as are asked for, in their order, and again', async () => {
    const pool = createPool(known, {});
    expect(await pool.draw('cancelled', 1)).toEqual([a]);
    expect(await pool.draw('cancelled', 2)).toEqual([a, b]);
    expect(await pool.draw('cancelled', 3)).toBeUndefined();
    expect(await pool.draw('cancellable', 1)).toBeUndefined();
    expect(await pool.draw('cancellable', 0)).toEqual([]);
    expect([pool.drawRequest('sail'), pool.drawRequest('row')]).toEqual([one, undefined]);
  });

  it('does not hand out what was used, unless it can be put back', async () => {
    const pool = createPool(known, {});
    pool.use([a, one]);
    expect(await pool.draw('cancelled', 1)).toEqual([b]);
    expect(pool.drawRequest('sail')).toBe(two);
    pool.use([b, two]);
    expect([await pool.draw('cancelled', 1), pool.drawRequest('sail')]).toEqual([
      undefined,
      undefined,
    ]);
    const renewed = createPool(known, { reset: () => {} });
    renewed.use([a, b, one]);
    expect(await renewed.draw('cancelled', 2)).toEqual([a, b]);
    expect(renewed.drawRequest('sail')).toBe(one);
  });

  it('has more made where there are not enough, and keeps them', async () => {
    const made = [c, { subscriptionId: 'd' }];
    const create = vi.fn(() => made.shift());
    const pool = createPool(known, { create });
    expect(await pool.draw('cancelled', 2)).toEqual([a, b]);
    expect(create).not.toHaveBeenCalled();
    expect(await pool.draw('cancelled', 3)).toEqual([a, b, c]);
    expect(create.mock.calls).toEqual([['cancelled']]);
    expect(await pool.draw('cancelled', 3)).toEqual([a, b, c]);
    expect(await pool.draw('cancelled', 4)).toEqual([a, b, c, { subscriptionId: 'd' }]);
    expect(await pool.draw('cancelled', 5)).toBeUndefined();
    expect(await pool.draw('cancelled', 4)).toEqual([a, b, c, { subscriptionId: 'd' }]);
    pool.use([a, c]);
    expect(await pool.draw('cancelled', 2)).toEqual([b, { subscriptionId: 'd' }]);
  });
});

describe('a guarded hook', () => {
  it('is given its arguments, and gives what it gave', async () => {
    const failNext = vi.fn(() => 'done' as never);
    expect(await guardHooks({ failNext }, 1000).failNext?.(503)).toBe('done');
    expect(failNext).toHaveBeenCalledExactlyOnceWith(503);
    const now = '2024-01-31T23:30:00Z';
    expect(await guardHooks({ now: () => now }, 1000).now?.()).toBe(now);
    expect(await guardHooks({ create: () => undefined }, 1000).create?.('plan')).toBeUndefined();
    expect(Object.keys(guardHooks({ other: () => {} } as never, 1000))).toEqual([]);
  });

  it('reads what is made by the role that was asked for', async () => {
    const { create } = guardHooks({ create: () => ({ productOfferingId: 'p' }) }, 1000);
    expect(await create?.('plan')).toEqual({ productOfferingId: 'p' });
    await expect(create?.('cancelled')).rejects.toThrow(HookFailed);
  });

  it.each([
    [7, '7'],
    [undefined, 'undefined'],
    ['noon', '"noon"'],
  ])('now that gives %j is told so', async (given, shown) => {
    const hooks = guardHooks({ now: () => given as never }, 1000);
    await expect(hooks.now?.()).rejects.toThrow(
      `the hook now failed: it gave ${shown}, which is no RFC 3339 date-time`,
    );
  });

  it('that fails is told with its reason, whatever it throws', async () => {
    const error = new Error('Away.');
    const thrown = await guardHooks({ reset: () => Promise.reject(error) }, 1000)
      .reset?.()
      ?.catch((each) => each);
    expect(thrown).toMatchObject({
      name: 'HookFailed',
      cause: error,
      message: 'the hook reset failed: Away.',
    });
    const text = guardHooks({ reset: () => Promise.reject('gone') }, 1000).reset;
    await expect(text?.()).rejects.toThrow('the hook reset failed: gone');
    const limit = new LimitReached('the time limit');
    await expect(guardHooks({ reset: () => Promise.reject(limit) }, 1000).reset?.()).rejects.toBe(
      limit,
    );
  });

  it('leaves no timer behind', async () => {
    vi.useFakeTimers();
    await guardHooks({ reset: () => {} }, 1000).reset?.();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});

describe('what is read', () => {
  const addon = { subscriptionId: 's', subscriptionAddonId: 'i', productOfferingId: 'p' };

  it('has a month for a billing cycle where none is told', () => {
    const { subjects } = readSubjects({ subjects: { oneAddon: [addon] } }, 'x');
    expect(subjects.oneAddon).toEqual([
      { ...addon, billingCycle: { period: 'MONTHLY', interval: 1 } },
    ]);
    const weekly = { ...addon, billingCycle: { period: 'WEEKLY', interval: 2 } };
    expect(readSubject('monthEnd', weekly)).toEqual(weekly);
  });

  it('has requests by operation, with texts for the numbers of a path', () => {
    const path = { name: 'Argo', entry: 7 };
    const { requests } = readSubjects({ requests: { readLog: [{ path }, { body: [1] }] } }, 'x');
    expect(requests).toEqual({
      readLog: [{ path: { name: 'Argo', entry: '7' } }, { path: {}, body: [1] }],
    });
    const message =
      /^x: the contract has no operation flyBoat, rowBoat, only findBoats, buildBoat, /;
    expect(() => readSubjects({ requests: { flyBoat: [], rowBoat: [] } }, 'x')).toThrow(message);
  });

  it.each([
    [
      'oneAddon',
      { ...addon, billingCycle: { period: 'HOURLY', interval: 1 } },
      'billingCycle.period',
    ],
    [
      'oneAddon',
      { ...addon, billingCycle: { period: 'DAILY', interval: 0 } },
      'billingCycle.interval',
    ],
    [
      'oneAddon',
      { ...addon, billingCycle: { period: 'DAILY', interval: 1.5 } },
      'billingCycle.interval',
    ],
    ['oneAddon', { ...addon, upgradeTo: '' }, 'upgradeTo: must not be empty'],
    [
      'oneAddon',
      { subscriptionId: 's' },
      'subscriptionAddonId: is missing\n  productOfferingId: is missing',
    ],
    [
      'twoAddons',
      { subscriptionId: 's', subscriptionAddonId: 'i', otherAddonId: 'o' },
      'upgradeTo: is missing',
    ],
    ['notActivated', { subscriptionId: 's' }, 'upgradeTo: is missing'],
    ['plan', { productOfferingId: 7 }, 'productOfferingId: expected string, not 7'],
    ['plan', [], "The subject that create('plan') gave is a list, not an object."],
    ['plan', null, 'root: expected Object, not null'],
    ['plan', undefined, 'root: is missing'],
    ['plan', { productOfferingId: undefined }, 'productOfferingId: expected string, not undefined'],
  ] as const)('of the role %s %j is refused', (role, input, message) => {
    expect(() => readSubject(role, input)).toThrow(message);
  });
});
