import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

// `import.meta.resolve` does not exist where Vite runs a module.
const file = createRequire(import.meta.url).resolve('@connect-api/spec/openapi-3.0.yaml');

export const GET = async () => new Response(await readFile(file));
