import { createRequire } from 'node:module';
import path from 'node:path';

// `import.meta.resolve` does not exist where Vite runs a module.
const bundle = createRequire(import.meta.url).resolve('@connect-api/spec/openapi.json');

/** A file of the contract's package, such as `CHANGELOG.md`. */
export const inContract = (file: string): string => path.join(path.dirname(bundle), '..', file);
