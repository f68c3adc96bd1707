// The steps of the release workflow that git and GitHub's program carry out, taken from it as they are,
// with a remote of their own and a `gh` that writes down what it is asked for.
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { repository } from '../lib/workspace.ts';

const workflow = parse(
  await readFile(path.join(repository, '.github/workflows/release.yml'), 'utf8'),
);
const execute = promisify(execFile);

let folder: string;
let main: string;
const at = (...parts: string[]) => path.join(folder, ...parts);

// The workflow runs on Linux.
describe.skipIf(process.platform === 'win32')('the release workflow', () => {
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'connect-next-version-'));
    await mkdir(at('bin'));
    await program(
      'gh',
      `echo "$*" >> "${at('gh.log')}"; if [ "$2" = list ]; then cat "${at('list')}"; fi`,
    );
    // What `npm run version` does to files, in short: one is changed, one comes, one goes.
    await program('npm', 'echo 2.0.0 > version; echo notes > CHANGELOG.md; rm .changeset/one.md');
    await writeFile(at('list'), '');
    await writeFile(at('gh.log'), '');
    await git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', 'origin.git');
    main = await clone('main');
    await mkdir(path.join(main, '.changeset'));
    await mkdir(path.join(main, 'spec'));
    await writeFile(path.join(main, '.changeset/README.md'), 'About changesets.\n');
    await writeFile(path.join(main, '.changeset/one.md'), 'One.\n');
    await writeFile(path.join(main, 'spec/package.json'), '{ "version": "1.0.0" }\n');
    await writeFile(path.join(main, 'version'), '1.0.0\n');
    await push('One');
  });

  afterEach(() => rm(folder, { recursive: true }));

  test('while changesets wait, nothing is published', async () => {
    expect(await look()).toEqual({ waiting: 'true', unreleased: 'true' });
  });

  test('a version without a tag is published once no changeset waits, and no second time', async () => {
    await rm(path.join(main, '.changeset/one.md'));
    await push('Next version');
    expect(await look()).toEqual({ waiting: 'false', unreleased: 'true' });
    await git(main, 'tag', 'v1.0.0');
    await git(main, 'push', '--quiet', 'origin', 'v1.0.0');
    expect(await look()).toEqual({ waiting: 'false', unreleased: 'false' });
  });

  test('the pull request is main with what the version command made, and it is one', async () => {
    await propose();
    const changed = ['D\t.changeset/one.md', 'A\tCHANGELOG.md', 'M\tversion'];
    expect(await git(main, 'diff', '--name-status', 'origin/main', 'origin/next-version')).toEqual(
      changed,
    );
    expect(await git(main, 'log', '-1', '--format=%s', 'origin/next-version')).toEqual([
      'Next version',
    ]);
    expect(await asked()).toEqual([
      expect.stringMatching(/^pr list --head next-version /),
      expect.stringMatching(/^pr create --head next-version --title Next version /),
    ]);

    // With the next push it gets what is new, under the same number.
    await writeFile(at('list'), '1\n');
    await writeFile(path.join(main, 'more'), 'more\n');
    await push('More');
    await propose();
    expect(await git(main, 'diff', '--name-status', 'origin/main', 'origin/next-version')).toEqual(
      changed,
    );
    expect((await asked()).slice(2)).toEqual([expect.stringMatching(/^pr list /)]);
  });

  test('a release that is there already is not made again', async () => {
    const job = await clone('announce');
    await step('announce', 'gh release create', job, { GITHUB_SHA: 'abc' });
    expect(await asked()).toEqual(['release view v1.0.0']);
  });
});

/** What the first step says of a push. */
async function look() {
  const job = await clone('look');
  await step('version', 'unreleased=', job, { GITHUB_OUTPUT: at('output') });
  const lines = (await readFile(at('output'), 'utf8')).trim().split('\n');
  await rm(at('output'));
  await rm(job, { recursive: true });
  return Object.fromEntries(lines.map((line) => line.split('=')));
}

async function propose() {
  for (const [job, part] of [
    ['version', 'npm run version'],
    ['propose', 'gh pr create'],
  ] as const) {
    const cwd = await clone(job);
    await step(job, part, cwd, { RUNNER_TEMP: folder });
    await rm(cwd, { recursive: true });
  }
  await git(main, 'fetch', '--quiet', 'origin');
}

/** Runs the step of a job that has this in it, as GitHub's runner does. */
async function step(job: string, part: string, cwd: string, env: Record<string, string>) {
  const { run } = workflow.jobs[job].steps.find((each: { run?: string }) =>
    each.run?.includes(part),
  );
  await execute('bash', ['-eo', 'pipefail', '-c', run], {
    cwd,
    env: { ...gitEnv, PATH: `${at('bin')}:${process.env['PATH']}`, ...env },
  });
}

async function asked() {
  return (await readFile(at('gh.log'), 'utf8')).split('\n').filter(Boolean);
}

async function program(name: string, script: string) {
  await writeFile(at('bin', name), `#!/bin/bash\n${script}\n`);
  await chmod(at('bin', name), 0o755);
}

async function clone(name: string) {
  await git(folder, 'clone', '--quiet', 'origin.git', name);
  return at(name);
}

async function push(message: string) {
  await git(main, 'add', '--all');
  await git(
    main,
    '-c',
    'user.name=One',
    '-c',
    'user.email=one@example.com',
    'commit',
    '-qm',
    message,
  );
  await git(main, 'push', '--quiet', 'origin', 'HEAD:main');
}

/** No settings of this machine. */
const gitEnv = { HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };

/** @returns the lines that it says */
async function git(cwd: string, ...args: string[]): Promise<string[]> {
  const env = { ...gitEnv, PATH: process.env['PATH'] };
  const { stdout } = await execute('git', args, { cwd, env });
  return stdout.split('\n').filter(Boolean);
}
