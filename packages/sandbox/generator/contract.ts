import {
  banner,
  type Example,
  type Exchange,
  errorCodesOf,
  examplesOf,
  exchangesOf,
  fillPath,
  isPlain,
  isSuccess,
  json,
  jsonTypeOf,
  type OpenApiDocument,
  type Operation,
  operationsOf,
  type ParameterObject,
  resolve,
} from '@connect-api/spec';

/**
 * What the sandbox needs of the contract at run time, as a TypeScript module.
 *
 * @param document the bundled contract
 * @param digest of the contract
 * @param hasRules operations without rules carry their examples
 */
export function generateContract(
  document: OpenApiDocument,
  digest: string,
  hasRules: (operationId: string) => boolean,
): string {
  const exchanges = exchangesOf(document);
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
    ...mediaTypeOf(operation),
    ...securityOf(document, operation),
    ...headersOf(document, operation),
    ...(!hasRules(operation.operationId) && {
      examples: answersOf(
        document,
        operation,
        exchanges.filter(({ operationId }) => operationId === operation.operationId),
      ),
    }),
  }));
  return `${banner('packages/sandbox/generator/contract.ts', digest)}
import type { ErrorTable, Operation, SampleCall } from '../operation.js';

export const digest = '${digest}';

export const contractVersion = ${JSON.stringify(document.info.version)};

/** The header that the API key travels in, in lower case. */
export const apiKeyHeader = ${JSON.stringify(apiKeySchemeOf(document).name.toLowerCase())};

/** The header of the idempotency key, in lower case, and for how long a result is remembered. */
export const idempotencyKey = ${JSON.stringify(idempotencyKeyOf(document), null, 2)};

/** A request that comes true on a fresh sandbox of the default world, as its names stand in the contract. */
export const sampleCall: SampleCall | undefined = ${JSON.stringify(sampleCallOf(document), null, 2)};

export const operations: Operation[] = ${JSON.stringify(operations, null, 2)};

/** How events are delivered: the wait after each failure, the last one again and again, and when they are given up. */
export const webhookDelivery = ${JSON.stringify(deliveryOf(document), null, 2)};

export const errors = ${JSON.stringify(errorsOf(document), null, 2)} satisfies ErrorTable;
`;
}

