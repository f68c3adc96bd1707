import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '@connect-api/sandbox/node';
import { document as contract, exchangesOf, jsonTypeOf, operationsOf } from '@connect-api/spec';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeInFirefox, newPage, type Page } from './visit.ts';

/** The client, as the page has it. */
declare const connect: typeof import('@connect-api/client');

const html = `<!doctype html><title>Client</title><link rel="icon" href="data:,">
<script type="importmap">{ "imports": { "openapi-fetch": "/openapi-fetch.js" } }</script>
<script type="module">import * as connect from '/client.js'; globalThis.connect = connect;</script>`;

const modules: Record<string, string> = {
  '/client.js': import.meta.resolve('@connect-api/client'),
  '/openapi-fetch.js': import.meta.resolve('openapi-fetch'),
};

interface Sent {
  method: string | undefined;
  key: string | undefined;
  type: string | undefined;
  body: string;
}

type Answer = (response: ServerResponse, attempt: number) => void;

// No page sets a cookie of another host.
const exchanges = exchangesOf(contract).filter(
  ({ parameters }) => Object.keys(parameters.cookie).length === 0,
);
const writes = operationsOf(contract)
  .filter(({ parameters }) => parameters.some((each) => each['x-idempotency']))
  .map(({ operationId, method, path, requestBody }) => ({
    method: method.toUpperCase(),
    path,
    type: requestBody ? jsonTypeOf(requestBody) : undefined,
    exchange: exchanges.find(
      (each) => each.operationId === operationId && each.status.startsWith('2'),
    )!,
  }));
const [write] = writes;

