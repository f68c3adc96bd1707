import { join } from 'node:path';
import { build, type Format } from 'esbuild';

/**
 * A page among the consumers, as one script. Whatever leads to a Node built-in fails here.
 *
 * @param folder where the packages are installed
 */
export const bundlePage = (folder: string): Promise<string> => bundled(folder, 'page.js', 'iife');

/** A worker among the consumers, as one module. */
export const bundleWorker = (folder: string): Promise<string> =>
  bundled(folder, 'worker.js', 'esm');

async function bundled(folder: string, entry: string, format: Format): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, entry)],
    bundle: true,
    write: false,
    format,
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('');
}
