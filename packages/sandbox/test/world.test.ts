import { describe, expect, it } from 'vitest';
import { createSandbox } from '../src/sandbox.js';
import defaultWorld from '../src/world/default-world.json' with { type: 'json' };
import { testSandbox } from './support.js';

function worldAfter(edit: (world: any) => void): any {
  const world = structuredClone(defaultWorld);
  edit(world);
  return world;
}

describe('a world', () => {
  it.each<[string, (world: any) => void, string]>([
    ['without tenants', (world) => delete world.tenants, 'tenants: '],
    [
      'with an unknown property',
      (world) => {
        world.subscribtions = [];
      },
      'subscribtions: ',
    ],
    [
      'with a clock that is no instant',
      (world) => {
        world.clock = 'today';
      },
      'clock: Must be a date-time',
    ],
    [
      'with a clock at the end of the calendar',
      (world) => {
        world.clock = '9999-12-31T00:00:00Z';
      },
      'clock: Must not be later than 9999-01-01T00:00:00',
    ],
    [
      'with an API key that no header can carry',
      (world) => {
        world.tenants[1].apiKeys[0] = 'clé';
      },
      'tenants[1].apiKeys[0]: Must be visible ASCII characters',
    ],
    [
      'with metadata that are a list',
      (world) => {
        world.subscriptions[0].metadata = [];
      },
      'subscriptions[0].metadata: Must be an object',
    ],
    [
      'with what the sandbox embeds',
      (world) => {
        world.subscriptions[0].customer = { customerId: 'cust-501' };
      },
      'subscriptions[0].customer: The sandbox embeds it',
    ],
    [
      'in no time zone',
      (world) => {
        world.timeZone = 'Mars/Olympus';
      },
      'timeZone: Mars/Olympus is no time zone',
    ],
    [
      'with an unknown customer',
      (world) => {
        world.subscriptions[1].customerId = 'cust-0';
      },
      'subscriptions[1].customerId: customers has no cust-0',
    ],
    [
      'with an unknown tenant',
      (world) => {
        world.subscriptions[0].tenantId = 'x';
      },
      'subscriptions[0].tenantId: tenants has no x',
    ],
    [
      'with an unknown offering of an add-on',
      (world) => {
        world.subscriptions[0].addons[0].productOfferingId = 'x';
      },
      'subscriptions[0].addons[0].productOfferingId: productOfferings has no x',
    ],
    [
      'with an unknown group',
      (world) => {
        world.productOfferings[0].productOfferingGroupId = 'x';
      },
      'productOfferings[0].productOfferingGroupId: productOfferingGroups has no x',
    ],
    [
      'with a pending change of no add-on',
      (world) => {
        world.subscriptions[4].pendingProductOffering.subscriptionAddonId = 'x';
      },
      'subscriptions[4].pendingProductOffering.subscriptionAddonId: addons has no x',
    ],
    [
      'with an id twice',
      (world) => {
        world.subscriptions[1].subscriptionId = 'sub-1001';
      },
      'subscriptions: sub-1001 is there twice',
    ],
    [
      'with a reference twice',
      (world) => {
        world.subscriptions[0].referenceId = 'order-88239';
      },
      'subscriptions of harbour, referenceId: order-88239 is there twice',
    ],
    [
      'with an impossible status',
      (world) => {
        world.subscriptions[0].status = 'ASLEEP';
      },
      'subscriptions[0].status: ',
    ],
    [
      'with a billing cycle of nothing',
      (world) => {
        world.productOfferings[0].price.billingCycle.interval = 0;
      },
      'productOfferings[0].price.billingCycle.interval: ',
    ],
    [
      'with a subscription that the contract does not allow',
      (world) => {
        delete world.subscriptions[2].sim;
      },
      'subscriptions[2].sim: ',
    ],
  ])('%s is refused with its place', (_, edit, message) => {
    expect(() => createSandbox({ world: worldAfter(edit) })).toThrow(message);
  });

  it.each<[string, (tenant: any) => void, string]>([
    ['twice', ({ apiKeys }) => apiKeys.push('sandbox-harbour-1'), 'an API key is there twice'],
    [
      'that is no list',
      (tenant) => {
        tenant.apiKeys = 'sandbox-harbour-1';
      },
      'tenants[1].apiKeys: Must be a list',
    ],
    [
      'with a space',
      (tenant) => {
        tenant.apiKeys = ['sandbox-harbour-1 '];
      },
      'tenants[1].apiKeys[0]: Must be',
    ],
  ])('with an API key %s is refused without the key', (_, edit, message) => {
    const world = worldAfter(({ tenants }) => edit(tenants[1]));
    expect(() => createSandbox({ world })).toThrow(message);
    expect(() => createSandbox({ world })).not.toThrow('sandbox-harbour-1');
  });

  it('keeps metadata of any key', async () => {
    const metadata = JSON.parse('{"__proto__":1,"constructor":2}');
    const world = worldAfter(({ subscriptions }) => {
      subscriptions[0].metadata = metadata;
    });
    const shown = await testSandbox({ world }).subscription('sub-1001');
    expect(JSON.stringify(shown.metadata)).toBe(JSON.stringify(metadata));
  });

  it.each([[null], ['world'], [7]])('that is %j is none at all', (world) => {
    expect(() => createSandbox({ world: world as never })).toThrow(
      /^The world is not valid\.\n- the world: /,
    );
  });

  it('names twenty problems, and how many more there are', () => {
    const withKeys = (count: number) =>
      worldAfter(({ tenants }) => {
        tenants[1].apiKeys = Array.from({ length: count }, () => 'clé');
      });
    const linesOf = (count: number): string[] => {
      try {
        createSandbox({ world: withKeys(count) });
      } catch (error) {
        return (error as Error).message.split('\n');
      }
      return [];
    };
    expect(linesOf(20)).toHaveLength(21);
    expect(linesOf(22)).toHaveLength(22);
    expect(linesOf(22).at(-1)).toBe('… and 2 more');
  });

  it('names each problem once', () => {
    const world = worldAfter((given) => {
      given.clock = 'x';
    });
    expect(() => createSandbox({ world })).toThrow(/^The world is not valid\.\n- clock: .*$/);
  });

  it('names every problem at once', () => {
    const world = worldAfter(({ subscriptions }) => {
      subscriptions[0].customerId = 'a';
      subscriptions[1].customerId = 'b';
    });
    expect(() => createSandbox({ world })).toThrow(/customers has no a.*\n.*customers has no b/);
  });
});
