// What the commands do, without doing it.
import { expect, test } from 'vitest';
import { checks, commandOf, commands } from '../lib/commands.ts';
import type { Context } from '../lib/context.ts';
import { type Tool, tools } from '../lib/tools.ts';
import { readJson, repository } from '../lib/workspace.ts';

const context = { env: { CI: 'true', HOME: '/home' } } as unknown as Context;

/** What a command has done, in order, and its exit code. */
async function playedBy(tool: Tool, toolCode: number, generateCode = 0) {
  const done: unknown[] = [];
  const command = commandOf(tool, {
    use: async ({ script }, args, { env }) => {
      done.push([script, args, env]);
      return toolCode;
    },
    run: async (tasks, { env }) => {
      done.push([tasks, env]);
      return generateCode;
    },
  });
  return { code: await command(['--flag'], context), done };
}

const tool = (name: string) => tools.find((each) => each.name === name)!;

test('npm test leaves out nothing', () => {
  expect(checks.test).toEqual(
    expect.arrayContaining([
      ...['//#biome', '//#knip', '//#typecheck:scripts', '//#test:scripts'],
      ...['generate', 'lint', 'build', 'typecheck', 'test'],
    ]),
  );
});

test('npm run lint is all that reads without running: linter, unused code, and what packages add', () => {
  expect(checks.lint).toEqual(['//#biome', '//#knip', 'lint']);
});

test('each command in package.json is there, and no other', () => {
  const { scripts } = readJson(repository, 'package.json');
  const named = Object.keys(scripts).filter((name) => scripts[name].includes('run.mjs'));
  for (const name of named) expect(scripts[name]).toBe(`node scripts/run.mjs ${name}`);
  expect(Object.keys(commands).sort()).toEqual(named.sort());
});

test('a tool runs with what it was given, and the command ends as it ends', async () => {
  expect(await playedBy(tool('diff'), 3)).toEqual({
    code: 3,
    done: [['diff', ['--flag'], context.env]],
  });
});

test('a new version is followed by what is generated from it, which CI would only verify', async () => {
  expect(await playedBy(tool('version'), 0, 4)).toEqual({
    code: 4,
    done: [
      ['new-version', ['--flag'], context.env],
      [['generate'], { HOME: '/home' }],
    ],
  });
});

test('a version that could not be made is followed by nothing', async () => {
  const { code, done } = await playedBy(tool('version'), 1);
  expect([code, done.length]).toEqual([1, 1]);
});
