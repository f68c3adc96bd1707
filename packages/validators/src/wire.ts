// Headers, cookies and query as they come, as objects that a schema can be held against.
import type { JsonSchema } from './json-schema.js';

type Values = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Headers: a `Headers` object, or a plain one such as Node's `request.headers`. The case of names does
 * not matter. Several lines of one name count as one value joined by commas (RFC 9110, section 5.3).
 */
export type HeadersInput = HeadersLike | Values;

interface HeadersLike {
  /** The value of a header, whatever the case of its name. */
  get(name: string): string | null;
}

/** A decoded query: `URLSearchParams`, or a plain object with a list where a name occurs several times. */
export type QueryInput = Multimap | Values;

interface Multimap {
  /** All values of a name. */
  getAll(name: string): string[];
  /** Without it objects are not found. */
  keys?(): Iterable<string>;
}

/**
 * Reads the declared headers that are there, under the names that the contract gives them. One that
 * holds a list is taken apart at its commas.
 */
export function headersReader({ properties = {} }: JsonSchema) {
  const declared = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
  return (headers: HeadersInput): Record<string, unknown> => {
    const found: Record<string, unknown> = {};
    const keep = (name: string, value: string | readonly string[] | null | undefined) => {
      if (value === undefined || value === null) return;
      const text = typeof value === 'string' ? value : value.join(', ');
      found[name] = isList(properties[name]) ? text.split(',').map((one) => one.trim()) : text;
    };
    if (isGetter(headers)) {
      for (const [lowerCase, name] of declared) keep(name, headers.get(lowerCase));
    } else {
      for (const key of Object.keys(headers)) {
        const name = declared.get(key.toLowerCase());
        if (name !== undefined) keep(name, headers[key]);
      }
    }
    return found;
  };
}

/** Reads the declared cookies that are there out of the header `Cookie` (RFC 6265, section 4.2). */
export function cookiesReader({ properties = {} }: JsonSchema) {
  const read = headersReader({ properties: { cookie: {} } });
  return (headers: HeadersInput): Record<string, unknown> => {
    const pairs = String(read(headers)['cookie'] ?? '').split(';');
    const given = new Map(pairs.map((pair) => split(pair)));
    return Object.fromEntries(
      Object.keys(properties).flatMap((name) => (given.has(name) ? [[name, given.get(name)]] : [])),
    );
  };
}

function split(pair: string): [string, string] {
  const [name = '', ...value] = pair.trim().split('=');
  const text = value.join('=');
  try {
    return [name, decodeURIComponent(text)];
  } catch {
    return [name, text];
  }
}

/**
 * Reads the declared query parameters that are there. Unknown ones are ignored.
 *
 * @param joined the lists that are one value with commas; an object is written as `deepObject`
 */
export function queryReader({ properties = {} }: JsonSchema, joined: readonly string[] = []) {
  return (query: QueryInput): Record<string, unknown> => {
    const found: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(properties)) {
      if (schema['type'] === 'object') {
        const members = membersOf(query, name);
        if (members.length > 0) found[name] = Object.fromEntries(members);
        continue;
      }
      const values = valuesOf(query, name);
      const [value] = values;
      if (values.length > 0) found[name] = values.length === 1 ? value : values;
      if (joined.includes(name) && values.length === 1) found[name] = value?.split(',');
    }
    return found;
  };
}

/** The members of `name[member]=value`. */
function membersOf(query: QueryInput, name: string): [string, unknown][] {
  const keys = isMultimap(query) ? [...new Set(query.keys?.() ?? [])] : Object.keys(query);
  return keys.flatMap((key): [string, unknown][] => {
    if (!key.startsWith(`${name}[`) || !key.endsWith(']')) return [];
    const values = valuesOf(query, key);
    return [[key.slice(name.length + 1, -1), values.length === 1 ? values[0] : values]];
  });
}

function valuesOf(query: QueryInput, name: string): readonly string[] {
  if (isMultimap(query)) return query.getAll(name);
  return [(Object.hasOwn(query, name) ? query[name] : undefined) ?? []].flat();
}

function isList(schema: JsonSchema | undefined): boolean {
  return schema?.['type'] === 'array';
}

function isGetter(headers: HeadersInput): headers is { get(name: string): string | null } {
  return typeof headers['get'] === 'function';
}

function isMultimap(query: QueryInput): query is Multimap {
  return typeof query['getAll'] === 'function';
}
