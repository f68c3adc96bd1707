import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * The page among the consumers, as one script. Whatever leads to a Node built-in fails here.
 *
 * @param folder where the packages are installed
 */
export async function bundlePage(folder: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'page.js')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('');
}