describeInFirefox('the client in Firefox', () => {
  let page: Page;
  let port: number;
  let sent: Sent[] = [];
  let answer: Answer;
  const server = createServer(respond);

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', method, headers } = request;
    if (url === '/') return void response.setHeader('Content-Type', 'text/html').end(html);
    const module = modules[url];
    if (module) {
      response.setHeader('Content-Type', 'text/javascript');
      return void response.end(await readFile(fileURLToPath(module)));
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    sent.push({
      method,
      key: headers['x-idempotency-key'] as string | undefined,
      type: headers['content-type'],
      body: Buffer.concat(chunks).toString(),
    });
    answer(response, sent.length);
  }

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    page = await newPage();
    // A name of this machine that is not localhost: a page without a secure context.
    await page.goto(`http://partner.test:${port}/`);
    await page.waitForFunction(() => 'connect' in globalThis);
  });
  afterAll(() => server.close());
  afterEach(() => {
    sent = [];
  });

  test('is tried where it is hardest: no Request.body, no crypto.randomUUID', async () => {
    expect(
      await page.evaluate(() => ['body' in Request.prototype, 'randomUUID' in crypto]),
    ).toEqual([false, false]);
  });

  test('gives every exchange of the contract, against a sandbox of another origin', async () => {
    const { url, close } = await startSandbox({
      port: 0,
      clock: 'frozen',
      // The page resets it.
      allowOrigins: [`http://partner.test:${port}`],
    });
    const given = await page.evaluate(
      async (baseUrl, text) => {
        const all: typeof exchanges = JSON.parse(text);
        const results = [];
        const apiKey = 'sandbox-harbour-1';
        const client = connect.createConnectClient({ baseUrl, apiKey, retry: false });
        for (const { operationId, pathParameters, parameters, request } of all) {
          await fetch(`${baseUrl}/__sandbox/reset`, { method: 'POST' });
          const call = client[operationId as keyof typeof client] as (init: object) => any;
          const { data, error, response } = await call({
            params: { ...parameters, path: pathParameters },
            body: request,
          });
          results.push({ status: String(response.status), body: error ?? data });
        }
        return JSON.stringify(results);
      },
      url,
      // Not every object that a contract may have gets through as it is.
      JSON.stringify(exchanges),
    );
    await close();
    expect(JSON.parse(given)).toEqual(
      exchanges.map(({ status, response }) => ({
        status: status.endsWith('XX') ? expect.stringMatching(`^${status.charAt(0)}`) : status,
        body: response,
      })),
    );
  });

  test.each(writes)(
    'repeats $method $path with the same key and bytes, by method and by http',
    async ({ method, path, type, exchange }) => {
      answer = (response, attempt) => {
        if (attempt % 2 === 1) response.writeHead(503).end();
        else if (attempt === 2) response.setHeader('Content-Type', 'application/json').end('{}');
        else response.setHeader('Content-Type', 'application/json').end('{"attempt":4}');
      };
      const last = await page.evaluate(
        async (operationId, method, path, text) => {
          const client = connect.createConnectClient({
            baseUrl: location.origin,
            apiKey: 'any-key',
            retry: { attempts: 2, baseDelay: 0 },
          });
          const init = JSON.parse(text);
          await (client as any)[operationId](init);
          return ((await (client.http as any)[method](path, init)) as { data: unknown }).data;
        },
        exchange.operationId,
        method,
        path,
        JSON.stringify({ params: { path: exchange.pathParameters }, body: exchange.request }),
      );
      expect(last).toEqual({ attempt: 4 });
      expect(sent).toHaveLength(4);
      expect(sent[1]).toEqual(sent[0]);
      expect(sent[3]).toEqual(sent[2]);
      expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
      for (const each of sent) {
        expect(each).toMatchObject({ method, type: exchange.request && type });
        expect(each.key).toMatch(/^[0-9a-f-]{36}$/);
        expect(each.body && JSON.parse(each.body)).toEqual(exchange.request ?? '');
      }
    },
  );

  test('repeats a form with the same boundary', async () => {
    answer = (response, attempt) => response.writeHead(attempt === 1 ? 503 : 204).end();
    await page.evaluate(async () => {
      const { http } = connect.createConnectClient({
        baseUrl: location.origin,
        apiKey: 'any-key',
        retry: { attempts: 2, baseDelay: 0 },
      });
      const body = new FormData();
      body.set('name', 'Harbour');
      await (http as any).POST('/forms', { body });
    });
    expect(sent).toHaveLength(2);
    expect(sent[0]?.type).toMatch(/^multipart\/form-data; boundary=/);
    expect(sent[0]?.body).toContain('Harbour');
    expect(sent[1]).toEqual(sent[0]);
  });

  test('reads text, blob, bytes, stream and form', async () => {
    answer = (response) =>
      response.setHeader('Content-Type', 'application/x-www-form-urlencoded').end('name=Harbour');
    const read = await page.evaluate(async (path) => {
      const { http } = connect.createConnectClient({ baseUrl: location.origin, apiKey: 'any-key' });
      const parsed = async (parseAs: string) =>
        (
          await (http as any).POST(path, {
            params: { path: { subscriptionId: '1' } },
            body: {},
            parseAs,
          })
        ).data;
      return [
        await parsed('text'),
        await (await parsed('blob')).text(),
        new TextDecoder().decode(await parsed('arrayBuffer')),
        await new Response(await parsed('stream')).text(),
        (await parsed('formData')).get('name'),
      ];
    }, write?.path ?? '');
    expect(read).toEqual([...Array(4).fill('name=Harbour'), 'Harbour']);
  });

  test('ends a call whose body stalls, by time and by signal', async () => {
    answer = (response) => void response.setHeader('Content-Type', 'text/csv').write('a,b');
    const kinds = await page.evaluate(async (path) => {
      const { http } = connect.createConnectClient({
        baseUrl: location.origin,
        apiKey: 'any-key',
        retry: false,
      });
      const kindOf = async (options: object) => {
        const init = { params: { path: { subscriptionId: '1' } }, body: {}, parseAs: 'text' };
        const error = await (http as any).POST(path, { ...init, ...options }).catch((e: any) => e);
        return error.kind;
      };
      return [await kindOf({ timeout: 50 }), await kindOf({ signal: AbortSignal.timeout(50) })];
    }, write?.path ?? '');
    expect(kinds).toEqual(['timeout', 'abort']);
  });

  test('keeps the key of its call when middleware makes a new request', async () => {
    answer = (response) => response.setHeader('Content-Type', 'application/json').end('{}');
    await page.evaluate(async (path) => {
      const { http } = connect.createConnectClient({ baseUrl: location.origin, apiKey: 'any-key' });
      http.use({ onRequest: ({ request }) => new Request(request, { headers: request.headers }) });
      const init = { params: { path: { subscriptionId: '1' } }, body: { a: 1 } };
      await (http as any).POST(path, { ...init, idempotencyKey: 'order-1' });
    }, write?.path ?? '');
    expect(sent).toMatchObject([{ key: 'order-1', body: '{"a":1}' }]);
  });
});
