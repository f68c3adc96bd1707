// A command, from its name to its exit code: signals, errors, and what was started.
import { commands } from './commands.ts';
import type { Context } from './context.ts';
import { demandKnown, helpOf } from './flags.ts';
import { createPaint } from './paint.ts';
import { createProcesses } from './processes.mjs';
import { awaitStop } from './stop.mjs';
import { UserError } from './user-error.mjs';
import { repository } from './workspace.ts';

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
    const help = helpOf(name, args);
    if (help) {
      context.say(help);
      return 0;
    }
    demandKnown(name, args);
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
