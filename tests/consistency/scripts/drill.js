// The third operation in full: everything that `npm test` runs, in a copy that has one operation more.
// --keep leaves the copy.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { addOperation, copyRepository, developing } from '../lib/drill.js';

const copy = await copyRepository();
const { operationId } = await addOperation(copy.folder);
console.log(`${copy.folder} has the operation ${operationId} too. npm test in it:\n`);
const test = spawn(process.execPath, ['scripts/run.mjs', 'test'], {
  cwd: copy.folder,
  env: developing(),
  stdio: 'inherit',
});
const [code] = await once(test, 'exit');
if (!process.argv.includes('--keep')) await copy.remove();
process.exitCode = code ?? 1;
