import { parseArgs } from 'node:util';
import type { ClockMode } from '../clock.js';

export const usage = `The Connect API with its memory and its rules, to develop against.

Usage: connect-sandbox [options]

  --port <number>        port to listen on; 0 takes a free one      (default 4011)
  --host <address>       address to listen on                       (default 127.0.0.1)
  --no-cors              no CORS headers; with them, the default, pages of any origin may call
  --clock <mode>         running from the world's instant, frozen there,
                         or system for the machine's own            (default running)
  --time-zone <name>     the operator's time zone, an IANA name     (default the world's)
  --world <file>         start with another world, a JSON file
  --data <dir>           keep the state in this directory; it survives the end of the process,
                         and keeps world, clock and time zone  (default in memory)
  --store <url>          share the state with other sandboxes through a Redis, such as
                         redis://localhost:6379/0; it keeps the same  (default in memory)
  --control              /__sandbox/… also where the host is not a loopback address
  --no-control           no /__sandbox/… at all
  --verbose              say the code and the details of each error
  --version              print the version
  --help                 print this
`;

export interface Arguments {
  port: number;
  host: string;
  cors: boolean;
  clock?: ClockMode;
  timeZone?: string;
  world?: string;
  data?: string;
  store?: string;
  control?: boolean;
  verbose: boolean;
  version: boolean;
  help: boolean;
}

const clockModes: string[] = ['running', 'frozen', 'system'] satisfies ClockMode[];

/**
 * Reads the command line.
 *
 * @throws {Error} that names the flag and says what it takes
 */
export function readArguments(args: string[]): Arguments {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      port: { type: 'string', default: '4011' },
      host: { type: 'string', default: '127.0.0.1' },
      cors: { type: 'boolean', default: true },
      clock: { type: 'string' },
      'time-zone': { type: 'string' },
      world: { type: 'string' },
      data: { type: 'string' },
      store: { type: 'string' },
      control: { type: 'boolean' },
      verbose: { type: 'boolean', default: false },
      version: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`--port takes a number from 0 to 65535, not ${values.port}.`);
  }
  if (values.host === '') throw new Error('--host takes an address, such as 127.0.0.1.');
  const { clock, data, store } = values;
  if (clock !== undefined && !clockModes.includes(clock)) {
    throw new Error(`--clock takes running, frozen or system, not ${clock}.`);
  }
  if (data === '') throw new Error('--data takes the path of a directory.');
  const { 'time-zone': timeZone, world, control, host, cors, verbose, version, help } = values;
  return {
    port,
    host,
    cors,
    verbose,
    version,
    help,
    ...(timeZone !== undefined && { timeZone }),
    ...(world !== undefined && { world }),
    ...(clock !== undefined && { clock: clock as ClockMode }),
    ...(data !== undefined && { data }),
    ...(store !== undefined && { store }),
    ...(control !== undefined && { control }),
  };
}
