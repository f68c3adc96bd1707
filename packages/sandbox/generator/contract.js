import {
  banner,
  errorCodesOf,
  examplesOf,
  exchangesOf,
  fillPath,
  json,
  operationsOf,
  resolve,
} from '@connect-api/spec';

/**
 * What the sandbox needs of the contract at run time, as a TypeScript module.
 *
 * @param {import('@connect-api/spec').OpenApiDocument} document the bundled contract
 * @param {string} digest of the contract
 * @param {(operationId: string) => boolean} hasRules operations without rules carry their examples
 * @returns {string}
 */
export function generateContract(document, digest, hasRules) {
  const operations = operationsOf(document).map((operation) => ({
    operationId: operation.operationId,
    method: operation.method.toUpperCase(),
    path: operation.path,
    requestBody: operation.requestBody
      ? operation.requestBody.required
        ? 'required'
        : 'optional'
      : 'none',
    idempotent: operation.parameters.some(isIdempotencyKey),
    security: securityOf(document, operation),
    ...(!hasRules(operation.operationId) && { examples: answersOf(document, operation) }),
  }));
  return `${banner('packages/sandbox/generator/contract.js', digest)}
import type { ErrorTable, Operation, SampleCall } from '../contract.js';

export const digest = '${digest}';

export const contractVersion = ${JSON.stringify(document.info.version)};

/** The header that the API key travels in, in lower case. */
export const apiKeyHeader = ${JSON.stringify(apiKeySchemeOf(document).name.toLowerCase())};

/** The header of the idempotency key, in lower case, and for how long a result is remembered. */
export const idempotencyKey = ${JSON.stringify(idempotencyKeyOf(document), null, 2)};

/** A request that comes true on a fresh sandbox of the default world, as its names stand in the contract. */
export const sampleCall: SampleCall | undefined = ${JSON.stringify(sampleCallOf(document), null, 2)};

export const operations: Operation[] = ${JSON.stringify(operations, null, 2)};

export const errors = ${JSON.stringify(errorsOf(document), null, 2)} satisfies ErrorTable;
`;
}

/**
 * The first named exchange that succeeds.
 *
 * @param {import('@connect-api/spec').OpenApiDocument} document
 */
function sampleCallOf(document) {
  const exchange = exchangesOf(document).find(({ status }) => /^2/.test(status));
  if (!exchange) return undefined;
  const { operationId, method, path, pathParameters, request } = exchange;
  const operation = operationsOf(document).find((each) => each.operationId === operationId);
  const key = operation?.parameters.find(isIdempotencyKey);
  return {
    method: method.toUpperCase(),
    url: fillPath(path, pathParameters),
    apiKeyHeader: apiKeySchemeOf(document).name,
    ...(key && { idempotencyKeyHeader: key.name }),
    ...(request !== undefined && { body: request }),
  };
}

/** @param {import('@connect-api/spec').OpenApiDocument} document */
function apiKeySchemeOf(document) {
  const schemes = Object.values(document.components.securitySchemes).map((scheme) =>
    resolve(document, scheme),
  );
  const scheme = schemes.find(({ type, in: place }) => type === 'apiKey' && place === 'header');
  if (!scheme) throw new Error('The contract has no security scheme of type apiKey in a header.');
  return scheme;
}

/**
 * @param {import('@connect-api/spec').OpenApiDocument} document
 * @param {import('@connect-api/spec').Operation} operation
 * @returns {'required' | 'optional' | 'none'} whether it needs an API key (OpenAPI 3.1, Security Requirement Object)
 */
function securityOf(document, { operation }) {
  const requirements = operation.security ?? document.security ?? [];
  if (requirements.length === 0) return 'none';
  return requirements.some((/** @type {object} */ each) => Object.keys(each).length === 0)
    ? 'optional'
    : 'required';
}

/** @param {import('@connect-api/spec').OpenApiDocument} document */
function idempotencyKeyOf(document) {
  const parameter = operationsOf(document)
    .flatMap(({ parameters }) => parameters)
    .find(isIdempotencyKey);
  if (!parameter) throw new Error('The contract has no header with x-idempotency.');
  const { lifetimeSeconds } = parameter['x-idempotency'];
  return { header: parameter.name.toLowerCase(), lifetimeSeconds };
}

/** @param {any} parameter */
function isIdempotencyKey(parameter) {
  return parameter.in === 'header' && parameter['x-idempotency'] !== undefined;
}

/**
 * @param {import('@connect-api/spec').OpenApiDocument} document
 * @param {import('@connect-api/spec').Operation} operation
 */
function answersOf(document, { operationId, responses }) {
  const success = Object.entries(responses).find(([status]) => /^2\d\d$/.test(status));
  if (!success)
    throw new Error(`${operationId} has no 2xx response to answer with. Add one in spec/.`);
  const [status, response] = success;
  const [example] = examplesOf(document, json(response));
  if (response.content && !example) {
    throw new Error(`The ${status} response of ${operationId} has no example. Add one in spec/.`);
  }
  return {
    exchanges: exchangesOf(document)
      .filter((exchange) => exchange.operationId === operationId && exchange.status !== 'default')
      .map(({ pathParameters, request, status, response: body }) => ({
        pathParameters,
        request,
        response: { status: Number(status), body },
      })),
    otherwise: { status: Number(status), ...(example && { body: example.value }) },
  };
}

/**
 * Message and hint of each error code: those that most of its general examples have, else what the table
 * of error codes says. An example is general that belongs to no exchange; it counts once, however many
 * operations show it.
 *
 * @param {import('@connect-api/spec').OpenApiDocument} document
 */
function errorsOf(document) {
  const named = new Set(exchangesOf(document).map(({ name }) => name));
  const examples = operationsOf(document)
    .flatMap(({ responses }) => Object.values(responses))
    .flatMap((response) => examplesOf(document, json(response)));
  return Object.fromEntries(
    errorCodesOf(document).map(({ code, status, when, action, repeat }) => {
      const all = examples.filter(({ value }) => value.code === code);
      const general = mostCommon(all.filter(({ name }) => !named.has(name)));
      const message = general?.value.message ?? when;
      const hint = (general ?? all[0])?.value.hint ?? action;
      return [code, { status, message, hint, ...(repeat === 'retryAfter' && { wait: true }) }];
    }),
  );
}

/** @param {{ name: string, value: any }[]} examples @returns the first of those whose message occurs most often */
function mostCommon(examples) {
  const distinct = [...new Map(examples.map((example) => [example.name, example])).values()];
  const count = (/** @type {string} */ message) =>
    distinct.filter(({ value }) => value.message === message).length;
  return distinct.reduce(
    (/** @type {(typeof distinct)[number] | undefined} */ best, example) =>
      best && count(best.value.message) >= count(example.value.message) ? best : example,
    undefined,
  );
}
