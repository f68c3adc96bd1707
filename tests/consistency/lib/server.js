// Asks a server, whatever it is, what it makes of the contract's requests.
import { document, exchangesOf, fillPath } from '@connect-api/spec';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { brief, keyOf, same } from './finding.js';
import { judge } from './judge.js';

/** @typedef {import('./facts.js').Fact} Fact */
/** @typedef {import('./finding.js').Finding} Finding */
/** @typedef {import('./contract.js').Contract} Contract */
/** @typedef {import('./probes.js').OperationProbes} OperationProbes */
/** @typedef {import('./probes.js').RequestParts} RequestParts */

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {Headers} headers
 * @property {any} body
 */

/**
 * A server that takes requests.
 *
 * @typedef {object} Server
 * @property {string} apiKey one that it knows
 * @property {(path: string, init: RequestInit) => Promise<Response>} fetch
 */

const ajv = new Ajv2020({ strict: false, coerceTypes: false });
addFormats.default(ajv);
ajv.addSchema(document, 'contract');

/** @param {Contract} contract the header that API keys travel in */
export function apiKeyHeader({ facts }) {
  const scheme = facts.find(({ kind, about }) => kind === 'security' && about.keyword === 'scheme');
  const [type, place, name] = String(scheme?.value).split(' ');
  if (type !== 'apiKey' || place !== 'header' || !name)
    throw new Error(`No requests for ${scheme?.value}`);
  return name;
}

/**
 * @param {Server} server @param {Contract} contract @param {OperationProbes} operation
 * @param {RequestParts} request
 * @param {Record<string, string | undefined>} [headers] more of them; `undefined` takes one away
 * @returns {Promise<Answer>}
 */
