// What the suite makes of a sandbox's world, and how it controls one.
import { describe, expect, it } from 'vitest';
import { LimitReached, NoAnswer, type PlainRequest } from '../src/http.js';
import { sandboxSurroundings } from '../src/subjects/sandbox.js';
import { underTheBoatContract } from './boats/swap.js';
import { targetOf } from './boats/target.js';

underTheBoatContract();

const monthly = { period: 'MONTHLY', interval: 1 };
const price = (netPrice: number, more: object = {}) => ({
  netPrice,
  grossPrice: 0,
  currency: 'EUR',
  priceType: 'RECURRING',
  billingCycle: monthly,
  ...more,
});
const offering = (productOfferingId: string, own: object, more: object = {}) => ({
  productOfferingId,
  productOfferingGroupId: 'data',
  addon: true,
  price: own,
  ...more,
});
const subscription = (subscriptionId: string, addons: string[] = [], more: object = {}) => ({
  tenantId: 'harbour',
  subscriptionId,
  status: 'ACTIVATED',
  activatedAt: '2024-01-15T12:00:00Z',
  addons: addons.map((productOfferingId, index) => ({
    subscriptionAddonId: `${subscriptionId}-${index}`,
    productOfferingId,
  })),
  ...more,
});

const productOfferings = [
  offering('plan', price(1), { addon: false }),
  offering('voice', price(5), { productOfferingGroupId: 'voice' }),
  offering('small', price(2)),
  offering('middle', price(5)),
  offering('large', price(9)),
];
const tenants = [
  { tenantId: 'quay', apiKeys: ['quay-1', 'quay-2'] },
  { tenantId: 'harbour', apiKeys: ['harbour-0', 'harbour-1', 'harbour-2'] },
];

interface World {
  timeZone?: string;
  tenants?: object[];
  productOfferings?: object[];
  subscriptions?: object[];
}

async function surroundingsOf(world: World = {}, apiKey = 'harbour-1') {
  const whole = { timeZone: 'UTC', tenants, productOfferings, subscriptions: [], ...world };
  const target = targetOf(({ url }) => ({
    status: 200,
    body: url.endsWith('clock') ? { now: '2024-01-31T23:30:00Z' } : whole,
  }));
  const surroundings = await sandboxSurroundings(target, apiKey);
  if (!surroundings) throw new Error('It is no sandbox.');
  const { subjects = {} } = surroundings.subjects;
  return { target, surroundings, subjects };
}
const idOf = (subscriptionId: string) => ({ subscriptionId });

describe('a sandbox', () => {
  it('is told by its world, put into its first state, and asked again', async () => {
    const { target } = await surroundingsOf();
    expect(target.requests).toEqual([
      { method: 'GET', url: '/__sandbox/world', headers: {} },
      { method: 'POST', url: '/__sandbox/reset', headers: {} },
      { method: 'GET', url: '/__sandbox/world', headers: {} },
    ]);
  });

  it.each([{}, null, { tenants: [] }, { subscriptions: [] }, { tenants: {}, subscriptions: [] }])(
    'is no server that says %j',
    async (body) => {
      const target = targetOf(() => ({ status: 200, body }));
      expect(await sandboxSurroundings(target, 'key')).toBeUndefined();
      expect(target.requests).toHaveLength(1);
    },
  );

  it('is no server that does not answer; a limit is another thing', async () => {
    const failing = (error: Error) =>
      sandboxSurroundings(
        targetOf(() => {
          throw error;
        }),
        'key',
      );
    expect(await failing(new NoAnswer('gone'))).toBeUndefined();
    await expect(failing(new LimitReached('the time limit'))).rejects.toThrow('the time limit');
  });

  it('knows another key of the tenant, and one of another', async () => {
    const { surroundings } = await surroundingsOf();
    expect(surroundings).toMatchObject({
      secondApiKey: 'harbour-0',
      otherTenantApiKey: 'quay-1',
    });
    const { surroundings: of } = await surroundingsOf({}, 'harbour-0');
    expect(of.secondApiKey).toBe('harbour-1');
    const { surroundings: alone } = await surroundingsOf({
      tenants: [{ tenantId: 'harbour', apiKeys: ['harbour-1'] }],
    });
    expect([alone.secondApiKey, alone.otherTenantApiKey]).toEqual([undefined, undefined]);
    const { surroundings: nobody, subjects } = await surroundingsOf(
      { subscriptions: [subscription('a')] },
      'unknown',
    );
    expect([nobody.secondApiKey, nobody.otherTenantApiKey]).toEqual([undefined, 'quay-1']);
    expect(subjects).toMatchObject({ cancellable: [], foreign: [idOf('a')] });
  });

  it('is controlled by its endpoints', async () => {
    const { target, surroundings } = await surroundingsOf();
    const { hooks } = surroundings;
    target.requests.length = 0;
    await hooks.reset?.();
    expect(await hooks.now?.()).toBe('2024-01-31T23:30:00Z');
    await hooks.setClock?.('2024-02-01T00:00:00Z');
    await hooks.delayNext?.(1500);
    await hooks.failNext?.(503);
    await hooks.failNext?.(429);
    const told = ({ method, url, body }: PlainRequest) => [
      method,
      url,
      JSON.parse(`${body ?? '{}'}`),
    ];
    expect(target.requests.map(told)).toEqual([
      ['POST', '/__sandbox/reset', {}],
      ['GET', '/__sandbox/clock', {}],
      ['PUT', '/__sandbox/clock', { now: '2024-02-01T00:00:00Z' }],
      ['PUT', '/__sandbox/faults', { faults: [{ type: 'delay', delayMs: 1500 }] }],
      ['PUT', '/__sandbox/faults', { faults: [{ type: 'status', status: 503 }] }],
      ['PUT', '/__sandbox/faults', { faults: [{ type: 'rateLimit', retryAfter: 0 }] }],
    ]);
    expect(hooks.create).toBeUndefined();
  });
});

