// Other people's tools, and what each has to make of the contract.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { document, exchangesOf, fillPath, json, operationsOf } from '@connect-api/spec';
import { faultsOfTypes } from './compile.ts';
import { leftOut, viewers } from './viewers.ts';

const require = createRequire(import.meta.url);
// biome-ignore lint/suspicious/noExplicitAny: tools without common types are called as their READMEs say
type Any = any;

export interface Tool {
  name: string;
  kind: 'parser' | 'generator' | 'importer' | 'server' | 'sampler' | 'viewer';
  /** Which document it is given. */
  reads: '3.1' | '3.0';
  /** What it makes of it, in words; what is wrong, where something is. */
  run(document: Any, file: string): Promise<string[]>;
}

const files = {
  '3.1': fileURLToPath(import.meta.resolve('@connect-api/spec/openapi.json')),
  '3.0': fileURLToPath(import.meta.resolve('@connect-api/spec/openapi-3.0.json')),
};

export const tools: Tool[] = [
  ...parser(
    '@apidevtools/swagger-parser',
    () => import('@apidevtools/swagger-parser'),
    ({ default: parser }, document) => parser.validate(document),
  ),
  ...parser(
    '@readme/openapi-parser',
    () => import('@readme/openapi-parser'),
    async ({ validate }, document) => {
      const { valid, errors } = await validate(document);
      if (!valid) throw new Error(errors[0].message);
    },
  ),
  ...parser(
    '@scalar/openapi-parser',
    () => import('@scalar/openapi-parser'),
    async ({ validate }, document) => {
      const { valid, errors } = await validate(document);
      if (!valid) throw new Error(errors[0].message);
    },
  ),
  ...parser(
    '@seriousme/openapi-schema-validator',
    () => import('@seriousme/openapi-schema-validator'),
    async ({ Validator }, document) => {
      const { valid, errors } = await new Validator().validate(document);
      if (!valid) throw new Error(JSON.stringify(errors));
    },
  ),
  generator('openapi-typescript', '3.1', async (document, folder) => {
    const { default: generate, astToString } = await import('openapi-typescript');
    writeFileSync(
      path.join(folder, 'api.ts'),
      astToString(await generate(document, { silent: true })),
    );
    return "api.components['schemas']['CancelSubscriptionRequest']";
  }),
  generator('@hey-api/openapi-ts', '3.1', async (document, folder) => {
    const { createClient } = await import('@hey-api/openapi-ts');
    await createClient({
      input: document,
      output: path.join(folder, 'hey'),
      plugins: ['@hey-api/typescript'],
      logs: { level: 'silent' },
    });
    writeFileSync(path.join(folder, 'api.ts'), "export * from './hey/index.js';\n");
    return 'api.CancelSubscriptionRequest';
  }),
  ...(['3.1', '3.0'] as const).map((version) =>
    generator('swagger-typescript-api', version, async (spec, folder) => {
      const { generateApi } = await import('swagger-typescript-api');
      const { files } = await generateApi({
        spec,
        output: false,
        generateClient: false,
        silent: true,
      } as Any);
      writeFileSync(path.join(folder, 'api.ts'), files[0]?.fileContent ?? '');
      return 'api.CancelSubscriptionRequest';
    }),
  ),
  ...(['3.1', '3.0'] as const).map((version) =>
    generator('openapi-typescript-codegen', version, async (input, folder) => {
      const { generate } = require('openapi-typescript-codegen');
      await generate({
        input,
        output: folder,
        exportCore: true,
        exportServices: false,
        useUnionTypes: true,
      });
      writeFileSync(path.join(folder, 'api.ts'), "export * from './index.js';\n");
      return 'api.CancelSubscriptionRequest';
    }),
  ),
  generator('oazapfts', '3.0', async (_, folder, file) => {
    const { generateSource } = (await import('oazapfts')) as Any;
    writeFileSync(path.join(folder, 'api.ts'), await generateSource(file));
    return 'api.CancelSubscriptionRequest';
  }),
  generator('typed-openapi', '3.1', async (document, folder) => {
    const { generateFile, mapOpenApiEndpoints } = (await import('typed-openapi')) as Any;
    const context = mapOpenApiEndpoints(document);
    writeFileSync(
      path.join(folder, 'api.ts'),
      await generateFile({ ...context, runtime: 'none', schemasOnly: true }),
    );
    return 'api.Schemas.CancelSubscriptionRequest';
  }),
  generator('orval', '3.1', async (_, folder, file) => {
    const { generate } = (await import('orval')) as Any;
    await generate(
      { input: { target: file }, output: { target: path.join(folder, 'api.ts'), client: 'fetch' } },
      folder,
    );
    return 'api.CancelSubscriptionRequest';
  }),
  {
    name: 'openapi-zod-client',
    kind: 'generator',
    reads: '3.0',
    run: async (document) => {
      const { generateZodClientFromOpenAPI } = require('openapi-zod-client');
      const text: string = await generateZodClientFromOpenAPI({
        openApiDoc: document,
        disableWriteToFile: true,
      });
      return [
        'schedule: CancelSchedule',
        'z.literal("OTHER")',
        'comment: z.string().min(1).max(4096)',
      ]
        .filter((part) => !text.replace(/\s+/g, ' ').includes(part))
        .map((part) => `has no ${part}`);
    },
  },
  ...(['3.1', '3.0'] as const).map(
    (reads): Tool => ({
      name: 'openapi-to-postmanv2',
      kind: 'importer',
      reads,
      run: async (document) => {
        const { convertV2 } = require('openapi-to-postmanv2');
        const { result, reason, output }: Any = await new Promise((resolve, reject) =>
          convertV2({ type: 'json', data: document }, {}, (error: unknown, made: unknown) =>
            error ? reject(error) : resolve(made),
          ),
        );
        if (!result) return [String(reason)];
        const text = JSON.stringify(output[0].data);
        return ['schedule', 'productOfferingId', 'X-Idempotency-Key', 'X-Api-Key']
          .filter((part) => !text.includes(part))
          .map((part) => `has no ${part}`);
      },
    }),
  ),
  {
    name: 'openapi-sampler',
    kind: 'sampler',
    reads: '3.1',
    run: async (document) => {
      const { sample } = (await import('openapi-sampler')) as Any;
      return operationsOf(document).flatMap(({ operationId, requestBody }) => {
        const made = sample(json(requestBody)?.schema, {}, document);
        return Object.keys(made).length > 0 ? [] : [`makes no body for ${operationId}`];
      });
    },
  },
  {
    name: 'openapi-backend',
    kind: 'server',
    reads: '3.0',
    run: async (document) => {
      const { OpenAPIBackend } = require('openapi-backend');
      const server = new OpenAPIBackend({
        definition: structuredClone(document),
        quick: true,
        handlers: {
          validationFail: () => 400,
          notFound: () => 404,
          ...Object.fromEntries(
            operationsOf(document).map(({ operationId }) => [operationId, () => 200]),
          ),
        },
        securityHandlers: { ApiKey: () => true },
        ajvOpts: { strict: false, formats: { date: /^\d{4}-\d\d-\d\d$/, 'date-time': true } },
      });
      await server.init();
      return wrongVerdicts((request) => server.handleRequest(request));
    },
  },
  ...viewers.map(
    (viewer): Tool => ({
      name: viewer.name,
      kind: 'viewer',
      reads: '3.1',
      run: (document) => leftOut(viewer, document),
    }),
  ),
];

