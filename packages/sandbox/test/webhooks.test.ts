import { document, examplesOf, exchangesOf, fillPath, json, webhooksOf } from '@connect-api/spec';
import type { WebhookEvent } from '@connect-api/types';
import { webhookEvent } from '@connect-api/validators';
import { describe, expect, it } from 'vitest';
import { assembleSandbox, type SandboxOptions } from '../src/sandbox.js';
import { createMemoryStore } from '../src/store/memory.js';
import { outboxLength } from '../src/webhooks/delivery.js';
import { createDispatcher } from '../src/webhooks/dispatcher.js';
import { Outbox } from '../src/webhooks/outbox.js';
import { callsOf, testSandbox } from './support.js';

/** The sandbox tells of subscriptions; a contract may have other events beside these. */
type SubscriptionEvent = Extract<WebhookEvent, { type: `subscription.${string}` }>;

/** A sandbox that tells a callback, which acknowledges unless it is told not to. */
function listening(options: SandboxOptions = {}) {
  const events: SubscriptionEvent[] = [];
  const receiver = { down: false };
  const all = testSandbox({
    webhooks: [
      (event) => {
        events.push(event as SubscriptionEvent);
        if (receiver.down) throw new Error('The receiver is down.');
      },
    ],
    ...options,
  });
  const { control } = all.sandbox;
  /** Resolves once so many events have come. */
  const hears = (count: number) =>
    expect.poll(() => events.length, { interval: 1, timeout: 10_000 }).toBe(count);
  const told = () =>
    events.map(({ type, data, occurredAt }) => [type, data.subscriptionId, occurredAt]);
  return { ...all, control, events, receiver, hears, told };
}

type Control = ReturnType<typeof listening>['control'];

const start = '2024-01-15T09:00:00Z';
const midnight = '2024-01-16T00:00:00Z';

describe('an event', () => {
  it('comes soon after the request that it tells of, without anybody asking for it', async () => {
    const { cancel, hears } = listening();
    await cancel('sub-1001');
    await hears(1);
  });

  it('comes for what a request has found due, which itself has nothing to tell', async () => {
    let wall = Date.parse(start);
    const { cancel, hears, told } = listening({ clock: 'running', wallClock: () => wall });
    await cancel('sub-1001');
    await hears(1);
    wall = Date.parse('2024-01-16T00:00:05Z');
    expect((await cancel('sub-9999')).status).toBe(404);
    await hears(2);
    expect(told()[1]).toEqual(['subscription.cancelled', 'sub-1001', midnight]);
  });

  it('tells what a request has scheduled, and comes again when it takes effect', async () => {
    const { cancel, control, told, events } = listening();
    const { body } = await cancel('sub-1001');
    await control.webhooks.settled();
    expect(told()).toEqual([['subscription.updated', 'sub-1001', start]]);
    expect(events[0]?.data).toEqual(body);

    await control.clock.set(midnight);
    await control.webhooks.settled();
    expect(told().slice(1)).toEqual([['subscription.cancelled', 'sub-1001', midnight]]);
    expect(events[1]?.data).toMatchObject({ status: 'CANCELLED', cancelledAt: midnight });
  });

  it('shows a change of today as done, unlike the answer to its request', async () => {
    const { control, call, events } = listening();
    const exchange = exchangesOf(document).find(({ name }) => name === 'upgradeNow');
    const { body } = await call(
      'PUT',
      fillPath(exchange?.path ?? '', exchange?.pathParameters ?? {}),
      exchange?.request,
    );
    await control.webhooks.settled();
    expect(body.pendingProductOffering).toBeDefined();
    expect(events[0]?.data.pendingProductOffering).toBeUndefined();
  });

  it('does not come for what is refused or replayed', async () => {
    const { cancel, control, events } = listening();
    const key = { 'X-Idempotency-Key': 'once' };
    await cancel('sub-1001', {}, key);
    await cancel('sub-1001', {}, key);
    await cancel('sub-1001');
    await control.webhooks.settled();
    expect(events).toHaveLength(1);
  });

  it('tells each step of what falls due at once, as it was then', async () => {
    const { cancel, change, control, events } = listening();
    await change('sub-1002', {
      productOfferingId: 'addon-data-5gb',
      subscriptionAddonId: 'addon-instance-201',
    });
    await cancel('sub-1002', { schedule: { type: 'CancelAtBeginningOfNextMonth' } });
    await control.clock.set('2024-03-01T00:00:00Z');
    await control.webhooks.settled();
    expect(
      events.slice(-2).map(({ type, occurredAt, data }) => [type, occurredAt, data.status]),
    ).toEqual([
      ['subscription.updated', '2024-01-31T00:00:00Z', 'ACTIVATED'],
      ['subscription.cancelled', '2024-02-01T00:00:00Z', 'CANCELLED'],
    ]);
  });

  const ours = webhooksOf(document).filter(({ type }) => type !== undefined);

  it.each(ours)('$name is as in the examples of the contract', async (webhook) => {
    const { call, control, events } = listening();
    const examples = examplesOf(document, json(webhook.requestBody));
    for (const { operationId, path, pathParameters, request, method } of exchangesOf(document)) {
      if (!operationId) continue;
      await control.reset();
      await call(
        method.toUpperCase(),
        fillPath(path, pathParameters as Record<string, string>),
        request,
      );
      await control.clock.set('2024-02-01T00:00:00Z');
      await control.webhooks.settled();
    }
    const without = ({ eventId: _, ...event }: any) => event;
    for (const { value } of examples) expect(events.map(without)).toContainEqual(without(value));
    for (const event of events) expect(webhookEvent(event)).toMatchObject({ valid: true });
  });
});

