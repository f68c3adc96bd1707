import { fillPath } from '@connect-api/spec/contract';
import { curlOf, quoted } from '../site/samples/curl.ts';
import type { ConsoleOperation } from './operation.ts';

/** What the reader has filled in, as it stands in the fields. */
export interface Filled {
  /** By place and name, such as `path subscriptionId`. An empty one in the query or a header is not sent. */
  parameters: Record<string, string>;
  apiKey: string;
  idempotencyKey: string;
  body: string;
}

/** A request on its way, complete but for the API key's name in a command. */
export interface ConsoleRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/** The request that the reader has filled in, to a host. */
export function requestOf(
  operation: ConsoleOperation,
  baseUrl: string,
  { parameters, apiKey, idempotencyKey, body }: Filled,
): ConsoleRequest {
  const { method, path, apiKeyHeader, idempotencyHeader } = operation;
  const given = (place: string) =>
    operation.parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name }) => [name, parameters[`${place} ${name}`] ?? ''] as const)
      .filter(([, value]) => value !== '' || place === 'path');
  const query = new URLSearchParams(
    given('query').map(([name, value]) => [name, value]),
  ).toString();
  return {
    method,
    url: `${baseUrl}${fillPath(path, Object.fromEntries(given('path')))}${query && `?${query}`}`,
    headers: {
      ...(apiKey && { [apiKeyHeader]: apiKey }),
      ...(operation.body && { 'Content-Type': 'application/json' }),
      ...(idempotencyHeader && idempotencyKey && { [idempotencyHeader]: idempotencyKey }),
      ...Object.fromEntries(given('header')),
    },
    ...(operation.body && { body }),
  };
}

/** The same request as a command, which takes the API key from the environment. */
export function commandOf({ method, url, headers, body }: ConsoleRequest, apiKeyHeader: string) {
  return curlOf({
    method,
    url,
    headers: Object.entries(headers).map(([name, value]) =>
      name === apiKeyHeader ? `"${name}: $CONNECT_API_KEY"` : quoted(`${name}: ${value}`),
    ),
    ...(body !== undefined && { body }),
  });
}
