import { once } from 'node:events';
import { connect } from 'node:net';
import {
  document,
  type Exchange,
  exchangesOf,
  fillPath,
  json,
  type Operation,
  operationsOf,
} from '@connect-api/spec';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';

export const operations = operationsOf(document);
export const exchanges = exchangesOf(document);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, 'contract');

/** A valid exchange of an operation, to take a request from. */
export function successOf({ operationId }: Operation): Exchange {
  const found = exchanges.find(
    (each) => each.operationId === operationId && each.status.startsWith('2'),
  );
  if (!found) throw new Error(`${operationId} has no example of success`);
  return found;
}

/** A valid request of the contract. */
export const anyExchange = exchanges.find(({ status }) => status === '200') as Exchange;

/** Sends the request of an exchange; headers and body can be replaced. */
export function send(
  url: string,
  exchange: Exchange,
  headers: Record<string, string> = {},
  body: string | Uint8Array<ArrayBuffer> = JSON.stringify(exchange.request),
): Promise<Response> {
  return fetch(url + fillPath(exchange.path, exchange.pathParameters), {
    method: exchange.method.toUpperCase(),
    headers: { 'X-Api-Key': 'any-key', 'Content-Type': 'application/json', ...headers },
    body,
  });
}

/** Checks a body against the schema that an operation documents for a status. */
export function expectToFit(operation: Operation, status: string, body: unknown): void {
  expectValid(json(operation.responses[status])?.schema ?? {}, body);
}

interface ProblemBody {
  code: string;
  details: { code: string; message: string; property?: string; suggestion?: string }[];
}

/** Checks that a response is an error in the contract's shape, and returns its body. */
export async function problemOf(response: Response, status: number, code: string) {
  const body = (await response.json()) as ProblemBody;
  expect({ status: response.status, code: body.code }).toEqual({ status, code });
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('x-request-id')).toMatch(/^req-\w+-\w+$/);
  for (const operation of operations) expectToFit(operation, 'default', body);
  return body;
}

/** What comes back on a connection for some bytes, until the server ends it. */
export async function exchangeBytes(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const received: Buffer[] = [];
  socket.on('data', (chunk) => received.push(chunk));
  socket.write(bytes);
  await once(socket, 'close');
  return Buffer.concat(received).toString();
}

function expectValid(schema: unknown, body: unknown): void {
  const absolute = JSON.stringify(schema).replaceAll('"#/', '"contract#/');
  const validate = ajv.compile(JSON.parse(absolute));
  validate(body);
  expect(validate.errors).toBeNull();
}