describe('a delivery that is not acknowledged', () => {
  it('comes again after growing waits, the same to the byte, until 24 hours have passed', async () => {
    const { cancel, control, events, receiver } = listening();
    receiver.down = true;
    await cancel('sub-1001', { schedule: { type: 'CancelAtDate', date: '2024-03-01' } });
    await control.webhooks.settled();
    const waits: number[] = [];
    for (;;) {
      const [delivery] = await control.webhooks.deliveries();
      if (delivery?.state !== 'pending') break;
      waits.push((delivery.dueAt - Date.parse((await control.clock.get()).now)) / 1000);
      await control.clock.set(new Date(delivery.dueAt - 1000));
      const before = events.length;
      await control.webhooks.settled();
      expect(events).toHaveLength(before);
      await control.clock.set(new Date(delivery.dueAt));
      await control.webhooks.settled();
      expect(events).toHaveLength(before + 1);
    }
    expect(waits.slice(0, 6)).toEqual([5, 30, 120, 600, 3600, 3600]);
    const [delivery] = await control.webhooks.deliveries();
    expect(delivery).toMatchObject({ state: 'givenUp' });
    expect(Date.parse((await control.clock.get()).now) - Date.parse(start)).toBeLessThanOrEqual(
      86_400_000,
    );
    expect(new Set(events.map((event) => JSON.stringify(event))).size).toBe(1);
    expect(delivery?.attempts.at(-1)).toMatchObject({ problem: 'The receiver is down.' });
  });

  it.each([
    [0, 'pending'],
    [1, 'givenUp'],
  ])('has %i milliseconds beyond 24 hours: it is %s', async (beyond, state) => {
    let wall = 0;
    const { cancel, control, receiver } = listening({ clock: 'running', wallClock: () => wall });
    receiver.down = true;
    await cancel('sub-1001', { schedule: { type: 'CancelAtDate', date: '2024-03-01' } });
    await control.webhooks.settled();
    // After the second attempt half a minute is waited for.
    wall = 86_400_000 - 30_000 + beyond;
    await control.webhooks.settled();
    expect((await control.webhooks.deliveries())[0]).toMatchObject({ state, attempts: [{}, {}] });
  });

  it('comes again once a tick finds that it is due', async () => {
    let wall = Date.parse(start);
    let attempts = 0;
    const { tick, control, fetch } = assembleSandbox({
      ...{ clock: 'running', wallClock: () => wall },
      webhooks: [
        () => {
          attempts++;
          throw new Error('The receiver is down.');
        },
      ],
    });
    await callsOf(fetch).cancel('sub-1001');
    await control.webhooks.settled();
    wall += 5_000;
    await control.webhooks.settled();
    // By itself it would come half a minute later.
    wall += 30_000;
    await tick();
    await expect.poll(() => attempts, { interval: 1, timeout: 10_000 }).toBe(3);
  });

  it('holds up the later ones of its subscription, and no others', async () => {
    const { cancel, change, control, told, receiver } = listening();
    receiver.down = true;
    await change('sub-1002', {
      productOfferingId: 'addon-data-5gb',
      subscriptionAddonId: 'addon-instance-201',
    });
    await cancel('sub-1002');
    await control.webhooks.settled();
    expect(told()).toHaveLength(1);
    receiver.down = false;
    await cancel('sub-1001');
    await control.webhooks.settled();
    expect(told().slice(1)).toEqual([['subscription.updated', 'sub-1001', start]]);
    await control.clock.set('2024-01-15T09:00:05Z');
    await control.webhooks.settled();
    expect(
      told()
        .slice(2)
        .map(([, id]) => id),
    ).toEqual(['sub-1002', 'sub-1002']);
  });

  it('is the other receiver’s own matter', async () => {
    const heard: string[] = [];
    const { cancel, sandbox } = testSandbox({
      webhooks: [() => Promise.reject(new Error('no')), ({ eventId }) => heard.push(eventId)],
    });
    await cancel('sub-1001');
    await sandbox.control.webhooks.settled();
    const [one, other] = await sandbox.control.webhooks.deliveries();
    expect([one?.state, other?.state]).toEqual(['pending', 'delivered']);
    expect(heard).toEqual([one?.eventId]);
  });
});

