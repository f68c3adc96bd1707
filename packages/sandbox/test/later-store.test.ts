import { expect, it } from 'vitest';
import { createMemoryStore } from '../src/store/memory.js';
import type { Store } from '../src/store/store.js';
import { testSandbox } from './support.js';

type Method = Exclude<keyof Store, 'versioned' | 'isTransient'>;

/** A store that lies elsewhere answers by promises. */
function answeringLater(store: Store, methods = methodsOf(store)): Store {
  const later = methods.map((name) => [
    name,
    async (...given: never[]) => {
      await new Promise(setImmediate);
      return (store[name] as (...given: never[]) => unknown)(...given);
    },
  ]);
  return { ...store, ...Object.fromEntries(later) };
}

/** What is asked of a store. */
function methodsOf(store: Store): Method[] {
  const { isTransient: _, versioned: __, ...asked } = store;
  return Object.keys(asked) as Method[];
}

type Calls = ReturnType<typeof testSandbox>;

/** What is asked, and then what has become of it. Each sandbox begins its request ids with signs of its own. */
async function seenOf(ask: (calls: Calls) => Promise<unknown>, wrap: (store: Store) => Store) {
  const calls = testSandbox({ store: (initial) => wrap(createMemoryStore(initial)) });
  const answers = [await ask(calls), await ask(calls)];
  await calls.setClock('2024-01-22T00:00:00Z');
  answers.push(await ask(calls));
  const seen = { answers, effects: await calls.effects(), world: await calls.world() };
  return JSON.stringify(seen, null, 1).replace(/req-[0-9a-f]+-/g, 'req-');
}

const key = { 'X-Idempotency-Key': 'key-1' };
const dearer = { productOfferingId: 'addon-data-5gb' };

it.each<[string, (calls: Calls) => Promise<unknown>]>([
  ['an effect', ({ cancel }) => cancel('sub-1001')],
  ['an effect under a key', ({ cancel }) => cancel('sub-1001', {}, key)],
  ['a change of an add-on', ({ change }) => change('sub-1001', dearer)],
  ['a refusal under a key', ({ cancel }) => cancel('sub-9001', {}, key)],
  ['a reference that nobody has', ({ cancel }) => cancel('rid_nobody')],
  [
    'a fault',
    async ({ setFaults, cancel }) => {
      await setFaults({ type: 'status', status: 503 });
      return [await cancel('sub-1002'), await cancel('sub-1002')];
    },
  ],
  [
    'a connection that breaks',
    async ({ setFaults, cancel }) => {
      await setFaults({ type: 'connectionReset' });
      return [await cancel('sub-1002').catch(String), await cancel('sub-1002')];
    },
  ],
  [
    'a reset',
    async ({ send, cancel }) => {
      await cancel('sub-1001');
      await send('POST', '/__sandbox/reset');
      return cancel('sub-1001');
    },
  ],
])('%s comes to the same where the store answers later', async (_, ask) => {
  const atOnce = await seenOf(ask, (store) => store);
  expect(await seenOf(ask, (store) => answeringLater(store))).toBe(atOnce);
});

it.each<Method>(['takeFault', 'epoch', 'claim', 'now', 'subscription', 'commit'])(
  'a store may answer at once but for its %s',
  async (method) => {
    const ask = async ({ setFaults, cancel }: Calls) => {
      await setFaults({ type: 'status', status: 503 });
      return [await cancel('sub-1001', {}, key), await cancel('sub-1001', {}, key)];
    };
    const atOnce = await seenOf(ask, (store) => store);
    expect(await seenOf(ask, (store) => answeringLater(store, [method]))).toBe(atOnce);
  },
);
