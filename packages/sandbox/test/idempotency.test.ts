import { describe, expect, it } from 'vitest';
import { errors } from '../src/generated/contract.js';
import { createMemoryStore } from '../src/store/memory.js';
import type { Store } from '../src/store/store.js';
import defaultWorld from '../src/world/default-world.json' with { type: 'json' };
import type { WorldInput } from '../src/world/world.js';
import { testSandbox } from './support.js';

const key = (value = 'key-1') => ({ 'X-Idempotency-Key': value });

describe('an idempotency key', () => {
  it('replays the first answer byte for byte, and nothing is executed again', async () => {
    const { cancel, effects } = testSandbox();
    const first = await cancel('sub-1001', {}, key());
    expect(first.status).toBe(200);
    expect(await cancel('sub-1001', {}, key())).toEqual(first);
    expect(await effects()).toHaveLength(1);
  });

  it.each([
    ['method and path', (s: ReturnType<typeof testSandbox>) => s.change('sub-1001', {}, key())],
    ['path', (s: ReturnType<typeof testSandbox>) => s.cancel('sub-1002', {}, key())],
    [
      'body',
      (s: ReturnType<typeof testSandbox>) => s.cancel('sub-1001', { reason: 'FRAUD' }, key()),
    ],
    [
      'bytes of the body alone',
      (s: ReturnType<typeof testSandbox>) =>
        s.call(
          'POST',
          '/subscriptions/sub-1001/cancel',
          '{"schedule":{"type":"CancelNextDay"}, "reason":"NO_NEED"}',
          key(),
        ),
    ],
    [
      'query',
      (s: ReturnType<typeof testSandbox>) =>
        s.call(
          'POST',
          '/subscriptions/sub-1001/cancel?a=1',
          { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
          key(),
        ),
    ],
    [
      'letter case in the path',
      (s: ReturnType<typeof testSandbox>) => s.cancel('SUB-1001', {}, key()),
    ],
    [
      'spelling of the same path',
      (s: ReturnType<typeof testSandbox>) => s.cancel('sub%2D1001', {}, key()),
    ],
    [
      'letter case in the Content-Type',
      (s: ReturnType<typeof testSandbox>) =>
        s.cancel('sub-1001', {}, { ...key(), 'Content-Type': 'Application/json' }),
    ],
    [
      'letter case in the body',
      (s: ReturnType<typeof testSandbox>) => s.cancel('sub-1001', { comment: 'A' }, key()),
    ],
    [
      'Content-Type',
      (s: ReturnType<typeof testSandbox>) =>
        s.cancel('sub-1001', {}, { ...key(), 'Content-Type': 'application/json; charset=utf-8' }),
    ],
    [
      'API key of the same tenant',
      (s: ReturnType<typeof testSandbox>) =>
        s.cancel('sub-1001', {}, { ...key(), 'X-Api-Key': 'sandbox-harbour-2' }),
    ],
    [
      'body, which is malformed',
      (s: ReturnType<typeof testSandbox>) =>
        s.call('POST', '/subscriptions/sub-1001/cancel', '{', key()),
    ],
    [
      'body, which is not UTF-8',
      (s: ReturnType<typeof testSandbox>) =>
        s.call('POST', '/subscriptions/sub-1001/cancel', new Uint8Array([0xff]), key()),
    ],
  ])('is a mismatch for a request with another %s', async (_, request) => {
    const sandbox = testSandbox();
    await sandbox.cancel('sub-1001', {}, key());
    const { status, body } = await request(sandbox);
    expect([status, body.code]).toEqual([409, 'idempotency_key_mismatch']);
    expect(await sandbox.effects()).toHaveLength(1);
  });

  it('may be used by another tenant too', async () => {
    const { cancel } = testSandbox();
    await cancel('sub-1001', {}, key());
    const { status } = await cancel('sub-9001', {}, { ...key(), 'X-Api-Key': 'sandbox-meadow-1' });
    expect(status).toBe(200);
  });

  it('may be used by another tenant too, whatever the two are called', async () => {
    const world = structuredClone(defaultWorld) as unknown as WorldInput;
    for (const each of [...world.tenants, ...world.subscriptions])
      if (each.tenantId === 'meadow') each.tenantId = 'harbour1';
    const { cancel } = testSandbox({ world });
    await cancel('sub-1001', {}, key('1a'));
    const other = { ...key('a'), 'X-Api-Key': 'sandbox-meadow-1' };
    expect((await cancel('sub-9001', {}, other)).status).toBe(200);
  });

  it('does not depend on headers that do not affect processing', async () => {
    const { cancel } = testSandbox();
    const first = await cancel('sub-1001', {}, key());
    expect(await cancel('sub-1001', {}, { ...key(), 'User-Agent': 'another/2.0' })).toEqual(first);
  });

  it.each([
    ['403', 'sub-9001', {}],
    ['404', 'sub-4040', {}],
    ['409 about state', 'sub-1010', {}],
  ])('remembers a %s', async (status, id, body) => {
    const { cancel } = testSandbox();
    const first = await cancel(id, body, key());
    expect(first.status).toBe(Number(status.slice(0, 3)));
    expect(await cancel(id, body, key())).toEqual(first);
  });

  it.each([
    ['400 of the form', { schedule: {} }, {}],
    ['400 of the calendar', { schedule: { type: 'CancelAtDate', date: '2024-01-15' } }, {}],
    ['401', {}, { 'X-Api-Key': 'nobody' }],
    ['415', {}, { 'Content-Type': 'text/plain' }],
    ['413', { comment: 'x'.repeat(1_048_577) }, {}],
  ])('does not remember a %s', async (status, body, headers) => {
    const { cancel } = testSandbox();
    const refused = await cancel('sub-1001', body, { ...key(), ...headers });
    expect(refused.status).toBe(Number(status.slice(0, 3)));
    expect((await cancel('sub-1001', {}, key())).status).toBe(200);
  });

  it.each([
    ['429', { type: 'rateLimit' }],
    ['503', { type: 'status', status: 503 }],
  ])('does not remember a %s', async (status, fault) => {
    const { cancel, setFaults, effects } = testSandbox();
    await setFaults(fault);
    expect((await cancel('sub-1001', {}, key())).status).toBe(Number(status));
    expect(await effects()).toHaveLength(0);
    expect((await cancel('sub-1001', {}, key())).status).toBe(200);
  });

  it('wins over a check that the request would fail by now', async () => {
    const { cancel, setClock } = testSandbox();
    const body = { schedule: { type: 'CancelAtDate', date: '2024-01-16' } };
    const first = await cancel('sub-1001', body, key());
    await setClock('2024-01-16T08:00:00Z');
    expect(await cancel('sub-1001', body, key())).toEqual(first);
  });

  it.each([
    ['a millisecond before 24 hours', '2024-01-16T08:59:59.999Z', 'replay'],
    ['at exactly 24 hours', '2024-01-16T09:00:00Z', 'executed'],
  ])('%s it is still there or starts anew', async (_, instant, expected) => {
    const { cancel, setClock } = testSandbox();
    const first = await cancel('sub-4040', {}, key());
    await setClock('2024-01-16T01:00:00Z');
    await cancel('sub-4040', {}, key());
    await setClock(instant);
    const again = await cancel('sub-4040', {}, key());
    const same = again.headers['x-request-id'] === first.headers['x-request-id'];
    expect(same ? 'replay' : 'executed').toBe(expected);
  });

  it('counts the 24 hours from the recording, not from the arrival', async () => {
    let wake = () => {};
    const { cancel, setClock, setFaults } = testSandbox({
      sleep: () =>
        new Promise((resolve) => {
          wake = resolve;
        }),
    });
    await setFaults({ type: 'delay', delayMs: 1 });
    const slow = cancel('sub-4040', {}, key());
    await expect
      .poll(() => cancel('sub-4040', {}, key()).then(({ body }) => body.code))
      .toBe('idempotency_key_locked');
    await setClock('2024-01-15T12:00:00Z');
    wake();
    const first = await slow;
    await setClock('2024-01-16T11:59:59Z');
    expect(await cancel('sub-4040', {}, key())).toEqual(first);
  });

  it.each([
    ['empty', ''],
    ['longer than 256 characters', 'x'.repeat(257)],
    ['with a space inside', 'a b'],
    ['with other than ASCII', 'clé'],
  ])('is refused when it is %s', async (_, value) => {
    const { cancel } = testSandbox();
    const { status, body } = await cancel('sub-1001', {}, key(value));
    expect([status, body.details[0].property]).toEqual([400, 'X-Idempotency-Key']);
  });

  it.each([
    ['one character', '!'],
    ['256 characters', '~'.repeat(256)],
  ])('may have %s', async (_, value) => {
    const { cancel } = testSandbox();
    expect((await cancel('sub-1001', {}, key(value))).status).toBe(200);
  });

  it('is needed for protection: without it every request is executed', async () => {
    const { change, effects } = testSandbox();
    const body = { productOfferingId: 'addon-data-10gb', scheduledAt: '2024-02-01' };
    await change('sub-1001', body);
    await change('sub-1001', body);
    expect(await effects()).toHaveLength(2);
  });
});

describe('requests at the same time under one idempotency key', () => {
  it('have one effect, and are otherwise locked or replays', async () => {
    const { cancel, effects } = testSandbox();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => cancel('sub-1001', {}, key())),
    );
    const codes = new Set(answers.map(({ status, body }) => (status === 200 ? 200 : body.code)));
    expect([...codes].filter((code) => code !== 'idempotency_key_locked')).toEqual([200]);
    expect(
      new Set(answers.filter(({ status }) => status === 200).map(({ text }) => text)).size,
    ).toBe(1);
    expect(await effects()).toHaveLength(1);
  });

  it('are locked or a mismatch while the first is being processed', async () => {
    let wake = () => {};
    const { cancel, setFaults, effects } = testSandbox({
      sleep: () =>
        new Promise((resolve) => {
          wake = resolve;
        }),
    });
    await setFaults({ type: 'delay', delayMs: 500 });
    const first = cancel('sub-1001', {}, key());
    const [same, other] = [
      await cancel('sub-1001', {}, key()),
      await cancel('sub-1002', {}, key()),
    ];
    expect([same.status, same.body.code]).toEqual([409, 'idempotency_key_locked']);
    expect(same.headers).not.toHaveProperty('retry-after');
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_mismatch']);
    wake();
    expect((await first).status).toBe(200);
    expect(await cancel('sub-1001', {}, key())).toEqual(await first);
    expect(await effects()).toHaveLength(1);
  });

  it('with different keys on one subscription are executed one after the other', async () => {
    const { cancel, effects } = testSandbox();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => cancel('sub-1001', {}, key(`key-${index}`))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(409)]);
    expect(await effects()).toHaveLength(1);
  });

  it.each([
    ['with a key', key()],
    ['without a key', {}],
  ])('%s that were under way when the sandbox was reset have no effect', async (_, headers) => {
    let wake = () => {};
    const { cancel, send, setFaults, effects, subscription } = testSandbox({
      sleep: () =>
        new Promise((resolve) => {
          wake = resolve;
        }),
    });
    await setFaults({ type: 'delay', delayMs: 500 });
    const first = cancel('sub-1001', {}, headers);
    await expect.poll(async () => (await send('GET', '/__sandbox/faults')).body.faults).toEqual([]);
    await send('POST', '/__sandbox/reset');
    wake();
    const { status, body } = await first;
    expect([status, body.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    expect(body.message).toBe('The sandbox was reset meanwhile. The request had no effect.');
    expect((await subscription('sub-1001')).pendingStatus).toBeUndefined();
    expect(await effects()).toHaveLength(0);
  });

  it('that are delayed take effect when they are decided, not when they arrived', async () => {
    let wall = 0;
    const { cancel, setFaults, effects } = testSandbox({
      clock: 'running',
      wallClock: () => wall,
      sleep: async (ms) => {
        wall += ms;
      },
    });
    await setFaults({ type: 'delay', delayMs: 5_000 });
    expect((await cancel('sub-1001', {}, key())).status).toBe(200);
    expect((await effects()).map(({ at }) => at)).toEqual(['2024-01-15T09:00:05Z']);
  });

  it('are decided anew by the clock that was set meanwhile', async () => {
    let commits = 0;
    const { cancel, effects } = testSandbox({
      store: (initial) => {
        const store = createMemoryStore(initial);
        const commit: Store['commit'] = async (given) => {
          if (++commits === 1) await store.moveClock(Date.parse('2024-01-15T10:00:00Z'));
          return commits > 2 ? 'lease lost' : store.commit(given);
        };
        return { ...store, commit };
      },
    });
    expect((await cancel('sub-1001', {}, key())).status).toBe(200);
    expect((await effects()).map(({ at }) => at)).toEqual(['2024-01-15T10:00:00Z']);
  });

  it('find their key free once a refusal is answered, however long that takes', async () => {
    const { cancel } = testSandbox({
      store: (initial) => {
        const store = createMemoryStore(initial);
        const release: Store['release'] = async (lease) => {
          for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
          return store.release(lease);
        };
        return { ...store, release };
      },
    });
    expect((await cancel('sub-1001', { reason: 'NONE' }, key())).status).toBe(400);
    expect((await cancel('sub-1001', { reason: 'NONE' }, key())).status).toBe(400);
  });

  it('that have lost their lock have no effect, and say what the contract says', async () => {
    const { cancel } = testSandbox({
      store: (initial) => ({ ...createMemoryStore(initial), commit: () => 'lease lost' }),
    });
    const { status, body } = await cancel('sub-1001', {}, key());
    expect([status, body.message]).toEqual([503, errors.SERVICE_UNAVAILABLE.message]);
  });
});

