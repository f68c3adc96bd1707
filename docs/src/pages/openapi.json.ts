import { readFile } from 'node:fs/promises';
import { inContract } from '../site/contract/folder.ts';

export const GET = async () => new Response(await readFile(inContract('dist/openapi.json')));
