// Makes the modules that hold the contract as code: Ajv's functions, and the table that leads to them.

import {
  banner,
  examplesOf,
  json,
  type OpenApiDocument,
  type Operation,
  operationsOf,
  type ParameterObject,
  type ReferenceObject,
  type ResponseObject,
  resolve,
  type SchemaObject,
  webhooksOf,
} from '@connect-api/spec';
import type { Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { type Schema, selfContained } from './self-contained.ts';

/**
 * @returns text by file name
 * @throws {Error} when Ajv cannot compile a schema of the contract
 */
export function generate(document: OpenApiDocument, digest: string): Record<string, string> {
  const firstLine = banner('packages/validators/generator/index.ts', digest);
  const bodies = collection('bodies');
  // Parameters and headers are text on the wire; their integers and booleans are read from it.
  const parameters = collection('parameters', { coerceTypes: 'array' });
  const table = operationsOf(document).map((operation) =>
    operationEntry(document, operation, bodies, parameters),
  );
  const events = webhooksOf(document).map(({ name, type, requestBody }) => {
    const schema = json(requestBody)?.schema;
    const { own, shared } = split(selfContained(document, schema), bodies);
    const body = bodies.add(own, `webhook ${name}${nameOf(schema)}`);
    return {
      name,
      ...(type && { type }),
      body: Object.keys(shared).length > 0 ? { body, shared } : { body },
    };
  });
  const known = typesOf(events);
  const typed = known && bodies.add(known, 'types of webhooks');
  return {
    'bodies.js': firstLine + bodies.code(),
    'parameters.js': firstLine + parameters.code(),
    'contract.js': `${firstLine}import * as bodies from './bodies.js';
import * as parameters from './parameters.js';
${[...bodies.declarations(), ...parameters.declarations()].join('\n')}
export const contract = {
  digest: '${digest}',
  operations: [
${table.map((entry) => `    ${print(entry)},\n`).join('')}  ],
};
export const events = {${typed ? `\n  typed: ${print(typed)},` : ''}
  bodies: {
${events.map(({ name, body }) => `    ${print(name)}: ${print(body)},\n`).join('')}  },
};
`,
    'contract.d.ts': `${firstLine}import type { Contract, ContractEvents } from '../src/generated-module.js';
export declare const contract: Contract;
export declare const events: ContractEvents;
`,
  };
}

function operationEntry(
  document: OpenApiDocument,
  { operationId, method, path, ...operation }: Operation,
  bodies: ReturnType<typeof collection>,
  parameters: ReturnType<typeof collection>,
) {
  const place = `${method.toUpperCase()} ${path}`;
  if (!operationId) throw new Error(`${place}: it has no operationId.`);
  const requestSchema = json(operation.requestBody)?.schema;
  return {
    operationId,
    method: method.toUpperCase(),
    path,
    pathParameters: parametersIn('path'),
    queryParameters: parametersIn('query'),
    ...joined(),
    requestHeaders: parametersIn('header'),
    ...(operation.parameters.some((parameter) => parameter.in === 'cookie') && {
      requestCookies: parametersIn('cookie'),
    }),
    ...(requestSchema && {
      requestBody: {
        required: operation.requestBody?.required === true,
        part: bodies.add(
          selfContained(document, requestSchema, 'request'),
          `${place}, request body${nameOf(requestSchema)}`,
        ),
      },
    }),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [
        status,
        responseEntry(status, response),
      ]),
    ),
  };

  /** The lists of the query that are one value with commas. */
  function joined() {
    const names = operation.parameters
      .filter((parameter) => parameter.in === 'query' && parameter.explode === false)
      .map(({ name }) => name);
    return names.length > 0 ? { joined: names } : {};
  }

  function parametersIn(kind: string) {
    return parameters.add(
      objectOf(
        document,
        operation.parameters.filter((parameter) => parameter.in === kind),
      ),
      `${place}, ${kind} parameters`,
    );
  }

  function responseEntry(status: string, response: ResponseObject) {
    const headers = Object.entries(response.headers ?? {}).map(([name, header]) => ({
      name,
      ...resolve(document, header),
    }));
    const schema = json(response)?.schema;
    return {
      headers: parameters.add(objectOf(document, headers), `${place}, headers of ${status}`),
      ...(schema && {
        body: bodies.add(
          selfContained(document, schema, 'response'),
          `${place}, response ${status}${nameOf(schema)}`,
        ),
      }),
    };
  }
}

/** Parameters or headers of one place as the properties of one object. */
function objectOf(
  document: OpenApiDocument,
  parameters: Pick<ParameterObject, 'name' | 'required' | 'schema' | 'examples'>[],
) {
  return {
    type: 'object',
    required: parameters
      .filter((parameter) => parameter.required)
      .map((parameter) => parameter.name),
    properties: Object.fromEntries(
      parameters.map((parameter) => {
        const examples = examplesOf(document, parameter).map((example) => example.value);
        const schema = resolve(document, parameter.schema);
        return [
          parameter.name,
          selfContained(document, { ...(examples.length > 0 && { examples }), ...schema }),
        ];
      }),
    ),
  };
}

