import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, parseDocument, stringify, type YAMLMap } from 'yaml';
import type { ReferenceObject, SchemaObject } from '../lib/contract.ts';
import { type Kind, type KindName, kinds } from './kinds.ts';
import { OperationRefused } from './operation-refused.ts';

/** An operation as its author names it. */
export interface NewOperation {
  /** The operationId, such as `pauseSubscription` */
  id: string;
  kind: KindName;
  /** With its `{parameters}` */
  path: string;
  /** One line */
  summary: string;
  /** An existing schema; without it a new one is written */
  response?: string;
}

/** What the files of one operation are made of. */
interface Parts extends NewOperation, Pick<Kind, 'method'> {
  body?: string;
  success: number;
  tag: string;
  /** The name of its schemas begins with it */
  name: string;
  result: string;
  parameters: PathParameter[];
  exchanges: Exchange[];
}

interface PathParameter {
  name: string;
  schema: SchemaObject | ReferenceObject;
  example: string;
}

interface Exchange {
  name: string;
  status: string;
  /** From the contract's folder */
  file: string;
  /** By the part of the exchange, such as `request` */
  values: Record<string, unknown>;
}

/**
 * The files of a new operation: its path, schemas and exchanges, complete enough to pass lint and
 * tests, and the contract's root with a reference to the path.
 *
 * @param spec the folder of the contract
 * @returns contents by path, relative to that folder
 * @throws {OperationRefused} where the operation cannot be added to this contract
 */
export async function operationFiles(
  operation: NewOperation,
  spec: string,
): Promise<Record<string, string>> {
  const { id, path: address, response } = operation;
  const root = await readFile(path.join(spec, 'openapi.yaml'), 'utf8');
  const { tags, paths } = parse(root);
  if (paths[address]) {
    throw new OperationRefused(
      'path',
      `${address} is in the contract already. Add the method to ${paths[address].$ref} by hand.`,
    );
  }
  await refuseKnownId(id, Object.values<ReferenceObject>(paths), spec);

  const { method, success, ...rest } = kinds[operation.kind];
  const name = capital(id);
  const parameters = await pathParameters(address, spec);
  const parts: Parts = {
    ...operation,
    method,
    success,
    ...rest,
    tag: tags[0].name,
    parameters,
    name,
    result: response ?? `${name}Result`,
    exchanges: [],
  };
  const value = response ? await exampleOf(response, spec) : resultExample(parts);
  parts.exchanges = exchangesOf(parts, value);
  const pathFile = `paths/${address.slice(1).replaceAll('/', '_')}.yaml`;
  const hasResult = success !== 204 && !response;
  return {
    [pathFile]: yaml(pathItem(parts)),
    ...(parts.body && {
      [`components/schemas/${name}Request.yaml`]: yaml(requestSchema(operation.kind)),
    }),
    ...(hasResult && { [`components/schemas/${parts.result}.yaml`]: yaml(resultSchema(parts)) }),
    ...(hasResult &&
      operation.kind === 'list' && {
        [`components/schemas/${name}Item.yaml`]: yaml(itemSchema(parameters)),
      }),
    ...Object.fromEntries(
      parts.exchanges.map((exchange) => [exchange.file, yaml(exchangeFile(exchange, operation))]),
    ),
    'openapi.yaml': withPath(root, address, pathFile),
  };
}

/** @throws {OperationRefused} where an operation has this id already */
async function refuseKnownId(id: string, items: ReferenceObject[], spec: string) {
  for (const { $ref } of items) {
    const item = parse(await readFile(path.join(spec, $ref), 'utf8'));
    const known = Object.values<{ operationId?: string } | undefined>(item).some(
      (each) => each?.operationId === id,
    );
    if (known)
      throw new OperationRefused('id', `${id} is in the contract already, in spec/${$ref}.`);
  }
}

