// Other people's tools, and what each has to make of the contract.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { json, operationsOf } from '@connect-api/spec';
import { faultsOf, generators } from './generators.ts';
import { lacking, toBruno, toPostman } from './importers.ts';
import type { Untyped } from './on-demand.ts';
import {
  expressOpenapiValidator,
  fastifyOpenapiGlue,
  openapiBackend,
  wrongVerdicts,
} from './servers.ts';
import { leftOut, viewers } from './viewers.ts';

const require = createRequire(import.meta.url);
const documents = {
  '3.1': '@connect-api/spec/openapi.json',
  '3.0': '@connect-api/spec/openapi-3.0.json',
};

export type Version = keyof typeof documents;

export interface Tool {
  name: string;
  kind: 'parser' | 'generator' | 'importer' | 'server' | 'sampler' | 'viewer';
  /** Which documents it is given. */
  reads: Version[];
  /** What is wrong with what it makes of one, in words. */
  run(document: Untyped): Promise<string[]>;
}

const both: Version[] = ['3.1', '3.0'];

export const tools: Tool[] = [
  parser(
    '@apidevtools/swagger-parser',
    () => import('@apidevtools/swagger-parser'),
    ({ default: parser }, document) => parser.validate(document),
  ),
  parser(
    '@readme/openapi-parser',
    () => import('@readme/openapi-parser'),
    async ({ validate }, document) => {
      const { valid, errors } = await validate(document);
      if (!valid) throw new Error(errors[0].message);
    },
  ),
  parser(
    '@scalar/openapi-parser',
    () => import('@scalar/openapi-parser'),
    async ({ validate }, document) => {
      const { valid, errors } = await validate(document);
      if (!valid) throw new Error(errors[0].message);
    },
  ),
  parser(
    '@seriousme/openapi-schema-validator',
    () => import('@seriousme/openapi-schema-validator'),
    async ({ Validator }, document) => {
      const { valid, errors } = await new Validator().validate(document);
      if (!valid) throw new Error(JSON.stringify(errors));
    },
  ),
  ...generators.map(
    (generator): Tool => ({
      name: generator.name,
      kind: 'generator',
      reads: both,
      run: (document) => faultsOf(generator, document),
    }),
  ),
  importer('openapi-to-postmanv2', toPostman),
  importer('@usebruno/converters', toBruno),
  {
    name: 'openapi-sampler',
    kind: 'sampler',
    reads: both,
    run: async (document) => {
      const { sample } = (await import('openapi-sampler')) as Untyped;
      return operationsOf(document).flatMap(({ operationId, requestBody }) => {
        const schema = json(requestBody)?.schema;
        const made = schema && sample(schema, {}, document);
        const isEmpty = made === null || made === undefined || JSON.stringify(made) === '{}';
        return schema && isEmpty ? [`makes no body for ${operationId}`] : [];
      });
    },
  },
  server('openapi-backend', openapiBackend),
  server('express-openapi-validator', expressOpenapiValidator),
  server('fastify-openapi-glue', fastifyOpenapiGlue),
  ...viewers.map(
    (viewer): Tool => ({
      name: viewer.name,
      kind: 'viewer',
      reads: ['3.1'],
      run: (document) => leftOut(viewer, document),
    }),
  ),
];

function parser(
  name: string,
  load: () => Promise<Untyped>,
  validate: (module: Untyped, document: Untyped) => Promise<unknown>,
): Tool {
  const run = async (document: Untyped) => {
    await validate(await load(), document);
    return [];
  };
  return { name, kind: 'parser', reads: both, run };
}

function importer(name: string, convert: (document: Untyped) => Promise<unknown>): Tool {
  const run = async (document: Untyped) => lacking(await convert(document));
  return { name, kind: 'importer', reads: both, run };
}

function server(
  name: string,
  serve: (document: Untyped) => ReturnType<typeof openapiBackend>,
): Tool {
  // Some of them change what they are given.
  const run = async (document: Untyped) =>
    wrongVerdicts(await serve(structuredClone(document)), document);
  return { name, kind: 'server', reads: both, run };
}

/** Runs a tool on one document; whatever it throws is what is wrong. */
export async function tryTool({ run }: Tool, version: Version): Promise<string[]> {
  try {
    return await run(JSON.parse(readFileSync(require.resolve(documents[version]), 'utf8')));
  } catch (error) {
    const { message = String(error) } = error as Error;
    return [message.split('\n').slice(0, 3).join(' ')];
  }
}

const versions: Record<string, string> = {
  ...require('./on-demand/package.json').dependencies,
  ...require('./package.json').devDependencies,
};

export const versionOf = (name: string): string | undefined => versions[name];
