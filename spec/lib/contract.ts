// Views of an OpenAPI document that its readers share: operations, exchanges, error codes.
import type {
  ExamplesObject,
  MediaTypeObject,
  OpenAPIObject,
  OperationObject,
  ParameterLocation,
  ParameterObject,
  PathItemObject,
  PathsObject,
  ReferenceObject,
  RequestBodyObject,
  ResponseObject,
  ResponsesObject,
  SchemaObject,
  SecurityRequirementObject,
  SecuritySchemeObject,
  ServerObject,
} from 'openapi3-ts/oas31';

export type { ParameterObject, ReferenceObject, ResponseObject, SchemaObject };

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** An OpenAPI 3.1 document that passes lint, bundled: what may be missing elsewhere is there. */
export type OpenApiDocument = OpenAPIObject & {
  jsonSchemaDialect?: string;
  info: { summary?: string; description: string };
  servers: ServerObject[];
  security: SecurityRequirementObject[];
  paths: PathsObject;
  components: {
    schemas: Record<string, SchemaObject>;
    securitySchemes: Record<string, SecuritySchemeObject>;
  };
  'x-error-codes'?: Record<string, Omit<ErrorCode, 'code'>>;
  'x-webhook-delivery'?: WebhookDelivery;
};

/** What lint asks of each operation is there. */
export type DescribedOperation = OperationObject & {
  operationId: string;
  summary: string;
  description: string;
  responses: ResponsesObject;
};

/** What may stand in a document: what is read of it has to be looked at. */
// biome-ignore lint/suspicious/noExplicitAny: examples, defaults and extensions are any JSON, which OpenAPI types as any, too; what reads them asks their schema
type Json = any;

/** A request body or a response. */
type Body = Pick<RequestBodyObject | ResponseObject, 'content'>;

export interface Operation {
  operationId: string;
  /** In lower case. */
  method: string;
  /** With its `{parameters}`. */
  path: string;
  /** The operation object. */
  operation: DescribedOperation;
  /** Of the path and the operation, references resolved; the operation's win. */
  parameters: ParameterObject[];
  /** References resolved. */
  requestBody?: RequestBodyObject;
  /** By status, references resolved. */
  responses: Record<string, ResponseObject>;
}

/**
 * One named request of an operation and the response that it gets.
 *
 * The contract ties the three by name: the example of each path parameter, of the request body and
 * of one response have the same name. Where there is no body, the other two do; where there are no path
 * parameters either, the examples of successes name the exchanges. A request that no response has an
 * example for is answered by the one success that has no body.
 */
export interface Exchange {
  name: string;
  operationId: string;
  /** In lower case. */
  method: string;
  /** With its `{parameters}`. */
  path: string;
  summary?: string;
  pathParameters: Record<string, Json>;
  /** The others that it sends: those with an example of its name, and, with their first example, those that are required */
  parameters: Record<'query' | 'header' | 'cookie', Record<string, Json>>;
  /** The body, where the operation takes one. */
  request?: Json;
  /** A status code, a range such as `4XX`, or `default`. */
  status: string;
  /** The body; `undefined` where there is none. */
  response: Json;
  responseSummary?: string;
}

export interface ErrorCode {
  code: string;
  status: number;
  scope: 'operation' | 'server';
  when: string;
  action: string;
  repeat: 'never' | 'jitter' | 'retryAfter' | 'backoff';
  /** For `jitter`. */
  delayMs?: { min: number; max: number };
}

/**
 * What a local reference points at; anything else is returned as it is.
 *
 * @throws {Error} when the reference leads nowhere
 */
export function resolve<T>(document: OpenApiDocument, value: T): Exclude<T, ReferenceObject> {
  let current: Json = value;
  while (typeof current?.$ref === 'string') current = at(document, current.$ref);
  return current;
}

/**
 * The value at a JSON Pointer in its fragment form, such as `#/components/schemas/Error`.
 *
 * @throws {Error} when there is none
 */
