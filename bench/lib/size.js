// Bytes of one call in a browser bundle: the client beside its peers.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { peers } from './peers.js';
import { held } from './statistics.js';

export async function benchSize() {
  const { fetch: _, ...modules } = await peers();
  /** @type {Record<string, { minified: number, gzip: number }>} */
  const table = {};
  for (const [name, module] of Object.entries(modules)) table[name] = await sizeOf(module);
  return {
    settings: {},
    table,
    limits: [held('client, gzip', table['client']?.gzip ?? Number.NaN, { most: 5_000 })],
  };
}

/** @param {URL} module */
async function sizeOf(module) {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { start } from ${JSON.stringify(fileURLToPath(module))};
        start({ baseUrl: 'https://api.bench' })();`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
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
