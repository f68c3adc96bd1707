import type { ApiRequest } from '@connect-api/http-edge';
import { isTakenApart } from './details.js';
import type { Operation } from './operation.js';

/**
 * Headers for Prism. It always answers in JSON: what may be accepted is settled before, and so is the
 * body's media type, which it fails at where it is malformed.
 */
export function headersOf(operation: Operation, request: ApiRequest): Record<string, string> {
  const names = new Set(
    [
      ...operation.request.headers.map(({ name }) => name),
      ...operation.security.flat().map(headerOfScheme),
    ].map((name) => name.toLowerCase()),
  );
  const given = [...names].flatMap((name) => {
    const value = request.header(name);
    return value === undefined ? [] : [[name, value]];
  });
  for (const header of operation.request.headers.filter(isTakenApart)) {
    const name = header.name.toLowerCase();
    const value = request.header(name);
    if (value !== undefined) given.push([name, listOf(value)]);
  }
  return Object.fromEntries(given);
}

/** A list as Prism takes it apart: empty where it is missing, and without the spaces that a list may have. */
export function listOf(value = ''): string {
  return value.replace(/\s*,\s*/g, ',');
}

/** The header that a security scheme is read from. */
export function headerOfScheme(scheme: Operation['security'][number][number]): string {
  if (scheme.type !== 'apiKey') return 'authorization';
  return scheme.in === 'cookie' ? 'cookie' : scheme.name;
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
