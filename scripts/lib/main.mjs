// The commands, and what holds for all of them: signals, errors, exit codes.
import { check } from './check.mjs';
import { dev } from './dev.mjs';
import { createPaint } from './paint.mjs';
import { createProcesses } from './processes.mjs';
import { start } from './start.mjs';
import { awaitStop } from './stop.mjs';
import { Told } from './told.mjs';
import { useTool } from './tool.mjs';
import { repository } from './workspace.mjs';

const everyBuild = ['docs', 'mock', 'sandbox', 'client'].map(
  (name) => `@connect-api/${name}#build`,
);
const inConsistency = (script) => [
  ...['pnpm', '--silent', '--filter', '@connect-api/consistency', 'run', script],
];

const commands = {
  start,
  dev,
  test: (_, context) =>
    check(
      ['//#biome', '//#knip', '//#test:scripts', 'generate', 'lint', 'build', 'typecheck', 'test'],
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

/** @returns {Promise<number>} the exit code */
export async function main([name, ...args]) {
  const command = commands[name];
  if (!command) {
    console.error(`Usage: node scripts/run.mjs ${Object.keys(commands).join(' | ')}`);
    return 2;
  }
  const processes = createProcesses();
  const stop = awaitStop();
  const context = {
    root: repository,
    processes,
    env: process.env,
    signal: stop.signal,
    // What is being ended has nothing to say that helps.
    say: (line) => stop.signal.aborted || console.log(line),
    paint: createPaint({ env: process.env, isTTY: process.stdout.isTTY }),
  };
  try {
    const interrupted = stop.exitCode.then((code) => (context.serving ? 0 : code));
    return await Promise.race([command(args, context), interrupted]);
  } catch (error) {
    if (!(error instanceof Told)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await processes.endAll();
    stop.forget();
  }
}
