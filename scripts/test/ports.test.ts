import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { choosePorts, demandFreePorts } from '../lib/ports.ts';
import { services as served } from '../lib/services.ts';

const services = [
  { name: 'docs', port: 4000, program: 'docs.js' },
  { name: 'mock', port: 4010, program: 'mock.js' },
];

describe('choosing ports', () => {
  test('keeps the usual ones when nothing is asked for', () => {
    expect(portsFor([], {})).toEqual([4000, 4010]);
    expect(portsFor([], { DOCS_PORT: '' })).toEqual([4000, 4010]);
  });

  test('lets the pages of the docs, wherever they are served, steer the sandbox', () => {
    const sandbox = choosePorts(served, ['--docs-port', '5000'], {}).find(
      ({ name }) => name === 'sandbox',
    );
    expect(sandbox?.args).toEqual([
      ...['--allow-origin', 'http://localhost:5000'],
      ...['--allow-origin', 'http://127.0.0.1:5000'],
    ]);
  });

  test('takes flags and variables, and a flag wins', () => {
    expect(portsFor(['--docs-port', '5000'], { DOCS_PORT: '6000', MOCK_PORT: '6010' })).toEqual([
      5000, 6010,
    ]);
    expect(portsFor(['--mock-port=5010'], {})).toEqual([4000, 5010]);
  });

  test('takes the first and the last port there is', () => {
    expect(portsFor(['--docs-port=1', '--mock-port=65535'], {})).toEqual([1, 65535]);
  });

  test.each(['0', '65536', '80.5', '-1', 'http'])(
    'refuses "%s", and names where it came from',
    (port) => {
      expect(() => portsFor([], { MOCK_PORT: port })).toThrow(`MOCK_PORT is "${port}"`);
    },
  );

  test('refuses one port for two services', () => {
    expect(() => portsFor(['--docs-port=4010'], {})).toThrow(
      'docs and mock cannot both listen on port 4010',
    );
  });
});

const ipv6 = await holder('::1');
await ipv6?.close();
const withoutIpv6 = ipv6 ? '' : ' (not checked: this machine has no IPv6)';

describe('a port', () => {
  test.skipIf(withoutIpv6)(
    `that a program holds on [::1] alone is taken${withoutIpv6}`,
    async () => {
      await expect(tryPortOf('::1')).rejects.toThrow(
        /Port \d+ \(docs\) is taken[\s\S]*--docs-port \d+/,
      );
    },
  );

  test('that a program holds on 127.0.0.1 alone is taken', async () => {
    await expect(tryPortOf('127.0.0.1')).rejects.toThrow('is taken by another program');
  });

  test('that nobody holds is free, and stays free', async () => {
    const { port, close } = (await holder('127.0.0.1'))!;
    await close();
    await demandFreePorts([docs(port)]);
    await demandFreePorts([docs(port)]);
  });
});

const docs = (port: number) => ({ name: 'docs', port, program: 'docs.js' });

describe('listening', () => {
  const demand = (port: number, codes: Record<string, string>) =>
    demandFreePorts([docs(port)], async (_, host) => codes[host]);

  test.each(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])(
    'does without IPv6 where there is %s',
    async (code) => {
      await demand(4000, { '::1': code });
      const taken = demand(4000, { '127.0.0.1': 'EADDRINUSE', '::1': code });
      await expect(taken).rejects.toThrow('is taken');
    },
  );

  test('says what to do where this user may not', async () => {
    await expect(demand(80, { '127.0.0.1': 'EACCES' })).rejects.toThrow(
      'This user may not listen on port 80 (docs).\nFor example, add: -- --docs-port 1080   (or set DOCS_PORT=1080)',
    );
  });

  test.each([
    [64_535, 65_535],
    [64_536, 63_536],
  ])('names instead of %i the port %i', async (port, other) => {
    await expect(demand(port, { '::1': 'EADDRINUSE' })).rejects.toThrow(
      `Port ${port} (docs) is taken by another program.\nStop that program, or choose another port. For example, add: -- --docs-port ${other} `,
    );
  });
});

async function tryPortOf(host: string) {
  const { port, close } = (await holder(host))!;
  await demandFreePorts([docs(port)]).finally(close);
}

/** A program that listens; nothing where the machine has no such address. */
async function holder(host: string) {
  const server = createServer().listen(0, host);
  try {
    await once(server, 'listening');
  } catch {
    return undefined;
  }
  const close = () => once(server.close(), 'close');
  return { port: (server.address() as AddressInfo).port, close };
}

function portsFor(args: string[], env: NodeJS.ProcessEnv) {
  return choosePorts(services, args, env).map(({ port }) => port);
}
