import { readFileSync } from 'node:fs';
import {
  type CommandLine,
  endWithProcess,
  type Program,
  readServerFlags,
  runProgram,
  serverFlags,
  UsageError,
} from '@connect-api/http-edge/node';
import packageJson from '../package.json' with { type: 'json' };
import type { ClockMode } from './clock.js';
import { contractVersion, digest } from './generated/contract.js';
import { type ServerOptions, startSandbox } from './node/server.js';
import { StoreUnavailable } from './store/unavailable.js';
import { createTimeZone } from './time-zone.js';
import { WorldError } from './world/load.js';
import type { WorldInput } from './world/world.js';

const defaults = { port: 4011, log: 'text' } as const;
const clockModes: readonly ClockMode[] = ['running', 'frozen', 'system'];

const program: Program = {
  name: 'connect-sandbox',
  variables: 'CONNECT_SANDBOX_',
  about: `Usage: connect-sandbox [options]

The Connect API with its memory and its rules, to develop against.`,
  flags: {
    ...serverFlags(defaults),
    clock: {
      takes: '<mode>',
      help: "running from the world's instant, frozen there, or system for the\nmachine's own (default: running)",
    },
    'time-zone': {
      takes: '<name>',
      help: "the operator's time zone, an IANA name (default: the world's)",
    },
    world: { takes: '<file>', help: 'start with another world, a JSON file' },
    data: {
      takes: '<dir>',
      help: 'keep the state in this directory; it survives the end of the process,\nand keeps world, clock and time zone (default: in memory)',
    },
    store: {
      takes: '<url>',
      help: 'share the state with other sandboxes through a Redis, such as\nredis://localhost:6379/0; it keeps the same (default: in memory)',
    },
    control: {
      help: '/__sandbox/… also where the host is not a loopback address;\n--no-control: not at all',
    },
  },
  exclusive: [['data', 'store']],
};

const version = `${packageJson.version}, contract ${contractVersion} sha256 ${digest}`;

await runProgram(program, version, async (given) => {
  const { drainSeconds, ...server } = readServerFlags(given, defaults);
  let close = async () => {};
  endWithProcess(() => close());
  const running = await startSandbox({ ...server, ...optionsOf(given) }).catch((error) => {
    throw error instanceof WorldError ? new UsageError(error.message) : error;
  });
  close = () => running.close(drainSeconds);
  console.log(`The sandbox listens on ${running.url}`);
});

function optionsOf(given: CommandLine): ServerOptions {
  const clock = given.oneOf('clock', clockModes);
  const timeZone = given.text('time-zone');
  const world = given.text('world');
  const data = given.text('data');
  const store = given.text('store');
  const control = given.isOn('control');
  if (data === '') throw new UsageError('--data takes the path of a directory');
  return {
    onError: (error) => console.error(error instanceof StoreUnavailable ? error.message : error),
    ...(clock !== undefined && { clock }),
    ...(timeZone !== undefined && { timeZone: checkTimeZone(timeZone) }),
    ...(world !== undefined && { world: readWorld(world) }),
    ...(data !== undefined && { data }),
    ...(store !== undefined && { store }),
    ...(control !== undefined && { control }),
  };
}

function checkTimeZone(name: string): string {
  try {
    return createTimeZone(name).name;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readWorld(file: string): WorldInput {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`--world ${file} cannot be read as JSON: ${(error as Error).message}`);
  }
}