export async function send(server, contract, operation, request, headers = {}) {
  const { method, path } = operation;
  const all = {
    [apiKeyHeader(contract)]: server.apiKey,
    ...('body' in leastRequest(operation) && { 'Content-Type': 'application/json' }),
    ...request.header,
    ...headers,
  };
  const search = new URLSearchParams(request.query).toString();
  const body = typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
  const response = await server.fetch(fillPath(path, request.path) + (search && `?${search}`), {
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

/** @param {Response} response @returns {Promise<Answer>} */
async function answerOf(response) {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** @param {OperationProbes} operation the smallest valid request */
export function leastRequest({ requests }) {
  return /** @type {import('./probes.js').RequestProbe} */ (requests[0]).request;
}

/**
 * Facts about requests: what the server accepts and refuses.
 *
 * @param {Server} server @param {Fact[]} facts @param {Contract} contract
 */
export function judgeRequests(server, facts, contract) {
  const probes = contract.probes.flatMap((operation) =>
    operation.requests.map(
      (probe) => /** @type {[OperationProbes, typeof probe]} */ ([operation, probe]),
    ),
  );
  return judge(
    facts,
    probes,
    async (operation, probe) =>
      verdictOf(await send(server, contract, operation, probe.request), contract, probe),
    ({ method, path }) => `${method} ${path}`,
  );
}

/** What is missing is refused as such, and not because a rule cannot do without it. @param {any} body */
function missing({ details = [] }) {
  /** @type {string[]} */
  const codes = details.map((/** @type {any} */ { code }) => code);
  return codes.includes('FIELD_REQUIRED') ? 'refused' : `refused, as ${codes.join(' and ')}`;
}

/** @param {Answer} answer @param {Contract} contract @param {import('./probes.js').RequestProbe} probe */
function verdictOf({ status, body }, { facts }, { fact, request }) {
  if (status === 400)
    return fact.startsWith('required ') && request.body !== undefined ? missing(body) : 'refused';
  const outside = facts.some(
    ({ kind, about, value }) =>
      kind === 'error code' &&
      about.keyword === 'scope' &&
      value === 'server' &&
      about.code === body?.code,
  );
  return outside || ![200, 201, 202, 204, 403, 404, 409].includes(status)
    ? `${status} ${body?.code ?? ''}`
    : 'accepted';
}

/**
 * Facts about security: nothing works without the key, and with it everything does.
 *
 * @param {Server} server @param {Fact[]} facts @param {Contract} contract
 * @returns {Promise<Finding[]>}
 */
export async function judgeSecurity(server, facts, contract) {
  const findings = [];
  for (const fact of facts.filter(({ kind }) => kind === 'security')) {
    const operations = contract.probes.filter(
      ({ operationId }) => !fact.about.operationId || fact.about.operationId === operationId,
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
 * @param {Fact[]} facts @param {(fact: Fact) => Promise<Answer | undefined>} respond
 * @param {Contract} contract @param {number} otherStatus what stands for `default`
 * @returns {Promise<Finding[]>}
 */
export async function judgeResponses(facts, respond, contract, otherStatus) {
  const findings = [];
  for (const fact of facts) {
    const { operationId, status } = fact.about;
    const wanted = status === 'default' ? otherStatus : Number(status);
    const answer = await respond(fact);
    const found = answer ? responseDiffers(fact, answer, wanted, contract) : 'no such response';
    if (found) findings.push({ fact, found, where: `the response ${status} of ${operationId}` });
  }
  return findings;
}

/** @param {Fact} fact @param {Answer} answer @param {number} status @param {Contract} contract */
function responseDiffers({ kind, value, about, id }, answer, status, { root }) {
  if (answer.status !== status) return `status ${answer.status}`;
  if (kind === 'status') return bodyDiffers(value, answer.body);
  const text = answer.headers.get(about.header ?? '');
  if (kind === 'header' && text === null) return `no ${about.header}`;
  if (kind === 'required' && value && text === null) return `no ${about.header}`;
  if (text === null || kind === 'required') return undefined;
  const response = responseNode(root, about.operationId ?? '', about.status ?? '');
  const header = response
    ?.get('headers')
    ?.get(about.header ?? '')
    ?.get('schema')
    ?.target().json;
  const typed = header?.type === 'integer' || header?.type === 'number' ? Number(text) : text;
  const validate = ajv.compile(header ?? {});
  return validate(typed) ? undefined : `${about.header}: ${text} (${id})`;
}

/** @param {string} type @param {any} body */
function bodyDiffers(type, body) {
  if (type === 'no body') return body === undefined ? undefined : 'a body';
  if (!document.components.schemas[type]) return undefined;
  const validate = ajv.compile({ $ref: `contract#/components/schemas/${type}` });
  return validate(body)
    ? undefined
    : `a body that is no ${type}: ${ajv.errorsText(validate.errors)}`;
}

/** Why a server shows nothing of the name of a path parameter. */
export const namesInPath = 'the name of a path parameter is not sent';

export const exchanges = exchangesOf(document);

/** @param {Fact} fact the exchange that an example is a part of */
export function exchangeOf({ about }) {
  if (about.in === 'header') return undefined;
  return exchanges.find(
    ({ operationId, name, status }) =>
      operationId === about.operationId &&
      name === about.example &&
      (about.status ?? status) === status,
  );
}

/** @param {Contract} contract @param {string} operationId @returns {OperationProbes} */
export function probesOf({ probes }, operationId) {
  const found = probes.find((each) => each.operationId === operationId);
  if (!found) throw new Error(`The contract has no operation ${operationId}`);
  return found;
}

/**
 * The request of an exchange, as it is written by hand.
 *
 * @param {Contract} contract @param {import('@connect-api/spec').Exchange} exchange
 * @returns {RequestParts}
 */
export function requestOf({ facts }, { operationId, name, pathParameters, request }) {
  const written = (/** @type {string} */ place) =>
    facts.find(({ kind, id }) => kind === 'example' && id === `${operationId} ${place} ${name}`)
      ?.value;
  return {
    path: Object.fromEntries(
      Object.keys(pathParameters).map((each) => [each, written(`path ${each}`)]),
    ),
    query: {},
    header: {},
    ...(request !== undefined && { body: written('request') }),
  };
}

/**
 * Whether an answer is the one that an example shows.
 *
 * @param {Fact} fact @param {Answer} answer @param {{ status: string | number, response: any }} example @param {string} where
 * @returns {Finding[]}
 */
export function compareExample(fact, answer, { status, response }, where) {
  if (String(answer.status) === String(status) && same(answer.body, response)) return [];
  return [
    { fact, found: `${answer.status} ${brief(firstDifference(response, answer.body))}`, where },
  ];
}

/** @param {any} wanted @param {any} found @param {string} [path] @returns {any} */
function firstDifference(wanted, found, path = '') {
  if (same(wanted, found)) return undefined;
  if (typeof wanted !== 'object' || typeof found !== 'object' || !wanted || !found)
    return { [path]: found };
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
    const difference = firstDifference(wanted[key], found[key], path ? `${path}.${key}` : key);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/**
 * Facts about the table of error codes, out of responses that show its codes.
 *
 * @param {Fact[]} facts @param {Map<string, Answer>} answers by code
 * @returns {Finding[]}
 */
export function judgeErrorCodes(facts, answers) {
  return facts
    .filter(({ kind }) => kind === 'error code')
    .flatMap((fact) => {
      const answer = answers.get(fact.about.code ?? '');
      const member = /** @type {Record<string, any>} */ ({
        status: answer?.status,
        when: answer?.body?.message,
        action: answer?.body?.hint,
      });
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

/**
 * Requests that are refused before they reach an operation's rules, and by which code.
 *
 * @param {Server} server @param {Contract} contract @param {OperationProbes} operation
 * @returns {Promise<Answer[]>}
 */
export async function refusedAnswers(server, contract, operation) {
  const least = leastRequest(operation);
  const other = contract.probes.every(
    ({ path, method }) => path !== operation.path || method !== 'DELETE',
  )
    ? 'DELETE'
    : 'TRACE';
  return [
    await send(server, contract, { ...operation, path: '/no/such/path' }, least),
    await send(server, contract, { ...operation, method: other }, least),
    await send(server, contract, operation, least, { Accept: 'text/html' }),
    await send(server, contract, operation, least, { [apiKeyHeader(contract)]: undefined }),
    await send(server, contract, operation, { ...least, body: ' '.repeat(1_048_577) }),
    await send(server, contract, operation, least, { 'Content-Type': 'text/plain' }),
    await send(server, contract, operation, { ...least, body: '{' }),
  ];
}

/**
 * Facts by the way in which a server shows them.
 *
 * @param {Fact[]} facts @param {Contract} contract
 */
export function groupFacts(facts, { probes }) {
  const requested = new Set(probes.flatMap(({ requests }) => requests.map(({ fact }) => fact)));
  /** @type {Record<'requests' | 'security' | 'responses' | 'examples' | 'errorCodes' | 'schemas' | 'lifetimes', Fact[]>} */
  const groups = {
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

  /** @param {Fact} fact @returns {keyof typeof groups} */
  function groupOf(fact) {
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

/** @param {import('./facts.js').About} about why a server does not show what the table says of an error code */
export function silentOfErrorCode({ keyword, scope }) {
  if (keyword === 'status') return undefined;
  if (keyword !== 'when' && keyword !== 'action') return 'meant for who sends requests';
  return scope === 'server' ? undefined : 'an example of the code says it in words of its own';
}

/** @param {Contract} contract @param {string} operationId @param {string} status */
export function responseSchema({ root }, operationId, status) {
  return responseNode(root, operationId, status)
    ?.get('content')
    ?.get('application/json')
    ?.get('schema');
}

/** @param {Contract['root']} root @param {string} operationId @param {string} status */
function responseNode(root, operationId, status) {
  const operations =
    root
      .get('paths')
      ?.entries()
      .flatMap(([, item]) => item.entries()) ?? [];
  const operation = operations.find(([, each]) => each.json?.operationId === operationId)?.[1];
  return operation?.get('responses')?.get(status);
}
