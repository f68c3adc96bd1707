import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/**
 * Bytes of what a browser loads.
 *
 * @param code of a module
 * @param folder where its imports are looked for
 */
export async function bundleSize(code: string, folder: string) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder },
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
