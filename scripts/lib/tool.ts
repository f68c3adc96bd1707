// Hands over to a tool of the workspace, once everything that it needs is installed and built.
import { join } from 'node:path';
import type { Context } from './context.ts';
import { endOf } from './processes.mjs';
import { setUp } from './setup.ts';
import { runTasks } from './tasks.ts';
import { turboEnvironment } from './turbo.ts';

/**
 * @param tool `needs`: the tasks to run before
 * @param args for the tool
 */
export async function useTool(
  { needs = [], command: [name = '', ...first] }: { needs?: string[]; command: string[] },
  args: string[],
  context: Context,
) {
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
