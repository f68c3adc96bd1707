import { type ContractError, createConnectClient, validateWith } from '@connect-api/client';
import { createSandbox } from '@connect-api/sandbox';
import { document, exchangesOf } from '@connect-api/spec';
import { validators } from '@connect-api/validators';
import { describe, expect, test } from 'vitest';

/** A client that checks what it sends to a sandbox, and what that answers. */
async function start(change = (response: Response) => response) {
  const sandbox = createSandbox({ clock: 'frozen' });
  const world = await sandbox.fetch('http://sandbox.test/__sandbox/world');
  const { tenants } = await world.json();
  let requests = 0;
  const client = createConnectClient({
    baseUrl: 'http://sandbox.test',
    apiKey: tenants[0].apiKeys[0],
    validation: validateWith(validators),
    fetch: async (url, init) => {
      requests += 1;
      return change(await sandbox.fetch(url, init));
    },
  });
  return { client, requests: () => requests };
}

const rejection = (call: Promise<unknown>): Promise<ContractError> =>
  call.then(
    () => expect.unreachable('The call should have been rejected.'),
    (error) => error,
  );

const cancellation = {
  params: { path: { subscriptionId: 'sub-1001' } },
  body: { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED' },
} as const;

describe.each(exchangesOf(document))('$operationId, example $name', (exchange) => {
  test('passes the validation in both directions', async () => {
    const { client } = await start();
    const methods = client as unknown as Record<
      string,
      (init: object) => Promise<{ response: Response }>
    >;
    const result = await methods[exchange.operationId]!({
      params: { path: exchange.pathParameters, ...exchange.parameters },
      ...(exchange.request !== undefined && { body: exchange.request }),
    });
    expect(result.response.status).toBe(Number(exchange.status));
  });
});

test('OTHER without a comment is not sent', async () => {
  const { client, requests } = await start();
  const error = await rejection(
    client.cancelSubscription({
      ...cancellation,
      // @ts-expect-error: OTHER needs a comment, which validation says at run time too
      body: { ...cancellation.body, reason: 'OTHER' },
    }),
  );
  expect(error.message).toBe(
    'The request breaks the contract. comment: The property is required when reason is OTHER.',
  );
  expect(error.details).toMatchObject([{ code: 'FIELD_REQUIRED', property: 'comment' }]);
  expect(requests()).toBe(0);
});

test('a response that breaks the contract says where', async () => {
  const { client } = await start(({ headers }) => {
    const body = { subscriptionId: 7, status: 'GONE' };
    return Response.json(body, { headers });
  });
  const error = await rejection(client.cancelSubscription(cancellation));
  expect(error).toMatchObject({ kind: 'contract', part: 'response', attempts: 1 });
  const properties = error.details.map(({ property }) => property);
  expect(properties).toEqual(expect.arrayContaining(['subscriptionId', 'status']));
});
