// What an API may have, one thing at a time: each file beside this folder is an operation, a webhook
// or two, in short; here it becomes files under spec/, with what every operation of the contract has.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
  HeaderObject,
  ParameterObject,
  PathItemObject,
  SchemaObject,
  SecurityRequirementObject,
  SecuritySchemeObject,
} from 'openapi3-ts/oas31';
import YAML from 'yaml';
import { patchRoot, refuseOther } from './lay.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));

export interface Feature {
  /** Names its file. */
  name: string;
  /** In words. */
  feature: string;
  /** What lint says of it, where it is refused. */
  refused?: string;
  operations?: ShortOperation[];
  webhooks?: Record<string, ShortWebhook>;
  schemas?: Record<string, SchemaObject>;
  securitySchemes?: Record<string, SecuritySchemeObject>;
  tags?: { name: string; description: string }[];
  /** Entries of the table of error codes. */
  codes?: Record<string, object>;
}

/** With `get /path: operationId`, or another method, as its first member. */
export interface ShortOperation {
  summary: string;
  tag?: string;
  deprecated?: boolean;
  security?: SecurityRequirementObject[];
  parameters?: ParameterObject[];
  pathSchemas?: Record<string, SchemaObject>;
  /** Parameters beside those of the path that its path has, not the operation alone. */
  shared?: ParameterObject[];
  /** What else it has, as a contract writes it. */
  more?: Record<string, unknown>;
  request?: { schema: SchemaObject; type?: string; required?: boolean };
  responses: Record<string, ShortResponse>;
  exchanges: Record<string, ShortExchange>;
  [methodAndPath: string]: unknown;
}

interface ShortResponse {
  schema?: SchemaObject;
  type?: string;
  also?: string[];
  headers?: Record<string, HeaderObject>;
}

interface ShortExchange {
  path?: Record<string, unknown>;
  request?: unknown;
  response?: unknown;
  status?: string | number;
}

interface ShortWebhook {
  summary: string;
  request: { schema: SchemaObject };
  example: Record<string, unknown>;
}

const methods = ['get', 'put', 'post', 'delete', 'patch'];
const writes = ['put', 'post', 'delete', 'patch'];

export async function readFeatures(): Promise<Feature[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: file.replace(/\.yaml$/, ''),
      ...YAML.parse(await readFile(path.join(folder, file), 'utf8')),
    })),
  );
}

/** What names a feature in tests: its operationIds, and the names of its webhooks. */
export function idsOf({ operations = [], webhooks = {} }: Feature): string[] {
  return [...operations.map((each) => namesOf(each).id), ...Object.keys(webhooks)];
}

/**
 * Writes a feature into a contract, behind what is there.
 *
 * @param spec the folder of the contract
 * @returns the files, relative to that folder
 * @throws {NotLaid} where a schema has a name that another one has
 */
export async function addFeature(spec: string, feature: Feature): Promise<string[]> {
  const files: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(feature.schemas ?? {}))
    files[`components/schemas/${name}.yaml`] = withReferences(schema, '');
  for (const [name, scheme] of Object.entries(feature.securitySchemes ?? {}))
    files[`components/securitySchemes/${name}.yaml`] = scheme;
  const paths: Record<string, object> = {};
  for (const operation of feature.operations ?? []) {
    const { address } = namesOf(operation);
    const file = `paths/${address.slice(1).replaceAll('/', '_')}.yaml`;
    const { item, examples } = operationOf(operation);
    // Another operation may have the path already, one of this feature or of another.
    const text = await readFile(path.join(spec, file), 'utf8').catch(() => '');
    const there = files[file] ?? (text && YAML.parse(text));
    files[file] = there ? merged(there, item) : item;
    Object.assign(files, examples);
    paths[address] = { $ref: file };
  }
  for (const [file, content] of Object.entries(files)) {
    const target = path.join(spec, file);
    if (file.startsWith('components/schemas/'))
      await refuseOther(target, yaml(content), feature.name);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, yaml(content));
  }
  await addCodes(path.join(spec, 'components/error-codes.yaml'), feature.codes ?? {});
  await patchRoot(spec, {
    paths,
    ...(feature.tags && { tags: feature.tags }),
    ...(feature.securitySchemes && {
      components: {
        securitySchemes: Object.fromEntries(
          Object.keys(feature.securitySchemes).map((name) => [
            name,
            { $ref: `components/securitySchemes/${name}.yaml` },
          ]),
        ),
      },
    }),
    ...(feature.webhooks && {
      webhooks: Object.fromEntries(
        Object.entries(feature.webhooks).map(([name, webhook]) => [
          name,
          { post: webhookOf(webhook) },
        ]),
      ),
    }),
  });
  return Object.keys(files);
}

