import { readFileSync } from 'node:fs';
import { readArguments, usage } from './node/arguments.js';
import { createBatch } from './node/batch.js';
import { logLine } from './node/log.js';
import { type RunningSandbox, startSandbox } from './node/server.js';
import { StoreUnavailable } from './store/unavailable.js';
import { WorldError } from './world/load.js';
import type { WorldInput } from './world/world.js';

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(explain(error as NodeJS.ErrnoException));
  process.exitCode = 1;
}

async function main(args: string[]): Promise<void> {
  const options = readArguments(args);
  if (options.help) return console.log(usage);
  if (options.version) return console.log(version());
  const { world, verbose, ...rest } = options;
  const log = createBatch<string>((lines) => process.stdout.write(`${lines.join('\n')}\n`));
  const running = await startSandbox({
    ...rest,
    ...(world !== undefined && { world: readWorld(world) }),
    onRequest: (entry) => log(logLine(entry, verbose)),
    onError: (error) => console.error(error instanceof StoreUnavailable ? error.message : error),
  });
  closeWithProcess(running);
  // Whoever reads the log may go away. The sandbox stays.
  process.stdout.on('error', () => {});
  console.log(`The sandbox listens on ${running.url}`);
}

/** Ends on a signal, and when the process that started it with a channel to it is gone. */
function closeWithProcess({ close }: RunningSandbox): void {
  const end = async () => {
    await close();
    process.exit(0);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  process.once('disconnect', end);
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

function readWorld(file: string): WorldInput {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`--world ${file} cannot be read as JSON: ${(error as Error).message}`);
  }
}

function explain(error: NodeJS.ErrnoException & { port?: number; address?: string }): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${error.port} on ${error.address} is taken. Stop what listens there, or choose another with --port.`;
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return 'This machine has no such address. Choose another with --host.';
  }
  if (error.code?.startsWith('ERR_PARSE_ARGS'))
    return `${error.message}\nRun connect-sandbox --help.`;
  if (error instanceof WorldError || error instanceof RangeError || !error.code)
    return error.message;
  return `${error.code}: ${error.message}`;
}
