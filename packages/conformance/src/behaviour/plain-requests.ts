import { exchangesOf, fillPath, json } from '@connect-api/spec/contract';
import { validators } from '@connect-api/validators';
import fc from 'fast-check';
import {
  apiKeyHeadersOf,
  document,
  idempotencyHeaderOf,
  type Operation,
  operationOf,
  operations,
} from '../contract.js';
import type { PlainRequest } from '../http.js';
import { schemaVariants } from '../schema/schema-variants.js';
import type { Edit, Send, Template } from './case.js';
import { NotChecked } from './not-checked.js';

const { valid } = schemaVariants(document);
const maxBodyBytes = 1_048_576;

/** What stands for the names of a case. */
export interface Names {
  /** Unique to the run and the case. */
  prefix: string;
  apiKeys: Record<'own' | 'second' | 'other tenant', string | undefined>;
}

/** The operation that a request of a case is for. */
export function targetOf({ operation }: Send, own: Operation): Operation {
  if (operation === undefined) return own;
  if (typeof operation === 'string') return operationOf(operation);
  const other = operations.find((each) => each !== own && idempotencyHeaderOf(each));
  if (!other) throw new NotChecked('the contract has no other operation');
  return other;
}

/** A request of a case as it is sent. */
export function plainRequest(
  send: Send,
  operation: Operation,
  { path = {}, body }: Template,
  names: Names,
): PlainRequest {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const template = send.respelled ? respelled(operation.path, path) : operation.path;
  return {
    method: methodOf(send, operation),
    url: `${fillPath(template, path)}${send.suffix ?? ''}${send.query ? `?${send.query}` : ''}`,
    headers: {
      ...apiKeyHeaders(send, operation, names),
      ...(text !== undefined && { 'Content-Type': 'application/json' }),
      ...idempotencyHeaders(send, operation, names),
      ...send.headers,
    },
    body: text !== undefined && send.edit ? edited(text, send.edit, operation) : text,
  };
}

/** A valid request for what does not exist. */
export function requestForNothing(operation: Operation, name: string): Template {
  const inPath = operation.parameters.filter((each) => each.in === 'path');
  if (inPath.length === 0) throw new NotChecked('the operation has nothing that could be missing');
  const path = Object.fromEntries(inPath.map((each) => [each.name, name]));
  const fits = Object.values(validators).find((each) => each.operationId === operation.operationId);
  if (!fits?.pathParameters(path).valid)
    throw new NotChecked('no value for its path parameters is known not to exist');
  return { path, body: exampleBodies.get(operation.operationId) };
}

/** By `operationId`, a body of an example of success without dates, which would pass; or any valid one. */
const exampleBodies = new Map(operations.map((each) => [each.operationId, exampleBodyOf(each)]));

function exampleBodyOf(operation: Operation): unknown {
  if (!operation.requestBody) return undefined;
  const timeless = exchangesOf(document)
    .filter(({ operationId, status }) => operationId === operation.operationId && status < '3')
    .map(({ request }) => request)
    .filter((request) => !/\d{4}-\d\d-\d\d/.test(JSON.stringify(request)))
    .sort((one, other) => Object.keys(other).length - Object.keys(one).length);
  return timeless[0] ?? bodiesOf(operation)[0];
}

function bodiesOf({ requestBody }: Operation): unknown[] {
  return fc.sample(valid(json(requestBody).schema), { seed: 1, numRuns: 20 });
}

function edited(text: string, edit: Edit, operation: Operation): string {
  switch (edit) {
    case 'spaced':
      return text.replace('{', '{ ');
    case 'reordered':
      return different(text, [Object.fromEntries(Object.entries(JSON.parse(text)).reverse())]);
    case 'other':
      return different(text, bodiesOf(operation));
    case 'unknownProperty':
      return JSON.stringify({ ...JSON.parse(text), conformanceUnknown: 1 });
    case 'broken':
      return text.slice(0, -1);
    case 'tooLarge':
      return text + ' '.repeat(maxBodyBytes + 1 - Buffer.byteLength(text));
  }
}

function different(text: string, values: unknown[]): string {
  const other = values.map((value) => JSON.stringify(value)).find((each) => each !== text);
  if (other === undefined) throw new NotChecked('its body cannot be written in another way');
  return other;
}

/** A path whose first parameter is filled in, its first character percent-encoded without need. */
function respelled(template: string, path: Record<string, string>): string {
  const [placeholder = '', name = ''] = /\{(.+?)\}/.exec(template) ?? [];
  const [first = '', ...rest] = String(path[name] ?? '');
  if (!/[\w-]/.test(first)) throw new NotChecked('its path cannot be written in another way');
  const code = first.charCodeAt(0).toString(16).toUpperCase();
  return template.replace(placeholder, `%${code}${encodeURIComponent(rest.join(''))}`);
}

function methodOf({ method }: Send, operation: Operation): string {
  if (method === 'wrong') return wrongMethodOf(operation);
  return method ?? operation.method.toUpperCase();
}

function wrongMethodOf({ path }: Operation): string {
  const methods = ['DELETE', 'PATCH', 'PUT', 'POST', 'GET'];
  const wrong = methods.find((each) => !document.paths[path][each.toLowerCase()]);
  if (!wrong) throw new NotChecked('the path has every method');
  return wrong;
}

function apiKeyHeaders({ apiKey }: Send, operation: Operation, { apiKeys, prefix }: Names) {
  if (apiKey === 'none') return {};
  const value = apiKeyOf(apiKey, apiKeys, prefix);
  return Object.fromEntries(apiKeyHeadersOf(operation).map((name) => [name, value]));
}

function apiKeyOf(kind: Send['apiKey'], apiKeys: Names['apiKeys'], prefix: string): string {
  const own = apiKeys.own ?? '';
  switch (kind) {
    case 'unknown':
      return `unknown-${prefix}`;
    case 'longer':
      return `${own}x`;
    case 'shorter':
      if (own.length < 2) throw new NotChecked('the API key has one character');
      return own.slice(0, -1);
    case 'other case':
      return inOtherCase(own);
    case 'twice':
      return `${own}, ${own}`;
  }
  const known = apiKeys[kind === 'second' || kind === 'other tenant' ? kind : 'own'];
  if (known !== undefined) return known;
  throw new NotChecked(
    kind === 'second'
      ? 'no second API key of the tenant is given (--second-api-key)'
      : 'no API key of another tenant is given (--other-tenant-api-key)',
  );
}

function inOtherCase(key: string): string {
  const other = [key.toUpperCase(), key.toLowerCase()].find((each) => each !== key);
  if (other === undefined) throw new NotChecked('the API key has no letters');
  return other;
}

function idempotencyHeaders(
  { key, keyAs, keyLength, literalKey }: Send,
  operation: Operation,
  { prefix }: Names,
): Record<string, string> {
  const name = idempotencyHeaderOf(operation);
  if (!name || (key === undefined && literalKey === undefined)) return {};
  if (literalKey !== undefined) return { [name]: literalKey };
  const value = (keyAs ?? '*').replace('*', () => `${prefix}-${key}`);
  // One character can only come from the end of what is unique.
  const cut = keyLength === 1 ? prefix.slice(-1) : value.padEnd(keyLength ?? 0, '~');
  return { [name]: cut };
}
