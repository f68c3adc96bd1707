import type { IncomingMessage } from 'node:http';
import packageJson from '../package.json' with { type: 'json' };
import { checkAccept } from './accept.js';
import { checkMediaType, parseJson, readBody } from './body.js';
import { digest } from './contract.js';
import { bodyDetails, emptyHeaders, parameterDetails } from './details.js';
import { listExamples } from './examples.js';
import { choiceOf } from './prefer.js';
import type { Choice, Operation, Output, Prism, Violation } from './prism.js';
import { type Answer, invalid, Problem } from './problem.js';
import {
  decodePathParameters,
  decodeQuery,
  encodePath,
  methodNotAllowed,
  route,
  targetOf,
} from './route.js';

/** What a 401 tells to send: RFC 9110, section 11.6.1. */
const challenge = { 'WWW-Authenticate': 'ApiKey realm="Connect API"' };

/** Answers every request: with Prism's response, or with a problem. */
export function createAnswer(
  prism: Prism,
  defaults: Choice,
): (request: IncomingMessage) => Promise<Answer> {
  const health = { status: 'ok', version: packageJson.version, contract: { sha256: digest } };
  const pages = new Map<string, unknown>([
    ['/__health', health],
    ['/__examples', listExamples(prism.operations)],
  ]);

  async function answer(request: IncomingMessage): Promise<Answer> {
    const { path, query } = targetOf(request.url ?? '/');
    const page = pages.get(path);
    if (page) return pageAnswer(request, page);
    const { operation, pathParameters } = route(prism.operations, request.method ?? '', path);
    checkAccept(request.headers.accept);

    // The order is the contract's ("Order of checks" in spec/openapi.yaml).
    const headers = headersOf(request);
    const early = await prism.inspect(operation, headers);
    if (early.some(({ code }) => code === 401))
      throw new Problem('UNAUTHORIZED', { headers: challenge });
    const bytes = await readBody(request);
    const hasBody = bytes.length > 0 || operation.request?.body?.required === true;
    if (hasBody) checkMediaType(headers['content-type'], headers['content-encoding']);
    refuse(headerDetails(operation, headers, early));
    const choice = choiceOf(headers['prefer'] ?? '', operation, defaults);
    const decoded = decodePathParameters(pathParameters);
    const input = {
      method: operation.method as 'post',
      url: { path: encodePath(operation.path, decoded), query: decodeQuery(query) },
      headers,
      ...(hasBody && { body: parseJson(bytes) }),
    };
    const { violations, output } = await prism.answer(operation, input, choice);
    refuse([
      ...parameterDetails(operation, 'path', violations),
      ...parameterDetails(operation, 'query', violations),
      ...bodyDetails(operation, input.body, violations),
    ]);
    return answerOf(output);
  }

  return (request) => answer(request).catch(problemAnswer);
}

function pageAnswer({ method = '' }: IncomingMessage, body: unknown): Answer {
  if (method !== 'GET' && method !== 'HEAD') throw methodNotAllowed(['GET', 'HEAD']);
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body };
}

/** Headers for Prism. It always answers in JSON; what may be accepted is settled before. */
function headersOf(request: IncomingMessage): Record<string, string> {
  const { accept: _, ...headers } = request.headers;
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
}

function headerDetails(operation: Operation, headers: Record<string, string>, early: Violation[]) {
  return parameterDetails(operation, 'header', [...emptyHeaders(operation, headers), ...early]);
}

function refuse(details: ReturnType<typeof parameterDetails>): void {
  if (details.length > 0) throw invalid(details);
}

function answerOf({ statusCode, headers = {}, body }: Output): Answer {
  const entries = Object.entries(headers).filter(([, value]) => value !== null);
  return {
    status: statusCode,
    headers: Object.fromEntries(entries.map(([name, value]) => [name, String(value)])),
    body,
  };
}

function problemAnswer(error: unknown): Answer {
  if (error instanceof Problem) return error.answer;
  const message = `The mock failed: ${(error as Error).message}`;
  return new Problem('INTERNAL_ERROR', { message }).answer;
}