describe('a test', () => {
  it('plays what a receiver may meet', async () => {
    const { cancel, control, events } = listening();
    await control.faults.set([
      { type: 'webhookStatus', status: 503 },
      { type: 'webhookAnswerLost' },
    ]);
    await cancel('sub-1001');
    await control.webhooks.settled();
    expect(events).toHaveLength(0);
    await control.clock.set('2024-01-15T09:00:05Z');
    await control.webhooks.settled();
    await control.clock.set('2024-01-15T09:00:35Z');
    await control.webhooks.settled();
    expect(events.map(({ eventId }) => eventId)).toEqual([events[0]?.eventId, events[0]?.eventId]);
    const [delivery] = await control.webhooks.deliveries();
    expect(
      delivery?.attempts.map(({ status, problem }) => [status, problem?.slice(0, 15)]),
    ).toEqual([
      [503, 'It was not sent'],
      [undefined, 'The answer was '],
      [204, undefined],
    ]);
    expect(await control.faults.get()).toEqual([]);
  });

  it.each([300, 307, 404, 503])('counts %s as no acknowledgement', async (status) => {
    const { cancel, control } = listening();
    await control.faults.set([{ type: 'webhookStatus', status }]);
    await cancel('sub-1001');
    await control.webhooks.settled();
    const [delivery] = await control.webhooks.deliveries();
    expect([delivery?.state, delivery?.attempts[0]?.status]).toEqual(['pending', status]);
  });

  it('leaves faults of requests to requests', async () => {
    const { cancel, control, events } = listening();
    await control.faults.set([{ type: 'answerLost' }]);
    await expect(cancel('sub-1001')).rejects.toThrow();
    await control.faults.set([{ type: 'status', status: 500 }]);
    await control.webhooks.settled();
    expect(events).toHaveLength(1);
    expect(await control.faults.get()).toHaveLength(1);
  });

  it('sends one again, done or not', async () => {
    const { cancel, control, send, events, receiver } = listening();
    receiver.down = true;
    await cancel('sub-1001');
    await control.webhooks.settled();
    receiver.down = false;
    await control.webhooks.sendAgain(1);
    await control.webhooks.settled();
    expect((await control.webhooks.deliveries()).map(({ state }) => state)).toEqual(['delivered']);
    expect((await send('POST', '/__sandbox/webhooks/1/send')).status).toBe(200);
    await control.webhooks.settled();
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(1);
    expect(events).toHaveLength(3);
    const attempts = (await control.webhooks.deliveries()).map((each) => each.attempts.length);
    expect(attempts).toEqual([2, 1]);
    expect((await send('POST', '/__sandbox/webhooks/9/send')).status).toBe(404);
    await expect(control.webhooks.sendAgain(9)).rejects.toThrow('no delivery 9');
  });

  it('lists deliveries with their answers, the latest first', async () => {
    const { cancel, control, send } = listening();
    await cancel('sub-1001');
    await cancel('sub-1002');
    await control.webhooks.settled();
    const { body } = await send('GET', '/__sandbox/webhooks');
    expect(body.receivers).toEqual(['callback 1']);
    expect(body.deliveries).toMatchObject([
      { number: 2, state: 'delivered', event: { data: { subscriptionId: 'sub-1002' } } },
      { number: 1, state: 'delivered' },
    ]);
    expect(body.deliveries[1].attempts).toEqual([{ at: start, status: 204 }]);
  });

  it('shows of what is pending when it is sent next, and of what is done no more', async () => {
    const { cancel, control, send, receiver } = listening();
    receiver.down = true;
    await cancel('sub-1001');
    await control.webhooks.settled();
    const shown = async () => (await send('GET', '/__sandbox/webhooks')).body.deliveries;
    expect(await shown()).toMatchObject([{ state: 'pending', dueAt: '2024-01-15T09:00:05Z' }]);
    receiver.down = false;
    await control.webhooks.sendAgain(1);
    await control.webhooks.settled();
    const [done] = await shown();
    expect(done.state).toBe('delivered');
    expect(done).not.toHaveProperty('dueAt');
  });

  it('shows the latest hundred deliveries', async () => {
    const { sandbox, send, cancel } = testSandbox({
      webhooks: Array.from({ length: 101 }, () => () => {}),
    });
    await cancel('sub-1001');
    expect(await sandbox.control.webhooks.deliveries()).toHaveLength(101);
    const { deliveries } = (await send('GET', '/__sandbox/webhooks')).body;
    expect(deliveries.map(({ number }: { number: number }) => number)).toEqual(
      Array.from({ length: 100 }, (_, index) => 101 - index),
    );
    // And any may be sent again.
    for (const number of [1, 101])
      expect((await send('POST', `/__sandbox/webhooks/${number}/send`)).status).toBe(200);
    expect((await send('POST', '/__sandbox/webhooks/999/send')).status).toBe(404);
  });

  it('waits over HTTP, too, until what is due is sent', async () => {
    const { cancel, send, events } = listening();
    await cancel('sub-1001');
    const { status, body } = await send('POST', '/__sandbox/webhooks/settled');
    expect([status, body.deliveries[0].state]).toEqual([200, 'delivered']);
    expect(events).toHaveLength(1);
  });

  it('need not ask for what falls due by the clock, or is sent again', async () => {
    const { cancel, control, receiver, hears } = listening();
    receiver.down = true;
    await cancel('sub-1001', { schedule: { type: 'CancelAtDate', date: '2024-03-01' } });
    await control.webhooks.settled();
    await control.clock.set('2024-01-15T09:00:05Z');
    await control.webhooks.settled();
    // By the machine's clock these would be half a minute later.
    await control.clock.set('2024-01-15T09:00:35Z');
    await hears(3);
    await control.webhooks.settled();
    await control.webhooks.sendAgain(1);
    await hears(4);
  });

  it.each<[string, (control: Control) => Promise<unknown>]>([
    ['deliveries are listed', (control) => control.webhooks.deliveries()],
    ['all that is due is asked to be sent', (control) => control.webhooks.settled()],
    ['the journal is read', (control) => control.effects()],
    ['the world is read', (control) => control.world()],
    ['the clock is set', (control) => control.clock.set('2024-01-16T00:00:05Z')],
  ])('tells what has fallen due by the clock alone once %s', async (_, ask) => {
    let wall = Date.parse(start);
    const { cancel, control, hears, told } = listening({
      clock: 'running',
      wallClock: () => wall,
    });
    await cancel('sub-1001');
    await hears(1);
    wall = Date.parse('2024-01-16T00:00:05Z');
    await ask(control);
    await hears(2);
    expect(told()[1]).toEqual(['subscription.cancelled', 'sub-1001', midnight]);
  });

  it('starts anew with nothing to be sent, and what is on its way then changes nothing', async () => {
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const { cancel, sandbox } = testSandbox({ webhooks: [() => held] });
    await cancel('sub-1001');
    await cancel('sub-1001');
    const settled = sandbox.control.webhooks.settled();
    await sandbox.control.reset();
    expect(await sandbox.control.webhooks.deliveries()).toEqual([]);
    goOn();
    await settled;
    expect(await sandbox.control.webhooks.deliveries()).toEqual([]);
  });

  it('controls the sandbox as over HTTP', async () => {
    const { sandbox, send, cancel } = testSandbox();
    const { control } = sandbox;
    await cancel('sub-1001');
    expect(await control.effects()).toEqual((await send('GET', '/__sandbox/effects')).body.effects);
    expect(await control.world()).toEqual((await send('GET', '/__sandbox/world')).body);
    expect(await control.clock.get()).toEqual((await send('GET', '/__sandbox/clock')).body);
    await expect(control.clock.set('yesterday')).rejects.toThrow();
    await expect(control.clock.set('2023-01-01T00:00:00Z')).rejects.toThrow();
    await expect(
      control.faults.set([{ type: 'delay', delayMs: 1, operationId: 'x' }]),
    ).rejects.toThrow();
    await control.reset();
    expect(await control.effects()).toEqual([]);
  });
});

