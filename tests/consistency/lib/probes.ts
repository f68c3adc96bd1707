// Requests and responses of an operation that the contract accepts or refuses because of one fact.
import { isObject } from './facts.ts';
import { codeOf, jsonOf, jsonTypeOf } from './media.ts';
import type { Node } from './reading.ts';
import { sampleObject, sampleOf } from './sample.ts';
import { schemaProbes, typeProbes } from './schema-probes.ts';

export interface RequestParts {
  path: Record<string, any>;
  query: Record<string, any>;
  header: Record<string, any>;
  cookie: Record<string, any>;
  /** parsed JSON */
  body?: any;
}

export interface RequestProbe {
  /** kind and id */
  fact: string;
  verdict: 'accepted' | 'refused';
  request: RequestParts;
}

export interface ResponseProbe {
  /** kind and id */
  fact: string;
  verdict: 'accepted' | 'refused';
  status: number;
  headers: Record<string, string>;
  /** the header that it is about */
  reads?: string;
  /** parsed JSON */
  body?: any;
}

export interface OperationProbes {
  operationId: string;
  /** in upper case */
  method: string;
  path: string;
  /** its parameters as they are written */
  parameters: any[];
  /** the media type of its body */
  mediaType?: string;
  /** of its responses, as they are written */
  statuses: string[];
  /** the first is the smallest valid one */
  requests: RequestProbe[];
  responses: ResponseProbe[];
}

/** @param root of the contract as it is written */
export function probesOf(root: Node): OperationProbes[] {
  return (root.get('paths')?.entries() ?? []).flatMap(([path, item]) =>
    item
      .entries()
      .filter(([, operation]) => operation.json?.operationId)
      .map(([method, operation]) => ({
        operationId: operation.json.operationId,
        method: method.toUpperCase(),
        path,
        parameters: parametersOf(item, operation).map(({ json }) => json),
        ...mediaTypeOf(operation),
        statuses: Object.keys(operation.json.responses ?? {}),
        requests: [...requestProbes(item, operation)],
        responses: [...responseProbes(operation)],
      })),
  );
}

/** Of the path and of the operation, references followed. */
function parametersOf(item: Node, operation: Node): Node[] {
  return [item, operation]
    .flatMap((each) => each.get('parameters')?.entries() ?? [])
    .map(([, parameter]) => parameter.target());
}

function mediaTypeOf(operation: Node): { mediaType?: string } {
  const mediaType = jsonTypeOf(operation.get('requestBody'));
  return mediaType === undefined ? {} : { mediaType };
}

function* requestProbes(item: Node, operation: Node): Generator<RequestProbe> {
  const { operationId } = operation.json;
  const parameters = parametersOf(item, operation);
  const schema = jsonOf(operation.get('requestBody'))?.get('schema');
  const least: RequestParts = {
    path: {},
    query: {},
    header: {},
    cookie: {},
    ...(schema && { body: sampleOf(schema, 'request') }),
  };
  for (const { json, get } of parameters.filter((each) => each.json.required)) {
    const values = least[json.in as 'path'];
    values[json.name] = sampleOf(get('schema') as Node, 'request');
  }
  yield { fact: `operation ${operationId}`, verdict: 'accepted', request: least };
  for (const parameter of parameters) yield* parameterProbes(operationId, parameter, least);
  if (!schema) return;
  const owner = `${operationId} request`;
  const { body: _, ...without } = least;
  const required = operation.get('requestBody')?.target().json.required;
  yield {
    fact: `required ${owner} body`,
    verdict: required ? 'refused' : 'accepted',
    request: without,
  };
  const withBody = (body: any) => ({ ...least, body });
  for (const { value: request, ...probe } of typeProbes(
    `${owner} body`,
    schema,
    'request',
    withBody,
  ))
    yield { ...probe, request };
  for (const { value: request, ...probe } of schemaProbes(owner, schema, 'request', withBody))
    yield { ...probe, request };
}

