import { operations as validators } from '@connect-api/validators';
import { apiKeyHeadersOf, errorCodes, type Operation, operations } from './bundled-contract.js';
import { type Answer, excerptOf } from './http.js';
import type { Json } from './json.js';

/**
 * What is wrong with an answer, whatever the request was; empty where the contract allows it.
 *
 * @param mayFail whether a 5xx is what was asked for
 */
export function checkAnswer(operation: Operation, answer: Answer, mayFail = false): string[] {
  const { status, request } = answer;
  const leaks = checkSecrets(operation, answer);
  if (status >= 500 && !mayFail)
    return [`status ${status}, a failure of the server: ${excerptOf(answer)}`, ...leaks];
  // What a server says of itself is no operation's answer (RFC 9110, 9.3.7).
  if (request.method === 'OPTIONS' && status < 300) return leaks;
  return [
    ...checkStatus(operation, status),
    ...(request.method === 'HEAD' ? [] : checkBody(operation, answer)),
    ...checkOwnHeaders(operation, answer),
    ...leaks,
  ];
}

function checkBody(operation: Operation, answer: Answer): string[] {
  const response = documented(operation.responses, answer.status);
  const types = Object.keys(response?.content ?? {});
  const isJson = types.length === 0 || types.some((type) => /[/+]json$/.test(type));
  if (response && types.length === 0) return checkNothing(answer);
  if (!isJson) return checkType(types, answer);
  return [
    ...checkJson(answer, types.find((type) => /[/+]json$/.test(type)) ?? 'application/json'),
    ...checkShape(operation, answer),
    ...(answer.status >= 400 ? checkErrorCode(answer) : []),
  ];
}

/** No answer says again what opened the door: answers are logged and shown. */
function checkSecrets(operation: Operation, { request, headers, bytes }: Answer): string[] {
  const sent = new Headers(request.headers);
  const secrets = apiKeyHeadersOf(operation).map((name) => sent.get(name) ?? '');
  const said = [new TextDecoder().decode(bytes), ...headers.values()];
  return secrets
    .filter((secret) => secret.length >= shortestSecret)
    .filter((secret) => said.some((text) => text.includes(secret)))
    .map(() => 'the answer repeats the API key of the request');
}

/** A shorter key, such as `test`, may stand in any text. */
const shortestSecret = 8;

/** What an operation says of a status: of itself, of its hundred, or of every failure (OpenAPI 3.1, 4.8.16). */
function documented(responses: Operation['responses'], status: number): Json {
  const other = status >= 500 ? responses['default'] : undefined;
  return responses[status] ?? responses[`${String(status)[0]}XX`] ?? other;
}

/** Statuses that an operation documents, and those that come before there is one. */
function checkStatus({ operationId, responses }: Operation, status: number): string[] {
  const outside = errorCodes.some((each) => each.scope === 'server' && each.status === status);
  if (outside || documented(responses, status)) return [];
  return [`status ${status}, which ${operationId} does not document`];
}

/** An answer that the contract gives no content has none. */
function checkNothing({ bytes }: Answer): string[] {
  return bytes.length === 0 ? [] : [`a body of ${bytes.length} bytes, where there is to be none`];
}

function checkType(types: string[], { headers }: Answer): string[] {
  const [type = ''] = (headers.get('Content-Type') ?? '').split(';');
  if (types.includes(type.trim().toLowerCase())) return [];
  return [`Content-Type is ${type || 'missing'} instead of ${types.join(' or ')}`];
}

/** "Media type" in the contract's description. */
function checkJson(answer: Answer, wanted: string): string[] {
  const value = answer.headers.get('Content-Type');
  if (answer.body === undefined) return [`the body is not JSON: ${excerptOf(answer)}`];
  const [type = '', ...parameters] = (value ?? '').split(';').map((part) => part.trim());
  const isUtf8 = parameters.every((each) => /^charset="?utf-8"?$/i.test(each));
  if (type.toLowerCase() === wanted && isUtf8 && parameters.length < 2) return [];
  return [`Content-Type is ${value ?? 'missing'} instead of ${wanted}`];
}

function checkShape({ operationId }: Operation, { status, headers, body }: Answer): string[] {
  const validator = validators.find((each) => each.operationId === operationId);
  if (!validator || body === undefined) return [];
  const result = validator.response(status, { headers, body });
  if (result.valid) return [];
  return result.details.map(
    ({ property, message }) => `the response does not fit: ${property ?? 'body'}: ${message}`,
  );
}

/** A code of the contract's table comes with the status that the table gives it. */
function checkErrorCode({ status, body }: Answer): string[] {
  const known = errorCodes.find(({ code }) => code === body?.code);
  if (!known || known.status === status) return [];
  return [`the code ${known.code} belongs to status ${known.status}, not ${status}`];
}

function checkOwnHeaders({ path }: Operation, { status, headers, body }: Answer): string[] {
  if (status === 405) {
    const methods = operations
      .filter((operation) => operation.path === path)
      .map(({ method }) => method.toUpperCase());
    const allowed = (headers.get('Allow') ?? '').split(/\s*,\s*/);
    const missing = methods.filter((method) => !allowed.includes(method));
    return missing.map((method) => `the header Allow does not name ${method}`);
  }
  // "Locked" in the contract's description.
  if (body?.code === 'idempotency_key_locked' && headers.has('Retry-After'))
    return ['the header Retry-After is there, and must not be on idempotency_key_locked'];
  return [];
}

/** The code of the table, where a status has just one. */
export function onlyCodeOf(status: number, scope: 'operation' | 'server'): string | undefined {
  const codes = errorCodes.filter((each) => each.status === status && each.scope === scope);
  return codes.length === 1 ? codes[0]?.code : undefined;
}
