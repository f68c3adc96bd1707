import {
  createFinalURL,
  createQuerySerializer,
  defaultPathSerializer,
  mergeHeaders,
  removeTrailingSlash,
} from 'openapi-fetch';
import type { Outgoing } from './attempt.js';
import type { CallOptions, ConnectClientOptions } from './options.js';
import { send } from './send.js';

/** What one call takes, whatever its operation. */
export interface CallInit extends CallOptions {
  params?: { [place in 'path' | 'query' | 'header']?: Record<string, string> };
  body?: unknown;
  headers?: Record<string, string>;
}

// A redirect would carry the API key elsewhere, and can turn a write into a GET.
export const redirect = 'manual';

/** Calls one operation: makes its request, sends it, and tells success and failure apart. */
export async function call(
  { method, path }: { method: string; path: string },
  init: CallInit,
  settings: ConnectClientOptions,
) {
  const { baseUrl, validation } = settings;
  const { params = {}, body } = init;
  const request: Outgoing = {
    url: createFinalURL(path, {
      baseUrl: removeTrailingSlash(baseUrl),
      params,
      querySerializer: createQuerySerializer(),
      pathSerializer: defaultPathSerializer,
    }),
    init: {
      method,
      redirect,
      headers: mergeHeaders(
        { 'Content-Type': body === undefined ? body : 'application/json' },
        settings.headers,
        init.headers,
        params.header,
      ),
      body: JSON.stringify(body),
    },
  };
  await validation?.onRequest({ request, schemaPath: path, params });
  const { response, body: answer } = await send(request, init, settings);
  await validation?.onResponse({ request, schemaPath: path, params, response });
  return { [response.ok ? 'data' : 'error']: answer, response };
}
