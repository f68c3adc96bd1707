import type { Operation } from './prism.js';
import { invalid, Problem } from './problem.js';

export interface Match {
  operation: Operation;
  /** By name, still encoded. */
  pathParameters: Record<string, string>;
}

/** Splits a request target; an absolute URL is allowed there too (RFC 9112, 3.2.2). */
export function targetOf(url: string): { path: string; query: string } {
  const [path = '', ...query] = url.replace(/^https?:\/\/[^/?]*/i, '').split('?');
  return { path: path || '/', query: query.join('?') };
}

/** Finds the operation of a request; throws the 404, or the 405 with `Allow`. */
export function route(operations: Operation[], method: string, path: string): Match {
  const matches = operations.flatMap((operation) => {
    const pathParameters = match(operation.path, path);
    return pathParameters ? [{ operation, pathParameters }] : [];
  });
  if (matches.length === 0) throw new Problem('NOT_FOUND');
  // A concrete path goes before a templated one (OpenAPI 3.1, Paths Object).
  const fewest = Math.min(...matches.map(parameterCount));
  const candidates = matches.filter((each) => parameterCount(each) === fewest);
  const found = candidates.find(({ operation }) => operation.method.toUpperCase() === method);
  if (found) return found;
  throw methodNotAllowed(candidates.map(({ operation }) => operation.method.toUpperCase()));
}

export function methodNotAllowed(allowed: string[]): Problem {
  return new Problem('METHOD_NOT_ALLOWED', { headers: { Allow: allowed.join(', ') } });
}

/** Decodes path parameters; broken percent-encoding is a 400. */
export function decodePathParameters(parameters: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, decode(value, name)]),
  );
}

/** Decodes a query; broken percent-encoding is a 400. */
export function decodeQuery(query: string): Record<string, string | string[]> {
  const values = new Map<string, string[]>();
  for (const pair of query.split('&').filter(Boolean)) {
    const [name = '', ...rest] = pair.replaceAll('+', ' ').split('=');
    const key = decode(name);
    values.set(key, [...(values.get(key) ?? []), decode(rest.join('='), key)]);
  }
  return Object.fromEntries(
    [...values].map(([name, [first = '', ...others]]) => [
      name,
      others.length > 0 ? [first, ...others] : first,
    ]),
  );
}

/**
 * The path of an operation for Prism. Everything is encoded that can be: Prism takes a plain comma for
 * a list, and broken encoding ends its process.
 */
export function encodePath(template: string, parameters: Record<string, string>): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(parameters[name] ?? ''),
  );
}

function match(template: string, path: string): Record<string, string> | undefined {
  const given = path.split('/');
  const segments = template.split('/');
  if (segments.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? '';
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name === undefined ? value !== segment : value === '') return undefined;
    if (name !== undefined) parameters[name] = value;
  }
  return parameters;
}

function parameterCount({ pathParameters }: Match): number {
  return Object.keys(pathParameters).length;
}

function decode(text: string, property?: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid(
      [
        {
          message: 'Not valid percent-encoding.',
          code: 'URL_MALFORMED',
          ...(property && { property }),
        },
      ],
      {
        message: 'The percent-encoding of the URL is broken.',
        hint: 'Encode each value as UTF-8 before you put it into the URL.',
      },
    );
  }
}
