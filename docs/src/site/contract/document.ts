// The contract, looked up the way the pages need it.
import {
  digest,
  document,
  errorCodesOf,
  examplesOf,
  exchangesOf,
  json,
  jsonTypeOf,
  operationsOf,
  requestOf,
  resolve,
  webhooksOf,
} from '@connect-api/spec';

type Operation = ReturnType<typeof operationsOf>[number];

export type Webhook = ReturnType<typeof webhooksOf>[number];
export type { Operation };
export { digest, document, examplesOf, json, jsonTypeOf };
export type Exchange = ReturnType<typeof exchangesOf>[number];
export type ErrorCode = ReturnType<typeof errorCodesOf>[number];

export const operations = operationsOf(document);
export const webhooks = webhooksOf(document);
export const exchanges = exchangesOf(document);

/** The request of an exchange as HTTP sends it, but for what lets it in. */
export const sentOf = (exchange: Exchange) => requestOf(document, exchange);
export const errorCodes = errorCodesOf(document);
export const schemaNames = Object.keys(document.components.schemas).sort();

export const resolved = <T>(value: T) => resolve(document, value);

/** Every named example of a response, with where it stands. */
export const responseExamples = operations.flatMap((operation) =>
  Object.entries(operation.responses).flatMap(([status, response]) =>
    examplesOf(document, json(response)).map((example) => ({ operation, status, example })),
  ),
);

/** The error codes that the examples of one response show, in the order of the contract's table. */
export function errorCodesIn(operation: Operation, status: string): ErrorCode[] {
  const shown = new Set(
    responseExamples
      .filter((entry) => entry.operation === operation && entry.status === status)
      .map(({ example }) => example.value?.code),
  );
  return errorCodes.filter(({ code }) => shown.has(code));
}