/** Adds what the table does not have. */
async function addCodes(table: string, codes: Record<string, object>) {
  if (Object.keys(codes).length === 0) return;
  const text = await readFile(table, 'utf8');
  const known = Object.keys(YAML.parse(text));
  const more = Object.entries(codes).filter(([code]) => !known.includes(code));
  if (more.length > 0)
    await writeFile(table, `${text.trimEnd()}\n${yaml(Object.fromEntries(more))}`);
}

/** Parameters of paths are written where they stand. */
type WrittenPath = Omit<PathItemObject, 'parameters'> & { parameters?: ParameterObject[] };

/** A path item with the operations of both, and with the examples of both at its parameters. */
function merged(one: WrittenPath, other: WrittenPath) {
  const parameters = (one.parameters ?? []).map((parameter) => {
    const same = other.parameters?.find(({ name }) => name === parameter.name);
    return { ...parameter, examples: { ...parameter.examples, ...same?.examples } };
  });
  return { ...one, ...other, ...(parameters.length > 0 && { parameters }) };
}

/** `get /path: operationId` is its first line. */
function namesOf(operation: ShortOperation) {
  for (const [key, id] of Object.entries(operation)) {
    const [method = '', address = ''] = key.split(' ');
    if (methods.includes(method)) return { method, address, id: String(id) };
  }
  throw new Error(`No operation: ${JSON.stringify(operation)}`);
}

function operationOf(operation: ShortOperation) {
  const { method, address, id } = namesOf(operation);
  const { request, parameters = [], shared = [], pathSchemas = {}, responses } = operation;
  const isWrite = writes.includes(method);
  const exchanges = exchangesOf(operation, address);
  const folder = `components/examples/${id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const files = Object.fromEntries(
    exchanges.map(({ name, parts }) => [
      `${folder}/${name}.yaml`,
      Object.fromEntries(
        Object.entries(parts).map(([part, value]) => [
          `${name}.${part}`,
          { summary: operation.summary, value },
        ]),
      ),
    ]),
  );
  const shown = (part: string, those = exchanges) =>
    Object.fromEntries(
      those
        .filter(({ parts }) => part in parts)
        .map(({ name }) => [name, { $ref: `../${folder}/${name}.yaml#/${name}.${part}` }]),
    );
  const inPath = [...address.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path' as const,
    required: true,
    description: `Which ${name} is meant.`,
    schema: pathSchemas[name] ?? { $ref: `../components/schemas/${capital(name)}.yaml` },
    examples: shown(name),
  }));
  const item: WrittenPath = {
    ...(inPath.length + shared.length > 0 && {
      parameters: [...inPath, ...withReferences(shared, '../components/schemas/')],
    }),
    [method]: {
      operationId: id,
      tags: [operation.tag ?? 'Subscriptions'],
      summary: operation.summary,
      description: `${operation.summary}, as the fixture has it.`,
      ...(operation.deprecated && { deprecated: true }),
      ...(operation.security && { security: operation.security }),
      ...((parameters.length > 0 || isWrite) && {
        parameters: [
          ...(isWrite ? [{ $ref: '../components/parameters/IdempotencyKey.yaml' }] : []),
          ...withReferences(parameters, '../components/schemas/'),
        ],
      }),
      ...(request && {
        requestBody: {
          required: request.required ?? true,
          description: 'What is wanted.',
          content: {
            [request.type ?? 'application/json']: {
              schema: withReferences(request.schema, '../components/schemas/'),
              examples: shown('request'),
            },
          },
        },
      }),
      responses: {
        ...Object.fromEntries(
          Object.entries(responses).map(([status, response]) => [
            status,
            status.startsWith('2')
              ? success(
                  response,
                  shown(
                    'response',
                    exchanges.filter((each) => each.status === status),
                  ),
                )
              : status.endsWith('XX')
                ? failure('Something else is wrong.', general('malformedUrl'))
                : failure(
                    'There is no such thing.',
                    shown(
                      'response',
                      exchanges.filter((each) => each.status === status),
                    ),
                  ),
          ]),
        ),
        400: failure('The request does not fit the contract.', {
          ...(request && general('malformedBody')),
          ...general('malformedUrl'),
          ...(isWrite && general('emptyIdempotencyKey')),
        }),
        // What is open to all never answers with it.
        ...(!isOpen(operation) && {
          401: { $ref: '../components/responses/Unauthorized.yaml' },
        }),
        ...(isWrite && {
          409: failure('The idempotency key is in use.', {
            ...general('idempotencyKeyMismatch'),
            ...general('idempotencyKeyLocked'),
          }),
        }),
        ...(request && {
          413: { $ref: '../components/responses/PayloadTooLarge.yaml' },
          415: { $ref: '../components/responses/UnsupportedMediaType.yaml' },
        }),
        429: { $ref: '../components/responses/RateLimited.yaml' },
        500: { $ref: '../components/responses/InternalError.yaml' },
        default: { $ref: '../components/responses/OtherError.yaml' },
      },
      ...operation.more,
    },
  };
  return { item, examples: files };
}