describe('its subjects', () => {
  it('are those of the tenant, by what can be done with them', async () => {
    const pending = { pendingStatus: { status: 'CANCELLED' } };
    const { subjects, surroundings } = await surroundingsOf({
      timeZone: 'Europe/Oslo',
      subscriptions: [
        subscription('open'),
        subscription('busy', ['small', 'small']),
        subscription('pending', ['small'], pending),
        subscription('moving', ['small'], { pendingProductOffering: {} }),
        subscription('gone', ['small'], { status: 'CANCELLED' }),
        subscription('paused', ['small'], { status: 'PAUSED' }),
        subscription('paused-too', ['small'], { status: 'PAUSED', ...pending }),
        subscription('stuck', ['large', 'large'], { status: 'PAUSED' }),
        subscription('other', ['small'], { tenantId: 'quay' }),
      ],
    });
    expect(surroundings.subjects.timeZone).toBe('Europe/Oslo');
    expect(subjects).toMatchObject({
      cancellable: [idOf('open'), idOf('busy')],
      cancelled: [idOf('gone')],
      foreign: [idOf('other')],
      withoutAddons: [idOf('open')],
      notActivated: [{ ...idOf('paused'), upgradeTo: 'middle' }],
      plan: [{ productOfferingId: 'plan' }],
      oneAddon: [],
      twoAddons: [{ ...idOf('busy'), upgradeTo: 'middle' }],
    });
  });

  it('with one add-on know where that can move, and where not', async () => {
    const { subjects } = await surroundingsOf({ subscriptions: [subscription('a', ['middle'])] });
    expect(subjects.oneAddon).toEqual([
      {
        subscriptionId: 'a',
        subscriptionAddonId: 'a-0',
        productOfferingId: 'middle',
        upgradeTo: 'large',
        downgradeTo: 'small',
        notAvailable: 'voice',
        billingCycle: monthly,
      },
    ]);
  });

  it('with one add-on say nothing of what there is not', async () => {
    const { subjects } = await surroundingsOf({
      productOfferings: [offering('middle', price(5, { billingCycle: undefined }))],
      subscriptions: [subscription('a', ['middle']), subscription('b', ['unknown'])],
    });
    expect(subjects.oneAddon).toEqual([
      { subscriptionId: 'a', subscriptionAddonId: 'a-0', productOfferingId: 'middle' },
    ]);
    expect(subjects.notActivated).toEqual([]);
    const { subjects: free } = await surroundingsOf({
      productOfferings: [offering('middle', undefined as never), offering('large', price(9))],
      subscriptions: [subscription('a', ['middle'])],
    });
    expect(free.oneAddon).toEqual(subjects.oneAddon);
    const { subjects: none } = await surroundingsOf({
      productOfferings: [offering('middle', price(5))],
      subscriptions: [subscription('a', ['middle'], { status: 'PAUSED' })],
    });
    expect(none.notActivated).toEqual([]);
  });

  it.each<[string, object]>([
    ['costs in another currency', price(5, { currency: 'NOK' })],
    ['is paid in another way', price(5, { priceType: 'ONCE' })],
    ['renews in another cycle', price(5, { billingCycle: { period: 'WEEKLY', interval: 1 } })],
    ['has no price', undefined as never],
  ])('do not move to what %s', async (_, own) => {
    const { subjects } = await surroundingsOf({
      productOfferings: [offering('small', price(2)), offering('other', own)],
      subscriptions: [subscription('a', ['small'])],
    });
    expect(subjects.oneAddon?.[0]).not.toHaveProperty('upgradeTo');
  });

  it('do not move to a plan or to themselves, and may for the same price', async () => {
    const { subjects } = await surroundingsOf({
      productOfferings: [
        offering('plan', price(5), { addon: false }),
        offering('small', price(2)),
        offering('same', price(2)),
      ],
      subscriptions: [subscription('a', ['small'])],
    });
    expect(subjects.oneAddon?.[0]).toMatchObject({ upgradeTo: 'same' });
    expect(subjects.oneAddon?.[0]).not.toHaveProperty('downgradeTo');
  });

  it('are compared by the net price, else by the gross one, else by none', async () => {
    const upgrade = async (own: object, other: object) =>
      (
        await surroundingsOf({
          productOfferings: [offering('small', own), offering('other', other)],
          subscriptions: [subscription('a', ['small'])],
        })
      ).subjects.oneAddon?.[0];
    const gross = (grossPrice: number) => price(0, { netPrice: undefined, grossPrice });
    const none = price(0, { netPrice: undefined, grossPrice: undefined });
    expect(await upgrade(price(2), price(1))).toMatchObject({ downgradeTo: 'other' });
    expect(await upgrade(gross(2), gross(1))).toMatchObject({ downgradeTo: 'other' });
    expect(await upgrade(gross(2), gross(3))).toMatchObject({ upgradeTo: 'other' });
    expect(await upgrade(none, none)).toMatchObject({ upgradeTo: 'other' });
    expect(await upgrade(gross(2), none)).toMatchObject({ downgradeTo: 'other' });
  });

  it('that began on the 31st, where the operator is, are for ends of months', async () => {
    const late = { activatedAt: '2024-01-30T23:30:00Z' };
    const { subjects } = await surroundingsOf({
      timeZone: 'Europe/Oslo',
      subscriptions: [
        subscription('late', ['middle'], late),
        subscription('early', ['middle'], { activatedAt: '2024-01-31T23:30:00Z' }),
      ],
    });
    expect(subjects.monthEnd).toMatchObject([idOf('late')]);
    expect(subjects.oneAddon).toMatchObject([idOf('early')]);
  });

  it('with two add-ons know what both can move to, at no lower price', async () => {
    const two = async (addons: string[], offerings: object[] = productOfferings) =>
      (
        await surroundingsOf({
          productOfferings: offerings,
          subscriptions: [subscription('a', addons)],
        })
      ).subjects.twoAddons;
    expect(await two(['small', 'middle'])).toEqual([
      { subscriptionId: 'a', subscriptionAddonId: 'a-0', otherAddonId: 'a-1', upgradeTo: 'large' },
    ]);
    expect(await two(['middle', 'small'])).toHaveLength(1);
    expect(await two(['small', 'large'])).toEqual([]);
    expect(await two(['large', 'small'])).toEqual([]);
    expect(await two(['small', 'voice'])).toEqual([]);
    expect(await two(['small', 'unknown'])).toEqual([]);
    expect(await two(['unknown', 'small'])).toEqual([]);
    expect(await two(['small'])).toEqual([]);
    expect(await two(['small', 'middle', 'small'])).toEqual([]);
    const same = [
      offering('small', price(2)),
      offering('middle', price(2)),
      offering('large', price(2)),
    ];
    expect(await two(['small', 'middle'], same)).toMatchObject([{ upgradeTo: 'large' }]);
  });

  it('have the requests that the contract shows to succeed', async () => {
    const { surroundings } = await surroundingsOf();
    const { requests = {} } = surroundings.subjects;
    expect(Object.keys(requests).sort()).toEqual([
      'drawChart',
      'hoistSail',
      'raiseFlag',
      'readFlag',
    ]);
    expect(requests['drawChart']?.map(({ body }) => body)).toEqual([
      { a: 1 },
      { a: 1, b: 2, c: '2024-01-31' },
      { a: 1, b: '1-23-45' },
    ]);
    expect(requests['raiseFlag']).toEqual([{ path: { colour: 'red' }, body: { metres: 2 } }]);
  });
});
