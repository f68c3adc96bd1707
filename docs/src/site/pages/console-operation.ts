import type { ConsoleOperation } from '../../console/operation.ts';
import { errorCodes, exchanges, jsonTypeOf, type Operation } from '../contract/document.ts';
import { contentOf } from '../contract/schema.ts';
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
      const { name, in: place, required = false, style, explode } = parameter;
      if (parameter === idempotency || place === 'cookie') return [];
      const kind = kindOf(parameter);
      const form = { ...(style && { style }), ...(explode !== undefined && { explode }) };
      return [{ name, in: place, required, kind, ...form }];
    }),
    cookies: parameters
      .filter(({ in: place, required }) => place === 'cookie' && required)
      .map(({ name }) => name),
    apiKeyHeader,
    ...(idempotency && { idempotencyHeader: idempotency.name }),
    ...(requestBody && {
      body: {
        type: jsonTypeOf(requestBody) ?? 'application/json',
        required: requestBody.required === true,
      },
    }),
    examples: exchanges
      .filter((exchange) => exchange.operationId === operationId)
      .map(({ name, summary = name, status, pathParameters, parameters: others, request }) => ({
        name,
        summary,
        status,
        parameters: typedOf({ ...others, path: pathParameters }),
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

function kindOf({ schema }: Operation['parameters'][number]) {
  const { type } = contentOf(schema);
  return type === 'array' ? 'list' : type === 'object' ? 'object' : 'value';
}

/** The values of parameters as they are typed, by place and name. */
function typedOf(values: Record<string, Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([place, each]) =>
      Object.entries(each).map(([name, value]) => [`${place} ${name}`, typed(value)]),
    ),
  );
}

function typed(value: unknown): string {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
