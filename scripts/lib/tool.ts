// Hands over to a tool of the workspace, once everything that it needs is installed and built.
import { join } from 'node:path';
import type { Context } from './context.ts';
import { endOf } from './processes.mjs';
import { setUp } from './setup.ts';
import { runTasks } from './tasks.ts';
import type { Tool } from './tools.ts';
import { turboEnvironment } from './turbo.ts';

/** @returns the exit code: of the tool, or 1 where what it needs could not be made */
export async function useTool(
  { package: name, script, needs }: Omit<Tool, 'name'>,
  args: string[],
  context: Context,
): Promise<number> {
  const { root, processes, say } = context;
  await setUp({ root, start: processes.start, say });
  if (needs.length > 0) {
    const tasks = needs.map((each) => `@connect-api/${each}#build`);
    const { failed } = await runTasks({ ...context, tasks });
    if (failed > 0) return 1;
  }
  const ofPackage = ['--silent', '--filter', `@connect-api/${name}`, 'run', script];
  return runProgram('pnpm', [...ofPackage, ...args], context);
}

/** Runs a program that an installed package brings. */
export async function useProgram(name: string, args: string[], context: Context): Promise<number> {
  const { root, processes, say } = context;
  await setUp({ root, start: processes.start, say });
  return runProgram(name, args, context);
}

async function runProgram(name: string, args: string[], { root, processes, env }: Context) {
  const child = processes.start(join(root, 'node_modules/.bin', name), args, {
    cwd: root,
    env: turboEnvironment(env, root),
    stdio: 'inherit',
    shell: process.platform === 'win32', // .cmd files there
  });
  const { code } = await endOf(child);
  return code ?? 1;
}
