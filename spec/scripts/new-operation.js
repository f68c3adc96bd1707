// Writes path, schemas and an exchange of a new operation, complete enough to pass lint.
// Flags: --id --method --path --summary, and --response for an existing schema; it asks for the rest.
import { access, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { operationFiles } from '../scaffold/operation-files.js';
import { readOperation } from '../scaffold/operation-flags.js';
import { OperationRefused } from '../scaffold/operation-refused.js';

const spec = fileURLToPath(new URL('..', import.meta.url));
const terminal = process.stdin.isTTY
  ? createInterface({ input: process.stdin, output: process.stdout })
  : undefined;

try {
  const ask = terminal && ((/** @type {string} */ question) => terminal.question(question));
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
  const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? '';
  if (!(error instanceof OperationRefused) && !code.startsWith('ERR_PARSE_ARGS')) throw error;
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
} finally {
  terminal?.close();
}

/** @param {string} file */
async function refuseExisting(file) {
  const exists = await access(path.join(spec, file)).then(
    () => true,
    () => false,
  );
  if (exists) throw new OperationRefused('id', `spec/${file} exists already; nothing was written.`);
}
