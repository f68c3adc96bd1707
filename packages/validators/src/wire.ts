// Headers and query as they come, as objects that a schema can be held against.

type Values = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Headers: a `Headers` object, or a plain one such as Node's `request.headers`. The case of names does
 * not matter. Several lines of one name count as one value joined by commas (RFC 9110, section 5.3).
 */
export type HeadersInput = { get(name: string): string | null } | Values;

/** A decoded query: `URLSearchParams`, or a plain object with a list where a name occurs several times. */
export type QueryInput = { getAll(name: string): string[] } | Values;

/** Reads the declared headers that are there, under the names that the contract gives them. */
export function headersReader(names: readonly string[]) {
  const declared = new Map(names.map((name) => [name.toLowerCase(), name]));
  return (headers: HeadersInput): Record<string, string> => {
    const found: Record<string, string> = {};
    const keep = (name: string, value: string | readonly string[] | null | undefined) => {
      if (value === undefined || value === null) return;
      found[name] = typeof value === 'string' ? value : value.join(', ');
    };
    if (isGetter(headers)) {
      for (const name of names) keep(name, headers.get(name));
    } else {
      for (const key of Object.keys(headers)) {
        const name = declared.get(key.toLowerCase());
        if (name !== undefined) keep(name, headers[key]);
      }
    }
    return found;
  };
}

/** Reads the declared query parameters that are there. Unknown ones are ignored. */
export function queryReader(names: readonly string[]) {
  return (query: QueryInput): Record<string, unknown> => {
    const found: Record<string, unknown> = {};
    for (const name of names) {
      const values = isMultimap(query) ? query.getAll(name) : [own(query, name) ?? []].flat();
      if (values.length > 0) found[name] = values.length === 1 ? values[0] : values;
    }
    return found;
  };
}

function own(values: Values, name: string) {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function isGetter(headers: HeadersInput): headers is { get(name: string): string | null } {
  return typeof headers['get'] === 'function';
}

function isMultimap(query: QueryInput): query is { getAll(name: string): string[] } {
  return typeof query['getAll'] === 'function';
}
