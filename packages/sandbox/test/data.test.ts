import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ClassicLevel } from 'classic-level';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServerOptions, startSandbox } from '../src/node/server.js';
import defaultWorld from '../src/world/default-world.json' with { type: 'json' };
import type { WorldInput } from '../src/world/world.js';
import { run, start } from './program.js';
import { type Answered, apiKey, callsOf } from './support.js';

let folder: string;
let data: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
  data = path.join(folder, 'data');
});
afterEach(() => rm(folder, { recursive: true, maxRetries: 5 }));

type Program = Awaited<ReturnType<typeof start>>;

async function kill({ child }: Program): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** What a replay repeats. */
const resultOf = ({ status, headers, text }: Answered) => ({
  status,
  requestId: headers['x-request-id'],
  type: headers['content-type'],
  text,
});

/** Why a sandbox does not start with the directory. */
async function refusalOf(options: ServerOptions = {}): Promise<string> {
  const running = await startSandbox({ port: 0, data, ...options }).catch(
    ({ message }: Error) => message,
  );
  if (typeof running === 'string') return running;
  await running.close();
  return 'It starts.';
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `sub-burst-${index}`);

/** A world file with so many subscriptions that can be cancelled. */
async function writeWorld(count: number): Promise<string> {
  const [template] = defaultWorld.subscriptions;
  const subscriptions = ids(count).map((subscriptionId) => ({ ...template, subscriptionId }));
  const file = path.join(folder, 'world.json');
  await writeFile(file, JSON.stringify({ ...defaultWorld, subscriptions }));
  return file;
}

