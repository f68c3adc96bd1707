import { parseArgs } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };
import { contract, digest } from './contract.js';
import type { MockOptions } from './index.js';

const help = `Usage: connect-mock [options]

Answers the requests of the Connect API from the examples of its contract.

  --port <number>   port to listen on, 0 for a free one (default: 4010)
  --host <address>  address to listen on (default: 127.0.0.1, this machine only)
  --cors            let web pages of any origin call it (default; --no-cors: do not)
  --dynamic         generate bodies from the schemas instead of taking the examples
  --seed <text>     make generated bodies repeatable
  --delay <ms>      wait before each response (default: 0)
  --verbose         print one line per request
  --version         print the version and the contract's digest
  --help            print this

A request chooses its response with the header Prefer:

  Prefer: code=409             the first example of a status
  Prefer: example=<name>       one example; GET /__examples lists the names
  Prefer: dynamic=true         a generated body

GET /__health says that the mock runs, and from which contract.
`;

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  cors: { type: 'boolean' },
  dynamic: { type: 'boolean' },
  seed: { type: 'string' },
  delay: { type: 'string' },
  verbose: { type: 'boolean' },
  version: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const flags = read(process.argv.slice(2));
if (flags.help) process.stdout.write(help);
else if (flags.version) {
  console.log(
    `connect-mock ${packageJson.version}, contract ${contract.info.version} sha256 ${digest}`,
  );
} else {
  await run({
    cors: flags.cors ?? true,
    dynamic: flags.dynamic ?? false,
    ...(flags.port !== undefined && { port: numberOf('--port', flags.port, 65_535) }),
    ...(flags.host !== undefined && { host: addressOf(flags.host) }),
    ...(flags.seed !== undefined && { seed: flags.seed }),
    ...(flags.delay !== undefined && { delay: numberOf('--delay', flags.delay, 600_000) }),
    ...(flags.verbose && { log: console.log }),
  });
}

async function run(given: MockOptions): Promise<void> {
  let close = async () => {};
  const stop = () => close().then(() => process.exit());
  // Whoever reads the log may go away. The mock stays.
  process.stdout.on('error', () => {});
  process.once('SIGINT', stop).once('SIGTERM', stop);
  onParentGone(stop);

  // Prism calls url.parse, of which newer Nodes warn; that says nothing to who runs the mock.
  process.noDeprecation = true;
  // Prism takes its time to load; help and version do not need it.
  const { start, curlCommand } = await import('./start.js');
  const mock = await start(given).catch((error: Error) => fail(error.message, 1));
  close = mock.close;
  console.log(`Connect API mock: ${mock.url}\n\n${curlCommand(mock.operations, mock.url)}\n`);
}

/** A parent that keeps a channel open ends us with it. npm and pnpm keep none: we look for them. */
function onParentGone(stop: () => void): void {
  if (process.connected) process.once('disconnect', stop);
  else if (process.env['npm_lifecycle_event']) {
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      stop();
    }, 500);
    watch.unref();
  }
}

function read(args: string[]) {
  try {
    return parseArgs({ args, options, allowNegative: true }).values;
  } catch (error) {
    return fail((error as Error).message.split(/\.\s/)[0] ?? '', 2);
  }
}

function numberOf(flag: string, text: string, max: number): number {
  if (/^\d+$/.test(text) && Number(text) <= max) return Number(text);
  return fail(`${flag} takes a whole number from 0 to ${max}, not '${text}'`, 2);
}

function addressOf(host: string): string {
  // Node would listen on all addresses.
  return host || fail('--host takes an address, such as 127.0.0.1', 2);
}

function fail(message: string, code: number): never {
  console.error(`connect-mock: ${message}`);
  if (code === 2) console.error('See: connect-mock --help');
  process.exit(code);
}
