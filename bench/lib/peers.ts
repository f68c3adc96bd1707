// What the client is measured beside. Each module has `start(edges)`, which gives a function that makes
// one call.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { document } from '@connect-api/spec';
import { createClient } from '@hey-api/openapi-ts';
import { build } from 'esbuild';

const folder = (name: string) => new URL(`../${name}`, import.meta.url);

/** @returns their modules; `fetch` is the bare one */
export async function peers(): Promise<Record<string, URL>> {
  return {
    fetch: folder('peers/fetch.ts'),
    'openapi-fetch': folder('peers/openapi-fetch.ts'),
    client: folder('peers/client.ts'),
    'hey-api': await heyApi(folder('.hey-api/')),
    ky: folder('peers/ky.ts'),
    axios: folder('peers/axios.ts'),
  };
}

/** hey-api is a generator; what it makes of the contract is not ours to keep. */
const heyApiCall = `import { createClient, createConfig } from './sdk/client/index.js';
import { cancelSubscription } from './sdk/sdk.gen.js';
import { apiKey, body, subscriptionId } from '../peers/request.ts';

export function start(edges) {
  const client = createClient(createConfig({ ...edges, auth: apiKey }));
  return () => cancelSubscription({ client, path: { subscriptionId }, body });
}
`;

async function heyApi(into: URL) {
  await mkdir(into, { recursive: true });
  await createClient({
    input: document as unknown as Record<string, unknown>,
    output: { path: fileURLToPath(new URL('sdk', into)) },
    plugins: ['@hey-api/client-fetch', '@hey-api/sdk', '@hey-api/typescript'],
    logs: { level: 'silent' },
  });
  const entry = new URL('start.ts', into);
  const module = new URL('start.js', into);
  await writeFile(entry, heyApiCall);
  await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    format: 'esm',
    outfile: fileURLToPath(module),
  });
  return module;
}
