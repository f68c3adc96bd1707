// The contract that the package carries, as the suite looks at it.
import {
  errorCodesOf,
  type OpenApiDocument,
  type Operation,
  operationsOf,
  resolve,
} from '@connect-api/spec/contract';
import bundled from '@connect-api/spec/openapi.json' with { type: 'json' };
import type { Json } from './json.js';

export type { Operation };

export const document: OpenApiDocument = bundled as unknown as OpenApiDocument;

export const operations: Operation[] = operationsOf(document);

export const errorCodes = errorCodesOf(document);

/** @throws {Error} when the contract has no such operation */
export function operationOf(operationId: string): Operation {
  const found = operations.find((each) => each.operationId === operationId);
  if (!found) throw new Error(`The contract has no operation ${operationId}.`);
  return found;
}

/** The header of an operation's idempotency key, where it takes one. */
export function idempotencyHeaderOf({ parameters }: Operation): string | undefined {
  return parameters.find((each) => each.in === 'header' && each['x-idempotency'])?.name;
}

/** What makes a path one that the contract does not have, put behind it. */
export function beyond({ paths }: OpenApiDocument, path: string): string {
  const templates = Object.keys(paths).map((each) => each.split('/'));
  for (let suffix = '/unknown'; ; suffix += '/unknown') {
    const segments = `${path}${suffix}`.split('/');
    const fits = (template: string[]) =>
      template.length === segments.length &&
      template.every((text, index) => text.startsWith('{') || text === segments[index]);
    if (!templates.some(fits)) return suffix;
  }
}

/** How an operation is let in. */
interface Access {
  /** The headers that carry an API key to it. */
  headers: string[];
  /** Whether it answers nobody without one. */
  required: boolean;
}

/** `undefined` where no API key in a header opens an operation, and something else would. */
export function accessOf({ operation }: Operation): Access | undefined {
  const alternatives: Record<string, unknown>[] = operation.security ?? document.security ?? [];
  const isOpen = alternatives.length === 0 || alternatives.some((each) => !Object.keys(each)[0]);
  const schemes = alternatives.map((each) =>
    Object.keys(each).map((name) => resolve(document, document.components.securitySchemes[name])),
  );
  const usable = schemes.find(
    (each) => each.length > 0 && each.every((scheme) => `${scheme?.type} ${scheme?.in}` === byKey),
  );
  if (!usable) return isOpen ? { headers: [], required: false } : undefined;
  return { headers: usable.map((scheme) => scheme?.name ?? ''), required: !isOpen };
}

const byKey = 'apiKey header';

/** The headers that carry an API key to an operation; none where it takes none. */
export function apiKeyHeadersOf(operation: Operation): string[] {
  return accessOf(operation)?.headers ?? [];
}

/** The body that an operation takes as JSON. */
interface JsonBody {
  /** `application/json`, or a type that ends with `+json` (RFC 6839, 3.1). */
  type: string;
  schema: Json;
  required: boolean;
}

export function jsonBodyOf({ requestBody }: Operation): JsonBody | undefined {
  const content: [string, Json][] = Object.entries(requestBody?.content ?? {});
  const found =
    content.find(([type]) => type === 'application/json') ??
    content.find(([type]) => type.endsWith('+json'));
  if (!found) return undefined;
  const [type, { schema }] = found;
  return { type, schema, required: requestBody?.required === true };
}

/** Why requests of an operation that succeed cannot be made; `undefined` where they can. */
export function obstacleOf(operation: Operation): string | undefined {
  if (!accessOf(operation)) return 'no API key in a header opens this operation';
  if (operation.requestBody?.required && !jsonBodyOf(operation)) return 'its body is not JSON';
  return undefined;
}
