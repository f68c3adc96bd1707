import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { setUp } from './set-up.js';
import { apiKey } from './support.js';

// The program as it is built, for what only a process of its own shows; main.test.ts has the rest.
const bin = fileURLToPath(new URL('../bin/connect-conformance.js', import.meta.url));
const { folder, sandbox } = await setUp();

async function runWithHooks(code: string) {
  const hooks = path.join(folder, 'hooks.mjs');
  await writeFile(hooks, code);
  const only = ['--only', 'cancelSubscription/replay-'];
  const args = [bin, sandbox.url, '--api-key', apiKey, '--hooks', hooks, ...only];
  const child = spawn(process.execPath, args);
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, exitCode };
}

describe('connect-conformance', () => {
  it('ends though a hook keeps something open, with 3 where one fails', async () => {
    const { stdout, stderr, exitCode } = await runWithHooks(
      `setInterval(() => {}, 1000);
       export const reset = () => { throw new Error('The database is away.'); };`,
    );
    expect(stdout).toContain(
      'the hook reset failed: The database is away.:\n    cancelSubscription/replay-success',
    );
    expect(stdout).toMatch(/\n$/);
    // Of a run that takes longer, how far it is.
    expect(stderr).toMatch(/^(\d+ of \d+ checks, \d+ requests\n)*$/);
    expect(exitCode).toBe(3);
  });

  it('ends with 2 where a hook ends the process: nothing was found out of the server', async () => {
    const { exitCode } = await runWithHooks('export const reset = () => process.exit(0);');
    expect(exitCode).toBe(2);
  });
});
