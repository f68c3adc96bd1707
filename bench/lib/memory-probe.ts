// Sends changes to a sandbox in this process, each under a new idempotency key, while its clock moves;
// prints one line of JSON per sample. Run with --expose-gc. Arguments: keys, live keys, samples.
import { createSandbox } from '@connect-api/sandbox';
import { generateWorld } from './world.ts';

const [keys = 0, live = 0, samples = 0] = process.argv.slice(2).map(Number);
const lifetime = 24 * 60 * 60 * 1000;
const { world, apiKey, subscriptionIds } = await generateWorld(16);

// Two offerings of one price: a change from one to the other is done at once, as often as one likes.
const model = world.productOfferings.find(({ addon }) => addon);
if (!model) throw new Error('The sandbox starts without add-ons.');
const pair = ['addon-one', 'addon-other'];
const changing = {
  ...world,
  productOfferings: [
    ...world.productOfferings,
    ...pair.map((productOfferingId) => ({ ...model, productOfferingId })),
  ],
  subscriptions: world.subscriptions.map((subscription, index) => ({
    ...subscription,
    addons: [{ subscriptionAddonId: `addon-instance-${index}`, productOfferingId: 'addon-one' }],
  })),
};

let now = Date.parse(world.clock);
const sandbox = createSandbox({ world: changing, wallClock: () => now });

for (let key = 0; key < keys; key += 1) {
  now += lifetime / live;
  const turn = Math.floor(key / subscriptionIds.length) + 1;
  const subscriptionId = subscriptionIds[key % subscriptionIds.length];
  const response = await sandbox.fetch(
    `http://sandbox.bench/subscriptions/${subscriptionId}/addons/product-offering-change`,
    {
      method: 'PUT',
      headers: {
        'Content-Type': 'application/json',
        'X-Api-Key': apiKey,
        'X-Idempotency-Key': `key-${key}`,
      },
      body: JSON.stringify({ productOfferingId: pair[turn % 2] }),
    },
  );
  if (response.status !== 200) {
    throw new Error(`Void: key ${key} got ${response.status} ${await response.text()}`);
  }
  if ((key + 1) % (keys / samples) === 0) sample(key + 1);
}

function sample(keys: number) {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  console.log(JSON.stringify({ keys, heap: heapUsed, resident: rss }));
}
