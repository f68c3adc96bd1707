import { expect, test } from 'vitest';
import { run } from '../lib/run.ts';

const node = (program: string, options = {}) => run(process.execPath, ['--eval', program], options);

test('a program that succeeds returns what it printed', async () => {
  expect(await node("console.log('out'); console.error('err')")).toBe('out\n');
});

test.each([
  ['process.exitCode = 1', 'exit code 1'],
  ['process.exitCode = 2', 'exit code 2'],
  ["process.kill(process.pid, 'SIGKILL')", 'SIGKILL'],
])('a program that ends by %s is an error with all that it printed', async (end, ending) => {
  const failing = node(`console.log('out'); console.error('err'); ${end}`);
  await expect(failing).rejects.toThrow(ending);
  await expect(failing).rejects.toThrow(/--eval[\s\S]*out\n[\s\S]*err\n/);
});

test('a program that cannot be started is an error', async () => {
  await expect(run('no-such-program-anywhere', [])).rejects.toThrow('ENOENT');
});

test('nothing of the workspace can be found by accident', async () => {
  const env = { ...process.env, NODE_PATH: '/somewhere', MARK: 'there' };
  const program = 'console.log(process.env.NODE_PATH, process.env.MARK)';
  expect(await node(program, { env })).toBe('undefined there\n');
});
