import { digest, document } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { operations } from '../src/generated/contract.js';
import { createSandbox } from '../src/sandbox.js';
import { createMemoryStore } from '../src/store/memory.js';
import defaultWorld from '../src/world/default-world.json' with { type: 'json' };
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
    // Whoever starts from it has the same dates.
    expect((await send('GET', '/__sandbox/world')).body.timeZone).toBe('Pacific/Auckland');
  });

  it.each([
    [
      'back',
      '2024-01-15T08:59:59Z',
      'Must not lie before the clock, which shows 2024-01-15T09:00:00Z.',
    ],
    ['beyond the calendar', '9999-06-01T00:00:00Z', 'Must be 9999-01-01T00:00:00Z at the latest.'],
    ['to a date', '2024-01-16', expect.stringContaining('Must be a date-time')],
    [
      'to a day that does not exist',
      '2024-02-30T00:00:00Z',
      expect.stringContaining('Must be a date-time'),
    ],
    ['to nothing', '', expect.stringContaining('Must be a date-time')],
  ])('does not set the clock %s, for one reason', async (_, now, message) => {
    const { send, setClock } = testSandbox();
    const { status, body } = await setClock(now);
    expect([status, body.details]).toEqual([
      400,
      [{ property: 'now', code: expect.stringMatching(/^FIELD_/), message }],
    ]);
    expect((await send('GET', '/__sandbox/clock')).body.now).toBe('2024-01-15T09:00:00Z');
  });

  it.each([
    [{}, [['faults', 'FIELD_REQUIRED']]],
    [{ faults: [], more: 1 }, [['more', 'FIELD_UNKNOWN']]],
    [
      { faults: [{ type: 'delay', delayMs: 'long' }, { type: 'delay' }] },
      [
        ['faults[0].delayMs', 'FIELD_INVALID'],
        ['faults[1].delayMs', 'FIELD_REQUIRED'],
      ],
    ],
  ])('says of each property of %j what is wrong with it', async (given, expected) => {
    const { send } = testSandbox();
    const { status, body } = await send('PUT', '/__sandbox/faults', {
      body: JSON.stringify(given),
    });
    const found = body.details.map(({ property, code }: any) => [property, code]);
    expect([status, found]).toEqual([400, expected]);
  });

  it.each([
    ['a word', 'yesterday'],
    ['a date', '2024-02-01'],
    ['a time without a zone', '2024-02-01T00:00:00'],
    ['no date', new Date(Number.NaN)],
    ['nothing', undefined],
    ['a number', 1_800_000_000_000],
  ])('says in process what is expected of a clock, when it is given %s', async (_, now) => {
    const { control } = testSandbox().sandbox;
    await expect(control.clock.set(now as string)).rejects.toThrow(
      'control.clock.set: now: Must be a date-time such as 2024-01-15T09:00:00Z.',
    );
    expect((await control.clock.get()).now).toBe('2024-01-15T09:00:00Z');
  });

  it('says in process everything that is wrong, one after the other', async () => {
    const { control } = testSandbox().sandbox;
    const faults = [{ type: 'delay' }, { type: 'status' }];
    await expect(control.faults.set(faults as never)).rejects.toThrow(
      'control.faults.set: faults[0].delayMs: The property is required. faults[1].status: The property is required.',
    );
  });

  it('shows of a request without a key, and of one for nothing, no more than there is', async () => {
    const { sandbox, cancel } = testSandbox();
    await cancel('sub-1001');
    const [effect] = await sandbox.control.effects();
    expect(Object.keys(effect ?? {}).sort()).toEqual(
      ['at', 'cause', 'operationId', 'requestId', 'sequence', 'subscriptionId', 'tenantId'].sort(),
    );
  });

  it('says in process where the clock stands, when it is set back', async () => {
    const { control } = testSandbox().sandbox;
    await expect(control.clock.set(new Date(0))).rejects.toThrow(
      'control.clock.set: now: Must not lie before the clock, which shows 2024-01-15T09:00:00Z.',
    );
  });

  it.each([
    [[{ type: 'earthquake' }], /^control\.faults\.set: faults\[0\]\.type: Must be one of delay, /],
    [
      [{ type: 'status' }],
      /^control\.faults\.set: faults\[0\]\.status: The property is required\./,
    ],
    [{ type: 'delay' }, /^control\.faults\.set: faults: Must be a list/],
    [
      [{ type: 'rateLimit', operationId: 'cancel' }],
      /^control\.faults\.set: faults\[0\]\.operationId: Must be one of /,
    ],
  ])('says in process what is wrong with the faults %j', async (faults, message) => {
    const { control } = testSandbox().sandbox;
    await expect(control.faults.set(faults as never)).rejects.toThrow(message);
    expect(await control.faults.get()).toEqual([]);
  });

  it('has a clock that runs from the world’s instant on, unless told otherwise', async () => {
    let wall = 0;
    const { control } = createSandbox({ wallClock: () => wall });
    const { now: before } = await control.clock.get();
    wall += 90_000;
    const { now: after } = await control.clock.get();
    expect([before, Date.parse(after) - Date.parse(before)]).toEqual([defaultWorld.clock, 90_000]);
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

describe('the control of a test in the same process', () => {
  it('takes a Date for an instant', async () => {
    const { clock } = testSandbox().sandbox.control;
    expect((await clock.set(new Date('2024-02-01T10:00:00Z'))).now).toBe('2024-02-01T10:00:00Z');
  });
});

it('the clock can be set to the last instant that it knows', async () => {
  const { status, body } = await testSandbox().setClock('9999-01-01T00:00:00Z');
  expect([status, body.now]).toEqual([200, '9999-01-01T00:00:00Z']);
});

describe('the control over HTTP', () => {
  it('answers JSON that is indented, and ends with a line break', async () => {
    const { headers, text, body } = await testSandbox().send('GET', '/__sandbox/clock');
    expect(headers['content-type']).toBe('application/json');
    expect(text).toBe(`${JSON.stringify(body, null, 2)}\n`);
  });

  it('names the methods that a path has', async () => {
    const { send } = testSandbox();
    const allowed = async (path: string) =>
      (await send('DELETE', `/__sandbox/${path}`)).headers['allow'];
    expect(await allowed('clock')).toBe('GET, PUT');
    expect(await allowed('reset')).toBe('POST');
    expect(await allowed('webhooks/15/send')).toBe('POST');
  });

  it.each(['webhooks/1/send/', 'webhooks/1/sender', 'old/webhooks/1/send', 'webhooks/one/send'])(
    'knows nothing of %s',
    async (path) => {
      const { status, body } = await testSandbox().send('POST', `/__sandbox/${path}`);
      expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
      expect(body.message).not.toContain('delivery');
    },
  );

  it('is for no path that only has it further behind', async () => {
    expect((await testSandbox().send('GET', '/old/__sandbox/clock')).status).toBe(404);
  });

  it('takes no body that is larger than one of the API', async () => {
    const { send } = testSandbox();
    const now = '2024-01-15T10:00:00Z';
    const put = (size: number) =>
      send('PUT', '/__sandbox/clock', { body: JSON.stringify({ now }).padEnd(size) });
    const { status, body } = await put(1_048_577);
    expect([status, body.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect((await put(1_048_576)).body.now).toBe(now);
  });

  it('names the operations that a fault can be for', async () => {
    const { setFaults } = testSandbox();
    const known = operations.map(({ operationId }) => operationId);
    expect(known.length).toBeGreaterThan(1);
    const { status, body } = await setFaults(
      { type: 'connectionReset', operationId: known[0] },
      { type: 'connectionReset', operationId: 'misspelt' },
    );
    expect([status, body.details]).toEqual([
      400,
      [
        {
          message: `Must be one of ${known.join(', ')}.`,
          code: 'FIELD_INVALID',
          property: 'faults[1].operationId',
        },
      ],
    ]);
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
