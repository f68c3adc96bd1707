import { fillPath } from '@connect-api/spec/contract';
import { place } from '@connect-api/spec/request';
import { operations as validators } from '@connect-api/validators';
import {
  apiKeyHeadersOf,
  beyond,
  document,
  idempotencyHeaderOf,
  jsonBodyOf,
  type Operation,
  operationOf,
  operations,
} from '../bundled-contract.js';
import type { PlainRequest } from '../http.js';
import type { Edit, Send, Template } from './case.js';
import { NotChecked } from './not-checked.js';
import { demandedParameters, validBodiesOf } from './nothing.js';

const maxBodyBytes = 1_048_576;

/** What stands for the names of a case. */
export interface Names {
  /** Unique to the run and the case. */
  prefix: string;
  apiKeys: { own: string } & Record<'second' | 'other tenant', string | undefined>;
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
  // Of what is not there this is `undefined`, which its type does not say.
  const text: string | undefined = JSON.stringify(body);
  const template = send.respelled ? respelled(operation.path, path) : operation.path;
  const values = demandedParameters(operation);
  const demanded = place(operation.parameters, ({ name }) => values[name]);
  const query = [demanded.query, send.query].filter(Boolean).join('&');
  const method = methodOf(send, operation);
  return {
    method,
    url: `${fillPath(template, path)}${send.unknownPath ? beyond(document, operation.path) : ''}${query && `?${query}`}`,
    headers: {
      ...demanded.headers,
      ...apiKeyHeaders(send, operation, names),
      ...((text !== undefined || send.typeAs) && { 'Content-Type': mediaType(send, operation) }),
      ...idempotencyHeaders(send, operation, names),
      ...send.headers,
    },
    // Fetch sends no body with a GET.
    body:
      method === 'GET' ? undefined : send.edit && text ? edited(text, send.edit, operation) : text,
  };
}

function mediaType({ typeAs }: Send, operation: Operation): string {
  const type = jsonBodyOf(operation)?.type ?? 'application/json';
  if (typeAs === 'with a charset') return `${type}; charset=utf-8`;
  return typeAs === 'in capitals' ? type.toUpperCase() : type;
}

function edited(text: string, edit: Edit, operation: Operation): string {
  switch (edit) {
    case 'spaced':
      return ` ${text}`;
    case 'reordered':
      return different(text, [reordered(JSON.parse(text))]);
    case 'other':
      return different(text, validBodiesOf(operation));
    case 'unknownProperty':
      return withUnknownProperty(JSON.parse(text), operation);
    case 'broken':
      return text.startsWith('{') ? text.slice(0, -1) : `${text}{`;
    case 'tooLarge':
      return text + ' '.repeat(maxBodyBytes + 1 - Buffer.byteLength(text));
  }
}

function reordered(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).reverse());
}

function withUnknownProperty(body: object, { operationId }: Operation): string {
  const wrong = { ...body, conformanceUnknown: 1 };
  const validator = validators.find((each) => each.operationId === operationId);
  if (validator?.requestBody?.(wrong).valid) throw new NotChecked('its body may have any property');
  return JSON.stringify(wrong);
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
  const wrong = methods.find((each) => !(each.toLowerCase() in (document.paths[path] ?? {})));
  if (!wrong) throw new NotChecked('the path has every method');
  return wrong;
}

function apiKeyHeaders({ apiKey }: Send, operation: Operation, { apiKeys, prefix }: Names) {
  if (apiKey === 'none') return {};
  const value = apiKeyOf(apiKey, apiKeys, prefix);
  return Object.fromEntries(apiKeyHeadersOf(operation).map((name) => [name, value]));
}

function apiKeyOf(kind: Send['apiKey'], apiKeys: Names['apiKeys'], prefix: string): string {
  const { own } = apiKeys;
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
