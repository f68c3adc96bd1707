// What the client is measured beside. Each module has `start(edges)`, which gives a function that makes
// one call.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { document } from '@connect-api/spec';
import { createClient } from '@hey-api/openapi-ts';
import { build } from 'esbuild';

const folder = (/** @type {string} */ name) => new URL(`../${name}`, import.meta.url);

/** @returns {Promise<Record<string, URL>>} their modules; `fetch` is the bare one */
export async function peers() {
  return {
    fetch: folder('peers/fetch.js'),
    'openapi-fetch': folder('peers/openapi-fetch.js'),
    client: folder('peers/client.js'),
    'hey-api': await heyApi(folder('.hey-api/')),
    ky: folder('peers/ky.js'),
    axios: folder('peers/axios.js'),
  };
}

/** hey-api is a generator; what it makes of the contract is not ours to keep. */
const heyApiCall = `import { createClient, createConfig } from './sdk/client/index.js';
import { cancelSubscription } from './sdk/sdk.gen.js';
import { apiKey, body, subscriptionId } from '../peers/request.js';

export function start(edges) {
  const client = createClient(createConfig({ ...edges, auth: apiKey }));
  return () => cancelSubscription({ client, path: { subscriptionId }, body });
}
`;

/** @param {URL} into */
async function heyApi(into) {
  await mkdir(into, { recursive: true });
  await createClient({
    input: /** @type {any} */ (document),
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
