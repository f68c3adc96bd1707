import {
  type ApiRequest,
  checkAccept,
  checkMediaType,
  type Detail,
  decodeBody,
  decodeParameters,
  decodeQuery,
  Problem,
  parseBody,
  queryOf,
} from '@connect-api/http-edge';
import { headerDetails, missingHeaders, parameterDetails, requestSchemaOf } from '../details.js';
import { judgeCookies, judgeQuery } from '../judge-parameters.js';
import { type Operation, requestContentOf } from '../operation.js';
import type { Input, Violation } from '../prism.js';
import { encodePath, headerOfScheme, headersOf } from '../prism-input.js';
import { bodyFaults } from './body-faults.js';
import type { Fault } from './difference.js';

/** A request as far as it can be read. */
export interface ReadRequest {
  /** For Prism: with something right where what was sent cannot be read. */
  input: Input;
  /** What cannot be read, and what Prism does not look at. */
  faults: Fault[];
  /** What to say once Prism has looked at the rest. */
  judge(violations: readonly Violation[]): Fault[];
}

/** Reads a request for Prism, and goes on where something is wrong. */
export function readRequest(
  operation: Operation,
  rawParameters: Record<string, string>,
  request: ApiRequest,
): ReadRequest {
  const { body: bytes = new Uint8Array() } = request;
  const hasBody = bytes.length > 0 || operation.request.body?.required === true;
  const mediaType = requestContentOf(operation)?.mediaType;
  const faults: Fault[] = [];
  const attempt = <T>(place: Pick<Fault, 'in' | 'at'>, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      faults.push(faultOf(error, place));
      return undefined;
    }
  };

  attempt({ in: 'header', at: 'Accept' }, () => checkAccept(request.header('accept')));
  const place = request.header('content-encoding') ? 'Content-Encoding' : 'Content-Type';
  if (hasBody)
    attempt({ in: 'header', at: place }, () =>
      checkMediaType(request.header('content-type'), request.header('content-encoding'), mediaType),
    );
  const path = attempt({ in: 'path', at: '' }, () => decodeParameters(rawParameters));
  const query = attempt({ in: 'query', at: '' }, () => decodeQuery(queryOf(request.url)));
  const body = hasBody
    ? attempt({ in: 'body', at: '' }, () => ({ value: parseBody(decodeBody(bytes)) }))
    : undefined;
  const headers = headersOf(operation, request);
  const input: Input = {
    method: operation.method as Input['method'],
    url: { path: path ? encodePath(operation.path, path) : operation.path, query: query ?? {} },
    headers,
    ...(body && { body: body.value }),
  };
  const missing = missingHeaders(operation, (name) => request.header(name) !== undefined);
  const cookies = judgeCookies(operation, request.header('cookie'));

  return {
    input,
    faults,
    judge: (violations) => [
      ...credentialFaults(operation, violations),
      ...parameterFaults('header', headerDetails(operation, headers, [...missing, ...violations])),
      ...parameterFaults('cookie', parameterDetails(operation, 'cookie', cookies)),
      ...(path
        ? parameterFaults('path', parameterDetails(operation, 'path', [...violations]))
        : []),
      ...(query
        ? parameterFaults(
            'query',
            parameterDetails(operation, 'query', judgeQuery(operation, query)),
          )
        : []),
      ...(body || !hasBody
        ? bodyFaults(operation, requestSchemaOf(operation), body?.value, violations)
        : []),
    ],
  };
}

/** What a problem says, without what it repeats of the request. */
function faultOf(problem: Problem, place: Pick<Fault, 'in' | 'at'>): Fault {
  const { code, message, property = place.at }: Detail = problem.given.details?.[0] ?? problem;
  const messages: Record<string, string> = {
    NOT_ACCEPTABLE: 'It allows no JSON.',
    BODY_MALFORMED: 'The body is not well-formed JSON in UTF-8.',
  };
  return { in: place.in, at: property, code, message: messages[code] ?? message };
}

function credentialFaults(operation: Operation, violations: readonly Violation[]): Fault[] {
  if (!violations.some(({ code }) => code === 401)) return [];
  const names = operation.security.flat().map(headerOfScheme);
  return [
    {
      in: 'header',
      at: [...new Set(names)].join(', '),
      code: 'UNAUTHORIZED',
      message: 'The API key is missing.',
    },
  ];
}

function parameterFaults(
  place: 'cookie' | 'header' | 'path' | 'query',
  details: ReturnType<typeof parameterDetails>,
): Fault[] {
  return details.map(({ property = '', code, message }) => ({
    in: place,
    at: property,
    code,
    message,
  }));
}
