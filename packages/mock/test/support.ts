import { once } from 'node:events';
import { connect } from 'node:net';
import {
  document,
  type Exchange,
  exchangesOf,
  isSuccess,
  json,
  leftOutOf,
  type Operation,
  operationsOf,
  requestOf,
  resolve,
} from '@connect-api/spec';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Mock, startMock } from '../src/index.js';

/** One mock for all tests of a file. */
export function mockForAll(): Pick<Mock, 'url'> {
  let mock: Mock | undefined;
  beforeAll(async () => {
    mock = await startMock({ port: 0 });
  });
  afterAll(() => mock?.close());
  return {
    get url() {
      return mock?.url ?? 'not started yet';
    },
  };
}

export const operations = operationsOf(document);
export const exchanges = exchangesOf(document);

/** Whether an operation takes an idempotency key. */
export const isIdempotent = ({ parameters }: Operation): boolean =>
  parameters.some((each) => each['x-idempotency']);

/** Whether an operation answers nobody without an API key. */
export const isClosed = ({ operation }: Operation): boolean => {
  const alternatives: object[] = operation.security ?? document.security;
  return alternatives.length > 0 && alternatives.every((each) => Object.keys(each).length > 0);
};

/** Whether an operation demands an object in JSON. */
export const takesObject = ({ requestBody }: Operation): boolean =>
  requestBody?.required === true &&
  partsOf(json(requestBody)?.schema).some(({ type }) => type === 'object');

/** Whether an operation takes an object that has no more properties than the contract names. */
export const takesClosedObject = (operation: Operation): boolean =>
  takesObject(operation) &&
  partsOf(json(operation.requestBody)?.schema).some(
    (each) => each.additionalProperties === false || each.unevaluatedProperties === false,
  );

/** Whether an operation takes an object that may only have so many properties. */
export const takesSoMany = (operation: Operation): boolean =>
  partsOf(json(operation.requestBody)?.schema).some((each) => each.maxProperties !== undefined);

/** Where an operation takes what lets its requests in, the names joined by commas. */
export function credentialsOf({ operation }: Operation): string {
  const requirements: object[] = operation.security ?? document.security;
  const names = requirements.flatMap(Object.keys).map((key) => {
    const { type, name } = document.components.securitySchemes[key] ?? {};
    return type === 'apiKey' ? String(name) : 'authorization';
  });
  return [...new Set(names)].join(', ');
}

/** What a schema says, and what it takes over from others. */
export function partsOf(reference: any): any[] {
  const schema = resolve(document, reference ?? {});
  return [schema, ...(schema.allOf ?? []).flatMap(partsOf)];
}

/** The successes that an operation documents, as numbers. */
export const successesOf = ({ responses }: Operation): number[] =>
  Object.keys(responses).filter(isSuccess).map(Number);

/** Whether any success of an operation has a body. */
export const answersJson = ({ responses }: Operation): boolean =>
  Object.entries(responses).some(([status, response]) => isSuccess(status) && json(response));

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(inResponses(document) as object, 'contract');

/** A valid exchange of an operation, to take a request from. */
export function successOf({ operationId }: Operation): Exchange {
  const found = exchanges.find(
    (each) => each.operationId === operationId && isSuccess(each.status),
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
  body?: string | Uint8Array<ArrayBuffer>,
): Promise<Response> {
  const request = requestOf(document, exchange);
  // Tests put a query behind the path of an exchange that may have one already.
  const [path, ...queries] = request.path.split('?');
  return fetch(`${url}${path}${queries.length > 0 ? `?${queries.join('&')}` : ''}`, {
    method: request.method,
    headers: { 'X-Api-Key': 'any-key', ...request.headers, ...headers },
    body: body ?? request.body ?? null,
  });
}

/** Checks a body against the schema that an operation documents for a status. */
export function expectToFit(operation: Operation, status: string, body: unknown): void {
  expectValid(JSON.stringify(json(operation.responses[status])?.schema ?? {}), body);
}

/** The body of a response: `undefined` where there is none. */
export async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

/** What operations document for a status that they do not list: each schema once, most have the same. */
const errorSchemas = new Set(
  operations.map(({ responses }) => JSON.stringify(json(responses['default'])?.schema ?? {})),
);

interface ProblemBody {
  code: string;
  message: string;
  details: { code: string; message: string; property?: string; suggestion?: string }[];
}

/** Checks that a response is an error in the contract's shape, and returns its body. */
export async function problemOf(response: Response, status: number, code: string) {
  const body = (await response.json()) as ProblemBody;
  expect({ status: response.status, code: body.code }).toEqual({ status, code });
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('x-request-id')).toMatch(/^req-\w+-\w+$/);
  for (const schema of errorSchemas) expectValid(schema, body);
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

/** Schemas are compiled once: many responses have the same, and are asked about again and again. */
const validators = new Map<string, ValidateFunction>();

/** @param schema as JSON */
function expectValid(schema: string, body: unknown): void {
  const validate =
    validators.get(schema) ??
    ajv.compile(inResponses(JSON.parse(schema.replaceAll('"#/', '"contract#/'))) as object);
  validators.set(schema, validate);
  validate(body);
  expect(validate.errors).toBeNull();
}

/** What a schema, or whatever holds some, asks of responses: no property that only requests have. */
function inResponses(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inResponses);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, inResponses(each)] as const);
  const copy = Object.fromEntries(entries);
  if (!Array.isArray(copy['required'])) return copy;
  const leftOut = leftOutOf(document, value, 'response');
  return { ...copy, required: copy['required'].filter((name) => !leftOut.has(name)) };
}
