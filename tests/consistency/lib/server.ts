// Asks a server, whatever it is, what it makes of the contract's requests.

import { codeOf, type Json, jsonOf, type Schema, schemaOf } from '@connect-api/probes';
import {
  document,
  type Exchange,
  exchangesOf,
  fillPath,
  type ParameterObject,
  place,
  resolve,
  type SchemaObject,
} from '@connect-api/spec';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OperationObject, PathItemObject } from 'openapi3-ts/oas31';
import type { About, Fact } from './facts.ts';
import { brief, type Finding, keyOf, same } from './finding.ts';
import { judge } from './judge.ts';
import type { OperationProbes, RequestParts, RequestProbe } from './probes.ts';
import type { Contract } from './written-contract.ts';

export interface Answer {
  status: number;
  headers: Headers;
  body: Json | undefined;
}

/** What an answer says is wrong, as far as it is an error. */
export interface Problem {
  code?: string;
  message?: string;
  hint?: string;
  details?: { code: string }[];
}

export function problemOf(answer: Answer | undefined): Problem {
  const { body } = answer ?? {};
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Problem) : {};
}

/** A server that takes requests. */
export interface Server {
  /** one that it knows */
  apiKey: string;
  fetch: (path: string, init: RequestInit) => Promise<Response>;
}

const ajv = new Ajv2020({ strict: false, coerceTypes: false });
addFormats.default(ajv);
ajv.addSchema(received(document), 'contract');

/** A contract as it is for responses: what only requests have is required in none. */
function received(value: object): object {
  return JSON.parse(JSON.stringify(value), (_, each: SchemaObject | null) => {
    const { required, properties } = each ?? {};
    if (!Array.isArray(required) || !properties) return each;
    const isReceived = (name: string) => resolve(document, properties[name])?.writeOnly !== true;
    return { ...each, required: required.filter(isReceived) };
  });
}

/** Remembers what is asked of a contract for each request or fact. */
export function once<Result>(read: (contract: Contract) => Result): (contract: Contract) => Result {
  const known: WeakMap<Contract, Result> = new WeakMap();
  return (contract) => {
    const result = known.get(contract) ?? read(contract);
    known.set(contract, result);
    return result;
  };
}

/** The header that API keys travel in. */
export const apiKeyHeader = once(({ facts }) => {
  const schemes = facts
    .filter(({ kind, about }) => kind === 'security' && about.keyword === 'scheme')
    .map(({ value }) => String(value));
  const name = schemes.find((each) => each.startsWith('apiKey header '))?.split(' ')[2];
  if (!name) throw new Error(`No requests for ${schemes}`);
  return name;
});

/** The error codes of what no operation answers. */
const codesOfServer = once(
  ({ facts }) =>
    new Set(
      facts
        .filter(({ kind, about }) => kind === 'error code' && about.keyword === 'scope')
        .filter(({ value }) => value === 'server')
        .map(({ about }) => about.code),
    ),
);

/** @param headers more of them; `undefined` takes one away */
export async function send(
  server: Server,
  contract: Contract,
  operation: OperationProbes,
  request: RequestParts,
  headers: Record<string, string | undefined> = {},
): Promise<Answer> {
  const { method, path, mediaType } = operation;
  const sent = asSent(operation, request);
  const all = {
    [apiKeyHeader(contract)]: server.apiKey,
    ...(mediaType && { 'Content-Type': mediaType }),
    ...sent.headers,
    ...headers,
  };
  const search = sent.query;
  const body = typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
  const response = await server.fetch(fillPath(path, sent.path) + (search && `?${search}`), {
    method,
    headers: Object.fromEntries(
      Object.entries(all)
        .filter((entry) => entry[1] !== undefined)
        .map(([name, value]) => [name, String(value)]),
    ),
    ...(body !== undefined && { body: new TextEncoder().encode(body) }),
  });
  return answerOf(response);
}

