import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import {
  type CommandLine,
  endWithProcess,
  type Program,
  type ProgramProcess,
  readServerFlags,
  runProgram,
  serverFlags,
  UsageError,
} from '@connect-api/http-edge/node';
import packageJson from '../../package.json' with { type: 'json' };
import { contractVersion, digest, sampleCall } from '../generated/contract.js';
import { hostOf, originOf } from '../node/control-access.js';
import { curlOf } from '../node/curl.js';
import { parseAddress } from '../node/redis/address.js';
import { type ServerOptions, serveSandbox } from '../node/server.js';
import { urlReceiver } from '../node/webhooks/receiver.js';
import type { ClockMode } from '../time/clock.js';
import { createTimeZone } from '../time/time-zone.js';
import defaultWorld from '../world/default-world.json' with { type: 'json' };
import { WorldError } from '../world/load.js';
import type { WorldInput } from '../world/world.js';
import { told } from './told.js';

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
    'store-password-file': {
      takes: '<file>',
      help: 'a file with the password of the Redis; or the variable\nCONNECT_SANDBOX_STORE_PASSWORD',
    },
    'store-sentinel-user': {
      takes: '<name>',
      help: 'the user that Sentinels know this by (default: their default one)',
    },
    'store-sentinel-password-file': {
      takes: '<file>',
      help: 'a file with the password of the Sentinels; or the variable\nCONNECT_SANDBOX_STORE_SENTINEL_PASSWORD',
    },
    'store-ca': {
      takes: '<file>',
      help: 'certificates of the authorities that TLS to the Redis trusts, PEM\n(default: those of Node)',
    },
    'store-replicas': {
      takes: '<number>',
      help: 'how many replicas have to have an effect before it is answered\n(default: 0)',
    },
    webhook: {
      takes: '<url>',
      multiple: true,
      help: 'send events there, such as http://localhost:3000/events',
    },
    'webhook-private': {
      help: 'webhooks may lead to addresses of private networks, too',
    },
    control: {
      help: '/__sandbox/… also where the host is not a loopback address;\n--no-control: not at all',
    },
    'allow-host': {
      takes: '<name>',
      multiple: true,
      help: 'a name besides loopback ones by which /__sandbox/… may be called',
    },
    'allow-origin': {
      takes: '<origin>',
      multiple: true,
      help: 'an origin whose pages may use /__sandbox/…, such as\nhttp://localhost:4000',
    },
  },
  exclusive: [['data', 'store']],
};

const version = `${packageJson.version}, contract ${contractVersion} sha256 ${digest}`;

/** The whole program. */
export function main(process: ProgramProcess): Promise<void> {
  return runProgram(program, version, (given) => run(given, process), process);
}

async function run(given: CommandLine, process: ProgramProcess): Promise<void> {
  const { drainSeconds, output, ...server } = readServerFlags(given, defaults, process);
  const store = given.text('store');
  if (store && hasPassword(store) && process.argv.some((each) => each.includes(store))) {
    // Of what the list of processes shows it is the latter.
    process.title = program.name;
    output.say(
      'warn',
      'The URL of --store has a password, which others may have seen in the list of processes. Give the URL by CONNECT_SANDBOX_STORE, or the password by --store-password-file or CONNECT_SANDBOX_STORE_PASSWORD.',
    );
  }
  let close = async () => {};
  endWithProcess(() => close(), process);
  const running = await serveSandbox({
    ...server,
    ...optionsOf(given, process.env),
    onError: (error) => output.say('error', ...told(error)),
  }).catch((error) => {
    throw error instanceof WorldError ? new UsageError(error.message) : error;
  });
  close = () => running.close(drainSeconds);
  output.announce(`The sandbox listens on ${running.url}`, callToPaste(running));
}

function hasPassword(url: string): boolean {
  return /:\/\/[^/?#@]*:[^/?#]*@/.test(url);
}

/** Keys of a world of one's own are not for a log. */
function callToPaste({ url, world }: { url: string; world: WorldInput }): string {
  const tenants = isDeepStrictEqual(world, defaultWorld) ? world.tenants : [];
  const [apiKey] = tenants.flatMap(({ apiKeys }) => apiKeys);
  if (!sampleCall || apiKey === undefined) return `curl ${url}/__health`;
  return `API key: ${apiKey}\n\n${curlOf(sampleCall, url, apiKey)}`;
}

function optionsOf(given: CommandLine, env: ProgramProcess['env']): ServerOptions {
  const clock = given.oneOf('clock', clockModes);
  const timeZone = given.text('time-zone');
  const world = given.text('world');
  const data = given.text('data');
  const store = given.text('store');
  if (store !== undefined) checked('store', parseAddress)(store);
  for (const flag of [
    'store-password-file',
    'store-sentinel-user',
    'store-sentinel-password-file',
    'store-ca',
    'store-replicas',
  ]) {
    if (store === undefined && given.text(flag) !== undefined)
      throw new UsageError(`--${flag} goes with --store, which is missing`);
  }
  const storePassword = passwordOf('store-password', given, env);
  const storeSentinelUser = given.text('store-sentinel-user');
  const storeSentinelPassword = passwordOf('store-sentinel-password', given, env);
  const storeCa = fileOf(given, 'store-ca');
  const storeReplicas = given.number('store-replicas', 100);
  const webhookPrivate = given.isOn('webhook-private');
  const webhooks = given.texts('webhook').map(checkWebhook(webhookPrivate));
  const control = given.isOn('control');
  const allowHosts = given.texts('allow-host').map(checked('allow-host', hostOf));
  const allowOrigins = given.texts('allow-origin').map(checked('allow-origin', originOf));
  if (data === '') throw new UsageError('--data takes the path of a directory');
  return {
    allowHosts,
    allowOrigins,
    webhooks,
    webhookPrivate,
    clock,
    timeZone: timeZone === undefined ? undefined : checkTimeZone(timeZone),
    world: world === undefined ? undefined : readWorld(world),
    data,
    store,
    storePassword,
    storeSentinelUser,
    storeSentinelPassword,
    storeCa,
    storeReplicas,
    control,
  };
}

/** A variable and no flag: whoever can list processes sees flags. */
function passwordOf(
  name: string,
  given: CommandLine,
  env: ProgramProcess['env'],
): string | undefined {
  const variable = env[`${program.variables}${name.replaceAll('-', '_').toUpperCase()}`];
  // Editors end a file with a line break.
  const file = fileOf(given, `${name}-file`)?.replace(/\r?\n$/, '');
  return file ?? (variable || undefined);
}

function fileOf(given: CommandLine, flag: string): string | undefined {
  const file = given.text(flag);
  if (file === undefined) return undefined;
  try {
    return readFileSync(file).toString();
  } catch (error) {
    throw new UsageError(`--${flag} ${file} cannot be read: ${(error as Error).message}`);
  }
}

function checkWebhook(privateAddresses = false): (url: string) => string {
  return (url) => {
    try {
      return urlReceiver(url, { privateAddresses }).name;
    } catch (error) {
      throw new UsageError(`--webhook: ${(error as Error).message}`);
    }
  };
}

function checked<Read>(flag: string, read: (text: string) => Read): (text: string) => Read {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      throw new UsageError(`--${flag}: ${(error as Error).message}`);
    }
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
    return JSON.parse(readFileSync(file).toString());
  } catch (error) {
    throw new UsageError(`--world ${file} cannot be read as JSON: ${(error as Error).message}`);
  }
}