/** A sandbox, and the fingerprints that its store is given. */
function fingerprinted(change: Partial<Store> = {}) {
  const fingerprints: string[] = [];
  const calls = testSandbox({
    store: (initial) => {
      const store = createMemoryStore(initial);
      const claim: Store['claim'] = (key, fingerprint) => {
        fingerprints.push(fingerprint);
        return store.claim(key, fingerprint);
      };
      return { ...store, claim, ...change };
    },
  });
  return { ...calls, fingerprints };
}

it.each([
  ['itself in memory', true, /^POST\n\/subscriptions\/sub-1001\/cancel\n/],
  ['its digest where something of a store leaves the process', false, /^[0-9a-f]{64}$/],
])('a short request is held as %s', async (_, isTransient, form) => {
  const { cancel, fingerprints } = fingerprinted({ isTransient });
  await cancel('sub-1001', {}, key());
  expect(fingerprints).toEqual([expect.stringMatching(form)]);
});

it('a long request is held as its digest', async () => {
  const { call, fingerprints } = fingerprinted();
  const body = '{"schedule":{"type":"CancelNextDay"},"reason":"NO_NEED"}'.padEnd(1_000_000);
  const send = (text: string) => call('POST', '/subscriptions/sub-1001/cancel', text, key());
  expect((await send(body)).status).toBe(200);
  expect((await send(body)).status).toBe(200);
  expect((await send(`${body} `)).body.code).toBe('idempotency_key_mismatch');
  for (const each of fingerprints) expect(each).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(fingerprints).size).toBe(2);
});