export function at(document: OpenApiDocument, pointer: string): Json {
  let current: Json = document;
  for (const token of pointer.replace(/^#\/?/, '').split('/').filter(Boolean))
    current = current?.[/[%~]/.test(token) ? unescaped(token) : token];
  if (current === undefined) throw new Error(`The contract has nothing at ${pointer}`);
  return current;
}

function unescaped(token: string) {
  return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** @returns in the order of the document */
export function operationsOf(document: OpenApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => (item[method] ? operationAt(document, path, method) : [])),
  );
}

/** One of them, without a look at what the others refer to. */
export function operationOf(document: OpenApiDocument, operationId: string): Operation | undefined {
  for (const [path, item] of Object.entries(document.paths)) {
    const method = methods.find((each) => item[each]?.operationId === operationId);
    if (method) return operationAt(document, path, method);
  }
  return undefined;
}

/** @param method that is there */
function operationAt(
  document: OpenApiDocument,
  path: string,
  method: (typeof methods)[number],
): Operation {
  const item = document.paths[path] as PathItemObject;
  const operation = item[method] as DescribedOperation;
  return {
    operationId: operation.operationId,
    method,
    path,
    operation,
    parameters: parametersOf(document, item, operation),
    ...(operation.requestBody && { requestBody: resolve(document, operation.requestBody) }),
    responses: responsesOf(document, operation),
  };
}

/** Those of the operation, and those of its path item that it does not replace. */
function parametersOf(
  document: OpenApiDocument,
  item: PathItemObject,
  operation: OperationObject,
): ParameterObject[] {
  const parameters = new Map<string, ParameterObject>();
  for (const reference of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
    const parameter = resolve(document, reference);
    parameters.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  return [...parameters.values()];
}

/** References resolved. */
function responsesOf(
  document: OpenApiDocument,
  { responses = {} }: OperationObject,
): Record<string, ResponseObject> {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => [status, resolve(document, response)]),
  );
}

/** Which webhooks are events, and how our own servers send them. */
export interface WebhookDelivery {
  /** Names of webhooks. */
  events: string[];
  /** After the last one it is repeated. */
  retryDelaysSeconds: number[];
  giveUpAfterSeconds: number;
}

/** What the API sends to those who use it: an event, which `x-webhook-delivery` names, or something else. */
export interface Webhook {
  name: string;
  /** The operation object of its POST. */
  operation: DescribedOperation;
  /** References resolved, here and below. */
  parameters: ParameterObject[];
  requestBody: RequestBodyObject;
  /** Of an event: the property of the body that has the name as its only value. */
  type?: string;
  /** By status. */
  responses: Record<string, ResponseObject>;
}

/**
 * @returns in the order of the document
 * @throws {Error} where the body of an event cannot be told from the others
 */
export function webhooksOf(document: OpenApiDocument): Webhook[] {
  const events = document['x-webhook-delivery']?.events ?? [];
  return Object.entries(document.webhooks ?? {}).map(([name, reference]) => {
    const item = resolve(document, reference);
    const operation = (item.post ?? {}) as DescribedOperation;
    const requestBody = resolve(document, operation.requestBody) ?? { content: {} };
    return {
      name,
      operation,
      parameters: parametersOf(document, item, operation),
      requestBody,
      ...(events.includes(name) && { type: typeOf(document, name, requestBody) }),
      responses: responsesOf(document, operation),
    };
  });
}

function typeOf(document: OpenApiDocument, name: string, requestBody: RequestBodyObject): string {
  const { properties = {} } = resolve(document, json(requestBody)?.schema) ?? {};
  const type = Object.keys(properties).find((key) => {
    const { enum: values } = resolve(document, properties[key]) ?? {};
    return values?.length === 1 && values[0] === name;
  });
  if (!type) throw new Error(`No property of the event ${name} has its name as its only value.`);
  return type;
}

export interface Example {
  name: string;
  summary?: string;
  description?: string;
  value?: Json;
}

/** @param holder an object with `examples`, such as a media type or a parameter */
export function examplesOf(
  document: OpenApiDocument,
  holder: { examples?: ExamplesObject } | undefined,
): Example[] {
  return Object.entries(holder?.examples ?? {}).map(([name, example]) => ({
    name,
    ...resolve(document, example),
  }));
}