/** Schemas that end up in one module. Equal schemas share one function. */
function collection(module: string, options?: Options) {
  const ajv = new Ajv2020({
    allErrors: true,
    discriminator: true,
    // Only what an object itself holds counts, never what it inherits.
    ownProperties: true,
    strict: true,
    strictTypes: false,
    // A tuple may be open.
    strictTuples: false,
    strictRequired: false,
    allowUnionTypes: true,
    code: { source: true, esm: true, lines: true },
    ...options,
  });
  addFormats.default(ajv);
  /** name by the schema's text */
  const names: Map<string, string> = new Map();

  function compile(schema: Schema, name: string, place: string) {
    try {
      ajv.addSchema(schema, name).getSchema(name);
    } catch (error) {
      throw new Error(`${place}: ${(error as Error).message}`, { cause: error });
    }
  }

  return {
    /** @param place for an error */
    add(schema: Schema, place: string): Verbatim {
      const text = JSON.stringify(schema);
      const name = names.get(text) ?? `${module}${names.size}`;
      if (!names.has(text)) compile(schema, name, place);
      names.set(text, name);
      return new Verbatim(name);
    },
    find(schema: unknown): Verbatim | undefined {
      const name = names.get(JSON.stringify(schema));
      return name === undefined ? undefined : new Verbatim(name);
    },
    code: () =>
      withoutNotes(
        standalone.default(
          ajv,
          Object.fromEntries([...names.values()].map((name) => [name, name])),
        ),
      ),
    declarations: () =>
      [...names].map(
        ([text, name]) => `const ${name} = { schema: ${text}, validate: ${module}.${name} };`,
      ),
  };
}

/**
 * Takes out the properties that are whole bodies themselves, such as a subscription: what validates
 * those is large, and need not be there twice.
 */
function split(schema: Schema, bodies: ReturnType<typeof collection>) {
  const shared: Record<string, Verbatim> = {};
  const properties = Object.entries(schema['properties'] ?? {}).map(([name, property]) => {
    const body = bodies.find(property);
    if (body) shared[name] = body;
    return [name, body ? {} : property];
  });
  return { own: { ...schema, properties: Object.fromEntries(properties) }, shared };
}

/** What every event must have to be told from the others; undefined where there is none. */
function typesOf(webhooks: { name: string; type?: string }[]) {
  const events = webhooks.filter(({ type }) => type !== undefined);
  const [type, ...more] = new Set(events.map((one) => one.type));
  if (type === undefined) return undefined;
  if (more.length > 0)
    throw new Error(`Events are told apart by ${[type, ...more].join(' and ')}.`);
  const known = { type: 'string', enum: events.map(({ name }) => name) };
  return { type: 'object', required: [type], properties: { [type]: known } };
}

/**
 * Ajv notes at each function which properties it has looked at, for a schema around it that asks. Where
 * none does, the notes are left out: a bundler cannot drop a function that has one.
 */
function withoutNotes(code: string) {
  const counts: Map<string, number> = new Map();
  const wrapped = new Map(
    [...code.matchAll(/^const (wrapper\d+) = \{validate: (validate\d+)\};$/gm)].map(
      ([, wrapper = '', name = '']) => [wrapper, name],
    ),
  );
  // A function that refers to one around it asks that by a wrapper.
  for (const [, wrapper = '', own = ''] of code.matchAll(
    /\b(?:(wrapper\d+)\.validate|(validate\d+))\.evaluated/g,
  )) {
    const name = wrapped.get(wrapper) ?? own;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const notes = code.matchAll(
    /^(validate\d+)\.evaluated = .*"dynamicProps":false,"dynamicItems":false\};$/gm,
  );
  // Once written and once read, by the function itself.
  const onlyNoted = new Set([...notes].map(([, name = '']) => name).filter(isReadOnce));
  const leaveOut = (text: string, name: string) => (onlyNoted.has(name) ? '' : text);
  // All of them at once: to go through the code for each takes minutes where there are hundreds.
  return code
    .replace(
      /const evaluated0 = (validate\d+)\.evaluated;\nif\(evaluated0\.dynamicProps\)\{\nevaluated0\.props = undefined;\n\}\nif\(evaluated0\.dynamicItems\)\{\nevaluated0\.items = undefined;\n\}\n/g,
      leaveOut,
    )
    .replace(/^(validate\d+)\.evaluated = .*\n/gm, leaveOut);

  function isReadOnce(name: string) {
    return counts.get(name) === 2;
  }
}

/** The name of the schema that a reference leads to. */
function nameOf(schema: SchemaObject | ReferenceObject | undefined) {
  const { $ref } = (schema ?? {}) as Partial<ReferenceObject>;
  return $ref === undefined ? '' : `, schema ${$ref.slice($ref.lastIndexOf('/') + 1)}`;
}

/** Code that is printed as it is, among data that is printed as JSON. */
class Verbatim {
  readonly code: string;

  constructor(code: string) {
    this.code = code;
  }
}

function print(value: unknown): string {
  if (value instanceof Verbatim) return value.code;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, one]) => `${JSON.stringify(key)}: ${print(one)}`,
  );
  return `{ ${entries.join(', ')} }`;
}
