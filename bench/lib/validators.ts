// Microseconds per request of the validators, beside a check by hand. The package measures itself.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export async function benchValidators() {
  const folder = new URL('.', import.meta.resolve('@connect-api/validators/package.json'));
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'bench'], {
    cwd: fileURLToPath(folder),
    shell: process.platform === 'win32', // npm is a .cmd file there
  });
  // Its last line is the result as JSON.
  const { rounds, calls, result } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  return { settings: { rounds, calls }, table: result, limits: [] };
}
