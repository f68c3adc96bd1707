import { describe, expect, it } from 'vitest';
import { createDurableStore } from '../src/node/data/durable-store.js';
import type { Database } from '../src/node/data/rows.js';
import { createWriter } from '../src/node/data/writer.js';
import { createMemoryStore } from '../src/store/memory.js';
import { testSandbox } from './support.js';

/** A sandbox on a disk whose writes end when the test says so. */
function onSlowDisk() {
  const writes: { rows: string[]; end: () => void; fail: (error: Error) => void }[] = [];
  const errors: unknown[] = [];
  const database = {
    location: 'data',
    batch: (operations: { key: string }[], options: object) => {
      expect(options).toEqual({ sync: true });
      return new Promise<void>((end, fail) => {
        writes.push({ rows: operations.map(({ key }) => key), end, fail });
      });
    },
  } as unknown as Database;
  const lastCommit = { write: async () => {}, close: async () => {} };
  const writer = createWriter(database, lastCommit);
  const sandbox = testSandbox({
    store: (initial) => createDurableStore(createMemoryStore(initial, { log: writer }), writer),
    onError: (error) => errors.push(error),
  });
  return { ...sandbox, writes, errors };
}

/** Lets everything happen that waits for nothing from outside. */
const idle = () => new Promise((resolve) => setImmediate(resolve));

const settled = async (promise: Promise<unknown>) => {
  let done = false;
  promise.then(() => {
    done = true;
  });
  await idle();
  return done;
};

const key = { 'X-Idempotency-Key': 'key-1' };

describe('the store on disk', () => {
  it('answers once effect, journal and record are written, in one batch', async () => {
    const { cancel, writes } = onSlowDisk();
    const answer = cancel('sub-1001', {}, key);
    expect(await settled(answer)).toBe(false);
    expect(writes).toHaveLength(1);
    expect(writes[0]?.rows.sort()).toEqual([
      'effect/0000000000000001',
      'key/0000000000000000',
      'state',
      'subscription/sub-1001',
    ]);
    writes[0]?.end();
    expect((await answer).status).toBe(200);
  });

  it('replays, and shows effects and subscriptions, only once they are written', async () => {
    const { cancel, effects, world, writes } = onSlowDisk();
    const first = cancel('sub-1001', {}, key);
    await idle();
    const others = [cancel('sub-1001', {}, key), effects(), world()];
    for (const other of others) expect(await settled(other)).toBe(false);
    writes[0]?.end();
    expect(((await others[0]) as Awaited<typeof first>).text).toBe((await first).text);
    await Promise.all(others);
  });

  it('writes in order, and together what arrives during a write', async () => {
    const { cancel, writes } = onSlowDisk();
    const answers = [cancel('sub-1001', {}, key)];
    await idle();
    answers.push(cancel('sub-1002'), cancel('sub-4040', {}, { 'X-Idempotency-Key': 'key-2' }));
    await idle();
    expect(writes).toHaveLength(1);
    writes[0]?.end();
    await idle();
    expect(writes).toHaveLength(2);
    expect(writes[1]?.rows).toContain('subscription/sub-1002');
    expect(writes[1]?.rows).toContain('key/0000000000000001');
    writes[1]?.end();
    await Promise.all(answers);
  });

  it('answers 503 when a write fails, and from then on', async () => {
    const { cancel, effects, send, writes, errors } = onSlowDisk();
    const answer = cancel('sub-1001', {}, key);
    await idle();
    writes[0]?.fail(new Error('No space left on device.'));
    const { status, headers, body } = await answer;
    expect([status, headers['retry-after'], body.code]).toEqual([503, '1', 'SERVICE_UNAVAILABLE']);
    expect(String(errors[0])).toContain('No space left on device.');
    expect((await cancel('sub-1001', {}, key)).status).toBe(503);
    expect((await cancel('sub-1002')).status).toBe(503);
    expect((await send('GET', '/__ready')).status).toBe(503);
    expect((await send('GET', '/__health')).status).toBe(200);
    expect((await send('GET', '/__sandbox/effects')).status).toBe(503);
    expect(await effects()).toBeUndefined();
    expect(writes).toHaveLength(1);
  });
});