describe('at the bound of idempotency keys', () => {
  it('new ones get a 429 with the wait until the oldest expires', async () => {
    let wall = 0;
    const { cancel } = testSandbox({ maxKeys: 1, clock: 'running', wallClock: () => wall });
    await cancel('sub-1001', {}, key('a'));
    wall = 60 * 60 * 1000;
    const { status, headers, body } = await cancel('sub-1002', {}, key('b'));
    expect([status, headers['retry-after']]).toEqual([429, String(23 * 60 * 60)]);
    expect([body.message, body.hint]).toEqual([
      'The sandbox holds as many idempotency keys as it can. The oldest one expires in 82800 seconds of its clock.',
      'Wait, set the clock of the sandbox forward, or reset the sandbox.',
    ]);
    wall += 23 * 60 * 60 * 1000;
    expect((await cancel('sub-1002', {}, key('b'))).status).toBe(200);
  });

  it('come free when the clock is set forward, and known ones are replayed until then', async () => {
    const { cancel, setClock } = testSandbox({ maxKeys: 2 });
    const first = await cancel('sub-1001', {}, key('a'));
    await setClock('2024-01-15T10:00:00Z');
    await cancel('sub-4040', {}, key('b'));
    const refused = await cancel('sub-1002', {}, key('c'));
    expect([refused.status, refused.body.code]).toEqual([429, 'RATE_LIMITED']);
    // To wait is of no use while the clock stands; by how far it has to be moved is told.
    expect(refused.headers['retry-after']).toBe('1');
    expect([refused.body.message, refused.body.hint]).toEqual([
      'The sandbox holds as many idempotency keys as it can. The oldest one expires in 82800 seconds of its clock, which stands still.',
      'Set the clock of the sandbox forward, or reset the sandbox.',
    ]);
    expect(await cancel('sub-1001', {}, key('a'))).toEqual(first);
    await setClock('2024-01-16T09:00:00Z');
    expect((await cancel('sub-1002', {}, key('c'))).status).toBe(200);
  });
});
