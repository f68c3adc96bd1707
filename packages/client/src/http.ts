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

const methods = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'];

type Init = CallInit & HttpOptions<ParseAs>;

/** The client underneath: operations by method and path, with middleware and other media types. */
export function httpClient(settings: ConnectClientOptions): HttpClient {
  const chain: Middleware[] = [];
  const request = (method: string, path: string, init: Init = {}) =>
    exchange(method.toUpperCase(), path, init, settings, chain);
  return {
    ...Object.fromEntries(methods.map((method) => [method, request.bind(undefined, method)])),
    request,
    use: (...middleware: Middleware[]) => void chain.push(...middleware),
    eject(...middleware: Middleware[]) {
      for (const one of middleware) if (chain.includes(one)) chain.splice(chain.indexOf(one), 1);
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
  const { parseAs = 'json', middleware = [], apiKey: _, ...extras } = init;
  const chain = [...registered, ...middleware];
  const baseUrl = init.baseUrl === undefined ? settings.baseUrl : checkBaseUrl(init.baseUrl);
  const known = Object.values(operations).find(
    (operation) => operation.method === method && operation.path === path,
  );
  // Of a path that is none of the contract any success may be empty.
  const operation: Operation = known ?? { method, path, empty: { includes: () => true } };
  const outgoing = makeRequest(operation, init, baseUrl, settings.headers);
  outgoing.extras = extras;
  outgoing.raw = chain.length > 0 || parseAs !== 'json';
  // The signal and the API key of the call stay with `send`.
  const shown = { ...extras, ...outgoing.init, redirect: 'manual', signal: null };
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
