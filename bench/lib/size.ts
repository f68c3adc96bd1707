// Bytes that one call adds to a browser bundle: the client beside its peers.
import { fileURLToPath } from 'node:url';
import { bundleSize } from './bundle-size.ts';
import { peers } from './peers.ts';
import { held } from './statistics.ts';

/** What one call imports; the path of hey-api's is its generated client. */
const imports: Record<string, (module: URL) => string> = {
  'openapi-fetch': () => `export { default } from 'openapi-fetch';`,
  client: () => `export { createConnectClient, orThrow } from '@connect-api/client';`,
  'hey-api': (module) => `export * from ${JSON.stringify(fileURLToPath(module))};`,
  ky: () => `export { default } from 'ky';`,
  axios: () => `export { default } from 'axios';`,
};

export async function benchSize() {
  const { fetch: _, ...modules } = await peers();
  const table: Record<string, { minified: number; gzip: number }> = {};
  for (const [name, module] of Object.entries(modules)) {
    const code = imports[name]?.(module) ?? '';
    table[name] = await bundleSize(code, fileURLToPath(new URL('.', import.meta.url)));
  }
  return {
    settings: {},
    table,
    limits: [held('client, gzip', table['client']?.gzip ?? Number.NaN, { most: 4_800 })],
  };
}
