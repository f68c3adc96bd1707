import type { Middleware } from 'openapi-fetch';
import { parse } from './attempt.js';
import { type CallInit, resultOf } from './call.js';
import { checkBaseUrl } from './check-options.js';
import type { CallTrace } from './errors/connect-error.js';
import { operations } from './generated/contract.js';
import type { HttpClient, HttpOptions, ParseAs } from './http-client.js';
import { type RequestContext, through } from './middleware.js';
import type { ConnectClientOptions } from './options.js';
import { makeRequest, type Operation } from './request.js';
import { send } from './send.js';
import { rememberTrace, traceOf } from './trace.js';
import { uuid } from './uuid.js';

const methods = 'GET PUT POST DELETE OPTIONS HEAD PATCH TRACE'.split(' ');

type Init = CallInit & HttpOptions<ParseAs>;

/** The client underneath: operations by method and path, with middleware and other media types. */
export function httpClient(settings: ConnectClientOptions): HttpClient {
  let chain: readonly Middleware[] = [];
  const request = (method: string, path: string, init: Init = {}) =>
    exchange(method.toUpperCase(), path, init, settings, chain);
  return {
    ...Object.fromEntries(
      methods.map((method) => [method, (path: string, init: Init) => request(method, path, init)]),
    ),
    request,
    use(...middleware: Middleware[]) {
      chain = [...chain, ...middleware];
    },
    eject(...middleware: Middleware[]) {
      chain = chain.filter((one) => !middleware.includes(one));
    },
  } as unknown as HttpClient;
}

async function exchange(
  method: string,
  path: string,
  init: Init,
  settings: ConnectClientOptions,
  registered: readonly Middleware[],
) {
  // The signal and the API key of the call stay with `send`.
  const { parseAs = 'json', middleware = [], apiKey: _key, signal: _signal, ...extras } = init;
  const baseUrl = checkBaseUrl(init.baseUrl ?? settings.baseUrl);
  const known = Object.values(operations).find(
    (operation) => operation.method === method && operation.path === path,
  );
  // Of a path that is none of the contract any success may be empty.
  const operation: Operation = known ?? { method, path, empty: { includes: () => true } };
  const outgoing = makeRequest(operation, init, baseUrl, settings.headers);
  const chain = [...registered, ...middleware];
  outgoing.extras = extras;
  outgoing.raw = chain.length > 0 || parseAs !== 'json';
  const shown = { ...extras, ...outgoing.init, redirect: 'manual' };
  const context = {
    schemaPath: path,
    params: outgoing.params,
    id: uuid(),
    options: { baseUrl, parseAs },
  };
  let trace: CallTrace = { attempts: 0 };
  const response = await through(
    chain,
    new Request(outgoing.url, shown as RequestInit),
    context as unknown as RequestContext,
    async (request) => {
      // Not `request.body`, which Firefox does not have; and a stream could be sent only once.
      const bytes = await request.arrayBuffer();
      // As `fetch` drops credentials of a redirect.
      outgoing.foreign = new URL(request.url).origin !== new URL(baseUrl).origin;
      outgoing.url = request.url;
      outgoing.init = {
        method: request.method,
        headers: new Headers(request.headers),
        body: bytes.byteLength ? bytes : undefined,
      };
      const answer = await send(outgoing, init, settings);
      const response = answer.response();
      trace = traceOf(response);
      return response;
    },
  );
  rememberTrace(response, trace);
  const copy = response.clone();
  const { ok, status } = response;
  const answer = { ok, status, response: () => response };
  return resultOf(
    answer,
    !ok || parseAs === 'json'
      ? parse(await copy.text(), answer, outgoing, trace)
      : parseAs === 'stream'
        ? copy.body
        : await copy[parseAs](),
  );
}
