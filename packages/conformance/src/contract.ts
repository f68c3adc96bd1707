// The contract that the package carries, as the suite looks at it.
import {
  errorCodesOf,
  type OpenApiDocument,
  type Operation,
  operationsOf,
} from '@connect-api/spec/contract';
import bundled from '@connect-api/spec/openapi.json' with { type: 'json' };

export type { Operation };

export const document: OpenApiDocument = bundled;

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

/** The headers that carry an API key to an operation. */
export function apiKeyHeadersOf({ operation }: Operation): string[] {
  const names: string[] = (operation.security ?? document.security).flatMap(Object.keys);
  return names.map((name) => {
    const scheme = document.components.securitySchemes[name];
    if (scheme.type !== 'apiKey' || scheme.in !== 'header')
      throw new Error(`No requests for the security scheme ${name}.`);
    return scheme.name;
  });
}
