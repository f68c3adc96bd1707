import { fillPath } from '@connect-api/spec/contract';
import { place } from '@connect-api/spec/request';
import { curlOf, quoted } from '../site/samples/curl.ts';
import { jsonProblem } from './json.ts';
import type { ConsoleOperation, Parameter } from './operation.ts';

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
  const given = place(operation.parameters, (parameter: Parameter) => {
    const text = parameters[`${parameter.in} ${parameter.name}`] ?? '';
    return text === '' && parameter.in !== 'path' ? undefined : typedValue(parameter, text);
  });
  // An optional body that is empty is none.
  const sendsBody = operation.body && (operation.body.required || body.trim() !== '');
  return {
    method,
    url: `${baseUrl}${fillPath(path, given.path)}${given.query && `?${given.query}`}`,
    headers: {
      ...(apiKey && { [apiKeyHeader]: apiKey }),
      ...(sendsBody && { 'Content-Type': operation.body?.type ?? '' }),
      ...(idempotencyHeader && idempotencyKey && { [idempotencyHeader]: idempotencyKey }),
      ...given.headers,
    },
    ...(sendsBody && { body }),
  };
}

/** What a field holds. What is no object goes as it is: the server says what is wrong. */
function typedValue({ kind }: Parameter, text: string): unknown {
  if (kind === 'list') return text.split(',').map((each) => each.trim());
  return kind === 'object' && jsonProblem(text) === '' ? JSON.parse(text) : text;
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
