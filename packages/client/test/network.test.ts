import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type ConnectClientOptions, createConnectClient } from '../src/index.js';

// Real sockets: what a scripted `fetch` cannot show.
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const cancel = (baseUrl: string, options: Partial<ConnectClientOptions> = {}) =>
  createConnectClient({
    baseUrl,
    apiKey: 'secret-key',
    retry: { attempts: 2, baseDelay: 0 },
    ...options,
  }).cancelSubscription({
    params: { path: { subscriptionId: 'sub-1001' } },
    body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
  });

const json = { 'Content-Type': 'application/json' };

test('a connection that is refused is a connection error after all attempts', async () => {
  const url = await serve(() => {});
  await new Promise((resolve) => server?.close(resolve));
  await expect(cancel(url)).rejects.toMatchObject({ kind: 'connection', attempts: 2 });
});

test('a connection that is reset before the response is repeated with the same key', async () => {
  const keys: unknown[] = [];
  const url = await serve((request, response) => {
    keys.push(request.headers['x-idempotency-key']);
    if (keys.length === 1) return request.socket.resetAndDestroy();
    response.writeHead(200, json).end('{"subscriptionId":"sub-1001"}');
  });
  const { data } = await cancel(url);
  expect(data?.subscriptionId).toBe('sub-1001');
  expect(keys).toHaveLength(2);
  expect(keys[1]).toBe(keys[0]);
});

test('a response that is cut halfway is repeated', async () => {
  let requests = 0;
  const url = await serve((_, response) => {
    requests += 1;
    response.writeHead(200, { ...json, 'Content-Length': 29 });
    if (requests > 1) return response.end('{"subscriptionId":"sub-1001"}');
    response.write('{"subscr', () => response.destroy());
  });
  const { data } = await cancel(url);
  expect(data?.subscriptionId).toBe('sub-1001');
  expect(requests).toBe(2);
});

test('a response that never ends is a timeout', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, json).write('{"subscr');
  });
  const call = cancel(url, { timeout: 100, retry: false });
  await expect(call).rejects.toMatchObject({ kind: 'timeout', attempts: 1 });
});

test('an error whose body never ends is a timeout, also when it is not JSON', async () => {
  const url = await serve((_, response) => {
    response.writeHead(502, { 'Content-Type': 'text/html' }).write('<h1>');
  });
  const call = cancel(url, { timeout: 100, retry: false });
  await expect(call).rejects.toMatchObject({ kind: 'timeout', attempts: 1 });
});

test('a timeout closes the connection', async () => {
  let closed!: () => void;
  const closing = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const url = await serve((request) => request.socket.once('close', closed));
  await expect(cancel(url, { timeout: 50, retry: false })).rejects.toMatchObject({
    kind: 'timeout',
  });
  await closing;
});

test('a server that never answers is a timeout', async () => {
  const url = await serve(() => {});
  const call = cancel(url, { timeout: 100, retry: false });
  await expect(call).rejects.toMatchObject({ kind: 'timeout', attempts: 1 });
});
