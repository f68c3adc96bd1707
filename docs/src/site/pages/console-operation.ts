import type { ConsoleOperation } from '../../console/operation.ts';
import { errorCodes, exchanges, type Operation } from '../contract/contract.ts';
import * as addresses from '../navigation/addresses.ts';
import { href } from '../navigation/base.ts';
import { apiKeyHeader, mockUrl } from '../samples/samples.ts';

/** What the console on the page of an operation works with. */
export function consoleOperation(operation: Operation): ConsoleOperation {
  const { operationId, method, path, parameters, requestBody } = operation;
  const idempotency = parameters.find((parameter) => parameter['x-idempotency']);
  return {
    method: method.toUpperCase(),
    path,
    parameters: parameters.flatMap((parameter) => {
      const { name, in: place, required = false } = parameter;
      if (parameter === idempotency || place === 'cookie') return [];
      return [{ name, in: place, required }];
    }),
    apiKeyHeader,
    ...(idempotency && { idempotencyHeader: idempotency.name }),
    body: requestBody !== undefined,
    examples: exchanges
      .filter((exchange) => exchange.operationId === operationId)
      .map(({ name, summary = name, status, pathParameters, request }) => ({
        name,
        summary,
        status,
        pathParameters,
        ...(request !== undefined && { request }),
      })),
    errorPages: Object.fromEntries(
      errorCodes.map(({ code }) => [code, href(addresses.error(code))]),
    ),
    unknownPathCodes: errorCodes
      .filter(({ scope, status }) => scope === 'server' && status === 404)
      .map(({ code }) => code),
    mockUrl,
  };
}
