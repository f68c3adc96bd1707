// The commands from outside: what they say and how they end.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { endOf } from '../lib/processes.mjs';
import { readJson, repository } from '../lib/workspace.ts';

const { scripts } = readJson(repository, 'package.json');
const commands = Object.keys(scripts).filter((name) => scripts[name].includes('run.mjs'));

function run(args: string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(repository, 'scripts/run.mjs'), ...args],
    { cwd: repository, env: { ...process.env, ...env }, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

describe('a command', () => {
  test.each([[[]], [['tset']], [['constructor']]])(
    '%j ends with 2 and names those that there are',
    (args) => {
      const { status, stderr } = run(args);
      expect(status).toBe(2);
      for (const name of ['start', 'test', 'dev', 'mutate:code']) expect(stderr).toContain(name);
    },
  );

  test.each(commands)(
    '%s names a flag that it does not have, does nothing, and ends with 2',
    (name) => {
      const { status, stdout, stderr } = run([name, '--nope']);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain("'--nope'");
      expect(stderr).not.toContain('    at ');
    },
  );

  test.each([
    ['diff', 'It takes no flags.'],
    ['mutate', 'It takes --artifact, after "--".'],
    ['start', 'It takes --docs-port, --mock-port, --sandbox-port, after "--".'],
    ['dev', 'It takes --docs-port, --mock-port, --sandbox-port, after "--".'],
  ])('%s says by --help what it takes, does nothing, and ends with 0', (name, taken) => {
    expect(run([name, '--help'])).toEqual({
      status: 0,
      stdout: `npm run ${name}\n${taken}\n`,
      stderr: '',
    });
  });

  test('that takes no names refuses one', () => {
    expect(run(['diff', 'nope'])).toEqual({
      status: 2,
      stdout: '',
      stderr: "npm run diff: Unexpected argument 'nope'.\nIt takes no flags.\n",
    });
  });

  test('that is given a flag without its value says so in a sentence', () => {
    expect(run(['mutate:code', '--concurrency'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /^npm run mutate:code: Option '--concurrency <value>' argument missing\.\nIt takes --afresh, .*, names, after "--"\.\n$/,
      ),
    });
  });

  test('that cannot begin ends with 1 and says why, without a stack', () => {
    const { status, stdout, stderr } = run(['start', '--docs-port', '0']);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe('--docs-port is "0". A port is a whole number from 1 to 65535.\n');
    expect(run(['start'], { MOCK_PORT: 'x' })).toMatchObject({ status: 1 });
  });
});

test('to wait for a stop keeps no program alive', async () => {
  const stop = JSON.stringify(join(repository, 'scripts/lib/stop.mjs'));
  const program = `import(${stop}).then(({ awaitStop }) => { awaitStop(); });`;
  const env = { ...process.env, npm_lifecycle_event: 'start' };
  expect(await endOf(spawn(process.execPath, ['-e', program], { env }))).toEqual({
    code: 0,
    signal: null,
  });
});