/** Whether it may be called without any credentials. */
function isOpen({ security }: ShortOperation): boolean {
  return security?.every((one) => Object.keys(one).length > 0) === false || security?.length === 0;
}

/** The exchanges by name, with one more for what does not exist where the operation says 404. */
function exchangesOf({ exchanges, responses, request }: ShortOperation, address: string) {
  const given = Object.entries(exchanges);
  const [first] = given;
  const hasMissing = given.some(([, { status }]) => status === 404);
  const all =
    responses['404'] && first && !hasMissing
      ? [...given, [`${first[0]}Unknown`, missing(first[1])] as const]
      : given;
  return all.map(([name, { path: inPath = {}, request: body, response, status }]) => {
    const code = String(status ?? Object.keys(responses).find((each) => each.startsWith('2')));
    // An answer may be null.
    const isTold = response !== undefined || code !== '404';
    const answer = isTold ? response : notFound(inPath, address);
    return {
      name,
      status: code,
      parts: {
        ...inPath,
        ...(request && { request: body }),
        ...(answer !== undefined && { response: answer }),
      },
    };
  });
}

function missing({ path: inPath = {}, request }: ShortExchange): ShortExchange {
  const [[name, value] = ['', '']] = Object.entries(inPath);
  const unknown = name === 'subscriptionId' ? 'sub-9999' : `${value}-0`;
  return { path: { ...inPath, [name]: unknown }, request, status: 404 };
}

function notFound(inPath: Record<string, unknown>, address: string) {
  const subscription = address.includes('{subscriptionId}');
  const [id] = Object.values(inPath);
  return {
    message: subscription ? `There is no subscription ${id}.` : `There is no ${id}.`,
    code: 'SUBSCRIPTION_NOT_FOUND',
    hint: 'Check subscriptionId in the path.',
  };
}

function success(
  { schema, type = 'application/json', also = [], headers = {} }: ShortResponse,
  examples: object,
) {
  const media = { schema: withReferences(schema, '../components/schemas/'), examples };
  return {
    description: 'It is done.',
    headers: { ...requestId, ...headers },
    ...(schema && {
      content: Object.fromEntries([type, ...also].map((each) => [each, media])),
    }),
  };
}

function failure(description: string, examples: object) {
  return {
    description,
    headers: requestId,
    content: {
      'application/json': {
        schema: { $ref: '../components/schemas/ErrorResponse.yaml' },
        examples,
      },
    },
  };
}

const requestId = { 'X-Request-Id': { $ref: '../components/headers/RequestId.yaml' } };

function general(name: string) {
  return { [name]: { $ref: `../components/examples/${name}.yaml` } };
}

function webhookOf({ summary, request, example }: ShortWebhook) {
  return {
    tags: ['Subscriptions'],
    summary,
    description: `${summary}, as the fixture has it.`,
    security: [],
    requestBody: {
      required: true,
      description: 'What has happened.',
      content: {
        'application/json': {
          schema: withReferences(request.schema, 'components/schemas/'),
          examples: Object.fromEntries(
            Object.entries(example).map(([name, value]) => [name, { summary, value }]),
          ),
        },
      },
    },
    responses: {
      '2XX': { $ref: 'components/responses/EventAcknowledged.yaml' },
      default: { $ref: 'components/responses/EventNotAcknowledged.yaml' },
    },
  };
}

/** Schemas are referred to by their names. */
function withReferences<Value>(value: Value, folder: string): Value {
  return rewritten(value, folder) as Value;
}

function rewritten(value: unknown, folder: string): unknown {
  if (Array.isArray(value)) return value.map((each) => rewritten(each, folder));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      if (key === '$ref') return [key, `${folder}${each}.yaml`];
      if (key === 'mapping') {
        const targets = Object.entries(each as object).map(([name, to]) => [
          name,
          `${folder}${to}.yaml`,
        ]);
        return [key, Object.fromEntries(targets)];
      }
      return [key, rewritten(each, folder)];
    }),
  );
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

const yaml = (value: unknown) =>
  YAML.stringify(value, { lineWidth: 100, singleQuote: true, aliasDuplicateObjects: false });
