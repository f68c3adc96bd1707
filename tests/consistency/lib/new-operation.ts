import { exchangesOf, type OpenApiDocument } from '@connect-api/spec';
import { client } from './artifacts/client.ts';
import { mock } from './artifacts/mock.ts';
import { sandbox } from './artifacts/sandbox.ts';

/**
 * Calls an operation through the client that is made from the contract, for each of its named requests:
 * against the mock and the sandbox that are made from it.
 */
export async function callsOf(document: OpenApiDocument, operationId: string) {
  const { createConnectClient } = await client.generate(document);
  const servers = {
    mock: await mock.generate(document),
    sandbox: await (await sandbox.generate(document))(),
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
        return fetch(pathname + search, { method, headers, body: await request.arrayBuffer() });
      },
    }) as any;
    for (const exchange of exchangesOf(document).filter(
      (each) => each.operationId === operationId,
    )) {
      const { data, error, response } = await connect[operationId]({
        params: { path: exchange.pathParameters },
        body: exchange.request,
        headers: { Prefer: `code=${exchange.status}, example=${exchange.name}` },
      });
      const wanted = JSON.stringify({ status: exchange.status, body: exchange.response });
      const found = JSON.stringify({ status: String(response.status), body: data ?? error });
      calls.push({
        server,
        name: exchange.name,
        asDocumented: found === wanted,
        ...(found !== wanted && { found }),
      });
    }
  }
  await mock.close?.(servers.mock);
  return calls;
}
