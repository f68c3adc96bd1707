// No response of a real host need say when to repeat, so the conformance suite does not ask for it. Our
// own servers say it with every code of the table that is to be repeated after a `Retry-After`.
import { startMock } from '@connect-api/mock';
import { createSandbox } from '@connect-api/sandbox';
import { document, errorCodesOf, exchangesOf, fillPath } from '@connect-api/spec';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const codes = errorCodesOf(document).filter(({ repeat }) => repeat === 'retryAfter');
const exchange = exchangesOf(document).find(({ status }) => status === '200')!;

const sandbox = createSandbox({ clock: 'frozen' });
const world = await (await sandbox.fetch('http://sandbox.test/__sandbox/world')).json();
let mock: Awaited<ReturnType<typeof startMock>>;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

const urlOf = (base: string) => base + fillPath(exchange.path, exchange.pathParameters);
const initOf = (headers: Record<string, string> = {}) => ({
  method: exchange.method.toUpperCase(),
  headers: {
    'X-Api-Key': world.tenants[0].apiKeys[0],
    'Content-Type': 'application/json',
    ...headers,
  },
  body: JSON.stringify(exchange.request),
});

describe.each(codes.map(({ code, status }) => [code, status] as const))('%s', (code, status) => {
  const expectDelay = async (response: Response) => {
    expect([response.status, (await response.json()).code]).toEqual([status, code]);
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
  };

  test('of the mock says when to repeat', async () => {
    await expectDelay(await fetch(urlOf(mock.url), initOf({ Prefer: `code=${status}` })));
  });

  test('of the sandbox says when to repeat', async () => {
    await sandbox.fetch('http://sandbox.test/__sandbox/faults', {
      method: 'PUT',
      body: JSON.stringify({ faults: [{ type: 'status', status }] }),
    });
    await expectDelay(await sandbox.fetch(urlOf('http://sandbox.test'), initOf()));
  });
});
