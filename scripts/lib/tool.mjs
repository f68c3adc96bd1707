// Hands over to a tool of the workspace, once everything that it needs is installed and built.
import { join } from 'node:path';
import { endOf } from './processes.mjs';
import { setUp } from './setup.mjs';
import { runTasks } from './tasks.mjs';
import { turboEnvironment } from './turbo.mjs';

/**
 * @param {{ needs?: string[], command: string[] }} tool `needs`: the tasks to run before
 * @param {string[]} args for the tool
 */
export async function useTool({ needs = [], command: [name, ...first] }, args, context) {
  const { root, processes, env, say } = context;
  await setUp({ root, start: processes.start, say });
  if (needs.length > 0) {
    const { failed } = await runTasks({ ...context, tasks: needs });
    if (failed > 0) return 1;
  }
  const child = processes.start(join(root, 'node_modules/.bin', name), [...first, ...args], {
    cwd: root,
    env: turboEnvironment(env, root),
    stdio: 'inherit',
    shell: process.platform === 'win32', // .cmd files there
  });
  const { code } = await endOf(child);
  return code ?? 1;
}
