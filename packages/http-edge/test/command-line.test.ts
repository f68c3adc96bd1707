import { describe, expect, it } from 'vitest';
import {
  type CommandLine,
  helpOf,
  type Program,
  readCommandLine,
} from '../src/node/command-line.js';
import { readServerFlags, serverFlags } from '../src/node/flags.js';
import { playProcess } from '../testing/played-process.js';

const defaults = { port: 4010, log: 'none' } as const;
const program: Program = {
  name: 'connect-thing',
  variables: 'CONNECT_THING_',
  about: 'About.',
  more: 'More.',
  flags: {
    ...serverFlags(defaults),
    'time-zone': { takes: '<name>', help: 'first line\nsecond line' },
    data: { takes: '<dir>', help: 'keep it' },
    store: { takes: '<url>', help: 'share it' },
    origin: { takes: '<url>', multiple: true, help: 'allow it' },
    encrypted: { help: 'store it so' },
  },
  exclusive: [
    ['data', 'store'],
    ['data', 'encrypted'],
  ],
  needs: { encrypted: 'store' },
};

const read = (args: string[], env: Record<string, string> = {}) =>
  readCommandLine(program, args, env) as CommandLine;

const serverFlagsOf = (given: CommandLine) =>
  readServerFlags(given, defaults, playProcess([]).process);

describe('a flag', () => {
  it('goes before its variable, and the variable before the default', () => {
    const env = { CONNECT_THING_TIME_ZONE: 'Europe/London', CONNECT_THING_PORT: '5' };
    expect(read([], env).text('time-zone')).toBe('Europe/London');
    expect(read(['--time-zone', 'UTC'], env).text('time-zone')).toBe('UTC');
    expect(read([], {}).text('time-zone')).toBeUndefined();
    expect(serverFlagsOf(read([], env)).port).toBe(5);
    expect(serverFlagsOf(read([]))).toEqual({
      output: expect.anything(),
      port: 4010,
      host: '127.0.0.1',
      cors: true,
      keepAliveSeconds: 75,
      drainSeconds: 8,
    });
  });

  it('that is on or off says so in its variable, too', () => {
    expect(read(['--no-cors']).isOn('cors')).toBe(false);
    expect(read(['--cors']).isOn('cors')).toBe(true);
    expect(read([]).isOn('cors')).toBeUndefined();
    for (const [value, isOn] of [
      ['1', true],
      ['true', true],
      ['0', false],
      ['false', false],
    ] as const) {
      expect(read([], { CONNECT_THING_CORS: value }).isOn('cors')).toBe(isOn);
    }
  });

  it('may be given twice where both say the same', () => {
    expect(read(['--cors', '--cors']).isOn('cors')).toBe(true);
    expect(read(['--no-cors', '--no-cors']).isOn('cors')).toBe(false);
  });

  it('may be repeated where it takes several, in its variable by spaces', () => {
    expect(read(['--origin', 'a', '--origin', 'b']).texts('origin')).toEqual(['a', 'b']);
    expect(read([], { CONNECT_THING_ORIGIN: ' a  b ' }).texts('origin')).toEqual(['a', 'b']);
    expect(read([]).texts('origin')).toEqual([]);
  });

  it('takes an empty variable for none, and so the address that Kubernetes puts there', () => {
    expect(read([], { CONNECT_THING_STORE: '' }).text('store')).toBeUndefined();
    const env = { CONNECT_THING_PORT: 'tcp://10.0.0.1:4010' };
    expect(serverFlagsOf(read([], env)).port).toBe(4010);
  });

  it('takes the ends of its range', () => {
    expect(read(['--port', '0']).number('port', 65_535)).toBe(0);
    expect(read(['--port', '65535']).number('port', 65_535)).toBe(65_535);
    const ends = (...values: string[]) =>
      serverFlagsOf(
        read(['port', 'keep-alive', 'drain'].map((name, at) => `--${name}=${values[at]}`)),
      );
    // 0 takes a free port, keeps no connection and waits for nothing.
    expect(ends('0', '0', '0')).toMatchObject({ port: 0, keepAliveSeconds: 0, drainSeconds: 0 });
    expect(ends('65535', '86400', '3600')).toMatchObject({
      port: 65_535,
      keepAliveSeconds: 86_400,
      drainSeconds: 3_600,
    });
    for (const beyond of [
      ['65536', '1', '1'],
      ['1', '86401', '1'],
      ['1', '1', '3601'],
    ])
      expect(() => ends(...beyond)).toThrow('takes a whole number from 0 to');
  });
});