describe('--data', () => {
  it('loses no acknowledged effect and does none twice, killed at any moment of a burst', async () => {
    const perRound = 25;
    const killedAfter = fc.sample(fc.integer({ min: 0, max: perRound - 1 }), {
      numRuns: 6,
      seed: 20_240_115,
    });
    const subscriptions = ids(perRound * killedAfter.length);
    const world = await writeWorld(subscriptions.length);
    const acknowledged = new Map<string, Answered>();
    const send = ({ cancel }: Program, id: string) => cancel(id, {}, { 'X-Idempotency-Key': id });

    for (const [round, answersUntilKill] of killedAfter.entries()) {
      const program = await start('--data', data, '--world', world, '--clock', 'frozen');
      let answers = 0;
      const burst = subscriptions
        .slice(round * perRound, (round + 1) * perRound)
        .map(async (id) => {
          const answer = await send(program, id).catch(() => undefined);
          if (answer) acknowledged.set(id, answer);
          if (++answers > answersUntilKill) program.child.kill('SIGKILL');
        });
      await Promise.all([...burst, once(program.child, 'exit')]);
    }

    const program = await start('--data', data);
    const unanswered = subscriptions.filter((id) => !acknowledged.has(id));
    expect(acknowledged.size).toBeGreaterThan(killedAfter.length);
    // On a busy machine a whole burst may be answered before its program is gone: there may be none.
    for (const [id, answer] of acknowledged) {
      expect(resultOf(await send(program, id))).toEqual(resultOf(answer));
    }
    for (const id of unanswered) expect((await send(program, id)).status).toBe(200);
    const keys = (await program.effects()).map(({ idempotencyKey }) => idempotencyKey);
    expect(keys.sort()).toEqual([...subscriptions].sort());
    const shown = (await program.world()).subscriptions;
    expect(shown.filter((each: any) => !each.pendingStatus)).toEqual([]);
  }, 120_000);

  it.each(['😀', '~', '/', '\uffff'])(
    'keeps what belongs to ids that begin with %s',
    async (start) => {
      const [template] = defaultWorld.subscriptions;
      const [tenantId, subscriptionId] = [`${start}tenant`, `${start}subscription`];
      const world = {
        ...defaultWorld,
        tenants: [{ tenantId, apiKeys: [apiKey] }],
        subscriptions: [{ ...template, tenantId, subscriptionId }],
      } as WorldInput;
      const cancelOnce = async () => {
        const running = await startSandbox({ port: 0, data, world, clock: 'frozen' });
        const { cancel, effects } = callsOf(running.sandbox.fetch);
        const key = { 'X-Idempotency-Key': 'key-1' };
        const answer = await cancel(encodeURIComponent(subscriptionId), {}, key);
        const journal = await effects();
        await running.close();
        return { answer, journal };
      };
      const first = await cancelOnce();
      expect(first.answer.status).toBe(200);
      expect(await cancelOnce()).toEqual(first);
    },
  );

  it('keeps the clock, the time zone, the world and what fell due', async () => {
    const world = await writeWorld(1);
    const first = await start(
      ...['--data', data, '--world', world, '--clock', 'frozen', '--time-zone', 'Asia/Tokyo'],
    );
    const [id = ''] = ids(1);
    await first.cancel(id, {}, { 'X-Idempotency-Key': 'key-1' });
    await first.setClock('2024-01-16T15:30:00Z');
    const before = await first.world();
    const effects = await first.effects();
    await kill(first);
    const second = await start('--data', data);
    expect(await second.world()).toEqual(before);
    expect(before).toMatchObject({
      clock: '2024-01-16T15:30:00Z',
      timeZone: 'Asia/Tokyo',
      subscriptions: [{ subscriptionId: id, status: 'CANCELLED' }],
    });
    expect(await second.effects()).toEqual(effects);
    expect(effects.map(({ cause }) => cause)).toEqual(['request', 'due']);
  });

  it('lets a clock that runs go on, without going back', async () => {
    const first = await start('--data', data);
    await first.setClock('2024-06-01T00:00:00Z');
    await kill(first);
    const { send } = await start('--data', data);
    const { body } = await send('GET', '/__sandbox/clock');
    expect(body.now >= '2024-06-01T00:00:00Z').toBe(true);
  });

  it('forgets for good what a reset removes', async () => {
    const first = await start('--data', data, '--clock', 'frozen');
    const fresh = await first.world();
    await first.cancel('sub-1001', {}, { 'X-Idempotency-Key': 'key-1' });
    await first.setClock('2024-03-01T00:00:00Z');
    await first.send('POST', '/__sandbox/reset');
    await kill(first);
    const second = await start('--data', data);
    expect(await second.world()).toEqual(fresh);
    expect(await second.effects()).toEqual([]);
    await second.change(
      'sub-1001',
      { productOfferingId: 'addon-data-5gb' },
      { 'X-Idempotency-Key': 'key-1' },
    );
    expect(await second.effects()).toMatchObject([{ sequence: 1, idempotencyKey: 'key-1' }]);
  });

  it('lets an idempotency key expire by the clock after a restart', async () => {
    const first = await start('--data', data, '--clock', 'frozen');
    const key = { 'X-Idempotency-Key': 'key-1' };
    await first.cancel('sub-4040', {}, key);
    await kill(first);
    const { cancel, setClock } = await start('--data', data);
    expect((await cancel('sub-1001', {}, key)).body.code).toBe('idempotency_key_mismatch');
    await setClock('2024-01-16T09:00:00Z');
    expect((await cancel('sub-1001', {}, key)).status).toBe(200);
  });

  it('is held by one process at a time', async () => {
    await start('--data', data);
    const { stderr, code } = await run('--port', '0', '--data', data);
    expect([code, stderr]).toEqual([1, expect.stringContaining('is held by another process.')]);
  });

  it('is free again once the process ends on a signal', async () => {
    const { child } = await start('--data', data);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    const { send } = await start('--data', data);
    expect((await send('GET', '/__health')).status).toBe(200);
  });

  it.each<[string, ServerOptions]>([
    ['clock mode', { clock: 'system' }],
    ['time zone', { timeZone: 'Asia/Tokyo' }],
  ])('keeps the %s that it was made with', async (name, options) => {
    await (await startSandbox({ port: 0, data })).close();
    expect(await refusalOf(options)).toContain(`made with another ${name}`);
  });

  it('does not keep a world that is not valid', async () => {
    const world = path.join(folder, 'world.json');
    await writeFile(world, '{}');
    expect((await run('--port', '0', '--data', data, '--world', world)).code).toBe(2);
    const { send } = await start('--data', data);
    expect((await send('GET', '/__health')).status).toBe(200);
  });
});

describe('a directory that is none of ours', () => {
  it('is refused when there are other files in it, which stay', async () => {
    data = folder;
    await writeFile(path.join(folder, 'letter.txt'), 'Dear');
    expect(await refusalOf()).toContain('There is a file letter.txt in it.');
    expect(await readdir(folder)).toEqual(['letter.txt']);
  });

  it('is refused when it is the database of another program', async () => {
    const other = new ClassicLevel(data);
    await other.put('name', 'value');
    await other.close();
    expect(await refusalOf()).toContain('It is the database of another program.');
  });

  it('is refused when it is a file', async () => {
    await writeFile(data, '');
    expect(await refusalOf()).toContain(`${data} cannot be used: ENOTDIR`);
  });
});
