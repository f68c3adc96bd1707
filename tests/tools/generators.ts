// Generators: each is run by its command, as its users run it, and what it has made is used.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { faultsOfTypes } from './compile.ts';
import { madeFolder, runCommand } from './on-demand.ts';

export interface Generator {
  /** The package's name. */
  name: string;
  /** Beside the contract, `openapi.json`; without a command its text is what is used, as `openapi.ts`. What it prints is in `printed.d.ts`. */
  command?: string;
  /** Files that it asks for. */
  files?: Record<string, string>;
  /** A module with the body of a cancellation in it. */
  use(body: string): string;
}

const ofType = (type: string, from: string) => (body: string) =>
  `import type * as api from '${from}';\nexport const body: ${type} = ${body};\n`;
const ofRequest = (from: string) => ofType('api.CancelSubscriptionRequest', from);
const schemas = "api.components['schemas']['CancelSubscriptionRequest']";

export const generators: Generator[] = [
  {
    name: 'openapi-typescript',
    command: 'openapi-typescript openapi.json --output api.ts',
    use: ofType(schemas, './api'),
  },
  {
    name: 'openapi-fetch',
    command: 'openapi-typescript openapi.json --output api.ts',
    use: (body) => `
      import createClient from 'openapi-fetch';
      import type { paths } from './api';
      const params = { path: { subscriptionId: 'sub-1001' } };
      createClient<paths>().POST('/subscriptions/{subscriptionId}/cancel', { params, body: ${body} });`,
  },
  {
    name: 'openapi-typescript-fetch',
    command: 'openapi-typescript openapi.json --output api.ts',
    use: (body) => `
      import { Fetcher } from 'openapi-typescript-fetch';
      import type { paths } from './api';
      const cancel = Fetcher.for<paths>().path('/subscriptions/{subscriptionId}/cancel').method('post').create();
      const body: Parameters<typeof cancel>[0] = { subscriptionId: 'sub-1001', ...${body} };`,
  },
  {
    name: '@hey-api/openapi-ts',
    command: 'openapi-ts --input openapi.json --output api',
    use: (body) => `
      import { cancelSubscription } from './api';
      cancelSubscription({ path: { subscriptionId: 'sub-1001' }, body: ${body} });`,
  },
  {
    name: '@7nohe/openapi-react-query-codegen',
    command: 'openapi-rq --input openapi.json --output api',
    use: (body) => `
      import { cancelSubscription } from './api/requests';
      cancelSubscription({ path: { subscriptionId: 'sub-1001' }, body: ${body} });`,
  },
  {
    name: 'orval',
    command: 'orval --input openapi.json --output api.ts --client fetch',
    use: (body) => `
      import { cancelSubscription } from './api';
      cancelSubscription('sub-1001', ${body});`,
  },
  {
    name: '@kubb/plugin-ts',
    command: 'kubb generate --config kubb.config.mjs',
    files: {
      'kubb.config.mjs': `
        import { defineConfig } from '@kubb/core';
        import { pluginOas } from '@kubb/plugin-oas';
        import { pluginTs } from '@kubb/plugin-ts';
        export default defineConfig({
          input: { path: './openapi.json' },
          output: { path: './api', extension: { '.ts': '' } },
          plugins: [pluginOas({ generators: [] }), pluginTs()],
        });`,
    },
    use: ofRequest('./api'),
  },
  {
    name: '@rtk-query/codegen-openapi',
    command: 'rtk-query-codegen-openapi rtk.json',
    files: {
      'rtk.json': JSON.stringify({
        schemaFile: './openapi.json',
        apiFile: './empty.ts',
        apiImport: 'emptyApi',
        outputFile: './api.ts',
        exportName: 'api',
      }),
      'empty.ts': `
        import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query';
        export const emptyApi = createApi({ baseQuery: fetchBaseQuery(), endpoints: () => ({}) });`,
    },
    use: (body) => `
      import { api } from './api';
      api.endpoints.cancelSubscription.initiate({ subscriptionId: 'sub-1001', cancelSubscriptionRequest: ${body} });`,
  },
  {
    name: 'oazapfts',
    command: 'oazapfts openapi.json api.ts',
    use: (body) => `
      import { cancelSubscription } from './api';
      cancelSubscription('sub-1001', ${body});`,
  },
  {
    name: 'swagger-typescript-api',
    command: 'swagger-typescript-api generate --path openapi.json --output . --name api.ts',
    use: (body) => `
      import { Api } from './api';
      new Api().subscriptions.cancelSubscription('sub-1001', ${body});`,
  },
  {
    name: 'openapi-typescript-codegen',
    command: 'openapi --input openapi.json --output api --useUnionTypes',
    use: (body) => `
      import { SubscriptionsService } from './api';
      SubscriptionsService.cancelSubscription('sub-1001', ${body});`,
  },
  {
    name: 'typed-openapi',
    command: 'typed-openapi openapi.json --output api.ts',
    use: ofType('api.Schemas.CancelSubscriptionRequest', './api'),
  },
  {
    name: '@openapi-codegen/cli',
    command: 'openapi-codegen gen connect --config openapi-codegen.config.ts',
    files: {
      'openapi-codegen.config.ts': `
        import { defineConfig } from '@openapi-codegen/cli';
        import { generateFetchers, generateSchemaTypes } from '@openapi-codegen/typescript';
        export default defineConfig({
          connect: {
            from: { source: 'file', relativePath: './openapi.json' },
            outputDir: './api',
            to: async (context) => {
              const filenamePrefix = 'connect';
              const { schemasFiles } = await generateSchemaTypes(context, { filenamePrefix });
              await generateFetchers(context, { filenamePrefix, schemasFiles });
            },
          },
        });`,
    },
    use: (body) => `
      import { cancelSubscription } from './api/connectComponents';
      cancelSubscription({ pathParams: { subscriptionId: 'sub-1001' }, body: ${body} });`,
  },
  {
    name: 'ng-openapi-gen',
    command: 'ng-openapi-gen --input openapi.json --output api',
    use: ofRequest('./api/models'),
  },
  {
    name: 'openapi-zod-client',
    command: 'openapi-zod-client openapi.json --output api.ts',
    use: (body) => `
      import { createApiClient } from './api';
      createApiClient('https://apiv2.example.com').cancelSubscription(${body},
        { params: { subscriptionId: 'sub-1001' } });`,
  },
  {
    name: 'dtsgenerator',
    command: 'dtsgen --out api.d.ts openapi.json',
    use: (body) => `
      /// <reference path="./api.d.ts" />
      export const body: Components.Schemas.CancelSubscriptionRequest = ${body};`,
  },
  {
    name: 'openapi-client-axios-typegen',
    command: 'typegen openapi.json',
    use: (body) => `
      import OpenAPIClientAxios from 'openapi-client-axios';
      import type { Client } from './printed';
      const client = await new OpenAPIClientAxios({ definition: './openapi.json' }).getClient<Client>();
      client.cancelSubscription('sub-1001', ${body});`,
  },
  {
    name: 'fets',
    use: (body) => `
      import { createClient, type NormalizeOAS } from 'fets';
      import type { document } from './openapi';
      createClient<NormalizeOAS<typeof document>>({ endpoint: 'https://apiv2.example.com' })['/subscriptions/{subscriptionId}/cancel']
        .post({ headers: { 'X-Api-Key': 'any-key' }, params: { subscriptionId: 'sub-1001' }, json: ${body} });`,
  },
];

/** What is wrong with what a generator makes of a document, in words; nothing where it is right. */
export async function faultsOf(
  { command, files, use }: Generator,
  document: object,
): Promise<string[]> {
  mkdirSync(madeFolder, { recursive: true });
  const folder = mkdtempSync(madeFolder);
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  try {
    const json = JSON.stringify(document, null, 2);
    write('openapi.json', json);
    write('openapi.ts', `export const document = ${json} as const;\n`);
    for (const [name, text] of Object.entries(files ?? {})) write(name, text);
    if (command) write('printed.d.ts', await runCommand(command, folder));
    return faultsOfTypes(folder, use);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
