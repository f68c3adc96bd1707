// The commands: `npm run <name>`, and npm's own `start` and `test`.
import { check } from './check.ts';
import type { Context } from './context.ts';
import { dev } from './dev.ts';
import { start } from './start.ts';
import { useProgram, useTool } from './tool.ts';
import { type Tool, tools } from './tools.ts';

type Command = (args: string[], context: Context) => Promise<number>;

/** Those that run tasks, and which ones. */
export const checks = {
  test: [
    '//#biome',
    '//#knip',
    '//#typecheck:scripts',
    '//#test:scripts',
    'generate',
    'lint',
    'build',
    'typecheck',
    'test',
  ],
  lint: ['//#biome', '//#knip', 'lint'],
  generate: ['generate'],
};

export const commands: Record<string, Command> = {
  start,
  dev,
  ...Object.fromEntries(
    Object.entries(checks).map(([name, tasks]): [string, Command] => [
      name,
      (_, context) => check(tasks, context),
    ]),
  ),
  format: (_, context) => useProgram('biome', ['check', '--write', '.'], context),
  ...Object.fromEntries(tools.map((tool) => [tool.name, commandOf(tool)])),
};

export function commandOf(tool: Tool, { use = useTool, run = check } = {}): Command {
  if (tool.name !== 'version') return (args, context) => use(tool, args, context);
  // What follows the new version in the generated files. With CI set, generating only verifies.
  return async (args, context) => {
    const { CI: _, ...env } = context.env;
    return (await use(tool, args, context)) || run(checks.generate, { ...context, env });
  };
}
