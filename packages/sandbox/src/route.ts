import type { Operation } from './contract.js';
import { problem } from './problem.js';

export interface Match {
  operation: Operation;
  /** Values as they stand in the URL, still encoded. */
  rawParameters: Record<string, string>;
}

interface Template {
  segments: { text: string; parameter: boolean }[];
  operations: Map<string, Operation>;
}

/**
 * Finds the operation of a request.
 *
 * The function that it returns throws the 404 `NOT_FOUND` or the 405 with `Allow`.
 */
export function createRouter(operations: Operation[]): (method: string, url: string) => Match {
  const templates = templatesOf(operations);
  return (method, url) => {
    const segments = pathOf(url).split('/');
    const template = templates.find((each) => fits(each, segments));
    if (!template) throw problem('NOT_FOUND');
    const operation = template.operations.get(method);
    if (!operation) {
      const allow = [...template.operations.keys()].join(', ');
      throw problem('METHOD_NOT_ALLOWED', { headers: { Allow: allow } });
    }
    return { operation, rawParameters: parametersOf(template, segments) };
  };
}

/** The path of a URL as it came in the request line; an absolute one is allowed there (RFC 9112, 3.2.2). */
export function pathOf(url: string): string {
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  return path.startsWith('/') ? path : path.replace(/^https?:\/\/[^/]*/i, '');
}

/** The query of a URL, without its question mark. */
export function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start + 1);
}

/** Decodes percent-encoded path parameters; broken encoding is a 400. */
export function decodeParameters(raw: Record<string, string>): Record<string, string> {
  const decoded: Record<string, string> = {};
  for (const name in raw) decoded[name] = decodeComponent(raw[name] as string, name);
  return decoded;
}

/** The parameters of a query; broken percent-encoding is a 400, in ignored parameters too. */
export function decodeQuery(query: string): Record<string, string | string[]> {
  if (query === '') return {};
  const values = new Map<string, string | string[]>();
  for (const pair of query.split('&').filter(Boolean)) {
    const [name = '', ...rest] = pair.replaceAll('+', ' ').split('=');
    const key = decodeComponent(name);
    const value = decodeComponent(rest.join('='), key);
    const before = values.get(key);
    values.set(key, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(values);
}

function decodeComponent(text: string, property?: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw problem('VALIDATION_ERROR', {
      message: 'The percent-encoding of the URL is broken.',
      details: [
        {
          message: 'Not valid percent-encoding.',
          code: 'URL_MALFORMED',
          ...(property && { property }),
        },
      ],
      hint: 'Encode the id as UTF-8 before you put it into the path.',
    });
  }
}

function templatesOf(operations: Operation[]): Template[] {
  const byPath = new Map<string, Template>();
  for (const operation of operations) {
    const template = byPath.get(operation.path) ?? {
      segments: operation.path.split('/').map((text) => ({
        text: text.replace(/^\{(.*)\}$/, '$1'),
        parameter: text.startsWith('{'),
      })),
      operations: new Map(),
    };
    template.operations.set(operation.method, operation);
    byPath.set(operation.path, template);
  }
  // A concrete path goes before a templated one (OpenAPI 3.1, Paths Object).
  const parameters = ({ segments }: Template) => segments.filter((each) => each.parameter).length;
  return [...byPath.values()].sort((one, other) => parameters(one) - parameters(other));
}

function fits({ segments }: Template, given: string[]): boolean {
  return (
    segments.length === given.length &&
    segments.every(({ text, parameter }, index) =>
      parameter ? given[index] !== '' : given[index] === text,
    )
  );
}

function parametersOf({ segments }: Template, given: string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [index, { text, parameter }] of segments.entries()) {
    if (parameter) values[text] = given[index] as string;
  }
  return values;
}
