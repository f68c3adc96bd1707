import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export const GET = async () =>
  new Response(
    await readFile(fileURLToPath(import.meta.resolve('@connect-api/spec/openapi.json'))),
  );
