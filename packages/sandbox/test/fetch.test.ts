// The sandbox's `fetch`, held against the global one.
import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { maxBodyBytes } from '../src/requests/http.js';
import { apiKey, testSandbox } from './support.js';

describe('a client that gives up', () => {
  it('hears of it at once, and what it asked for goes on', async () => {
    let goOn = () => {};
    let waits = () => {};
    const waiting = new Promise<void>((resolve) => {
      waits = resolve;
    });
    const { cancel, effects, sandbox, setFaults } = testSandbox({
      sleep: () =>
        new Promise<void>((resolve) => {
          goOn = resolve;
          waits();
        }),
    });
    await setFaults({ type: 'delay', delayMs: 1000 });
    const reason = new Error('too long');
    const controller = new AbortController();
    const given = sandbox.fetch('http://sandbox.test/subscriptions/sub-1001/cancel', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Api-Key': apiKey },
      body: JSON.stringify({ schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' }),
      signal: controller.signal,
    });
    await waiting;
    controller.abort(reason);
    await expect(given).rejects.toBe(reason);
    goOn();
    // The next one waits for nothing, and comes after it.
    await cancel('sub-1002');
    expect(await effects()).toHaveLength(2);
  });

  it('before it began hears of it, too', async () => {
    const { sandbox } = testSandbox();
    const reason = new Error('no more');
    const signal = AbortSignal.abort(reason);
    await expect(sandbox.fetch('http://sandbox.test/__sandbox/world', { signal })).rejects.toBe(
      reason,
    );
  });
});

it('a request is given back with nobody listening to its signal', async () => {
  const { sandbox } = testSandbox();
  const request = new Request('http://sandbox.test/__sandbox/world');
  await sandbox.fetch(request);
  await new Promise(setImmediate);
  expect(getEventListeners(request.signal, 'abort')).toEqual([]);
});

it('what is said beside a request counts, as for the global fetch', async () => {
  const { sandbox } = testSandbox();
  const request = new Request('http://sandbox.test/__sandbox/world', { method: 'DELETE' });
  expect((await sandbox.fetch(request)).status).toBe(405);
  expect((await sandbox.fetch(new Request(request), { method: 'GET' })).status).toBe(200);
});

it('the answer to HEAD has no body, and the type that it would have', async () => {
  const { sandbox } = testSandbox();
  const answer = await sandbox.fetch('http://sandbox.test/__health', { method: 'HEAD' });
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
    200,
    'application/json',
    '',
  ]);
});

describe('a body', () => {
  const init = (body: string | ReadableStream) => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Api-Key': apiKey },
    body,
    duplex: 'half',
  });
  const url = 'http://sandbox.test/subscriptions/sub-1001/cancel';
  const text = JSON.stringify({ schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' });

  it('may come in pieces', async () => {
    const { sandbox } = testSandbox();
    const pieces = [text.slice(0, 5), text.slice(5, 30), text.slice(30)];
    const stream = new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    });
    expect((await sandbox.fetch(url, init(stream))).status).toBe(200);
  });

  it('that is too large is not read to its end, and who sends it hears of that', async () => {
    const { sandbox } = testSandbox();
    let pulls = 0;
    let cancelled = false;
    const endless = new ReadableStream({
      pull(controller) {
        if (++pulls > 100) throw new Error('It is read on and on.');
        controller.enqueue(new Uint8Array(maxBodyBytes / 4));
      },
      cancel() {
        cancelled = true;
      },
    });
    expect((await sandbox.fetch(url, init(endless))).status).toBe(413);
    expect(cancelled).toBe(true);
  });

  it.each([
    [maxBodyBytes, 200],
    [maxBodyBytes + 1, 413],
  ])(
    'of %i bytes is answered with %i, with streams and without them, as in Firefox',
    async (length, expected) => {
      class WithoutStream extends Request {
        override get body() {
          return null;
        }
      }
      for (const Kind of [Request, WithoutStream]) {
        const { sandbox } = testSandbox();
        const request = new Kind(url, init(text.padEnd(length)));
        expect((await sandbox.fetch(request)).status).toBe(expected);
      }
    },
  );
});
