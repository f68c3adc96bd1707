// Bytes of one call in a browser bundle: the client beside its peers.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { peers } from './peers.ts';
import { held } from './statistics.ts';

export async function benchSize() {
  const { fetch: _, ...modules } = await peers();
  const table: Record<string, { minified: number; gzip: number }> = {};
  for (const [name, module] of Object.entries(modules)) table[name] = await sizeOf(module);
  return {
    settings: {},
    table,
    limits: [held('client, gzip', table['client']?.gzip ?? Number.NaN, { most: 4_800 })],
  };
}

async function sizeOf(module: URL) {
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
