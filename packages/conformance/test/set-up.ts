import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox } from '@connect-api/sandbox/node';
import { afterAll } from 'vitest';

/** A folder for files and a sandbox that listens, until the tests of the file have ended. */
export async function setUp() {
  const folder = await mkdtemp(path.join(tmpdir(), 'conformance-'));
  const sandbox = await startSandbox({ port: 0 });
  afterAll(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true });
  });
  return { folder, sandbox };
}