/** Each request example of the contract has to be taken, and what breaks it refused. */
async function wrongVerdicts(handle: (request: Any) => Promise<number>): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, method, path: template, pathParameters, request } of exchangesOf(document)) {
    const send = (body: unknown) =>
      handle({
        method,
        path: fillPath(template, pathParameters),
        headers: { 'content-type': 'application/json', 'x-api-key': 'k' },
        body,
      });
    if ((await send(request)) !== 200) wrong.push(`refuses ${name}`);
    if ((await send({ ...request, surplus: 1 })) === 200)
      wrong.push(`takes ${name} with a surplus property`);
    for (const property of Object.keys(request)) {
      if ((await send({ ...request, [property]: 1 })) === 200)
        wrong.push(`takes ${name} with a number for ${property}`);
    }
  }
  return wrong;
}

function parser(
  name: string,
  load: () => Promise<Any>,
  validate: (module: Any, document: Any) => Promise<unknown>,
): Tool[] {
  return (['3.1', '3.0'] as const).map((reads) => ({
    name,
    kind: 'parser',
    reads,
    run: async (document) => {
      await validate(await load(), structuredClone(document));
      return [];
    },
  }));
}

function generator(
  name: string,
  reads: Tool['reads'],
  generate: (document: Any, folder: string, file: string) => Promise<string>,
): Tool {
  return {
    name,
    kind: 'generator',
    reads,
    run: (document, file) => faultsOfTypes((folder) => generate(document, folder, file)),
  };
}

/** Runs a tool; whatever it throws is what is wrong. */
export async function tryTool({ reads, run }: Tool): Promise<string[]> {
  const file = files[reads];
  try {
    return await run(JSON.parse(readFileSync(file, 'utf8')), file);
  } catch (error) {
    return [String((error as Error)?.message ?? error).split('\n')[0] ?? ''];
  }
}

export function versionOf(name: string): string {
  const { dependencies = {}, devDependencies = {} } = require('./package.json');
  return { ...dependencies, ...devDependencies }[name];
}
