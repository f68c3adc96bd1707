import { mergeHeaders, type QuerySerializer } from 'openapi-fetch';

/** What a request is made from. */
export interface RequestParts {
  params?: { [place in 'path' | 'query' | 'header' | 'cookie']?: object | undefined } | undefined;
  body?: unknown;
  headers?: HeadersInit | undefined;
  querySerializer?: QuerySerializer<unknown> | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: each operation has a body of its own.
  bodySerializer?: ((body: any, headers: Headers) => BodyInit) | undefined;
}

/** How an operation is asked. */
export interface Form {
  /** With its `{parameters}`. */
  path: string;
  /** The media type of its body; `undefined`: plain JSON. */
  type?: string;
  /** Parameters of the query whose lists are one value with commas (`explode: false`). */
  joined?: readonly string[];
}

/**
 * URL, headers and body of a request.
 *
 * @throws {TypeError} when a path parameter would make another path of it
 */
export function makeRequest(
  { path, type = 'application/json', joined }: Form,
  parts: RequestParts,
  baseUrl: string,
  clientHeaders: HeadersInit | undefined,
) {
  const { params = {}, body, bodySerializer = serializeBody } = parts;
  const headers = mergeHeaders(
    body === undefined ? body : { 'Content-Type': type },
    ...[clientHeaders, parts.headers, params.header].map(plain),
  );
  const cookie = serialize(params.cookie, '; ');
  if (cookie) headers.set('Cookie', cookie);
  const { querySerializer = (value) => serialize(value as object, '&', joined) } = parts;
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
function serialize(values: object = {}, separator: string, joined?: readonly string[]): string {
  const pairs = (name: string, value: unknown): string[] => {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) {
      return joined?.includes(name) && value.length
        ? [`${name}=${value.map(encodeURIComponent)}`]
        : value.flatMap((item) => pairs(name, item));
    }
    if (typeof value !== 'object') return [`${name}=${encodeURIComponent(`${value}`)}`];
    return Object.entries(value).flatMap(([key, item]) => pairs(`${name}[${key}]`, item));
  };
  return Object.entries(values)
    .flatMap(([name, value]) => pairs(name, value))
    .join(separator);
}
