import {
  type ApiRequest,
  type ApiResponse,
  checkAccept,
  checkMediaType,
  createRouter,
  decodeBody,
  decodeParameters,
  decodeQuery,
  invalid,
  Problem,
  parseBody,
  queryOf,
  unauthorized,
} from '@connect-api/http-edge';
import { bodyDetails, emptyHeaders, parameterDetails } from './details.js';
import { choiceOf } from './prefer.js';
import type { Choice, Operation, Output, Prism, Violation } from './prism.js';

/**
 * Answers a request of an operation with Prism's response, in the order of checks of the contract
 * ("Order of checks" in spec/openapi.yaml). What is refused is thrown as a `Problem`.
 */
export function createAnswer(
  prism: Prism,
  defaults: Choice,
): (request: ApiRequest, requestId: string) => Promise<ApiResponse> {
  const route = createRouter(
    prism.operations.map((operation) => ({
      operation,
      method: operation.method.toUpperCase(),
      path: operation.path,
    })),
  );

  return async (request, requestId) => {
    const { operation: routed, rawParameters } = route(request.method, request.url);
    const { operation } = routed;
    checkAccept(request.header('accept'));
    const headers = headersOf(operation, request);
    const early = await prism.inspect(operation, headers);
    if (early.some(({ code }) => code === 401)) throw unauthorized();
    const { body: bytes } = request;
    if (bytes === undefined) throw new Problem('PAYLOAD_TOO_LARGE');
    const hasBody = bytes.length > 0 || operation.request?.body?.required === true;
    if (hasBody) checkMediaType(request.header('content-type'), request.header('content-encoding'));
    refuse(headerDetails(operation, headers, early));
    const choice = choiceOf(request.header('prefer') ?? '', operation, defaults);
    const input = {
      method: operation.method as 'post',
      url: {
        path: encodePath(operation.path, decodeParameters(rawParameters)),
        query: decodeQuery(queryOf(request.url)),
      },
      headers,
      ...(hasBody && { body: parseBody(decodeBody(bytes)) }),
    };
    const { violations, output } = await prism.answer(operation, input, choice);
    refuse([
      ...parameterDetails(operation, 'path', violations),
      ...parameterDetails(operation, 'query', violations),
      ...bodyDetails(operation, input.body, violations),
    ]);
    return responseOf(output, requestId);
  };
}

/** Headers for Prism. It always answers in JSON; what may be accepted is settled before. */
function headersOf(operation: Operation, request: ApiRequest): Record<string, string> {
  const names = new Set(
    [
      ...(operation.request?.headers ?? []).map(({ name }) => name),
      ...(operation.security ?? []).flat().map(headerOfScheme),
      ...((operation.request?.cookie?.length ?? 0) > 0 ? ['cookie'] : []),
      'content-type',
    ].map((name) => name.toLowerCase()),
  );
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const value = request.header(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The header that a security scheme is read from. */
function headerOfScheme(scheme: NonNullable<Operation['security']>[number][number]): string {
  if (scheme.type !== 'apiKey') return 'authorization';
  return scheme.in === 'cookie' ? 'cookie' : scheme.name;
}

/**
 * The path of an operation for Prism. Everything is encoded that can be: Prism takes a plain comma for
 * a list, and broken encoding ends its process.
 */
function encodePath(template: string, parameters: Record<string, string>): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(parameters[name] ?? ''),
  );
}

function headerDetails(operation: Operation, headers: Record<string, string>, early: Violation[]) {
  return parameterDetails(operation, 'header', [...emptyHeaders(operation, headers), ...early]);
}

function refuse(details: ReturnType<typeof parameterDetails>): void {
  if (details.length > 0) throw invalid(details);
}

function responseOf({ statusCode, headers = {}, body }: Output, requestId: string): ApiResponse {
  const entries = Object.entries(headers)
    .filter(([name, value]) => value !== null && name.toLowerCase() !== 'content-type')
    .map(([name, value]) => [name, String(value)]);
  return {
    status: statusCode,
    headers: {
      ...Object.fromEntries(entries),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      'X-Request-Id': requestId,
    },
    body: body === undefined ? '' : JSON.stringify(body),
  };
}
