import { exchangesOf, type OpenApiDocument } from '@connect-api/spec';
import type { Artifact } from './artifact.ts';
import { client, methodOf } from './artifacts/client.ts';
import { mock } from './artifacts/mock.ts';
import { sandbox } from './artifacts/sandbox.ts';

/**
 * Calls operations through the client that is made from the contract, for each of their named requests:
 * against the mock and the sandbox that are made from it.
 *
 * @param take how to come by each of them
 */
export async function callsOf(
  document: OpenApiDocument,
  operationIds: string[],
  take: <State>(artifact: Artifact<State>) => Promise<State> = (artifact) =>
    artifact.generate(document),
) {
  const { createConnectClient } = await take(client);
  const servers = {
    mock: await take(mock),
    sandbox: await (await take(sandbox))(),
  };
  const calls = [];
  for (const [server, { apiKey, fetch }] of Object.entries(servers)) {
    const connect = createConnectClient({
      baseUrl: 'http://server.test',
      apiKey,
      fetch: async (url, init) => {
        const request = new Request(url, init);
        const { pathname, search } = new URL(request.url);
        const { method, headers } = request;
        const body = await request.arrayBuffer();
        return fetch(pathname + search, {
          method,
          headers,
          ...(body.byteLength > 0 && { body }),
        });
      },
    });
    for (const exchange of exchangesOf(document).filter(({ operationId }) =>
      operationIds.includes(operationId),
    )) {
      const { data, error, response } = await methodOf(
        connect,
        exchange.operationId,
      )({
        params: { path: exchange.pathParameters, ...exchange.parameters },
        ...(exchange.request !== undefined && { body: exchange.request }),
        headers: {
          Prefer: `code=${exchange.status}${exchange.response === undefined ? '' : `, example=${exchange.name}`}`,
        },
      });
      const wanted = JSON.stringify({ status: exchange.status, body: exchange.response });
      const found = JSON.stringify({ status: String(response.status), body: error ?? data });
      calls.push({
        server,
        operationId: exchange.operationId,
        name: exchange.name,
        asDocumented: found === wanted,
        ...(found !== wanted && { found }),
      });
    }
  }
  await mock.close?.(servers.mock);
  return calls;
}
