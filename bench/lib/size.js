// Bytes of one call in a browser bundle: the client beside openapi-fetch, which it is built on.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const bundles = {
  'openapi-fetch': new URL('../bundles/openapi-fetch.js', import.meta.url),
  client: new URL('../bundles/client.js', import.meta.url),
};

export async function benchSize() {
  const sizes = await Promise.all(
    Object.entries(bundles).map(async ([name, entry]) => [name, await sizeOf(entry)]),
  );
  return { settings: {}, table: Object.fromEntries(sizes), limits: [] };
}

/** @param {URL} entry */
async function sizeOf(entry) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}
