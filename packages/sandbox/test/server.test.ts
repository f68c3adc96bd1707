import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type RequestEntry,
  type RunningSandbox,
  type ServerOptions,
  startSandbox,
} from '../src/node/server.js';
import { connectionLost } from '../src/requests/http.js';
import { apiKey, callsOf } from './support.js';

let running: RunningSandbox | undefined;
afterEach(() => running?.close());

async function start(options: ServerOptions = {}) {
  running = await startSandbox({ port: 0, clock: 'frozen', ...options });
  const { url } = running;
  return {
    url,
    ...callsOf((input, init) => fetch(input.replace('http://sandbox.test', url), init)),
  };
}

/** What a server answers to bytes that no HTTP client would send. */
async function sendRaw(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

describe('the server', () => {
  it('answers as the sandbox does', async () => {
    const { cancel } = await start();
    const { status, body, headers } = await cancel('sub-1001');
    expect([status, body.pendingStatus.scheduledAt]).toEqual([200, '2024-01-16']);
    expect(headers['content-type']).toBe('application/json');
  });

  it('lets pages of any origin call it and read the headers they need', async () => {
    const { send, url } = await start();
    const { headers } = await send('GET', '/__health');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-expose-headers']).toBe('*');
    const preflight = await fetch(`${url}/subscriptions/sub-1001/cancel`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://docs.example.com', 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.has('content-length')).toBe(false);
    expect(preflight.headers.get('access-control-allow-methods')).toBe('POST');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('*');
    expect(preflight.headers.get('x-request-id')).toMatch(/./);
  });

  it('sends no CORS headers when they are off', async () => {
    const { send } = await start({ cors: false });
    expect((await send('GET', '/__health')).headers).not.toHaveProperty(
      'access-control-allow-origin',
    );
    expect((await send('OPTIONS', '/subscriptions/sub-1001/cancel')).status).toBe(405);
  });

  it('has control on loopback addresses only, unless it is asked for', async () => {
    const statuses = [];
    for (const options of [
      {},
      { control: false },
      { host: '0.0.0.0' },
      { host: '0.0.0.0', control: true },
    ]) {
      const { send } = await start(options);
      statuses.push((await send('GET', '/__sandbox/clock')).status);
      await running?.close();
    }
    expect(statuses).toEqual([200, 404, 404, 200]);
  });

  it('answers a body that is too large, and reads it to its end for the next request', async () => {
    // Were the connection closed instead, it might be reset before the client has read the answer.
    const { url } = await start();
    const body = 'x'.repeat(3_000_000);
    const answers = await sendRaw(
      url,
      `POST /subscriptions/sub-1001/cancel HTTP/1.1\r\nHost: x\r\nX-Api-Key: ${apiKey}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}GET /__health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    );
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
  });

  it.each([
    ['of exactly the largest size is read', 1_048_576, 200],
    ['of a byte more is not', 1_048_577, 413],
  ])('a body %s', async (_, size, expected) => {
    const { call } = await start();
    const body = '{"schedule":{"type":"CancelNextDay"},"reason":"NO_NEED"}';
    const { status } = await call('POST', '/subscriptions/sub-1001/cancel', body.padEnd(size));
    expect(status).toBe(expected);
  });

  it.each([
    ['what is no HTTP', 'hello\r\n\r\n', 400],
    [
      'headers that are too large',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
    ],
    ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n', 404],
    [
      'an unknown expectation',
      'GET /nothing HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\nConnection: close\r\n\r\n',
      404,
    ],
    [
      'an absolute URL',
      'GET http://x/__health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      200,
    ],
    ['a URL that is none', 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
    ['a negative length', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400],
    ['a request without Host', 'GET /__health HTTP/1.1\r\nConnection: close\r\n\r\n', 200],
    [
      'another method than GET on its health',
      'POST /__health HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
      405,
    ],
  ])('answers %s, logs it and lets pages read it', async (_, bytes, status) => {
    const entries: RequestEntry[] = [];
    const { url } = await start({ onRequest: (entry) => entries.push(entry) });
    const answer = await sendRaw(url, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/\r\nX-Request-Id: .+\r\n/);
    expect(answer).toMatch(/\r\nAccess-Control-Allow-Origin: \*\r\n/);
    expect(entries).toMatchObject([{ answer: { status } }]);
  });

  it('tells no key that an answer repeats, wherever that was sent', async () => {
    const entries: RequestEntry[] = [];
    const { cancel } = await start({ onRequest: (entry) => entries.push(entry) });
    const { status, text } = await cancel('sub-1001', { [apiKey]: 1 });
    expect([status, text]).toEqual([400, expect.stringContaining(apiKey)]);
    expect(JSON.stringify(entries)).toContain('VALIDATION_ERROR');
    expect(JSON.stringify(entries)).not.toContain(apiKey);
  });

  it('tells of a request that it has left without an answer', async () => {
    const entries: RequestEntry[] = [];
    const { cancel, setFaults } = await start({ onRequest: (entry) => entries.push(entry) });
    await setFaults({ type: 'connectionReset' });
    await expect(cancel('sub-1001')).rejects.toThrow();
    expect(entries.map(({ method, answer }) => [method, answer])).toEqual([
      ['PUT', expect.objectContaining({ status: 200 })],
      ['POST', connectionLost],
    ]);
  });

  it('tells functions of events, and refuses private addresses unless they are meant', async () => {
    const heard: string[] = [];
    const { cancel } = await start({ webhooks: [({ type }) => heard.push(type)] });
    await cancel('sub-1001');
    await running?.sandbox.control.webhooks.settled();
    expect(heard).toEqual(['subscription.updated']);
    const webhooks = ['http://10.0.0.1/events'];
    await expect(startSandbox({ port: 0, webhooks })).rejects.toThrow(
      'Nothing is sent to 10.0.0.1',
    );
    await running?.close();
    await start({ webhooks, webhookPrivate: true });
  });

  it('sends no event any more once it is closed, whatever waits', async () => {
    const heard: string[] = [];
    let asked = () => {};
    let answer = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const isTold = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { cancel, url } = await start({
      webhooks: [
        async ({ eventId }) => {
          heard.push(eventId);
          asked();
          await isTold;
        },
      ],
    });
    // The second waits for the first, which is about the same subscription.
    await cancel('sub-1001');
    await isAsked;
    const body = JSON.stringify({ now: '2024-01-17T00:00:00Z' });
    await fetch(`${url}/__sandbox/clock`, { method: 'PUT', body });
    await running?.close();
    answer();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).toHaveLength(1);
  });

  it('takes no more requests once it is closed', async () => {
    const { url } = await start();
    await running?.close();
    await expect(fetch(`${url}/__health`)).rejects.toThrow('fetch failed');
  });

  it('answers a request before what is broken after it', async () => {
    const { url } = await start();
    const answers = await sendRaw(url, 'GET /__health HTTP/1.1\r\nHost: x\r\n\r\nhello\r\n\r\n');
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  });

  it('counts a repeated idempotency header as one value, joined by a comma and a space', async () => {
    const { url } = await start();
    const body = '{}';
    const answer = await sendRaw(
      url,
      `POST /subscriptions/sub-1001/cancel HTTP/1.1\r\nHost: x\r\nX-Api-Key: ${apiKey}\r\nX-Idempotency-Key: a\r\nX-Idempotency-Key: b\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
    expect(answer).toContain('"property":"X-Idempotency-Key"');
  });

  it('forgets a request whose client goes away before its end', async () => {
    const { url, effects } = await start();
    const request = httpRequest(`${url}/subscriptions/sub-1001/cancel`, {
      method: 'POST',
      headers: { 'Content-Length': 100 },
    });
    request.on('error', () => {});
    await new Promise((resolve) => request.write('{', resolve));
    request.destroy();
    expect(await effects()).toEqual([]);
  });

  it('resets the connection before or after the effect', async () => {
    const { cancel, setFaults, effects } = await start();
    const key = { 'X-Idempotency-Key': 'key-1' };
    await setFaults({ type: 'connectionReset' });
    await expect(cancel('sub-1001', {}, key)).rejects.toThrow('fetch failed');
    expect(await effects()).toHaveLength(0);
    await setFaults({ type: 'answerLost' });
    await expect(cancel('sub-1001', {}, key)).rejects.toThrow('fetch failed');
    expect(await effects()).toHaveLength(1);
    expect((await cancel('sub-1001', {}, key)).status).toBe(200);
  });

  it('replays the headers too', async () => {
    const { cancel } = await start();
    const stable = ({ date: _, ...headers }: Record<string, string>) => headers;
    const first = await cancel('sub-1001', {}, { 'X-Idempotency-Key': 'key-1' });
    const second = await cancel('sub-1001', {}, { 'X-Idempotency-Key': 'key-1' });
    expect(second.text).toBe(first.text);
    expect(stable(second.headers)).toEqual(stable(first.headers));
  });

  it('cannot start on a port that is taken', async () => {
    const { url } = await start();
    await expect(startSandbox({ port: Number(new URL(url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
