import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ClassicLevel } from 'classic-level';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, format, readRows, type SettingsRow } from '../src/node/data/rows.js';
import { createWriter, type Writer } from '../src/node/data/writer.js';
import type { SavedClock, SavedKey } from '../src/store/saved.js';
import type { Effect } from '../src/store/store.js';
import { StoreUnavailable } from '../src/store/unavailable.js';
import type { Delivery } from '../src/webhooks/delivery.js';
import defaultWorld from '../src/world/default-world.json' with { type: 'json' };
import type { Subscription, WorldInput } from '../src/world/world.js';

let folder: string;
let database: Database;
let commits: number[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
  database = new ClassicLevel(folder);
  commits = [];
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true, maxRetries: 5 });
});

const settings: SettingsRow = { format, world: defaultWorld as WorldInput, clock: 'frozen' };
const clock: SavedClock = { mode: 'frozen', instant: 1_000, wall: 1_000, latest: 2_000 };
const subscription = (subscriptionId: string, status = 'ACTIVATED') =>
  ({ subscriptionId, status }) as Subscription;
const key = (name: string): SavedKey => ({
  key: name,
  fingerprint: 'f',
  response: { status: 200, headers: {}, body: '{}' },
  expiresAt: 5_000,
});
const effect = (sequence: number) => ({ sequence, cause: 'request' }) as Effect;
const delivery = (number: number, state = 'pending') => ({ number, state }) as Delivery;

/** Goes on from what is in the database. */
async function open(): Promise<Writer> {
  const lastCommit = {
    write: async (commit: number) => void commits.push(commit),
    close: async () => {},
  };
  return createWriter(database, lastCommit, await readRows(database));
}

/** Writes in one process, and in another one what follows. */
async function write(...steps: ((writer: Writer) => void)[]) {
  for (const step of steps) {
    const writer = await open();
    step(writer);
    await writer.durable();
  }
  // What is missing or too much among the rows would be found here.
  return (await readRows(database))?.saved;
}

const begin = (writer: Writer) => {
  writer.settings(settings);
  writer.clock(clock);
};

describe('what is written', () => {
  it('is nothing where nothing has changed', async () => {
    const writer = await open();
    await writer.durable();
    expect(commits).toEqual([]);
    expect(await readRows(database)).toBeUndefined();
  });

  it('is read again, settings and clock included', async () => {
    expect(await write(begin)).toEqual({
      clock,
      subscriptions: [],
      keys: [],
      effects: [],
      deliveries: [],
    });
    expect((await readRows(database))?.settings).toEqual(settings);
    const later = { ...clock, latest: 9_000 };
    expect((await write((writer) => writer.clock(later)))?.clock).toEqual(later);
    expect(commits).toEqual([1, 2]);
  });

  it('has each subscription and delivery as it was written last', async () => {
    const saved = await write(
      begin,
      (writer) => {
        writer.subscription(subscription('sub-1'));
        writer.subscription(subscription('sub-2'));
        writer.delivery(delivery(1));
        writer.delivery(delivery(2));
      },
      (writer) => {
        writer.subscription(subscription('sub-1', 'CANCELLED'));
        writer.subscription(subscription('sub-1', 'SUSPENDED'));
        writer.delivery(delivery(2, 'delivered'));
      },
    );
    expect(saved?.subscriptions).toEqual([
      subscription('sub-1', 'SUSPENDED'),
      subscription('sub-2'),
    ]);
    expect(saved?.deliveries).toEqual([delivery(1), delivery(2, 'delivered')]);
  });

  it('has no more what was dropped: keys, effects and deliveries', async () => {
    const saved = await write(
      begin,
      (writer) => {
        for (const number of [1, 2, 3, 4]) {
          writer.key(key(`key-${number}`));
          writer.effect(effect(number));
          writer.delivery(delivery(number));
        }
      },
      (writer) => {
        writer.keyExpired('key-1');
        writer.effectDropped(1);
        writer.deliveryDropped(3);
        writer.deliveryDropped(1);
      },
      (writer) => {
        writer.keyExpired('key-2');
        writer.effectDropped(2);
        writer.delivery(delivery(5));
        writer.deliveryDropped(2);
        writer.deliveryDropped(4);
        writer.delivery(delivery(4, 'delivered'));
      },
    );
    expect(saved).toMatchObject({
      keys: [key('key-3'), key('key-4')],
      effects: [effect(3), effect(4)],
      deliveries: [delivery(4, 'delivered'), delivery(5)],
    });
  });

  it('after a reset is what came since, with the settings, written before or not', async () => {
    const fill = (writer: Writer) => {
      writer.subscription(subscription('sub-1'));
      writer.subscription(subscription('sub-2'));
      writer.key(key('key-1'));
      writer.effect(effect(1));
      writer.effect(effect(2));
      writer.delivery(delivery(1));
    };
    const reset = (writer: Writer) => writer.reset();
    const goOn = (writer: Writer) => {
      writer.subscription(subscription('sub-1', 'CANCELLED'));
      writer.key(key('key-2'));
      writer.effect(effect(1));
      writer.delivery(delivery(1, 'delivered'));
    };
    const all =
      (...steps: ((writer: Writer) => void)[]) =>
      (writer: Writer) => {
        for (const step of steps) step(writer);
      };
    for (const steps of [
      [begin, fill, reset, goOn],
      [all(begin, fill), all(reset, goOn)],
      [begin, all(fill, reset, goOn)],
      [all(begin, fill, reset, goOn)],
      [begin, all(fill, reset), all(reset, goOn)],
    ]) {
      await database.clear();
      expect(await write(...steps)).toEqual({
        clock,
        subscriptions: [subscription('sub-1', 'CANCELLED')],
        keys: [key('key-2')],
        effects: [effect(1)],
        deliveries: [delivery(1, 'delivered')],
      });
      expect((await readRows(database))?.settings).toEqual(settings);
    }
  });

  it('fails for good, and says what to correct', async () => {
    for (const [message, told] of [
      ['boom', 'boom. Correct that.'],
      ['boom in 000005.log.', 'boom in 000005.log. Correct that.'],
      ['ENOSPC', 'ENOSPC. The disk is full: make room there, or name another directory.'],
    ] as const) {
      const cause = new Error('The batch was not written.', { cause: new Error(message) });
      const lastCommit = { write: () => Promise.reject(cause), close: async () => {} };
      const writer = createWriter(database, lastCommit);
      begin(writer);
      const failed = writer.durable();
      await expect(failed).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(failed).rejects.toMatchObject({
        message: expect.stringMatching(/^\S+ cannot be (written|used): /),
        cause,
      });
      await expect(failed).rejects.toThrow(`: ${told} Then start the sandbox again.`);
      writer.clock(clock);
      await expect(writer.durable()).rejects.toThrow(told);
    }
  });
});
