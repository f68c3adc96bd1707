// Writes path, schemas and exchanges of a new operation, complete enough to pass lint and tests. Its
// flags: scaffold/operation-flags.ts.
import { access, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { changesetOf } from '../scaffold/changeset.ts';
import { type NewOperation, operationFiles } from '../scaffold/operation-files.ts';
import { help, readOperation } from '../scaffold/operation-flags.ts';
import { OperationRefused } from '../scaffold/operation-refused.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const terminal = process.stdin.isTTY
  ? createInterface({ input: process.stdin, output: process.stdout })
  : undefined;

try {
  const ask = terminal && ((question: string) => terminal.question(question));
  const operation = await readOperation(process.argv.slice(2), ask, console.log);
  if (operation) await write(operation);
  else console.log(help);
} catch (error) {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const isWrongFlag = code.startsWith('ERR_PARSE_ARGS');
  if (!(error instanceof OperationRefused) && !isWrongFlag) throw error;
  console.error((error as Error).message);
  process.exitCode = isWrongFlag ? 2 : 1;
} finally {
  terminal?.close();
}

async function write(operation: NewOperation) {
  const files = await operationFiles(operation, path.join(repository, 'spec'));
  const { 'openapi.yaml': root = '', ...added } = files;
  for (const file of Object.keys(added)) await refuseExisting(`spec/${file}`);
  for (const folder of new Set(Object.keys(added).map((file) => path.posix.dirname(file))))
    if (folder.startsWith('components/examples/')) await refuseExisting(`spec/${folder}`);
  const changeset = changesetOf(operation);
  await refuseExisting(changeset.file);
  for (const [file, text] of Object.entries({ ...added, 'openapi.yaml': root }))
    await put(`spec/${file}`, text);
  await put(changeset.file, changeset.text);
  console.log(
    '\nNext: replace every "Write here …", give it its real schemas and examples, the errors',
  );
  console.log('that it can answer with, and run npm test. CONTRIBUTING.md goes on from there.');
}

async function put(file: string, text: string) {
  await mkdir(path.dirname(path.join(repository, file)), { recursive: true });
  await writeFile(path.join(repository, file), text);
  console.log(`wrote ${file}`);
}

async function refuseExisting(file: string) {
  const exists = await access(path.join(repository, file)).then(
    () => true,
    () => false,
  );
  if (exists) throw new OperationRefused('id', `${file} exists already; nothing was written.`);
}