/** The first named exchange that succeeds and sends nothing but its path and plain JSON. */
function sampleCallOf(document: OpenApiDocument) {
  const exchange = exchangesOf(document).find(
    (each) => isSuccess(each.status) && isPlain(document, each),
  );
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

function apiKeySchemeOf(document: OpenApiDocument) {
  const schemes = Object.values(document.components.securitySchemes).map((scheme) =>
    resolve(document, scheme),
  );
  const scheme = schemes.find(({ type, in: place }) => type === 'apiKey' && place === 'header');
  if (!scheme?.name)
    throw new Error('The contract has no security scheme of type apiKey in a header.');
  return { ...scheme, name: scheme.name };
}

/** The media type of the body, where it is not plain JSON. */
function mediaTypeOf({ requestBody }: Operation) {
  const mediaType = jsonTypeOf(requestBody);
  return mediaType === undefined || mediaType === 'application/json' ? {} : { mediaType };
}

/**
 * Whether an operation needs an API key (OpenAPI 3.1, Security Requirement Object), and whether that may
 * come as a bearer token.
 */
function securityOf(
  document: OpenApiDocument,
  { operation }: Operation,
): { security: 'required' | 'optional' | 'none'; bearer?: true } {
  const requirements: Record<string, unknown>[] = operation.security ?? document.security ?? [];
  if (requirements.length === 0) return { security: 'none' };
  const isOptional = requirements.some((each) => Object.keys(each).length === 0);
  const types = requirements
    .filter((each) => Object.keys(each).length === 1)
    .flatMap((each) => Object.keys(each))
    .map((name) => resolve(document, document.components.securitySchemes[name]))
    .map((scheme) => (scheme?.type === 'http' ? scheme.scheme?.toLowerCase() : scheme?.type))
    .filter((type) => type !== undefined);
  const bearer = types.some((type) => ['oauth2', 'openIdConnect', 'bearer'].includes(type));
  return { security: isOptional ? 'optional' : 'required', ...(bearer && { bearer }) };
}

/** The headers that responses must carry, with an example of each, by status. */
function headersOf(
  document: OpenApiDocument,
  { operationId, responses }: Operation,
): { headers?: Record<string, Record<string, string>> } {
  const byStatus = Object.entries(responses).flatMap(([status, { headers = {} }]) => {
    const required = Object.entries(headers)
      .map(([name, header]) => ({ name, ...resolve(document, header) }))
      .filter((header) => header.required)
      .map((header) => [
        header.name,
        exampleOfHeader(document, header, `${operationId}, ${status}`),
      ]);
    return required.length > 0 ? [[status, Object.fromEntries(required)]] : [];
  });
  return byStatus.length > 0 ? { headers: Object.fromEntries(byStatus) } : {};
}

/**
 * @param header with its name
 * @param place for an error
 */
function exampleOfHeader(
  document: OpenApiDocument,
  header: Pick<ParameterObject, 'name' | 'schema' | 'examples'>,
  place: string,
) {
  const [example] = examplesOf(document, header);
  const schema = resolve(document, header.schema ?? {});
  const value =
    example?.value ?? schema.examples?.[0] ?? schema.default ?? schema.const ?? schema.enum?.[0];
  if (value !== undefined) return String(value);
  throw new Error(`${place}: the required header ${header.name} has no example. Add one in spec/.`);
}

function idempotencyKeyOf(document: OpenApiDocument) {
  const parameter = operationsOf(document)
    .flatMap(({ parameters }) => parameters)
    .find(isIdempotencyKey);
  if (!parameter) throw new Error('The contract has no header with x-idempotency.');
  const { lifetimeSeconds } = parameter['x-idempotency'];
  return { header: parameter.name.toLowerCase(), lifetimeSeconds };
}

function isIdempotencyKey(parameter: ParameterObject) {
  return parameter.in === 'header' && parameter['x-idempotency'] !== undefined;
}

/** @param exchanges those of the operation */
function answersOf(document: OpenApiDocument, operation: Operation, exchanges: Exchange[]) {
  const { method, path, responses } = operation;
  const success = Object.entries(responses).find(([status]) => isSuccess(status));
  if (!success) {
    throw new Error(
      `${method.toUpperCase()} ${path} has no 2xx response to answer with. Add one in spec/.`,
    );
  }
  const [status, response] = success;
  const [example] = examplesOf(document, json(response));
  if (response.content && !example) {
    throw new Error(
      `${method.toUpperCase()} ${path}: the ${status} response has no example in JSON. Add one in spec/.`,
    );
  }
  return {
    exchanges: exchanges.map(({ pathParameters, parameters, request, status, response: body }) => ({
      pathParameters: inText(pathParameters),
      ...queryOf(operation, parameters.query),
      ...(request !== undefined && { request }),
      response: answerOf(document, status, body),
    })),
    otherwise: answerOf(document, status, example?.value),
  };
}

/** @param status a status; of a range, and of `default`, the error code of the body tells it */
function answerOf(document: OpenApiDocument, status: string, body: unknown) {
  const coded = errorCodesOf(document).find(
    ({ code }) => code === (body as { code?: string } | undefined)?.code,
  )?.status;
  const first = status === 'default' ? 500 : Number(status.replace('XX', '00'));
  return {
    status: /^\d+$/.test(status) ? first : (coded ?? first),
    ...(body !== undefined && { body }),
  };
}

/** Values as they come in a path. */
function inText(values: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/** Values as they come in a query: lists one by one or with commas, objects member by member. */
function queryOf({ parameters }: Operation, values: Record<string, unknown>) {
  const entries = Object.entries(values).flatMap(([name, value]) => {
    const parameter = parameters.find((one) => one.in === 'query' && one.name === name);
    if (Array.isArray(value)) {
      const texts = value.map(String);
      return [
        [name, parameter?.explode === false ? texts.join() : texts.length > 1 ? texts : texts[0]],
      ];
    }
    return typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, one]) => [`${name}[${key}]`, String(one)])
      : [[name, String(value)]];
  });
  return entries.length > 0 ? { query: Object.fromEntries(entries) } : {};
}

/**
 * Message and hint of each error code: those that most of its general examples have, else what the table
 * of error codes says. An example is general that belongs to no exchange; it counts once, however many
 * operations show it.
 */
function errorsOf(document: OpenApiDocument) {
  const named = new Set(exchangesOf(document).map(({ name }) => name));
  const examples = operationsOf(document)
    .flatMap(({ responses }) => Object.values(responses))
    .flatMap((response) => examplesOf(document, json(response)));
  return Object.fromEntries(
    errorCodesOf(document).map(({ code, status, when, action, repeat }) => {
      const all = examples.filter(({ value }) => value?.code === code);
      const general = mostCommon(all.filter(({ name }) => !named.has(name)));
      const message = general?.value.message ?? when;
      const hint = (general ?? all[0])?.value.hint ?? action;
      return [code, { status, message, hint, ...(repeat === 'retryAfter' && { wait: true }) }];
    }),
  );
}

/** @returns the first of those whose message occurs most often */
function mostCommon(examples: Example[]) {
  const distinct = [...new Map(examples.map((example) => [example.name, example])).values()];
  const count = (message: string) =>
    distinct.filter(({ value }) => value.message === message).length;
  return distinct.reduce(
    (best: (typeof distinct)[number] | undefined, example) =>
      best && count(best.value.message) >= count(example.value.message) ? best : example,
    undefined,
  );
}

function deliveryOf(document: OpenApiDocument) {
  const { retryDelaysSeconds = [], giveUpAfterSeconds = 0 } = document['x-webhook-delivery'] ?? {};
  return { retryDelaysSeconds, giveUpAfterSeconds };
}