/** The values of parameters as HTTP carries them; what the contract does not name is sent as it is. */
export function asSent({ parameters }: OperationProbes, request: RequestParts) {
  const values = (each: ParameterObject) => request[each.in][each.name];
  const others = Object.entries(request.query).filter(
    ([name]) => !parameters.some((each) => each.in === 'query' && each.name === name),
  );
  const { path, query, headers } = place(parameters, values);
  const search = [
    query,
    new URLSearchParams(others.map(([name, value]) => [name, String(value)])).toString(),
  ]
    .filter(Boolean)
    .join('&');
  return { path, query: search, headers };
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** @param operation the smallest valid request */
export function leastRequest({ requests }: OperationProbes) {
  return (requests[0] as RequestProbe).request;
}

/** Facts about requests: what the server accepts and refuses. */
export function judgeRequests(server: Server, facts: Fact[], contract: Contract) {
  const probes = contract.probes.flatMap((operation) =>
    operation.requests.map((probe) => [operation, probe] as [OperationProbes, typeof probe]),
  );
  return judge(
    facts,
    probes,
    async (operation, probe) =>
      verdictOf(await send(server, contract, operation, probe.request), contract, probe),
    ({ method, path }) => `${method} ${path}`,
  );
}

/** What is missing is refused as such, and not because a rule cannot do without it. */
function missing({ details = [] }: Problem) {
  const codes = details.map(({ code }) => code);
  return codes.includes('FIELD_REQUIRED') ? 'refused' : `refused, as ${codes.join(' and ')}`;
}

function verdictOf(answer: Answer, contract: Contract, { fact, request }: RequestProbe) {
  const { status } = answer;
  const problem = problemOf(answer);
  if (status === 400)
    return fact.startsWith('required ') && request.body !== undefined
      ? missing(problem)
      : 'refused';
  const isExpected = (status >= 200 && status < 300) || [403, 404, 409].includes(status);
  return codesOfServer(contract).has(problem.code) || !isExpected
    ? `${status} ${problem.code ?? ''}`
    : 'accepted';
}

/** Facts about security: nothing works without the key, and with it everything does. */
export async function judgeSecurity(
  server: Server,
  facts: Fact[],
  contract: Contract,
): Promise<Finding[]> {
  const findings = [];
  const needs = contract.facts.filter(({ about }) => about.keyword === 'needs');
  const opens = ({ id, value, about }: Fact, operationId: string) =>
    needs.some(
      (each) =>
        each.about.operationId === operationId &&
        each.value === (about.keyword === 'scheme' ? id : value),
    );
  for (const fact of facts.filter(({ kind }) => kind === 'security')) {
    const operations = contract.probes.filter(
      ({ operationId }) =>
        opens(fact, operationId) &&
        (!fact.about.operationId || fact.about.operationId === operationId),
    );
    for (const operation of operations) {
      const header = apiKeyHeader(contract);
      const [without, withKey] = [
        await send(server, contract, operation, leastRequest(operation), { [header]: undefined }),
        await send(server, contract, operation, leastRequest(operation)),
      ];
      if (without.status === 401 && withKey.status !== 401) continue;
      const found = `${without.status} without ${header}, ${withKey.status} with it`;
      findings.push({ fact, found, where: `${operation.method} ${operation.path}` });
      break;
    }
  }
  return findings;
}

/**
 * Facts about responses: whether a response that was called forth has the status, body and headers.
 *
 * @param otherStatus what stands for `default`
 */
export async function judgeResponses(
  facts: Fact[],
  respond: (fact: Fact) => Promise<Answer | undefined>,
  contract: Contract,
  otherStatus: number,
): Promise<Finding[]> {
  const findings = [];
  for (const fact of facts) {
    const { operationId, status } = fact.about;
    const wanted = status === 'default' ? otherStatus : codeOf(status ?? '');
    const answer = await respond(fact);
    const found = answer ? responseDiffers(fact, answer, wanted, contract) : 'no such response';
    if (found) findings.push({ fact, found, where: `the response ${status} of ${operationId}` });
  }
  return findings;
}

function responseDiffers(
  { kind, value, about, id }: Fact,
  answer: Answer,
  status: number,
  contract: Contract,
) {
  if (answer.status !== status) return `status ${answer.status}`;
  if (kind === 'status') return bodyDiffers(String(value), answer.body);
  const text = answer.headers.get(about.header ?? '');
  if (kind === 'header' && text === null) return `no ${about.header}`;
  if (kind === 'required' && value && text === null) return `no ${about.header}`;
  if (text === null || kind === 'required') return undefined;
  const response = responseNode(contract, about.operationId ?? '', about.status ?? '');
  const header = response
    ?.get('headers')
    ?.get(about.header ?? '')
    ?.get<Schema>('schema')
    ?.target().json;
  const validate = ajv.compile(header ?? {});
  return validate(said(text, header ?? {})) ? undefined : `${about.header}: ${text} (${id})`;
}

/** What the text of a header says. */
function said(text: string, { type, items }: Schema): unknown {
  if (type === 'array')
    return text.split(',').map((each) => said(each.trim(), (items ?? {}) as Schema));
  if (type === 'boolean') return { true: true, false: false }[text] ?? text;
  return type === 'integer' || type === 'number' ? Number(text) : text;
}

/** By type: each takes milliseconds to make, and hundreds of responses have the same. */
const bodyValidators: Map<string, ValidateFunction> = new Map();

function bodySchema(name: string, isList: boolean): object {
  const one = { $ref: `contract#/components/schemas/${name}` };
  return isList ? { type: 'array', items: one } : one;
}

function bodyDiffers(type: string, body: Json | undefined) {
  if (type === 'no body') return body === undefined ? undefined : 'a body';
  const [, isList, name = ''] = /^(array of )?(.*)$/.exec(type) ?? [];
  if (!document.components.schemas[name]) return undefined;
  const validate = bodyValidators.get(type) ?? ajv.compile(bodySchema(name, Boolean(isList)));
  bodyValidators.set(type, validate);
  return validate(body)
    ? undefined
    : `a body that is no ${type}: ${ajv.errorsText(validate.errors)}`;
}

/** Why a server shows nothing of the name of a path parameter. */
export const namesInPath = 'the name of a path parameter is not sent';

export const exchanges = exchangesOf(document);

/** Whether a named request is answered with this status. */
export function isShown({ operationId, status }: About): boolean {
  return exchanges.some((each) => each.operationId === operationId && each.status === status);
}

/** @param fact the exchange that an example is a part of */
export function exchangeOf({ about }: Fact) {
  if (about.in === 'header') return undefined;
  return exchanges.find(
    ({ operationId, name, status }) =>
      operationId === about.operationId &&
      name === about.example &&
      (about.status ?? status) === status,
  );
}

export function probesOf({ probes }: Contract, operationId: string): OperationProbes {
  const found = probes.find((each) => each.operationId === operationId);
  if (!found) throw new Error(`The contract has no operation ${operationId}`);
  return found;
}

/** The request of an exchange, as it is written by hand. */
export function requestOf(
  { facts }: Contract,
  { operationId, name, pathParameters, parameters, request }: Exchange,
): RequestParts {
  const written = (place: string) =>
    facts.find(({ kind, id }) => kind === 'example' && id === `${operationId} ${place} ${name}`)
      ?.value;
  return {
    path: Object.fromEntries(
      Object.keys(pathParameters).map((each) => [each, written(`path ${each}`)]),
    ),
    ...parameters,
    ...(request !== undefined && { body: written('request') }),
  };
}

/** Whether an answer is the one that an example shows. */
export function compareExample(
  fact: Fact,
  answer: Answer,
  { status, response }: { status: string | number; response: Json | undefined },
  where: string,
): Finding[] {
  if (String(answer.status) === String(status) && same(answer.body, response)) return [];
  return [
    { fact, found: `${answer.status} ${brief(firstDifference(response, answer.body))}`, where },
  ];
}

/** By its path, what is found there. */
function firstDifference(
  wanted: unknown,
  found: unknown,
  path: string = '',
): Record<string, unknown> | undefined {
  if (same(wanted, found)) return undefined;
  if (typeof wanted !== 'object' || typeof found !== 'object' || !wanted || !found)
    return { [path]: found };
  const [one, other] = [wanted, found] as Record<string, unknown>[];
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
    const difference = firstDifference(one?.[key], other?.[key], path ? `${path}.${key}` : key);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/**
 * Facts about the table of error codes, out of responses that show its codes.
 *
 * @param answers by code
 */
export function judgeErrorCodes(
  facts: Fact[],
  answers: Map<string | undefined, Answer>,
): Finding[] {
  return facts
    .filter(({ kind }) => kind === 'error code')
    .flatMap((fact) => {
      const answer = answers.get(fact.about.code ?? '');
      const { message, hint } = problemOf(answer);
      const member: Record<string, unknown> = {
        status: answer?.status,
        when: message,
        action: hint,
      };
      const found = member[fact.about.keyword ?? ''];
      return same(found, fact.value)
        ? []
        : [
            {
              fact,
              found: answer ? brief(found) : 'no such response',
              where: `an error ${fact.about.code}`,
            },
          ];
    });
}

/** Requests that are refused before they reach an operation's rules, and by which code. */
export async function refusedAnswers(
  server: Server,
  contract: Contract,
  operation: OperationProbes,
): Promise<Answer[]> {
  const least = leastRequest(operation);
  const other = ['DELETE', 'PATCH', 'PUT', 'POST', 'GET'].find((each) =>
    contract.probes.every(({ path, method }) => path !== operation.path || method !== each),
  );
  return [
    await send(server, contract, { ...operation, path: '/no/such/path' }, least),
    await send(server, contract, { ...operation, method: other ?? 'DELETE' }, least),
    await send(
      server,
      contract,
      { ...operation, path: `${operation.path}?broken=%zz` },
      {
        ...least,
        query: {},
      },
    ),
    await send(server, contract, operation, least, { Accept: 'text/html' }),
    await send(server, contract, operation, least, { [apiKeyHeader(contract)]: undefined }),
    ...(operation.mediaType
      ? [
          await send(server, contract, operation, { ...least, body: ' '.repeat(1_048_577) }),
          await send(server, contract, operation, least, { 'Content-Type': 'text/plain' }),
          await send(server, contract, operation, { ...least, body: '{' }),
        ]
      : [
          await send(
            server,
            contract,
            { ...operation, path: operation.path.replace(/\{\w+\}/, '%zz') },
            least,
          ),
        ]),
  ];
}

/** Facts by the way in which a server shows them. */
export function groupFacts(facts: Fact[], { probes }: Contract) {
  const requested = new Set(probes.flatMap(({ requests }) => requests.map(({ fact }) => fact)));
  const groups: Record<
    'requests' | 'security' | 'responses' | 'examples' | 'errorCodes' | 'schemas' | 'lifetimes',
    Fact[]
  > = {
    requests: [],
    security: [],
    responses: [],
    examples: [],
    errorCodes: [],
    schemas: [],
    lifetimes: [],
  };
  for (const fact of facts) groups[groupOf(fact)].push(fact);
  return groups;

  function groupOf(fact: Fact): keyof typeof groups {
    const { kind, about } = fact;
    if (kind === 'security') return 'security';
    if (kind === 'error code') return 'errorCodes';
    if (kind === 'example') return 'examples';
    if (kind === 'status' || about.header) return 'responses';
    if (requested.has(keyOf(fact))) return 'requests';
    if (about.keyword === 'lifetimeSeconds') return 'lifetimes';
    return about.used === 'response' ? 'schemas' : 'requests';
  }
}

/** @param about why a server does not show what the table says of an error code */
export function silentOfErrorCode({ keyword, scope }: About) {
  if (keyword === 'status') return undefined;
  if (keyword !== 'when' && keyword !== 'action') return 'meant for who sends requests';
  return scope === 'server' ? undefined : 'an example of the code says it in words of its own';
}

/** @returns why a server does not show where another scheme than the API key is read from */
export function silentOfSecurity({ kind, value, about }: Fact, contract: Contract) {
  if (kind !== 'security' || about.keyword !== 'scheme') return undefined;
  return value === `apiKey header ${apiKeyHeader(contract)}`
    ? undefined
    : 'what another scheme opens is a matter of whoever gives out its tokens';
}

export function responseSchema(contract: Contract, operationId: string, status: string) {
  return schemaOf(jsonOf(responseNode(contract, operationId, status)));
}

const operationNodes = once(({ root }) => {
  const items = root.get('paths')?.entries<PathItemObject>() ?? [];
  const operations = items.flatMap(([, item]) => item.entries<OperationObject>());
  return new Map(operations.map(([, each]) => [each.json?.operationId, each]));
});

function responseNode(contract: Contract, operationId: string, status: string) {
  return operationNodes(contract).get(operationId)?.get('responses')?.get(status);
}
