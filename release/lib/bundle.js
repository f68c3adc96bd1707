import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * The page among the consumers, as one script. Whatever leads to a Node built-in fails here.
 *
 * @param {string} folder where the packages are installed
 */
export async function bundlePage(folder) {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'page.js')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  });
  return /** @type {{ text: string }} */ (outputFiles[0]).text;
}