describe('a wrong command line', () => {
  it.each<[string[], Record<string, string>, string]>([
    [['--prot', '1'], {}, "Unknown option '--prot'"],
    [['stray'], {}, "Unexpected argument 'stray'"],
    [['--port'], {}, "Option '--port <value>' argument missing"],
    [['--cors=yes'], {}, "Option '--cors' does not take an argument"],
    [['--port', '65536'], {}, "--port takes a whole number from 0 to 65535, not '65536'"],
    [['--port', '1e3'], {}, "--port takes a whole number from 0 to 65535, not '1e3'"],
    [['--port', ''], {}, "--port takes a whole number from 0 to 65535, not ''"],
    [[], { CONNECT_THING_PORT: 'x' }, 'CONNECT_THING_PORT takes a whole number'],
    [[], { CONNECT_THING_CORS: 'yes' }, "CONNECT_THING_CORS takes true or false, not 'yes'"],
    [['--host', ''], {}, '--host takes an address'],
    [['--log', 'xml'], {}, "--log takes text, json, none, not 'xml'"],
    [['--verbose', '--log', 'none'], {}, '--verbose and --log none exclude each other'],
    [['--cors', '--no-cors'], {}, '--cors and --no-cors exclude each other'],
    [['--no-cors', '--cors'], {}, '--cors and --no-cors exclude each other'],
    [['--data', 'a', '--store', 'b'], {}, '--data and --store exclude each other'],
    [['--data', 'a'], { CONNECT_THING_STORE: 'b' }, '--data and CONNECT_THING_STORE exclude'],
    [['--encrypted'], {}, '--encrypted says nothing without --store: give both, or neither.'],
    [[], { CONNECT_THING_ENCRYPTED: '1' }, 'CONNECT_THING_ENCRYPTED says nothing without --store'],
  ])('%j %j is refused', (args, env, message) => {
    expect(() => serverFlagsOf(read(args, env))).toThrow(message);
  });
});

it("a flag that is switched off is in nobody's way", () => {
  expect(read(['--data', 'a', '--no-encrypted']).isOn('encrypted')).toBe(false);
  expect(read(['--data', 'a'], { CONNECT_THING_ENCRYPTED: 'false' }).text('data')).toBe('a');
});

describe('help', () => {
  it.each([
    [['-h']],
    [['--help']],
    [['--help', '--data', 'a', '--store', 'b']],
    [['--version', '--help']],
  ])('is asked for by %j', (args) => {
    expect(read(args)).toBe('help');
  });

  it('and version go before what else is wrong with a value', () => {
    expect(read(['--version', '--port', 'x'])).toBe('version');
  });

  it('names every flag in columns, and the variables', () => {
    const help = helpOf(program);
    for (const name of Object.keys(program.flags).filter((each) => each !== 'cors'))
      expect(help).toContain(`  --${name} `);
    expect(help).toContain('  --no-cors ');
    expect(help).toContain('  -h, --help ');
    expect(help).toMatch(/^About\.\n\n {2}--port <number> {9}port/);
    expect(help).toMatch(/\n {2}--time-zone <name> {6}first line\n {26}second line\n/);
    expect(help).toContain('--port is CONNECT_THING_PORT.\n\nMore.\n');
  });
});
