import type { QuerySerializer } from 'openapi-fetch';
import type { Outgoing } from './attempt.js';
import { checkOptions, demand } from './check-options.js';
import type { BodyLike, HeadersLike } from './web.js';

/** What a request is made from. */
export interface RequestParts {
  params?: { [place in 'path' | 'query' | 'header' | 'cookie']?: object | undefined } | undefined;
  body?: unknown;
  headers?: HeadersLike;
  querySerializer?: QuerySerializer<unknown> | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: each operation has a body of its own.
  bodySerializer?: ((body: any, headers: Headers) => BodyLike) | undefined;
}

/** Where an operation is found, how it is asked, and which of its successes have no body. */
export interface Operation {
  method: string;
  /** With its `{parameters}`. */
  path: string;
  /** The media type of its body; `undefined`: plain JSON. */
  type?: string;
  /** Parameters of the query whose lists are one value with commas (`explode: false`). */
  joined?: readonly string[];
  /** Statuses of a success that come without a body; `undefined`: none. */
  empty?: Pick<readonly number[], 'includes'> | undefined;
}

/**
 * The request of one call.
 *
 * @throws {TypeError} when an option of the call makes no sense, or a path parameter would make another
 * path of it
 */
export function makeRequest(
  { method, path, type = 'application/json', joined, empty }: Operation,
  parts: RequestParts,
  baseUrl: string,
  clientHeaders: HeadersLike,
): Outgoing {
  checkOptions(parts);
  const {
    params = {},
    body,
    headers: own,
    bodySerializer = toJson,
    querySerializer = (values: unknown) => serialize(values as object, '&', joined),
  } = parts;
  const headers = new Headers(body === undefined ? body : { 'Content-Type': type });
  // As openapi-fetch takes them: `null` takes a header out, and a list adds to it.
  for (const given of [clientHeaders, own, params.header]) {
    const listed = (given as Partial<Iterable<unknown>> | undefined)?.[Symbol.iterator];
    const pairs: Iterable<[string, unknown]> = listed
      ? new Headers(given as HeadersLike)
      : Object.entries(given ?? {});
    for (const [name, value] of pairs) {
      if (value === null) headers.delete(name);
      else if (Array.isArray(value)) for (const one of value) headers.append(name, one);
      else if (value !== undefined) headers.set(name, value as string);
    }
  }
  const cookie = serialize(params.cookie, '; ');
  if (cookie) headers.set('Cookie', cookie);
  // As openapi-fetch, where an own function begins with the question mark.
  const query = querySerializer({ ...params.query }).replace(/^\?/, '');
  const serialized = body === undefined ? body : bodySerializer(body, headers);
  // `fetch` names the boundary between the parts of a form.
  if (serialized instanceof FormData) headers.delete('Content-Type');
  return {
    url: baseUrl + fillPath(path, { ...params.path }) + (query && `?${query}`),
    schemaPath: path,
    params,
    init: { method, headers, body: serialized as string | undefined },
    empty,
  };
}

/** A segment that is empty or dots leads elsewhere (RFC 3986, section 5.2.4); half a surrogate pair has no UTF-8. */
function fillPath(path: string, values: Record<string, unknown>): string {
  return path.replace(/\{(.+?)\}/g, (_, name: string) => {
    const value = `${values[name] ?? ''}`;
    demand(
      !/^\.{0,2}$|\p{Cs}/u.test(value),
      `params.path.${name}`,
      'Unicode, neither empty nor dots',
    );
    return encodeURIComponent(value);
  });
}

function toJson(body: unknown): BodyLike {
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
