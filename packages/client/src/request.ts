import { mergeHeaders, type QuerySerializer } from 'openapi-fetch';

/** What a request is made from. */
export interface RequestParts {
  params?: { [place in 'path' | 'query' | 'header']?: object | undefined } | undefined;
  body?: unknown;
  headers?: HeadersInit | undefined;
  querySerializer?: QuerySerializer<unknown> | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: each operation has a body of its own.
  bodySerializer?: ((body: any, headers: Headers) => BodyInit) | undefined;
}

/**
 * URL, headers and body of a request.
 *
 * @throws {TypeError} when a path parameter would make another path of it
 */
export function makeRequest(
  path: string,
  parts: RequestParts,
  baseUrl: string,
  clientHeaders: HeadersInit | undefined,
) {
  const { params = {}, body, bodySerializer = serializeBody } = parts;
  const headers = mergeHeaders(
    body === undefined ? body : { 'Content-Type': 'application/json' },
    ...[clientHeaders, parts.headers, params.header].map(plain),
  );
  const { querySerializer = serializeQuery } = parts;
  const query = querySerializer({ ...params.query });
  const serialized = body === undefined ? body : bodySerializer(body, headers);
  // `fetch` names the boundary between the parts of a form.
  if (serialized instanceof FormData) headers.delete('Content-Type');
  return {
    url: baseUrl + fillPath(path, { ...params.path }) + (query && `?${query}`),
    headers,
    body: serialized,
  };
}

/** As openapi-fetch takes headers: it knows pairs, and `Headers` of another realm, no better. */
function plain(headers: object | undefined): Record<string, string> | Headers | undefined {
  return headers && Symbol.iterator in headers
    ? new Headers(headers as HeadersInit)
    : (headers as Record<string, string>);
}

/** A segment that is empty or dots leads elsewhere (RFC 3986, section 5.2.4). */
function fillPath(path: string, values: Record<string, unknown>): string {
  return path.replace(/\{(.+?)\}/g, (_, name: string) => {
    const value = `${values[name] ?? ''}`;
    if (!/^\.{0,2}$/.test(value)) return encodeURIComponent(value);
    throw new TypeError(`params.path.${name} must not be missing, empty, "." or "..".`);
  });
}

function serializeBody(body: unknown): BodyInit {
  return body instanceof FormData ? body : JSON.stringify(body);
}

/** As OpenAPI does without further keywords; objects as `deepObject`. */
function serializeQuery(query: unknown): string {
  const pairs = (name: string, value: unknown): string[] => {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value.flatMap((item) => pairs(name, item));
    if (typeof value !== 'object') return [`${name}=${encodeURIComponent(`${value}`)}`];
    return Object.entries(value).flatMap(([key, item]) => pairs(`${name}[${key}]`, item));
  };
  return Object.entries(query as object)
    .flatMap(([name, value]) => pairs(name, value))
    .join('&');
}