/** The exchanges: a success, and what becomes of a subscription that is not there or not yours. */
function exchangesOf({ id, kind, path: address, parameters, success }: Parts, value: unknown) {
  const folder = `components/examples/${id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const request = requestExample(kind);
  const exchange = (name: string, status: string, own: Record<string, unknown>): Exchange => ({
    name,
    status,
    file: `${folder}/${name}.yaml`,
    values: {
      ...Object.fromEntries(parameters.map((each) => [each.name, each.example])),
      ...(kinds[kind].method !== 'get' && request !== undefined && { request }),
      ...own,
    },
  });
  const done = exchange(
    `${id}Example`,
    String(success),
    success === 204 ? {} : { response: value },
  );
  if (!address.includes('{subscriptionId}')) return [done];
  return [
    done,
    exchange(`${id}Unknown`, '404', {
      subscriptionId: 'sub-9999',
      response: {
        message: 'There is no subscription sub-9999.',
        code: 'SUBSCRIPTION_NOT_FOUND',
        hint: 'Check subscriptionId in the path.',
      },
    }),
    exchange(`${id}Foreign`, '403', {
      subscriptionId: 'sub-2001',
      response: {
        message: 'Subscription sub-2001 belongs to another tenant.',
        code: 'FORBIDDEN',
        hint: 'Use an API key of the tenant that owns the subscription.',
      },
    }),
  ];
}

function exchangeFile({ name, status, values }: Exchange, { summary }: NewOperation) {
  const entries = Object.entries(values).map(([part, value]) => [
    `${name}.${part}`,
    { summary: part === 'response' ? (results[status] ?? 'The result') : summary, value },
  ]);
  return Object.fromEntries(entries);
}

const results: Record<string, string> = {
  404: 'No such subscription',
  403: 'A subscription of another tenant',
};

function pathItem(parts: Parts) {
  const { id, kind, method, summary, tag, parameters, name, result, body, success } = parts;
  const isWrite = method !== 'get';
  const own = [
    ...(isWrite ? [{ $ref: '../components/parameters/IdempotencyKey.yaml' }] : []),
    ...(kind === 'list' ? pageParameters : []),
  ];
  return {
    ...(parameters.length > 0 && {
      parameters: parameters.map((parameter) => ({
        name: parameter.name,
        in: 'path',
        required: true,
        description: `Write here which ${parameter.name} this is.`,
        schema: parameter.schema,
        examples: shown(parts, parameter.name),
      })),
    }),
    [method]: {
      operationId: id,
      tags: [tag],
      summary,
      description: 'Write here what happens, when, and what shows afterwards.',
      ...(own.length > 0 && { parameters: own }),
      ...(body && {
        requestBody: {
          required: true,
          description: 'Write here what the request says.',
          content: {
            [body]: {
              schema: { $ref: `../components/schemas/${name}Request.yaml` },
              examples: shown(parts, 'request'),
            },
          },
        },
      }),
      responses: {
        [success]:
          success === 204
            ? { description: 'Write here what is gone.', headers: requestId }
            : {
                ...answer(
                  'Write here what the response shows.',
                  result,
                  shown(parts, 'response', success),
                ),
                ...(success === 201 && {
                  headers: { ...requestId, Location: locationHeader(parts) },
                }),
              },
        400: answer('The request does not fit the contract.', 'ErrorResponse', {
          ...(body && shared('malformedBody')),
          ...shared('malformedUrl'),
          ...(isWrite && shared('emptyIdempotencyKey')),
        }),
        401: { $ref: '../components/responses/Unauthorized.yaml' },
        ...failure(parts, 403, 'The subscription belongs to another tenant than the API key.'),
        ...failure(parts, 404, 'There is no such subscription.'),
        ...(isWrite && {
          409: answer('The idempotency key is in use.', 'ErrorResponse', {
            ...shared('idempotencyKeyMismatch'),
            ...shared('idempotencyKeyLocked'),
          }),
        }),
        ...(body && {
          413: { $ref: '../components/responses/PayloadTooLarge.yaml' },
          415: { $ref: '../components/responses/UnsupportedMediaType.yaml' },
        }),
        429: { $ref: '../components/responses/RateLimited.yaml' },
        500: { $ref: '../components/responses/InternalError.yaml' },
        default: { $ref: '../components/responses/OtherError.yaml' },
      },
    },
  };
}

/** References to a part of the exchanges that have it, by their names. */
function shown({ exchanges }: Parts, part: string, status?: number) {
  return Object.fromEntries(
    exchanges
      .filter((each) => part in each.values)
      .filter((each) => status === undefined || each.status === String(status))
      .map(({ name, file }) => [name, { $ref: `../${file}#/${name}.${part}` }]),
  );
}

/** The response to an exchange that fails, where there is one. */
function failure(parts: Parts, status: number, description: string) {
  const examples = shown(parts, 'response', status);
  if (Object.keys(examples).length === 0) return {};
  return { [status]: answer(description, 'ErrorResponse', examples) };
}

const requestId = { 'X-Request-Id': { $ref: '../components/headers/RequestId.yaml' } };

function answer(description: string, schema: string, examples: object) {
  return {
    description,
    headers: requestId,
    content: {
      'application/json': { schema: { $ref: `../components/schemas/${schema}.yaml` }, examples },
    },
  };
}

function locationHeader({ path: address }: Parts) {
  return {
    description: 'Where the new one is.',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
    examples: {
      created: {
        summary: 'The new one',
        value: `${address.replace(/\{\w+\}/g, 'example-1')}/example-1`,
      },
    },
  };
}

const pageParameters = [
  {
    name: 'limit',
    in: 'query',
    required: false,
    description: 'How many a page holds at most.',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    examples: { ten: { summary: 'Ten', value: 10 } },
  },
  {
    name: 'cursor',
    in: 'query',
    required: false,
    description: 'Where the page begins: `nextCursor` of the page before.',
    schema: { type: 'string', minLength: 1, maxLength: 512 },
    examples: { second: { summary: 'The second page', value: 'b2Zmc2V0OjIw' } },
  },
];

