import { Problem } from './problem.js';
import { pathOf } from './url.js';

/** What the router needs of an operation. */
export interface Routed {
  /** In upper case. */
  method: string;
  /** With its `{parameters}`. */
  path: string;
}

export interface Match<Operation> {
  operation: Operation;
  /** Values as they stand in the URL, still encoded. */
  rawParameters: Record<string, string>;
}

interface Template<Operation> {
  segments: { text: string; parameter: boolean }[];
  operations: Map<string, Operation>;
}

/**
 * Finds the operation of a request.
 *
 * The function that it returns throws the 404 `NOT_FOUND` or the 405 with `Allow`.
 */
export function createRouter<Operation extends Routed>(
  operations: readonly Operation[],
): (method: string, url: string) => Match<Operation> {
  const templates = templatesOf(operations);
  return (method, url) => {
    const segments = pathOf(url).split('/');
    const template = fitting(templates, segments);
    if (!template) throw new Problem('NOT_FOUND');
    const operation = template.operations.get(method);
    if (!operation) throw methodNotAllowed([...template.operations.keys()]);
    return { operation, rawParameters: parametersOf(template, segments) };
  };
}

/** The 405 with its `Allow` (RFC 9110, 15.5.6). */
export function methodNotAllowed(allowed: string[]): Problem {
  return new Problem('METHOD_NOT_ALLOWED', { headers: { Allow: allowed.join(', ') } });
}

function templatesOf<Operation extends Routed>(
  operations: readonly Operation[],
): Template<Operation>[] {
  const byPath = new Map<string, Template<Operation>>();
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
  const parameters = ({ segments }: Template<Operation>) =>
    segments.filter((each) => each.parameter).length;
  return [...byPath.values()].sort((one, other) => parameters(one) - parameters(other));
}

function fitting<Operation>(
  templates: readonly Template<Operation>[],
  given: string[],
): Template<Operation> | undefined {
  for (const each of templates) if (fits(each, given)) return each;
  return undefined;
}

function fits({ segments }: Template<unknown>, given: string[]): boolean {
  if (segments.length !== given.length) return false;
  let index = 0;
  for (const { text, parameter } of segments) {
    const value = given[index++];
    if (parameter ? value === '' : value !== text) return false;
  }
  return true;
}

function parametersOf({ segments }: Template<unknown>, given: string[]): Record<string, string> {
  const values: Record<string, string> = {};
  let index = 0;
  for (const { text, parameter } of segments) {
    if (parameter) values[text] = given[index] as string;
    index++;
  }
  return values;
}
