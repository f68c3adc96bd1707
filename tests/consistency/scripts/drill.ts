// The third operation in full: everything that `npm test` runs, in a copy that has one operation more.
// --keep leaves the copy.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { repository } from '../lib/bundle.ts';
import { addOperation, copyRepository, developing } from '../lib/drill.ts';

// Beside the repository: Astro loads the styles of a linked package only where its path and the site's
// begin with the same folder, which they need not in the system's folder for such things.
const copy = await copyRepository(path.dirname(repository));
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
