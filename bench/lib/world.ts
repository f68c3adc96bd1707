import { createSandbox, type WorldInput } from '@connect-api/sandbox';

type World = WorldInput;

/** The sandbox's own world with one of its subscriptions many times over. */
export async function generateWorld(
  count: number,
): Promise<{ world: World; apiKey: string; subscriptionIds: string[] }> {
  const world = await defaultWorld();
  const [model] = world.subscriptions;
  const [tenant] = world.tenants;
  if (!model || !tenant?.apiKeys[0]) throw new Error('The sandbox starts with an empty world.');
  const subscriptions = Array.from({ length: count }, (_, index) => ({
    ...model,
    subscriptionId: `sub-${1_000_000 + index}`,
    addons: (model.addons ?? []).map((addon) => ({
      ...addon,
      subscriptionAddonId: `${addon.subscriptionAddonId}-${index}`,
    })),
  }));
  return {
    world: { ...world, subscriptions },
    apiKey: tenant.apiKeys[0],
    subscriptionIds: subscriptions.map(({ subscriptionId }) => subscriptionId),
  };
}

/** What a request to the sandbox's own world needs. */
export async function defaultRequest() {
  const { tenants, subscriptions } = await defaultWorld();
  const [subscription] = subscriptions;
  const apiKey = tenants[0]?.apiKeys[0];
  if (!subscription || !apiKey) throw new Error('The sandbox starts with an empty world.');
  return { subscriptionId: subscription.subscriptionId, apiKey };
}

async function defaultWorld(): Promise<World> {
  const response = await createSandbox({ clock: 'frozen' }).fetch(
    'http://sandbox.bench/__sandbox/world',
  );
  return response.json();
}
