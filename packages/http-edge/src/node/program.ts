import {
  type CommandLine,
  helpOf,
  type Program,
  readCommandLine,
  UsageError,
} from './command-line.js';
import type { ProgramProcess } from './program-process.js';

/**
 * Runs a program: its help, its version, or what it does. A wrong command line ends it with status 2,
 * any other failure with 1.
 *
 * @param version such as `1.0.0, contract 1.0.0 sha256 2fd4…`
 */
export async function runProgram(
  program: Program,
  version: string,
  run: (given: CommandLine) => Promise<void>,
  process: ProgramProcess,
): Promise<void> {
  try {
    const given = readCommandLine(program, process.argv.slice(2), process.env);
    if (given === 'help') process.stdout.write(helpOf(program));
    else if (given === 'version') process.stdout.write(`${program.name} ${version}\n`);
    else await run(given);
  } catch (error) {
    process.stderr.write(`${program.name}: ${(error as Error).message}\n`);
    if (error instanceof UsageError) process.stderr.write(`See: ${program.name} --help\n`);
    // What is open, such as a connection to a store, would keep the process alive.
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}

/**
 * Ends with status 0 on a signal, and when the process that started this one is gone: an IPC channel
 * tells it; npm and pnpm keep none, and are looked for.
 *
 * @param close ends what runs, at the latest after a bound of its own; a second signal does not wait
 */
export function endWithProcess(close: () => Promise<void>, process: ProgramProcess): void {
  let ending = false;
  const end = async () => {
    if (ending) return process.exit(0);
    ending = true;
    await close();
    process.exit(0);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  // Whoever reads the log may go away. The program stays.
  process.stdout.on('error', () => {});
  if (process.connected) process.once('disconnect', end);
  else if (process.env['npm_lifecycle_event']) {
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      end();
    }, 500);
    watch.unref();
  }
}