it('without webhooks nothing is kept', async () => {
  const { cancel, sandbox } = testSandbox();
  await cancel('sub-1001');
  await sandbox.control.webhooks.settled();
  expect(await sandbox.control.webhooks.deliveries()).toEqual([]);
});

it('never keeps a request waiting', async () => {
  const { cancel } = testSandbox({ webhooks: [() => new Promise(() => {})] });
  expect((await cancel('sub-1001')).status).toBe(200);
});

describe('a dispatcher', () => {
  const waiting = (receiver: string) =>
    createMemoryStore(
      { subscriptions: [], clock: () => ({ mode: 'frozen', instant: 0, wall: 0 }) },
      {
        saved: {
          clock: undefined,
          subscriptions: [],
          keys: [],
          effects: [],
          deliveries: [
            {
              ...{ number: 1, receiver, subscriptionId: 's', eventId: 'e', type: 't' },
              ...{ occurredAt: start, event: '{}', state: 'pending', dueAt: 0, attempts: [] },
            },
          ],
        },
      },
    );
  const fail = (error: unknown) => {
    throw error;
  };

  it.each([
    ['nothing', '', {}],
    ['a few characters', 'thanks', { body: 'thanks' }],
    ['a page', 'x'.repeat(1_001), { body: 'x'.repeat(1_000) }],
  ])('keeps of an answer with %s at most the first 1,000 characters', async (_, body, kept) => {
    const store = waiting('talker');
    const talker = { name: 'talker', send: async () => ({ status: 200, body }) };
    await createDispatcher(store, [talker], fail).settled();
    const [delivery] = await store.deliveries();
    expect(delivery).toMatchObject({ state: 'delivered' });
    expect(delivery?.attempts).toEqual([{ at: '1970-01-01T00:00:00Z', status: 200, ...kept }]);
  });

  it('sends nothing any more once it is closed, and asks for nothing', async () => {
    let asked = 0;
    const kept = waiting('r');
    const store = {
      ...kept,
      nextDelivery: () => {
        asked++;
        return kept.nextDelivery();
      },
    };
    const sent: string[] = [];
    const r = {
      name: 'r',
      send: async (event: string) => {
        sent.push(event);
        return { status: 204, body: '' };
      },
    };
    const dispatcher = createDispatcher(store, [r], fail);
    dispatcher.wake();
    dispatcher.close();
    dispatcher.wake();
    await new Promise((resolve) => setTimeout(resolve));
    expect([sent, asked]).toEqual([[], 0]);
  });

  it('leaves alone what is there for others, where it has no receivers itself', async () => {
    const store = waiting('r');
    await createDispatcher(store, [], fail).settled();
    expect(await store.deliveries()).toMatchObject([{ state: 'pending', attempts: [] }]);
  });

  it('keeps no process alive once there is an answer', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((each) => each === 'Timeout');
    const store = waiting('r');
    const r = { name: 'r', send: async () => ({ status: 204, body: '' }) };
    const before = timers();
    await createDispatcher(store, [r], fail).settled();
    expect(timers()).toEqual(before);
  });

  it('leaves a receiver that does not answer in time, which hears of it', async () => {
    const store = waiting('silent');
    let heard: AbortSignal | undefined;
    const silent = {
      name: 'silent',
      send: (_: string, signal: AbortSignal) => {
        heard = signal;
        return new Promise<never>(() => {});
      },
    };
    await createDispatcher(store, [silent], fail, 50).settled();
    const [delivery] = await store.deliveries();
    const problem = 'No answer within 0.05 seconds.';
    expect(delivery).toMatchObject({ state: 'pending', attempts: [{ problem }] });
    expect(heard?.reason).toMatchObject({ message: problem });
  });

  it('gives up what is for a receiver that is no more', async () => {
    const store = waiting('gone');
    const other = { name: 'other', send: async () => ({ status: 204, body: '' }) };
    await createDispatcher(store, [other], fail).settled();
    expect(await store.deliveries()).toMatchObject([
      {
        state: 'givenUp',
        attempts: [{ problem: 'This sandbox was started without that receiver.' }],
      },
    ]);
  });
});

