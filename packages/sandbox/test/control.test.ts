import { digest, document } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { createMemoryStore } from '../src/store/memory.js';
import { testSandbox } from './support.js';

describe('the control', () => {
  it('shows the world in a form that another sandbox can start from', async () => {
    const first = testSandbox();
    await first.cancel('sub-1001');
    await first.setClock('2024-01-15T12:00:00Z');
    const world = await first.world();
    const second = testSandbox({ world });
    expect(await second.world()).toEqual(world);
    expect((await second.cancel('sub-1001')).body.message).toBe(
      'Subscription sub-1001 is to be cancelled on 2024-01-16.',
    );
  });

  it('resets subscriptions, clock, idempotency keys, faults and journal', async () => {
    const { cancel, send, setClock, setFaults, world, effects } = testSandbox();
    const before = await world();
    const key = { 'X-Idempotency-Key': 'key-1' };
    const first = await cancel('sub-1001', {}, key);
    await setClock('2024-02-15T00:00:00Z');
    await setFaults({ type: 'connectionReset' });
    const { status, body } = await send('POST', '/__sandbox/reset');
    expect([status, body.now]).toEqual([200, '2024-01-15T09:00:00Z']);
    expect(await world()).toEqual(before);
    expect(await effects()).toEqual([]);
    const again = await cancel('sub-1001', {}, key);
    expect(again.status).toBe(200);
    expect(again.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  });

  it('shows and sets the clock, in the operator’s time zone', async () => {
    const { send, setClock } = testSandbox({ timeZone: 'Pacific/Auckland' });
    expect((await send('GET', '/__sandbox/clock')).body).toEqual({
      now: '2024-01-15T09:00:00Z',
      today: '2024-01-15',
      timeZone: 'Pacific/Auckland',
    });
    expect((await setClock('2024-01-15T12:00:00+01:00')).body).toEqual({
      now: '2024-01-15T11:00:00Z',
      today: '2024-01-16',
      timeZone: 'Pacific/Auckland',
    });
  });

  it.each([
    ['back', '2024-01-15T08:59:59Z'],
    ['beyond the calendar', '9999-06-01T00:00:00Z'],
    ['to a date', '2024-01-16'],
    ['to a day that does not exist', '2024-02-30T00:00:00Z'],
    ['to nothing', ''],
  ])('does not set the clock %s, for one reason', async (_, now) => {
    const { send, setClock } = testSandbox();
    const { status, body } = await setClock(now);
    expect([status, body.details]).toEqual([400, [expect.objectContaining({ property: 'now' })]]);
    expect((await send('GET', '/__sandbox/clock')).body.now).toBe('2024-01-15T09:00:00Z');
  });

  it.each(['running', 'system'] as const)(
    'sets a %s clock to what it has just shown',
    async (clock) => {
      let wall = Date.parse('2031-05-01T00:00:00.900Z');
      const { send, setClock } = testSandbox({ clock, wallClock: () => wall });
      const { now } = (await send('GET', '/__sandbox/clock')).body;
      expect((await setClock(now)).body.now).toBe(now);
      wall += 7_000;
      const { status, body } = await setClock(now);
      expect([status, Date.parse(body.now) - Date.parse(now)]).toEqual([200, 7_000]);
    },
  );

  it('keeps the journal in the order of its instants, where the clock is set meanwhile', async () => {
    let before = async () => {};
    const { cancel, setClock, effects } = testSandbox({
      store: (initial) => {
        const store = createMemoryStore(initial);
        return {
          ...store,
          async commit(commit) {
            await before();
            return store.commit(commit);
          },
        };
      },
    });
    before = async () => {
      before = async () => {};
      await setClock('2024-02-02T00:00:00Z');
    };
    const { body } = await cancel('sub-1001');
    expect(body.pendingStatus.scheduledAt).toBe('2024-02-03');
    const instants = (await effects()).map(({ at }) => at);
    expect(instants).toEqual([...instants].sort());
    expect(instants.length).toBeGreaterThan(3);
  });

  it('keeps a journal with one entry for each executed effect', async () => {
    const { cancel, change, setClock, effects } = testSandbox();
    const { headers } = await cancel('sub-1001', {}, { 'X-Idempotency-Key': 'key-1' });
    await change('sub-9001', { productOfferingId: 'addon-data-5gb' });
    await setClock('2024-01-16T00:00:00Z');
    expect(await effects()).toEqual([
      {
        sequence: 1,
        at: '2024-01-15T09:00:00Z',
        cause: 'request',
        operationId: 'cancelSubscription',
        requestId: headers['x-request-id'],
        idempotencyKey: 'key-1',
        tenantId: 'harbour',
        subscriptionId: 'sub-1001',
      },
      {
        sequence: 2,
        at: '2024-01-16T00:00:00Z',
        cause: 'due',
        kind: 'cancellation',
        tenantId: 'harbour',
        subscriptionId: 'sub-1001',
      },
    ]);
  });

  it('is not there when it is off', async () => {
    const { send } = testSandbox({ control: false });
    expect((await send('GET', '/__sandbox/world')).status).toBe(404);
    expect((await send('GET', '/__health')).body).toEqual({
      status: 'ok',
      version: manifest.version,
      contract: { version: document.info.version, sha256: digest },
    });
  });

  it.each([
    ['GET', '/__sandbox/nothing', 404],
    ['GET', '/__sandbox/constructor', 404],
    ['DELETE', '/__sandbox/clock', 405],
  ])('answers %s %s with %i', async (method, path, status) => {
    const { send } = testSandbox();
    expect((await send(method, path)).status).toBe(status);
  });
});

describe('the clock', () => {
  it.each([
    ['running', 1_000, '2024-01-15T09:00:05Z'],
    ['frozen', 1_000, '2024-01-15T09:00:00Z'],
    ['system', Date.parse('2031-05-01T00:00:00Z'), '2031-05-01T00:00:05Z'],
  ] as const)('%s shows five seconds later', async (clock, start, expected) => {
    let wall: number = start;
    const { send } = testSandbox({ clock, wallClock: () => wall });
    wall += 5_000;
    expect((await send('GET', '/__sandbox/clock')).body.now).toBe(expected);
  });

  it('never goes back with the machine’s', async () => {
    let wall = 100_000;
    const { send } = testSandbox({ clock: 'system', wallClock: () => wall });
    wall = 50_000;
    expect((await send('GET', '/__sandbox/clock')).body.now).toBe('1970-01-01T00:01:40Z');
    wall = 160_000;
    expect((await send('GET', '/__sandbox/clock')).body.now).toBe('1970-01-01T00:02:40Z');
    wall = 130_000;
    expect((await send('GET', '/__sandbox/clock')).body.now).toBe('1970-01-01T00:02:40Z');
  });
});
