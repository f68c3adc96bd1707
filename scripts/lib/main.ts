// The commands, and what holds for all of them: signals, errors, exit codes.
import { check } from './check.ts';
import type { Context } from './context.ts';
import { dev } from './dev.ts';
import { createPaint } from './paint.ts';
import { createProcesses } from './processes.mjs';
import { start } from './start.ts';
import { awaitStop } from './stop.mjs';
import { useTool } from './tool.ts';
import { UserError } from './user-error.mjs';
import { repository } from './workspace.ts';

const everyBuild = ['docs', 'mock', 'sandbox', 'client'].map(
  (name) => `@connect-api/${name}#build`,
);
const inConsistency = (script: string) => [
  ...['pnpm', '--silent', '--filter', '@connect-api/consistency', 'run', script],
];

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
  diff: (args, context) =>
    useTool(
      {
        needs: ['@connect-api/spec#build'],
        command: ['pnpm', '--silent', '--filter', '@connect-api/spec', 'run', 'diff'],
      },
      args,
      context,
    ),
  tools: (args, context) =>
    useTool(
      {
        needs: ['@connect-api/spec#build'],
        command: ['pnpm', '--silent', '--filter', '@connect-api/tools', 'run', 'tools'],
      },
      args,
      context,
    ),
  pin: (args, context) =>
    useTool(
      {
        needs: ['@connect-api/conformance#build'],
        command: ['pnpm', '--silent', '--filter', '@connect-api/tests', 'run', 'pin'],
      },
      args,
      context,
    ),
  'new:operation': (args, context) =>
    useTool(
      { command: ['pnpm', '--silent', '--filter', '@connect-api/spec', 'run', 'new:operation'] },
      args,
      context,
    ),
  consistency: (args, context) =>
    useTool({ needs: everyBuild, command: inConsistency('consistency') }, args, context),
  drill: (args, context) =>
    useTool({ needs: everyBuild, command: inConsistency('drill') }, args, context),
  mutate: (args, context) =>
    useTool({ needs: everyBuild, command: inConsistency('mutate') }, args, context),
  'mutate:code': (args, context) =>
    useTool(
      {
        needs: ['client', 'conformance', 'mock', 'sandbox'].map(
          (name) => `@connect-api/${name}#build`,
        ),
        command: ['pnpm', '--silent', '--filter', '@connect-api/mutation', 'run', 'mutate'],
      },
      args,
      context,
    ),
  bench: (args, context) =>
    useTool(
      {
        needs: [
          '@connect-api/sandbox#build',
          '@connect-api/client#build',
          '@connect-api/docs#build',
        ],
        command: ['pnpm', '--silent', '--filter', '@connect-api/bench', 'run', 'bench'],
      },
      args,
      context,
    ),
  'test:consumers': (args, context) =>
    useTool(
      {
        needs: ['@connect-api/release#build'],
        command: ['pnpm', '--silent', '--filter', '@connect-api/release', 'run', 'test:consumers'],
      },
      args,
      context,
    ),
  version: async (args, context) => {
    const tool = {
      needs: ['@connect-api/spec#build'],
      command: ['pnpm', '--silent', '--filter', '@connect-api/release', 'run', 'new-version'],
    };
    // With CI set, generating only verifies.
    const { CI: _, ...env } = context.env;
    return (await useTool(tool, args, context)) || check(['generate'], { ...context, env });
  },
  'release:dry': (args, context) =>
    useTool(
      {
        needs: ['@connect-api/release#build'],
        command: ['pnpm', '--silent', '--filter', '@connect-api/release', 'run', 'dry-run'],
      },
      args,
      context,
    ),
  format: (args, context) =>
    useTool({ command: ['biome', 'check', '--write', '.'] }, args, context),
};

/** @returns the exit code */
export async function main([name = '', ...args]: string[]): Promise<number> {
  const command = commands[name];
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
    const interrupted = stop.exitCode.then((code) => (context.serving ? 0 : code));
    return await Promise.race([command(args, context), interrupted]);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await processes.endAll();
    stop.forget();
  }
}