/** @returns in the order of the document */
export function exchangesOf(document: OpenApiDocument): Exchange[] {
  const operations = operationsOf(document);
  return operations.flatMap((operation) => {
    const { operationId, method, path, parameters, requestBody, responses } = operation;
    const given = parameters.map(({ name, in: place, required, ...parameter }) => ({
      name,
      place,
      required,
      examples: examplesOf(document, parameter),
    }));
    const inPath = given.filter(({ place }) => place === 'path');
    const answers = Object.entries(responses).flatMap(([status, response]) =>
      examplesOf(document, json(response)).map((example) => ({ status, example })),
    );
    const empty = Object.keys(responses).filter(
      (status) => isSuccess(status) && !responses[status]?.content,
    );

    return requests().flatMap(({ name, summary, value }) => {
      const answer = answers.find(({ example }) => example.name === name);
      const status = answer?.status ?? (empty.length === 1 ? empty[0] : undefined);
      if (status === undefined || isOfAnother(name)) return [];
      return [
        {
          name,
          operationId,
          method,
          path,
          ...(summary && { summary }),
          pathParameters: Object.fromEntries(
            inPath.map((parameter) => [parameter.name, exampleOf(parameter, name)?.value]),
          ),
          parameters: {
            query: sentIn('query', name),
            header: sentIn('header', name),
            cookie: sentIn('cookie', name),
          },
          ...(requestBody && { request: value }),
          status,
          response: answer?.example.value,
          ...(answer?.example.summary && { responseSummary: answer.example.summary }),
        },
      ];
    });

    function requests(): Example[] {
      const bodies = requestBody ? examplesOf(document, json(requestBody)) : [];
      // Without a body, the first path parameter's examples name the requests.
      const named = bodies.length > 0 || !inPath[0] ? bodies : inPath[0].examples;
      if (named.length > 0) return named.map((one) => (bodies.length > 0 ? one : nameOf(one)));
      return answers
        .filter(({ status }) => isSuccess(status) && !requestBody?.required)
        .map(({ example }) => nameOf(example));
    }

    /** Whether it shows in bodies of another operation of the path, whose parameters are the same, and not here. */
    function isOfAnother(name: string): boolean {
      const shows = (each: Operation) => namesInBodies(document, each).has(name);
      const others = operations.filter((each) => each.path === path && each !== operation);
      return others.length > 0 && !shows(operation) && others.some(shows);
    }

    /** @param name of the exchange */
    function sentIn(place: ParameterLocation, name: string) {
      return Object.fromEntries(
        given
          .filter((parameter) => parameter.place === place)
          .flatMap((parameter) => {
            const example =
              exampleOf(parameter, name) ?? (parameter.required && parameter.examples[0]);
            return example ? [[parameter.name, example.value]] : [];
          }),
      );
    }
  });
}

function namesInBodies(document: OpenApiDocument, { requestBody, responses }: Operation) {
  const holders = [...(requestBody ? [requestBody] : []), ...Object.values(responses)];
  return new Set(
    holders.flatMap((each) => examplesOf(document, json(each))).map(({ name }) => name),
  );
}

function exampleOf({ examples }: { examples: Example[] }, name: string) {
  return examples.find((example) => example.name === name);
}

function nameOf({ name, summary }: Example) {
  return { name, ...(summary && { summary }) };
}

/** @param status a status code, a range or `default` */
export function isSuccess(status: string) {
  return status.startsWith('2');
}

/**
 * @param holder a request body or a response
 * @returns its media type, where that is JSON
 */
export function json(holder: Body | undefined): MediaTypeObject | undefined {
  return holder?.content?.[jsonTypeOf(holder) ?? ''];
}

/**
 * The name of the media type that a body is sent in: `application/json`, or one made of it.
 *
 * @param holder a request body or a response
 */
export function jsonTypeOf(holder: Body | undefined): string | undefined {
  return Object.keys(holder?.content ?? {}).find(isJsonType);
}

/** @param mediaType such as `application/merge-patch+json` */
export function isJsonType(mediaType: string) {
  return /^application\/([\w.-]+\+)?json$/.test(mediaType);
}

/** The name that a schema has where names are identifiers, in types: `Add-On` is `AddOn`. */
export function typeNameOf(name: string) {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^\d/.test(joined) ? `Schema${joined}` : joined;
}

/** Whether a command line can show an exchange as it is: it sends nothing but its path and plain JSON. */
export function isPlain(document: OpenApiDocument, exchange: Exchange): boolean {
  const operation = operationOf(document, exchange.operationId);
  const sent = Object.values(exchange.parameters).flatMap((values) => Object.keys(values));
  const type = jsonTypeOf(operation?.requestBody);
  return sent.length === 0 && (type === undefined || type === 'application/json');
}

/** The path of an operation with its parameters filled in and encoded. */
export function fillPath(path: string, pathParameters: Record<string, string>) {
  return path.replace(/\{([^}]+)\}/g, (_, name) =>
    encodeURIComponent(String(pathParameters[name])),
  );
}

/** @returns in the order of the table */
export function errorCodesOf(document: OpenApiDocument): ErrorCode[] {
  return Object.entries(document['x-error-codes'] ?? {}).map(([code, entry]) => ({
    code,
    ...entry,
  }));
}
