// Writes path, schemas and an exchange of a new operation, complete enough to pass lint.
// Flags: --id --method --path --summary, and --response for an existing schema; it asks for the rest.
import { access, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { operationFiles } from '../scaffold/operation-files.ts';
import { readOperation } from '../scaffold/operation-flags.ts';
import { OperationRefused } from '../scaffold/operation-refused.ts';

const spec = fileURLToPath(new URL('..', import.meta.url));
const terminal = process.stdin.isTTY
  ? createInterface({ input: process.stdin, output: process.stdout })
  : undefined;

try {
  const ask = terminal && ((question: string) => terminal.question(question));
  const operation = await readOperation(process.argv.slice(2), ask);
  const { 'openapi.yaml': root = '', ...files } = await operationFiles(operation, spec);
  for (const file of Object.keys(files)) await refuseExisting(file);
  for (const [file, text] of Object.entries({ ...files, 'openapi.yaml': root })) {
    await mkdir(path.dirname(path.join(spec, file)), { recursive: true });
    await writeFile(path.join(spec, file), text);
    console.log(`wrote spec/${file}`);
  }
  console.log('\nNext: replace every "Write here …", give it its real schemas and examples, the');
  console.log('errors that it can answer with, and run npm test.');
} catch (error) {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (!(error instanceof OperationRefused) && !code.startsWith('ERR_PARSE_ARGS')) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  terminal?.close();
}

async function refuseExisting(file: string) {
  const exists = await access(path.join(spec, file)).then(
    () => true,
    () => false,
  );
  if (exists) throw new OperationRefused('id', `spec/${file} exists already; nothing was written.`);
}
