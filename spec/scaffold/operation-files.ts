import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, parseDocument, stringify, type YAMLMap } from 'yaml';
import { OperationRefused } from './operation-refused.ts';

/** An operation as its author names it. */
export interface NewOperation {
  /** The operationId, such as `pauseSubscription` */
  id: string;
  /** In lower case */
  method: string;
  /** With its `{parameters}` */
  path: string;
  /** One line */
  summary: string;
  /** An existing schema; without it a new one is written */
  response?: string;
}

const withBody = ['post', 'put', 'patch'];
const writes = [...withBody, 'delete'];
export const methods = ['get', ...writes];

/**
 * The files of a new operation: its path, schemas and one exchange, complete enough to pass lint,
 * and the contract's root with a reference to the path.
 *
 * @param spec the folder of the contract
 * @returns contents by path, relative to that folder
 * @throws {OperationRefused} where the operation cannot be added to this contract
 */
export async function operationFiles(
  operation: NewOperation,
  spec: string,
): Promise<Record<string, string>> {
  const { id, path: address, method, response } = operation;
  const root = await readFile(path.join(spec, 'openapi.yaml'), 'utf8');
  const { tags, paths } = parse(root);
  if (paths[address]) {
    throw new OperationRefused(
      'path',
      `${address} is in the contract already. Add the method to ${paths[address].$ref} by hand.`,
    );
  }

  const name = id.charAt(0).toUpperCase() + id.slice(1);
  const folder = id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const exchange = `${id}Example`;
  const exchangeFile = `components/examples/${folder}/${exchange}.yaml`;
  const pathFile = `paths/${address.slice(1).replaceAll('/', '_')}.yaml`;
  const parameters = await pathParameters(address, spec);
  const body = withBody.includes(method);
  const result = response ?? `${name}Result`;
  const parts = {
    ...operation,
    tag: tags[0].name,
    exchange,
    exchangeFile,
    parameters,
    name,
    result,
  };

  return {
    [pathFile]: yaml(pathItem({ ...parts, body })),
    ...(body && { [`components/schemas/${name}Request.yaml`]: yaml(requestSchema) }),
    ...(!response && { [`components/schemas/${result}.yaml`]: yaml(resultSchema(parameters)) }),
    [exchangeFile]: yaml({
      ...Object.fromEntries(
        parameters.map(({ name: parameter, example }) => [
          `${exchange}.${parameter}`,
          { summary: operation.summary, value: example },
        ]),
      ),
      ...(body && {
        [`${exchange}.request`]: { summary: operation.summary, value: { comment: 'An example' } },
      }),
      [`${exchange}.response`]: {
        summary: 'The result',
        value: response
          ? await exampleOf(response, spec)
          : Object.fromEntries([
              ...parameters.map(({ name: parameter, example }) => [parameter, example]),
              ['createdAt', '2024-01-15T09:00:00Z'],
            ]),
      },
    }),
    'openapi.yaml': withPath(root, address, pathFile),
  };
}

function pathItem({
  id,
  method,
  summary,
  tag,
  exchange,
  exchangeFile,
  parameters,
  name,
  ...rest
}: any) {
  const { body, result } = rest;
  const example = (part: string) => ({
    [exchange]: { $ref: `../${exchangeFile}#/${exchange}.${part}` },
  });
  const isWrite = writes.includes(method);
  return {
    ...(parameters.length > 0 && {
      parameters: parameters.map((parameter: any) => ({
        name: parameter.name,
        in: 'path',
        required: true,
        description: `Write here which ${parameter.name} this is.`,
        schema: parameter.schema,
        examples: example(parameter.name),
      })),
    }),
    [method]: {
      operationId: id,
      tags: [tag],
      summary,
      description: 'Write here what happens, when, and what shows afterwards.',
      ...(isWrite && { parameters: [{ $ref: '../components/parameters/IdempotencyKey.yaml' }] }),
      ...(body && {
        requestBody: {
          required: true,
          description: 'Write here what the request says.',
          content: {
            'application/json': {
              schema: { $ref: `../components/schemas/${name}Request.yaml` },
              examples: example('request'),
            },
          },
        },
      }),
      responses: {
        200: answer('Write here what the response shows.', result, example('response')),
        400: answer('The request does not fit the contract.', 'ErrorResponse', {
          ...(body && shared('malformedBody')),
          ...shared('malformedUrl'),
          ...(isWrite && shared('emptyIdempotencyKey')),
        }),
        401: { $ref: '../components/responses/Unauthorized.yaml' },
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

function answer(description: string, schema: string, examples: object) {
  return {
    description,
    headers: { 'X-Request-Id': { $ref: '../components/headers/RequestId.yaml' } },
    content: {
      'application/json': { schema: { $ref: `../components/schemas/${schema}.yaml` }, examples },
    },
  };
}

/** @param name of an example that all operations share */
function shared(name: string) {
  return { [name]: { $ref: `../components/examples/${name}.yaml` } };
}

const requestSchema = {
  type: 'object',
  description: 'Write here what the request is for. An unknown property is an error.',
  additionalProperties: false,
  required: ['comment'],
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

function resultSchema(parameters: { name: string; schema: any }[]) {
  return {
    type: 'object',
    description: 'Write here what the result is. New properties may come.',
    required: [...parameters.map(({ name }) => name), 'createdAt'],
    properties: {
      ...Object.fromEntries(
        parameters.map(({ name, schema }) => [
          name,
          schema.$ref
            ? { $ref: path.posix.basename(schema.$ref) }
            : { ...schema, description: `Write here which ${name} this is.` },
        ]),
      ),
      createdAt: {
        type: 'string',
        format: 'date-time',
        description: 'When it was created.',
        examples: ['2024-01-15T09:00:00Z'],
      },
    },
  };
}

/** A parameter has the schema of its name where the contract has one. */
function pathParameters(address: string, spec: string) {
  return Promise.all(
    [...address.matchAll(/\{([^}]+)\}/g)].map(async ([, name = '']) => {
      const file = `components/schemas/${name.charAt(0).toUpperCase()}${name.slice(1)}.yaml`;
      const text = await readFile(path.join(spec, file), 'utf8').catch(() => undefined);
      return text
        ? { name, schema: { $ref: `../${file}` }, example: parse(text).examples[0] }
        : { name, schema: { type: 'string', minLength: 1, maxLength: 256 }, example: 'example-1' };
    }),
  );
}

/** @returns the first example of a 200 that has this schema */
async function exampleOf(schema: string, spec: string): Promise<any> {
  const { paths } = parse(await readFile(path.join(spec, 'openapi.yaml'), 'utf8'));
  for (const { $ref } of Object.values<any>(paths)) {
    const file = path.join(spec, $ref);
    for (const { responses } of Object.values<any>(parse(await readFile(file, 'utf8')))) {
      const media = responses?.[200]?.content?.['application/json'];
      if (path.posix.basename(media?.schema.$ref ?? '') !== `${schema}.yaml`) continue;
      const [target = '', key = ''] = Object.values<any>(media.examples)[0].$ref.split('#/');
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

function yaml(value: object) {
  return stringify(value, { lineWidth: 100, singleQuote: true });
}
