// The commands, and what holds for all of them: signals, errors, exit codes.
import { check } from './check.ts';
import type { Context } from './context.ts';
import { dev } from './dev.ts';
import { demandKnown } from './flags.ts';
import { createPaint } from './paint.ts';
import { createProcesses } from './processes.mjs';
import { start } from './start.ts';
import { awaitStop } from './stop.mjs';
import { useProgram, useTool } from './tool.ts';
import { type Tool, tools } from './tools.ts';
import { UserError } from './user-error.mjs';
import { repository } from './workspace.ts';

type Command = (args: string[], context: Context) => Promise<number>;

const commands: Record<string, Command> = {
  start,
  dev,
  test: (_, context) =>
    check(
      [
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
      context,
    ),
  lint: (_, context) => check(['//#biome', '//#knip', 'lint'], context),
  generate: (_, context) => check(['generate'], context),
  format: (_, context) => useProgram('biome', ['check', '--write', '.'], context),
  ...Object.fromEntries(tools.map((tool) => [tool.name, commandOf(tool)])),
};

/** They take a port for each service. */
const readsItsOwn = ['start', 'dev'];

function commandOf(tool: Tool): Command {
  if (tool.name !== 'version') return (args, context) => useTool(tool, args, context);
  // What follows the new version in the generated files. With CI set, generating only verifies.
  return async (args, context) => {
    const { CI: _, ...env } = context.env;
    return (await useTool(tool, args, context)) || check(['generate'], { ...context, env });
  };
}

/** @returns the exit code */
export async function main([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    console.error(`Usage: node scripts/run.mjs ${Object.keys(commands).join(' | ')}`);
    return 2;
  }
  const processes = createProcesses();
  const stop = awaitStop();
  const context: Context = {
    root: repository,
    processes,
    env: process.env,
    signal: stop.signal,
    // What is being ended has nothing to say that helps.
    say: (line) => {
      if (!stop.signal.aborted) console.log(line);
    },
    paint: createPaint({ env: process.env, isTTY: process.stdout.isTTY }),
  };
  try {
    if (!readsItsOwn.includes(name)) demandKnown(name, args);
    const interrupted = stop.exitCode.then((code) => (context.serving ? 0 : code));
    return await Promise.race([command(args, context), interrupted]);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    return error.exitCode;
  } finally {
    await processes.endAll();
    stop.forget();
  }
}
