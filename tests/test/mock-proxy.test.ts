// The mock's proxy (Prism) in front of the sandbox: a server that keeps the contract differs in nothing,
// and to whoever calls it the proxy is not there.
import { generateRequests, type PlainRequest } from '@connect-api/conformance/requests';
import { startProxy } from '@connect-api/mock';
import { createSandbox } from '@connect-api/sandbox';
import { startSandbox } from '@connect-api/sandbox/node';
import { document, exchangesOf, fillPath, operationsOf } from '@connect-api/spec';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let proxy: Awaited<ReturnType<typeof startProxy>>;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, clock: 'frozen' });
  proxy = await startProxy({ port: 0, baseUrl: sandbox.url });
});

beforeEach(() => fetch(`${sandbox.url}/__sandbox/reset`, { method: 'POST' }));

afterAll(() => Promise.all([proxy.close(), sandbox.close()]));

const world = await (await createSandbox().fetch('http://sandbox.test/__sandbox/world')).json();
const apiKey: string = world.tenants[0].apiKeys[0];

async function send(url: string, request: PlainRequest) {
  const { method, headers, body } = request;
  // As bytes, because Fetch would give a text a media type of its own.
  const bytes = body === undefined ? null : Buffer.from(body);
  const init: RequestInit = { method, headers, body: bytes };
  const response = await fetch(url + request.url, init);
  // What says when, and which request it was.
  const own = [...response.headers].filter(([name]) => name !== 'x-request-id' && name !== 'date');
  return { status: response.status, headers: own, body: await response.text() };
}

/** How often requests or answers have differed; what no longer goes into the list, as requests do. */
function countOf(side: 'request' | 'response') {
  const { differences, more } = proxy.report();
  const counts = differences.filter((each) => each.side === side).map(({ count }) => count);
  return counts.reduce((sum, count) => sum + count, side === 'request' ? more : 0);
}

describe.each(operationsOf(document).map(({ operationId }) => operationId))('%s', (operationId) => {
  const { variants } = generateRequests(operationId, apiKey);

  test.each(variants.map((each) => [each.verdict, each.name, each] as const))(
    '%s for a request %s: the same with and without the proxy, which tells what is wrong',
    async (verdict, _, { requests }) => {
      const [request] = fc.sample(requests, { numRuns: 1, seed: 4711 });
      const before = countOf('request');
      const through = await send(proxy.url, request!);
      await fetch(`${sandbox.url}/__sandbox/reset`, { method: 'POST' });
      const direct = await send(sandbox.url, request!);
      // What is too large the proxy refuses itself, in its own words.
      expect(verdict === '413' ? through.status : through).toEqual(
        verdict === '413' ? direct.status : direct,
      );
      expect(countOf('response')).toBe(0);
      expect(countOf('request') > before).toBe(verdict !== 'accepted');
    },
  );
});

test('a repeated request gets the same bytes, and the same request id', async () => {
  const exchange = exchangesOf(document).find(({ status }) => status === '200')!;
  const [header] = operationsOf(document).flatMap(({ parameters }) =>
    parameters.filter((each) => each['x-idempotency']).map(({ name }) => name as string),
  );
  const call = async () => {
    const response = await fetch(proxy.url + fillPath(exchange.path, exchange.pathParameters), {
      method: exchange.method.toUpperCase(),
      headers: { 'X-Api-Key': apiKey, 'Content-Type': 'application/json', [header!]: 'once' },
      body: JSON.stringify(exchange.request),
    });
    return { id: response.headers.get('x-request-id'), body: await response.text() };
  };
  expect(await call()).toEqual(await call());
});
