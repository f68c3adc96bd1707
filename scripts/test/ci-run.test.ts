// What .ci/run brings before `npm test`, on a machine that has nothing but these programs.
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { repository } from '../lib/workspace.ts';

const execute = promisify(execFile);
const wanted = 'redis-server firefox-esr curl python3-requests';
let machine: string;

beforeEach(async () => {
  machine = await mkdtemp(join(tmpdir(), 'connect-ci-run-'));
  await mkdir(join(machine, 'bin'));
  await mkdir(join(machine, '.ci'));
  await cp(join(repository, '.ci/run'), join(machine, '.ci/run'));
  await symlink('/usr/bin/dirname', join(machine, 'bin/dirname'));
  await program('npm', 'said npm "$@"');
  await program('apt-get', 'said apt-get "$@"');
});

afterEach(() => rm(machine, { recursive: true }));

// On Windows and macOS CI runs `npm test` alone.
describe.skipIf(process.platform === 'win32')('.ci/run', () => {
  test('installs as root what is missing', async () => {
    await isUser(0);
    expect(await run()).toEqual([
      'apt-get -qq update',
      `apt-get -qq install --no-install-recommends ${wanted}`,
      'npm test',
    ]);
  });

  test('takes sudo where it is not root', async () => {
    await isUser(1000);
    await program('sudo', 'said sudo "$@"; shift; "$@"');
    expect(await run()).toEqual([
      'sudo --preserve-env=DEBIAN_FRONTEND apt-get -qq update',
      'apt-get -qq update',
      `sudo --preserve-env=DEBIAN_FRONTEND apt-get -qq install --no-install-recommends ${wanted}`,
      `apt-get -qq install --no-install-recommends ${wanted}`,
      'npm test',
    ]);
  });

  test('says what it could not install, and leaves it to npm test to fail', async () => {
    await isUser(1000);
    const { said, stderr } = await outcome();
    expect(said).toEqual(['npm test']);
    expect(stderr).toContain(`${wanted} could not be installed.`);
  });

  test('installs nothing that is there', async () => {
    await isUser(0);
    for (const name of ['redis-server', 'firefox', 'curl', 'python3']) await program(name, ':');
    expect(await run()).toEqual(['npm test']);
  });

  test('ends as npm test ends', async () => {
    await isUser(0);
    await program('npm', 'exit 3');
    await expect(run()).rejects.toMatchObject({ code: 3 });
  });
});

const run = async () => (await outcome()).said;

async function outcome() {
  const log = join(machine, 'log');
  const { stderr } = await execute('/bin/bash', [join(machine, '.ci/run')], {
    env: { PATH: join(machine, 'bin'), LOG: log, CI: 'true' },
  });
  return { said: (await readFile(log, 'utf8')).trim().split('\n'), stderr };
}

const isUser = (id: number) => program('id', `echo ${id}`);

async function program(name: string, script: string) {
  const file = join(machine, 'bin', name);
  await writeFile(file, `#!/bin/bash\nsaid() { echo "$*" >> "$LOG"; }\n${script}\n`);
  await chmod(file, 0o755);
}
