import {
  type ApiRequest,
  type ApiResponse,
  checkAccept,
  checkMediaType,
  createRouter,
  decodeBody,
  decodeParameters,
  decodeQuery,
  type ErrorTable,
  invalid,
  Problem,
  parseBody,
  queryOf,
  unauthorized,
} from '@connect-api/http-edge';
import seedrandom from 'seedrandom';
import { bodyDetails, headerDetails, missingHeaders, parameterDetails } from './details.js';
import { fits } from './judge-body.js';
import { judgeCookies, judgeQuery } from './judge-parameters.js';
import { leaveOutSome } from './leave-out.js';
import { type Operation, requestContentOf } from './operation.js';
import { choiceOf, responseFor } from './prefer.js';
import type { Choice, Output, Prism } from './prism.js';
import { encodePath, headersOf } from './prism-input.js';

/**
 * Answers a request of an operation with Prism's response, in the order of checks of the contract
 * ("Order of checks" in spec/openapi.yaml). What is refused is thrown as a `Problem`.
 */
export function createAnswer(
  prism: Prism,
  { defaults, errors }: { defaults: Choice; errors: ErrorTable },
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
    const hasBody = bytes.length > 0 || operation.request.body?.required === true;
    const [type, encoding] = [request.header('content-type'), request.header('content-encoding')];
    if (hasBody) checkMediaType(type, encoding, requestContentOf(operation)?.mediaType);
    const missing = missingHeaders(operation, (name) => request.header(name) !== undefined);
    const cookies = judgeCookies(operation, request.header('cookie'));
    refuse(headerDetails(operation, headers, [...missing, ...cookies, ...early]));
    const query = decodeQuery(queryOf(request.url));
    const choice = choiceOf({ prefer: request.header('prefer'), query }, operation, {
      defaults,
      errors,
    });
    const input = {
      method: operation.method as 'post',
      url: {
        path: encodePath(operation.path, decodeParameters(rawParameters)),
        query,
      },
      headers,
      ...(hasBody && { body: parseBody(decodeBody(bytes)) }),
    };
    const { violations, output } = await answerThatFits(prism, operation, input, choice);
    refuse([
      ...parameterDetails(operation, 'path', violations),
      ...parameterDetails(operation, 'query', judgeQuery(operation, query)),
      ...bodyDetails(operation, input.body, violations),
    ]);
    return responseOf({ ...output, body: bodyOf(operation, choice, output) }, requestId);
  };
}

type Answer = Awaited<ReturnType<Prism['answer']>>;

/** What Prism generates, where that fits its schema; else what it answers without generating. */
async function answerThatFits(
  prism: Prism,
  operation: Operation,
  input: Parameters<Prism['answer']>[1],
  choice: Choice,
) {
  if (!choice.dynamic || choice.exampleKey !== undefined)
    return prism.answer(operation, input, choice);
  const generated = await prism.answer(operation, input, choice).catch(() => undefined);
  if (generated && isRight(operation, generated)) return generated;
  return prism.answer(operation, input, { ...choice, dynamic: false });
}

/** Whether there is nothing wrong with a generated body; where the request is wrong, none is looked at. */
function isRight(operation: Operation, { violations, output }: Answer): boolean {
  const schema = schemaOf(operation, output.statusCode);
  return violations.length > 0 || !schema || fits(operation, schema, output.body);
}

function schemaOf({ responses }: Operation, status: number): object | undefined {
  return responseFor(status, responses)?.contents[0]?.schema;
}

/** Prism's body, or a better one where it does not know what was asked for. */
function bodyOf(operation: Operation, choice: Choice, { statusCode, body }: Output): unknown {
  if (choice.dynamic && choice.exampleKey === undefined) {
    const schema = schemaOf(operation, statusCode);
    if (!schema) return body;
    // It may be an example of the contract, which others are answered with.
    const some = structuredClone(body);
    leaveOutSome(some, () => fits(operation, schema, some), seedrandom(choice.seed));
    return some;
  }
  const response = responseFor(statusCode, operation.responses);
  if (response?.code !== 'default' || choice.exampleKey !== undefined) return body;
  // No example stands for this status.
  return {
    message: `The request was answered with status ${statusCode}.`,
    code: `HTTP_${statusCode}`,
    hint: 'The contract does not list this status. Read its class.',
  };
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