/** @param name of an example that all operations share */
function shared(name: string) {
  return { [name]: { $ref: `../components/examples/${name}.yaml` } };
}

function requestExample(kind: KindName): unknown {
  return 'body' in kinds[kind] ? { comment: 'An example' } : undefined;
}

function requestSchema(kind: KindName) {
  const isPatch = kind === 'patch';
  return {
    type: 'object',
    description: isPatch
      ? 'Write here what may be changed. What is left out stays; null takes away what may be missing.'
      : 'Write here what the request is for. An unknown property is an error.',
    additionalProperties: false,
    ...(isPatch ? { minProperties: 1 } : { required: ['comment'] }),
    properties: {
      comment: {
        type: 'string',
        description: 'Write here what this property means.',
        minLength: 1,
        maxLength: 4096,
        examples: ['An example'],
      },
    },
  };
}

const createdAt = {
  type: 'string',
  format: 'date-time',
  description: 'When it was created.',
  examples: ['2024-01-15T09:00:00Z'],
};

function resultExample({ kind, parameters }: Parts) {
  const value = Object.fromEntries([
    ...parameters.map(({ name, example }) => [name, example]),
    ['createdAt', createdAt.examples[0]],
  ]);
  return kind === 'list' ? { items: [value], nextCursor: 'b2Zmc2V0OjIw' } : value;
}

function resultSchema({ kind, name, parameters }: Parts) {
  if (kind !== 'list') return itemSchema(parameters);
  return {
    type: 'object',
    description: 'Write here what is listed, and in which order.',
    required: ['items'],
    properties: {
      items: {
        type: 'array',
        description: 'What this page holds.',
        items: { $ref: `${name}Item.yaml` },
      },
      nextCursor: {
        type: 'string',
        description: 'Where the next page begins; missing on the last one.',
        minLength: 1,
        maxLength: 512,
        examples: ['b2Zmc2V0OjIw'],
      },
    },
  };
}

function itemSchema(parameters: PathParameter[]) {
  return {
    type: 'object',
    description: 'Write here what the result is. New properties may come.',
    required: [...parameters.map(({ name }) => name), 'createdAt'],
    properties: {
      ...Object.fromEntries(
        parameters.map(({ name, schema, example }) => [
          name,
          '$ref' in schema
            ? { $ref: path.posix.basename(schema.$ref ?? '') }
            : { ...schema, description: `Write here which ${name} this is.`, examples: [example] },
        ]),
      ),
      createdAt,
    },
  };
}

/** A parameter has the schema of its name where the contract has one. */
function pathParameters(address: string, spec: string): Promise<PathParameter[]> {
  return Promise.all(
    [...address.matchAll(/\{([^}]+)\}/g)].map(async ([, name = '']) => {
      const file = `components/schemas/${capital(name)}.yaml`;
      const text = await readFile(path.join(spec, file), 'utf8').catch(() => undefined);
      return text
        ? { name, schema: { $ref: `../${file}` }, example: parse(text).examples[0] }
        : { name, schema: { type: 'string', minLength: 1, maxLength: 256 }, example: 'example-1' };
    }),
  );
}

/** An operation as its file has it, as far as its examples are read here. */
interface Answering {
  responses?: Record<
    string,
    {
      content?: Record<
        string,
        { schema: ReferenceObject; examples: Record<string, ReferenceObject> }
      >;
    }
  >;
}

/** @returns the first example of a 200 that has this schema */
async function exampleOf(schema: string, spec: string): Promise<unknown> {
  const { paths } = parse(await readFile(path.join(spec, 'openapi.yaml'), 'utf8'));
  for (const { $ref } of Object.values<ReferenceObject>(paths)) {
    const file = path.join(spec, $ref);
    for (const { responses } of Object.values<Answering>(parse(await readFile(file, 'utf8')))) {
      const media = responses?.['200']?.content?.['application/json'];
      if (path.posix.basename(media?.schema.$ref ?? '') !== `${schema}.yaml`) continue;
      const [first] = Object.values(media?.examples ?? {});
      const [target = '', key = ''] = first?.$ref.split('#/') ?? [];
      const examples = parse(await readFile(path.resolve(path.dirname(file), target), 'utf8'));
      return examples[key].value;
    }
  }
  throw new OperationRefused(
    'response',
    `no operation answers with a schema ${schema}. Leave --response out to have a new schema.`,
  );
}

/** Edits the text, so that comments and line breaks stay as they are. */
function withPath(root: string, address: string, file: string) {
  const paths = parseDocument(root).get('paths', true) as YAMLMap;
  const end = paths.range?.[1] ?? root.length;
  return `${root.slice(0, end).trimEnd()}\n  ${address}:\n    $ref: ${file}\n${root.slice(end)}`;
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

function yaml(value: object) {
  return stringify(value, { lineWidth: 100, singleQuote: true, aliasDuplicateObjects: false });
}