describe('an outbox', () => {
  const delivery = (number: number, state: 'pending' | 'delivered' = 'pending') => ({
    receiver: 'r',
    subscriptionId: `sub-${number}`,
    eventId: 'e',
    type: 't',
    occurredAt: start,
    event: '{}',
    state,
    dueAt: 0,
    attempts: [],
  });

  it('lets go of the oldest that is done, or else of the oldest', () => {
    const outbox = new Outbox();
    outbox.add(delivery(1));
    outbox.add(delivery(2, 'delivered'));
    for (let number = 3; number <= outboxLength + 2; number++) outbox.add(delivery(number));
    expect(outbox.list).toHaveLength(outboxLength);
    expect(outbox.list[0]?.number).toBe(3);
    expect(outbox.claim(0)?.delivery.number).toBe(3);
  });

  it('lets go of what is done before anything older', () => {
    const outbox = new Outbox();
    outbox.add(delivery(1));
    outbox.add(delivery(2, 'delivered'));
    for (let number = 3; number <= outboxLength + 1; number++) outbox.add(delivery(number));
    expect(outbox.list.slice(0, 2).map(({ number }) => number)).toEqual([1, 3]);
  });

  it('goes on in a line whose first it has let go of', () => {
    const outbox = new Outbox();
    for (let number = 1; number <= outboxLength + 1; number++) outbox.add(delivery(0));
    expect(outbox.claim(0)?.delivery.number).toBe(2);
  });

  it('hands out nothing that is done', () => {
    const outbox = new Outbox();
    outbox.add(delivery(1, 'delivered'));
    expect([outbox.claim(0), outbox.next]).toEqual([undefined, undefined]);
  });

  it('tells that what is pending is sent again at once', () => {
    const told: unknown[] = [];
    const outbox = new Outbox({ delivery: (each) => told.push(each), deliveryDropped() {} });
    outbox.add(delivery(1));
    outbox.sendAgain(1, 5);
    expect(told).toEqual([
      { number: 1, ...delivery(1) },
      { number: 1, ...delivery(1), dueAt: 5 },
    ]);
  });

  it('hears no more of what it has let go of meanwhile', () => {
    const outbox = new Outbox();
    outbox.add(delivery(1));
    const claimed = outbox.claim(0);
    for (let number = 2; number <= outboxLength + 1; number++) outbox.add(delivery(number));
    const done = { number: 1, ...delivery(1, 'delivered') };
    expect(outbox.recordAttempt(done, claimed?.token)).toBe(false);
    expect(outbox.list[0]?.number).toBe(2);
  });

  it('holds no more text than it may', () => {
    const outbox = new Outbox();
    const event = 'x'.repeat(2 ** 24);
    for (let number = 1; number <= 6; number++) outbox.add({ ...delivery(number), event });
    expect(outbox.list.map(({ number }) => number)).toEqual([3, 4, 5, 6]);
    // What needs the room of several takes it, and what is gone takes none.
    outbox.add({ ...delivery(7), event: event + event });
    expect(outbox.list.map(({ number }) => number)).toEqual([5, 6, 7]);
    outbox.add({ ...delivery(8), event: '{}' });
    expect(outbox.list.map(({ number }) => number)).toEqual([6, 7, 8]);
    outbox.add({ ...delivery(9), event: '{}' });
    expect(outbox.list.map(({ number }) => number)).toEqual([6, 7, 8, 9]);
  });

  it('goes on from what was saved', () => {
    const store = createMemoryStore(
      { subscriptions: [], clock: () => ({ mode: 'frozen', instant: 0, wall: 0 }) },
      {
        saved: {
          clock: undefined,
          subscriptions: [],
          keys: [],
          effects: [],
          deliveries: [{ number: 7, ...delivery(7) }],
        },
      },
    );
    expect(store.claimDelivery()).toMatchObject({ delivery: { number: 7 } });
    store.sendAgain(7);
    expect(store.commit({ epoch: store.epoch(), deliveries: [delivery(8)] })).toBe('done');
    expect(store.deliveries()).toMatchObject([{ number: 7 }, { number: 8 }]);
  });
});
