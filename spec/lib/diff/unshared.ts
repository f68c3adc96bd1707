// A change in a component is one of each operation that uses it, and may ask for more in a request than
// in a response. Redocly looks at it where it is first reached only, so it is given contracts in which
// nothing is shared, and in which an open enumeration says that it is a text.

import type { OperationObject } from 'openapi3-ts/oas31';
import { at, type OpenApiDocument } from '../contract.ts';

/** The same contract, in which each request and each response of an operation has components of its own. */
export function unshared(document: OpenApiDocument): OpenApiDocument {
  const components: Record<string, Record<string, unknown>> = {};

  /** A value whose references lead to copies. */
  function own(value: unknown, user: string): unknown {
    if (Array.isArray(value)) return value.map((each) => own(each, user));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(typed(value)).map(([key, each]) => {
        if (key === '$ref') return [key, copyOf(each, user)];
        if (key === 'mapping' && typeof each === 'object') return [key, mapped(each, user)];
        return [key, own(each, user)];
      }),
    );
  }

  function mapped(mapping: Record<string, string>, user: string) {
    return Object.fromEntries(
      Object.entries(mapping).map(([tag, target]) => [tag, copyOf(target, user)]),
    );
  }

  /** @returns the reference to a user's copy of a component */
  function copyOf(reference: string, user: string): string {
    const [, kind, name] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(reference) ?? [];
    if (kind === undefined) return reference;
    components[kind] ??= {};
    const holder = components[kind];
    const copy = `${name}${mark}${user}`;
    if (!(copy in holder)) {
      // Before its own references are followed: it may refer to itself.
      holder[copy] = undefined;
      holder[copy] = own(at(document, reference), user);
    }
    return `#/components/${kind}/${copy}`;
  }

  const { paths = {}, webhooks = {}, components: shared, ...rest } = document;
  const securitySchemes = shared?.securitySchemes;
  const withOwn = (items: Record<string, object>) => mapValues(items, ownItem);
  return {
    ...rest,
    paths: withOwn(paths),
    ...(document.webhooks && { webhooks: withOwn(webhooks) }),
    components: { ...components, ...(securitySchemes && { securitySchemes }) },
  } as OpenApiDocument;

  function ownItem(item: object, key: string) {
    return mapValues(item as Record<string, OperationObject>, (operation, method) => {
      const user = `${key}.${method}`.replace(/[^\w.-]/g, '_');
      if (!operation.responses) return own(operation, `${user}.request`);
      const { responses, ...sent } = operation;
      return {
        ...(own(sent, `${user}.request`) as object),
        responses: mapValues(responses, (response, status) => own(response, `${user}.${status}`)),
      };
    });
  }
}

/** A choice between schemas of one type is of that type; Redocly takes it for one of any. */
function typed(value: { type?: unknown; anyOf?: unknown }): object {
  if (value.type !== undefined || !Array.isArray(value.anyOf)) return value;
  const [type, ...more] = new Set(value.anyOf.map((one) => one?.type));
  return typeof type === 'string' && more.length === 0 ? { type, ...value } : value;
}

const mark = '___';

/** A text with the names that components have in the contract itself. */
export function asShared(text: string): string {
  return text.replace(/___[\w.-]*\w/g, '');
}

function mapValues<Value>(
  object: Record<string, Value>,
  change: (value: Value, key: string) => unknown,
) {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, change(value, key)]),
  );
}
