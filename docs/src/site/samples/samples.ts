import { createHash } from 'node:crypto';
import { document, type Exchange, operations, sentOf } from '../contract/document.ts';
import { curlOf, quoted } from './curl.ts';
import { sandbox } from './servers.ts';

/** One language's way to send the request of an exchange. */
export interface Sample {
  id: 'curl' | 'client' | 'fetch';
  label: string;
  lang: 'sh' | 'ts';
  code: string;
}

/** The header that carries the API key. */
const keyScheme = Object.keys(document.security[0] ?? {})[0] ?? '';
export const apiKeyHeader: string = document.components.securitySchemes[keyScheme]?.name ?? '';

/** Where the mock is: the contract's server on the reader's own machine. */
export const mockUrl = localServer();

/** How to send the request of an exchange: curl, our client, plain fetch. */
export function samplesOf(exchange: Exchange): Sample[] {
  return [
    { id: 'curl', label: 'curl', lang: 'sh', code: curl(exchange) },
    { id: 'client', label: 'Client', lang: 'ts', code: client(exchange) },
    { id: 'fetch', label: 'fetch', lang: 'ts', code: plainFetch(exchange) },
  ];
}

function curl(exchange: Exchange): string {
  const headers = { ...headersOf(exchange), ...idempotencyHeader(exchange) };
  return curlOf({
    method: exchange.method,
    url: urlOf(exchange),
    headers: Object.entries(headers).map(([name, value]) => quoted(`${name}: ${value}`)),
    ...(exchange.request !== undefined && { body: JSON.stringify(exchange.request, null, 2) }),
  });
}

function client(exchange: Exchange): string {
  const given = { path: exchange.pathParameters, ...exchange.parameters };
  const params = Object.entries(given).filter(([, values]) => Object.keys(values).length > 0);
  const init = {
    ...(params.length > 0 && { params: Object.fromEntries(params) }),
    ...(exchange.request !== undefined && { body: exchange.request }),
  };
  const argument = Object.keys(init).length > 0 ? literal(init) : '';
  return `import { createConnectClient } from '@connect-api/client';

const client = createConnectClient({
  baseUrl: '${sandbox.url}',
  apiKey: '${sandbox.apiKey}',
});

const { data, error } = await client.${exchange.operationId}(${argument});
console.log(data ?? error);`;
}

function plainFetch(exchange: Exchange): string {
  const [idempotency] = Object.keys(idempotencyHeader(exchange));
  const headers = Object.entries(headersOf(exchange)).map(
    ([name, value]) => `    ${key(name)}: ${literal(value)},`,
  );
  if (idempotency) headers.push(`    ${key(idempotency)}: crypto.randomUUID(),`);
  const body =
    exchange.request === undefined
      ? ''
      : `\n  body: JSON.stringify(${literal(exchange.request, '  ')}),`;
  const answer = exchange.response === undefined ? '' : ', await response.json()';
  return `const response = await fetch(${literal(urlOf(exchange))}, {
  method: '${exchange.method.toUpperCase()}',
  headers: {
${headers.join('\n')}
  },${body}
});
console.log(response.status${answer});`;
}

export function urlOf(exchange: Exchange): string {
  return sandbox.url + sentOf(exchange).path;
}

export function headersOf(exchange: Exchange): Record<string, string> {
  return {
    ...(takesKey(exchange) && { [apiKeyHeader]: sandbox.apiKey }),
    ...sentOf(exchange).headers,
  };
}

/** Whether the API key opens an operation, or at least may be sent. */
function takesKey({ operationId }: Exchange): boolean {
  const { operation } = operations.find((each) => each.operationId === operationId) ?? {};
  const alternatives: object[] = operation?.security ?? document.security;
  return alternatives.some((each) => keyScheme in each);
}

/** The idempotency key: one of its own for each exchange, the same in each build: two samples never collide. */
export function idempotencyHeader({ operationId, name }: Exchange): Record<string, string> {
  const operation = operations.find((candidate) => candidate.operationId === operationId);
  const header = operation?.parameters.find(
    (parameter) => parameter.in === 'header' && parameter['x-idempotency'],
  );
  if (!header) return {};
  const hex = createHash('sha256').update(`${operationId} ${name}`).digest('hex');
  const uuid = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
  return { [header.name]: uuid };
}

function localServer(): string {
  const urls: string[] = document.servers.map((server) =>
    server.url.replace(/\{(\w+)\}/g, (_, name) => String(server.variables?.[name]?.default ?? '')),
  );
  const local = urls.find((url) => new URL(url).hostname === 'localhost') ?? urls[0];
  if (!local) throw new Error('The contract names no server, so samples have nowhere to go.');
  return local;
}

/** A JSON value the way a person writes it in TypeScript. */
function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') {
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const [open, close, entries] = Array.isArray(value)
    ? ['[', ']', value.map((item) => literal(item, inner))]
    : [
        '{',
        '}',
        Object.entries(value).map(([name, item]) => `${key(name)}: ${literal(item, inner)}`),
      ];
  if (entries.length === 0) return open + close;
  return `${open}\n${entries.map((entry) => `${inner}${entry},\n`).join('')}${indent}${close}`;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}
