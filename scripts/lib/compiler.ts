import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// tsdown's loader of configurations has no `import.meta.resolve`.
const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
const { default: getExePath } = await import(
  new URL('lib/getExePath.js', pathToFileURL(manifest)).href
);

/**
 * The compiler's own executable, for what starts it without a shell: on Windows `tsc` is a script.
 */
export const compiler: string = getExePath();