function* parameterProbes(
  operationId: string,
  parameter: Node,
  least: RequestParts,
): Generator<RequestProbe> {
  const { name, in: place, required = false } = parameter.json;
  const owner = `${operationId} ${place} ${name}`;
  const schema = parameter.get('schema') as Node;
  const put = (value: any) => {
    const all: Record<string, any> = { ...least[place as 'path'], [name]: value };
    if (value === undefined) delete all[name];
    return { ...least, [place]: all };
  };
  yield {
    fact: `parameter ${owner}`,
    verdict: 'accepted',
    request: put(sampleOf(schema, 'request')),
  };
  // What is in a path leads to state, and that to other refusals.
  const examples = place === 'path' ? [] : (parameter.get('examples')?.entries() ?? []);
  for (const [, example] of examples) {
    const request = put(example.target().json.value);
    yield { fact: `parameter ${owner}`, verdict: 'accepted', request };
    if (schema.target().json.pattern !== undefined)
      yield { fact: `constraint ${owner} pattern`, verdict: 'accepted', request };
  }
  // A path without it is another path.
  if (place !== 'path')
    yield {
      fact: `required ${owner}`,
      verdict: required ? 'refused' : 'accepted',
      request: put(undefined),
    };
  for (const { value: own, verdict, fact } of schemaProbes(owner, schema, 'request')) {
    // Of an object without a property nothing is left to send.
    const value =
      verdict === 'accepted' && isObject(schema) && !canBeSent(own)
        ? sampleObject(schema.target(), 'request', undefined, own, 1)
        : own;
    if (!canBeSent(value)) continue;
    const isType = fact.startsWith('property ');
    // A number in a list is written as a text would be.
    if (verdict === 'refused' && isType && typeof value === 'object' && !isAllText(value)) continue;
    // On the way every value is text, and an empty segment makes another path.
    if (verdict === 'refused' && isText(schema) && typeof value !== 'string') continue;
    if (place === 'path' && value === '') continue;
    yield { fact, verdict, request: put(sent(value)) };
    // That the operation has the parameter shows in what the parameter refuses.
    if (verdict === 'refused')
      yield { fact: `parameter ${owner}`, verdict, request: put(sent(value)) };
  }
}

/** Whether a parameter can have this value: lists and objects of plain values, and those themselves. */
function canBeSent(value: any): boolean {
  if (typeof value !== 'object') return true;
  const leaves = Object.values(value ?? {}).filter((each) => each !== undefined);
  return leaves.length > 0 && leaves.every((each) => typeof each !== 'object');
}

/** What is left out of an object is not sent as the word `undefined`. */
function sent(value: any): any {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function isAllText(value: object): boolean {
  return Object.values(value).every((each) => typeof each === 'string');
}

function isText(schema: Node) {
  return schema.target().json.type === 'string';
}

function* responseProbes(operation: Node): Generator<ResponseProbe> {
  const { operationId } = operation.json;
  const responses = operation.get('responses')?.entries() ?? [];
  for (const [key, response] of responses) {
    const owner = `${operationId} ${key}`;
    const status = codeOf(key);
    const headers = response.get('headers')?.entries() ?? [];
    const schema = jsonOf(response)?.get('schema');
    const least = {
      status,
      headers: Object.fromEntries(
        headers
          .filter(([, header]) => header.target().json.required)
          .map(([name, header]) => [
            name,
            String(sampleOf(header.get('schema') as Node, 'response')),
          ]),
      ),
      ...(schema && { body: sampleOf(schema, 'response') }),
    };
    // Headers of other statuses mean nothing here: a response that took another's rules shows.
    const others = responses
      .flatMap(([, each]) => Object.keys(each.target().json.headers ?? {}))
      .filter((name) => !headers.some(([own]) => own === name));
    const foreign = Object.fromEntries(others.map((name) => [name, 'not of any form']));
    yield {
      fact: `status ${owner}`,
      verdict: 'accepted',
      ...least,
      headers: { ...least.headers, ...foreign },
    };
    for (const name of Object.keys(least.headers)) {
      const { [name]: _, ...headers } = least.headers;
      yield { ...least, fact: `status ${owner}`, verdict: 'refused', headers };
    }
    for (const [name, header] of headers)
      yield* headerProbes(`${owner} ${name}`, name, header, least);
    if (!schema) continue;
    const withBody = (body: any) => ({ ...least, body });
    for (const { value, ...probe } of typeProbes('', schema, 'response', withBody))
      yield { ...value, ...probe, fact: `status ${owner}` };
    for (const { value, ...probe } of schemaProbes(owner, schema, 'response', withBody))
      yield { ...value, ...probe };
  }
}

function* headerProbes(
  owner: string,
  name: string,
  header: Node,
  least: { status: number; headers: Record<string, string>; body?: any },
): Generator<ResponseProbe> {
  const schema = header.get('schema') as Node;
  const { [name]: _, ...without } = least.headers;
  const put = (value: any) => ({
    ...least,
    headers: { ...without, [name]: String(value) },
    reads: name,
  });
  const required = header.target().json.required;
  yield {
    ...least,
    fact: `required ${owner}`,
    verdict: required ? 'refused' : 'accepted',
    headers: without,
  };
  if (required) yield { ...least, fact: `header ${owner}`, verdict: 'refused', headers: without };
  for (const { value, verdict, fact } of [
    ...typeProbes('', schema, 'response', String),
    ...schemaProbes(owner, schema, 'response'),
  ]) {
    // On the way every value is text.
    if (verdict === 'refused' && isText(schema) && fact === 'property ') continue;
    yield { ...put(value), verdict, fact: fact === 'property ' ? `header ${owner}` : fact };
  }
}
