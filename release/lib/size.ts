import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/**
 * Bytes of what a browser loads, minified and gzipped.
 *
 * @param imports names that are imported, such as `{ createConnectClient }`
 * @param name of the package
 * @param folder where it is installed
 */
export async function bundleSize(imports: string, name: string, folder: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export ${imports} from '${name}'`, resolveDir: folder },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  });
  return outputFiles.reduce(
    (sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length,
    0,
  );
}
